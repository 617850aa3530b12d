"""What was reached on the labelled sentences is not lost again, and every type and actor is among them."""

from geodata.events.lexicon import Family, lexicon
from tests.eval.events import labelled, measure_events

PRECISION = {"event": 0.97, "actor": 0.98}
RECALL = {"event": 0.97, "actor": 0.98}


def test_floors():
    families = measure_events().by_family
    for family, found in families.items():
        assert found.precision >= PRECISION[family]
        assert found.recall >= RECALL[family]


def test_labels_are_types_there_are():
    for sentence in labelled():
        for family, names in ((Family.EVENT, sentence["events"]), (Family.ACTOR, sentence["actors"])):
            assert all(lexicon().find(family, name) for name in names), sentence["text"]


def test_there_are_enough_sentences_in_both_languages():
    languages = [sentence["language"] for sentence in labelled()]
    assert min(languages.count("ar"), languages.count("en")) >= 40
