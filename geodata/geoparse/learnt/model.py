"""Weights of named features, learnt once and read from a small file of text.

A model answers one yes-or-no question. Its score is the sum of its bias and of the weights of the features
that hold, in hundredths of the logarithm of the odds: 0 is as likely as not, 100 is e to 1, and every
feature's share can be told. Whole numbers, so that the same features give the same answer on every machine.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import DataError

WEIGHTS = Path(__file__).parent / "weights.tsv"
UNIT = 100.0
"""Steps of a score in which the odds grow by e."""
BIAS = ""
_WHOLE = re.compile(r"-?\d{1,9}")


@dataclass(frozen=True, slots=True)
class Model:
    """A question's weights; a feature without one says nothing."""

    bias: int
    weights: Mapping[str, int]

    def score(self, features: Iterable[str]) -> int:
        """The score of what these features describe; above 0 means yes."""
        get = self.weights.get
        return self.bias + sum([get(feature, 0) for feature in features])

    def telling(self, features: Iterable[str], most: int, *, against: bool = False) -> list[tuple[str, int]]:
        """The features that speak loudest for yes, or ``against`` it, at most ``most``, with weights."""
        sign = -1 if against else 1
        weighed = [(feature, self.weights.get(feature, 0)) for feature in dict.fromkeys(features)]
        loud = [pair for pair in weighed if pair[1] * sign > 0]
        return sorted(loud, key=lambda pair: (-pair[1] * sign, pair[0]))[:most]


SILENT = Model(0, {})
"""The model of a question nothing was learnt about."""


def probability(score: int) -> float:
    """How likely yes is at a score, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-3000, min(3000, score)) / UNIT))


def read_models(path: Path) -> dict[str, Model]:
    """The models of a weights file by name; raises ``DataError`` naming file and line where it is damaged."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: the learnt weights cannot be read ({error}); restore the file"
        raise DataError(msg) from error
    models: dict[str, dict[str, int]] = {}
    table: dict[str, int] | None = None  # of the section read now
    for number, line in enumerate(lines, 1):
        if line.startswith("["):
            table = models.setdefault(line.strip("[]"), {})
        elif not line.startswith("#"):
            feature, _, weight = line.partition("\t")
            if table is None or not _WHOLE.fullmatch(weight):
                msg = f"{path}, line {number}: neither a feature's weight nor a [model]; restore the file"
                raise DataError(msg)
            table[feature] = int(weight)
    return {name: Model(table.pop(BIAS, 0), table) for name, table in models.items()}


def write_models(path: Path, models: Mapping[str, Model], about: Iterable[str]) -> None:
    """Write models, ``about`` as comments above them; the same models give the same bytes."""
    lines = [f"# {line}" for line in about]
    for name in sorted(models):
        model = models[name]
        lines += [f"[{name}]", f"{BIAS}\t{model.bias}"]
        lines += [f"{feature}\t{weight}" for feature, weight in sorted(model.weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


@functools.cache
def shipped() -> dict[str, Model]:
    """The models the project ships; raises ``DataError`` where their file is missing or damaged."""
    return read_models(WEIGHTS)
