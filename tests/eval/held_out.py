"""Figures on texts that nothing was learnt from: cross-validation of the learnt weights.

The corpora the shipped weights were learnt from say little with these weights. Here each fold of consecutive
texts is parsed with models that learnt from all the other folds, of all corpora.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.geoparse.learnt.corpora import CORPORA as LEARNT_FROM
from geodata.geoparse.learnt.train import held_out, teach
from tests.eval.corpora import CORPORA, SHARED, Corpus, add_row, rows
from tests.eval.scoring import Score

CONTAINED_IN = {"ANERcorp": "ANERcorp", "IDRISI-LMR": "IDRISI-LMR", "LGL Middle East": "LGL"}
"""The measured corpora whose texts are learnt from, and as part of which."""


def files() -> list[str]:
    """The files that must be there."""
    measured = [corpus.file for corpus in CORPORA if corpus.name in CONTAINED_IN]
    return [*measured, *(corpus.file for corpus in LEARNT_FROM)]


def cross_validate(gazetteer: Gazetteer, folder: Path = SHARED) -> dict[str, Score]:
    """The score of every corpus in :data:`CONTAINED_IN`, each text judged by what was learnt from others."""
    taught = teach(gazetteer, folder)
    fold_of = {(each.corpus, each.number): each.fold for each in taught}
    corpora = [corpus for corpus in CORPORA if corpus.name in CONTAINED_IN]
    placed = {corpus.name: list(_placed(corpus, folder)) for corpus in corpora}
    scores = {corpus.name: Score() for corpus in corpora}
    for fold, models in held_out(taught):
        geoparser = Geoparser(gazetteer, models)
        for corpus in corpora:
            for number, row in placed[corpus.name]:
                if fold_of[CONTAINED_IN[corpus.name], number] == fold:
                    add_row(scores[corpus.name], geoparser, corpus, row)
    return scores


def _placed(corpus: Corpus, folder: Path) -> Iterator[tuple[int, dict]]:
    """The rows of a measured corpus with their line in the file learnt from."""
    learnt = next(each for each in LEARNT_FROM if each.name == CONTAINED_IN[corpus.name])
    lines = {row["id"]: number for number, row in enumerate(rows(folder / learnt.file))}
    for row in rows(folder / corpus.file):
        yield lines[row["id"]], row
