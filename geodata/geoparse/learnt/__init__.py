"""What was learnt from annotated texts about names of places, and how; see README.md beside it.

At run time :mod:`model <geodata.geoparse.learnt.model>` reads ``weights.tsv``, and :mod:`features
<geodata.geoparse.learnt.features>` and :mod:`words <geodata.geoparse.learnt.words>` say what a name and the
words around it look like. The other modules make the weights:
``python -m geodata.geoparse.learnt.train --corpora DIR``.
"""
