import pytest

from geodata.geoparse.geometry import Anchors
from geodata.geoparse.judge import Judge
from geodata.geoparse.learnt.features import neighbour, of_body, shape
from geodata.geoparse.scanning import scan_part, sure_places
from geodata.geoparse.tokens import tokenise
from geodata.geoparse.variants import build
from geodata.models import Part


@pytest.fixture(scope="module")
def seen(gazetteer):
    forms = build(gazetteer)
    judge = Judge(gazetteer, forms.typed, {})

    def look(text):
        scan = scan_part(gazetteer, forms, Part.TEXT, text)
        anchors = Anchors(sure_places(gazetteer, [scan], ""))
        return [set(judge.seen(scan, number, verdicts)) for number, verdicts in judge.verdicts(scan, anchors)]

    return look


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "خرج من الباب مسرعا",
            {"name=الباب", "risk=common_word", "before=من", "after=مسرعا", "homograph=yes"},
        ),
        ("وصل لحلب أمس", {"name=حلب", "clitic=ل", "before=وصل", "size=chosen-6", "kind=city"}),
        ("مدينة الباب", {"type=مدينه", "type.fits=1", "rules=yes", "after=$"}),
        ("قصف رشا (ليلا)", {"after=(", "size=bulk-0", "kind=village", "places=1"}),
        ("#حلب", {"hashtag=yes", "before=^"}),
        ("in Jordan City", {"before=in", "capitals=001", "upper=0"}),
        ("in Aleppo; there", {"after=$"}),
    ],
)
def test_what_is_seen_of_a_match(seen, text, expected):
    (features,) = seen(text)
    assert expected <= features


def test_a_neighbour_close_by_is_seen(seen):
    village, _ = seen("قرب صالحية أو حلب")
    assert {"distance=rare-close", "country=rare-most-0"} <= village


def test_the_name_alone_gives_the_same_everywhere(seen):
    (one,), (other,) = seen("خرج من الباب"), seen("دخلوا الباب ليلا")
    assert {"name=الباب", "size=chosen-5", "article=yes"} <= one & other


@pytest.mark.parametrize(
    ("text", "number", "before", "after"),
    [
        ("قصف على حلب أمس", 2, "علي", "امس"),
        ("قصف. حلب", 1, "^", "$"),
        ("(حلب) أمس", 0, "^", ")"),
        ("حماة، حلب، حمص", 1, ",", ","),
        ("ar-Raqqa is", 1, "ar", "is"),
    ],
)
def test_neighbours_end_where_a_clause_ends(text, number, before, after):
    tokens = tokenise(text)
    assert (neighbour(tokens, number, -1), neighbour(tokens, number + 1, 1)) == (before, after)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("$", "$"), ("2017", "number"), ("المدينه", "ال-نه"), ("في", "short"), ("مدينه", "م-ه")],
)
def test_shape(word, expected):
    assert shape(word) == expected


def test_what_a_sentence_is_about_tells_a_club(gazetteer):
    forms = build(gazetteer)
    scan = scan_part(gazetteer, forms, Part.TEXT, "سجل المهاجم هدف حلب الثاني في المباراة")
    features = of_body(
        scan.tokens, scan.matches[0], scan.contexts[0], gazetteer.place("sy-aleppo"), by_rules=False
    )
    assert {"nearby=المهاجم", "nearby=المباراه", "before=هدف", "rules=no"} <= set(features)
