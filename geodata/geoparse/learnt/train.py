"""Learn the weights: ``python -m geodata.geoparse.learnt.train --corpora DIR [--cross-validate]``.

The same corpora, gazetteer and word lists give the same file to the byte. With ``--cross-validate`` nothing
is written: each fold of consecutive texts is asked of models that learnt from all the others, and the answers
are counted.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.gazetteer.index import Gazetteer, bundled
from geodata.geoparse.learnt.corpora import CORPORA, Corpus, read_corpus
from geodata.geoparse.learnt.lessons import Lesson, Teacher, learn_all
from geodata.geoparse.learnt.model import WEIGHTS, Model, write_models

FOLDS = 5
_TEXTS_APART = 1_000_000


@dataclass(frozen=True, slots=True)
class Taught:
    """A text's lesson with the fold it falls in."""

    corpus: str
    number: int
    fold: int
    lesson: Lesson


def teach(
    gazetteer: Gazetteer, folder: Path, corpora: Sequence[Corpus] = CORPORA, folds: int = FOLDS
) -> list[Taught]:
    """The lessons of all corpora, in their order; raises ``DataError`` where one is missing or damaged."""
    teacher = Teacher(gazetteer)
    taught: list[Taught] = []
    for place, corpus in enumerate(corpora):
        texts = list(read_corpus(corpus, folder))
        for position, text in enumerate(texts):
            lesson = teacher.lesson(text, place * _TEXTS_APART + position)
            taught.append(Taught(corpus.name, text.number, position * folds // len(texts), lesson))
    return taught


def held_out(taught: Sequence[Taught]) -> Iterator[tuple[int, dict[str, Model]]]:
    """For each fold its number and the models learnt from all the others."""
    for fold in sorted({each.fold for each in taught}):
        yield fold, learn_all([each.lesson for each in taught if each.fold != fold])


def count_answers(
    models: Mapping[str, Model], taught: Iterable[Taught], counts: dict[tuple[str, str], list[int]]
) -> None:
    """Add to ``counts``, by corpus and model: yes rightly said, yes said, yes to be said."""
    for each in taught:
        for name, examples in each.lesson.examples.items():
            right = counts.setdefault((each.corpus, name), [0, 0, 0])
            for example in examples:
                said = models[name].score(example.features) > 0 if name in models else False
                right[0] += said and example.answer
                right[1] += said
                right[2] += example.answer


def about(folder: Path, gazetteer: Gazetteer, corpora: Sequence[Corpus] = CORPORA) -> list[str]:
    """What a weights file says of itself: the files learnt from by their hash, and the gazetteer's size."""
    lines = ["Weights in hundredths, learnt by `python -m geodata.geoparse.learnt.train`; see README.md."]
    for corpus in corpora:
        digest = hashlib.sha256((folder / corpus.file).read_bytes()).hexdigest()[:16]
        lines.append(f"{corpus.name}: {corpus.file}, SHA-256 {digest}…")
    return [*lines, f"with a gazetteer of {len(gazetteer)} places"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on all the corpora and write the weights, or cross-validate and print what was right."""
    parser = argparse.ArgumentParser(prog="python -m geodata.geoparse.learnt.train", description=main.__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with the annotated texts")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="the file to write")
    parser.add_argument("--cross-validate", action="store_true", help="print figures, write nothing")
    options = parser.parse_args(arguments)
    gazetteer = bundled()
    taught = teach(gazetteer, options.corpora)
    if not options.cross_validate:
        models = learn_all([each.lesson for each in taught])
        write_models(options.output, models, about(options.corpora, gazetteer))
        print(f"{options.output}: {sum(len(model.weights) for model in models.values())} weights")
        return
    counts: dict[tuple[str, str], list[int]] = {}
    for fold, models in held_out(taught):
        count_answers(models, (each for each in taught if each.fold == fold), counts)
    print(f"{FOLDS} folds, each asked of models that learnt from the others; yes-or-no answers:")
    for (corpus, name), (right, said, wanted) in sorted(counts.items()):
        precision, recall = right / max(said, 1), right / max(wanted, 1)
        print(
            f"{corpus:12}{name:14}P {precision:.3f} R {recall:.3f} F1 {2 * right / max(said + wanted, 1):.3f}"
        )


if __name__ == "__main__":
    main()
