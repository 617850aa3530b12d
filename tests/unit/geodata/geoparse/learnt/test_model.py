import pytest

from geodata.errors import DataError
from geodata.geoparse.learnt.model import Model, probability, read_models, shipped, write_models

MODELS = {
    "one": Model(-20, {"before=في": 150, "after=$": -30}),
    "two": Model(0, {"word=[سوق": 5}),
}


def test_a_score_is_the_bias_and_the_weights_that_hold():
    assert MODELS["one"].score(["before=في", "after=$", "never seen"]) == 100


def test_the_loudest_features_come_first():
    assert MODELS["one"].telling(["after=$", "before=في", "before=في"], 5) == [("before=في", 150)]
    assert MODELS["one"].telling(["after=$", "before=في"], 1, against=True) == [("after=$", -30)]


@pytest.mark.parametrize(
    ("score", "likely"), [(0, 0.5), (100, 0.731), (-100, 0.269), (10**9, 1.0), (-(10**9), 0.0)]
)
def test_probability(score, likely):
    assert probability(score) == pytest.approx(likely, abs=0.001)


def test_written_and_read_again(tmp_path):
    path = tmp_path / "weights.tsv"
    write_models(path, MODELS, ["made of nothing"])
    assert read_models(path) == MODELS
    again = tmp_path / "again.tsv"
    write_models(again, dict(reversed(MODELS.items())), ["made of nothing"])
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("text", ["a=b\t1\n", "[one]\na=b\tmany\n", "[one]\na=b\n", "[one]\n\n"])
def test_a_damaged_file_is_told_by_its_line(tmp_path, text):
    path = tmp_path / "weights.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"weights\.tsv, line \d"):
        read_models(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(DataError, match=r"nowhere\.tsv"):
        read_models(tmp_path / "nowhere.tsv")


def test_what_is_shipped_holds_words_and_no_sentences():
    models = shipped()
    assert set(models) >= {"arabic", "english", "arabic body", "arabic unlisted", "arabic ordinary"}
    for name, model in models.items():
        for feature in model.weights:
            most = 6 if feature.startswith("name=") else 1  # as many words as a gazetteer's name
            assert len(feature.split()) <= most, (name, feature)
