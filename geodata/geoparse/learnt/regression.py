"""Logistic regression that learns from one example after the other and keeps few weights.

FTRL-Proximal (McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013): a step size for
each feature, and a penalty that leaves without a weight what is not worth one. Only sums, products, quotients
and square roots, each of which IEEE 754 defines to the last bit, in an order that the examples fix: the same
examples give the same weights on every machine and with every Python.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, sqrt

from geodata.geoparse.learnt.model import BIAS, UNIT, Model

_RATE, _SMOOTHING = 0.15, 1.0
_STEEPEST = 30.0
_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """What was seen, and whether the answer was yes; ``text`` numbers the text it is from."""

    features: tuple[str, ...]
    answer: bool
    text: int
    weight: float = 1.0
    """How much it counts beside the others."""


@dataclass(frozen=True, slots=True)
class Schooling:
    """How to learn."""

    passes: int = 8
    sparsity: float = 1.5
    """The penalty on a weight for not being 0."""
    shrinkage: float = 2.0
    """The penalty on its square."""
    fewest_texts: int = 3
    """In how many texts a feature must stand to be learnt."""
    given: tuple[tuple[str, float], ...] = ()
    """Weights of features that stay as they are; what is learnt goes by them."""


def learn(examples: Sequence[Example], schooling: Schooling) -> Model:
    """The model that answers like the examples, in whole hundredths; without any, just what is given."""
    numbers = _numbered(examples, schooling.fewest_texts)
    for feature, _ in schooling.given:
        numbers.setdefault(feature, len(numbers))
    course = _Course(
        schooling, len(numbers), {numbers[feature]: weight for feature, weight in schooling.given}
    )
    coded = [tuple(numbers[f] for f in (BIAS, *example.features) if f in numbers) for example in examples]
    for turn in range(schooling.passes):
        for position in _order(len(examples), turn):
            example = examples[position]
            course.take(coded[position], 1.0 if example.answer else 0.0, example.weight)
    weights = {feature: round(UNIT * course.weight(number)) for feature, number in numbers.items()}
    return Model(weights.pop(BIAS), {feature: weight for feature, weight in weights.items() if weight})


def _numbered(examples: Sequence[Example], fewest: int) -> dict[str, int]:
    """A number for each feature that stands in texts enough; the bias has the first."""
    texts: dict[str, int] = {}
    last: dict[str, int] = {}
    for example in examples:
        for feature in example.features:
            if last.get(feature) != example.text:
                last[feature] = example.text
                texts[feature] = texts.get(feature, 0) + 1
    often = [feature for feature, count in texts.items() if count >= fewest]
    return {feature: number for number, feature in enumerate([BIAS, *often])}


def _order(count: int, turn: int) -> list[int]:
    """Every position once, neighbours far apart, in another order each turn."""
    stride = count * (turn + 2) // (2 * turn + 5) + 1
    while gcd(stride, count) > 1:
        stride += 1
    return [position * stride % count for position in range(count)]


class _Course:
    """The state of learning: for each feature the sum of its slopes and of their squares."""

    def __init__(self, schooling: Schooling, features: int, given: Mapping[int, float]) -> None:
        self._schooling = schooling
        self._slopes = [0.0] * features
        self._squares = [0.0] * features
        self._given = given

    def take(self, active: tuple[int, ...], answer: float, importance: float) -> None:
        """Learn from one example."""
        weights = [self.weight(number) for number in active]
        total = 0.0
        for weight in weights:
            total += weight
        slope = (_likelihood(total) - answer) * importance
        for number, weight in zip(active, weights, strict=True):
            before = self._squares[number]
            after = before + slope * slope
            self._slopes[number] += slope - (sqrt(after) - sqrt(before)) / _RATE * weight
            self._squares[number] = after

    def weight(self, number: int) -> float:
        """The weight of a feature as learnt so far, or as given."""
        if number in self._given:
            return self._given[number]
        slope = self._slopes[number]
        excess = abs(slope) - self._schooling.sparsity
        if excess <= 0:
            return 0.0
        steady = (_SMOOTHING + sqrt(self._squares[number])) / _RATE + self._schooling.shrinkage
        return -excess / steady if slope > 0 else excess / steady


def _likelihood(total: float) -> float:
    """The logistic function; its exponential by repeated squaring, for libraries' differ in the last bit."""
    bounded = max(-_STEEPEST, min(_STEEPEST, total))
    power = 1.0 - bounded / (1 << _DOUBLINGS)
    for _ in range(_DOUBLINGS):
        power *= power
    return 1.0 / (1.0 + power)
