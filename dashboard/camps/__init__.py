"""Camps on the page: the map's layer, a dossier each, the table, comparisons."""
