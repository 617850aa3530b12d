import pytest

from geodata.geoparse.learnt.regression import Example, Schooling, _likelihood, learn

SCHOOLING = Schooling(passes=20, sparsity=0.2, shrinkage=0.5)


def examples(*kinds):
    return [Example(features, answer, text) for text in range(12) for features, answer in kinds]


def test_it_learns_what_tells_yes_from_no():
    model = learn(examples((("in", "town"), True), (("in", "door"), False)), SCHOOLING)
    assert model.score(["in", "town"]) > 50 > -50 > model.score(["in", "door"])
    assert abs(model.weights.get("in", 0)) < model.weights["town"]


def test_what_stands_in_too_few_texts_is_not_learnt():
    few = [Example(("rare",), True, text=7)] * 50
    model = learn([*examples((("a",), False)), *few], SCHOOLING)
    assert "rare" not in model.weights


def test_what_says_nothing_gets_no_weight():
    noise = [Example(("heads" if n % 2 else "tails",), n % 4 < 2, text=n) for n in range(40)]
    assert learn(noise, Schooling()).weights == {}


def test_what_is_given_stays_and_the_rest_goes_by_it():
    given = Schooling(given=(("rules=yes", 1.5), ("unseen", -2.0)))
    assert learn([], given).weights == {"rules=yes": 150, "unseen": -200}
    wrong = [Example(("rules=yes", "door"), False, text) for text in range(50)]
    model = learn(wrong, given)
    assert model.weights["rules=yes"] == 150
    assert model.score(["rules=yes", "door"]) < 0


def test_an_example_of_more_weight_counts_more():
    yes = [Example(("a",), True, text, weight=5.0) for text in range(10)]
    no = [Example(("a",), False, text, weight=1.0) for text in range(10)]
    assert learn([*yes, *no], SCHOOLING).score(["a"]) > 0


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 97])
def test_any_number_of_examples(count):
    assert learn([Example(("a",), True, n) for n in range(count)], Schooling()).score([]) >= 0


@pytest.mark.parametrize(
    ("total", "likely"), [(0.0, 0.5), (2.0, 0.8808), (-2.0, 0.1192), (99.0, 1.0), (-99.0, 0.0)]
)
def test_the_logistic_function_without_a_library(total, likely):
    assert _likelihood(total) == pytest.approx(likely, abs=0.001)
