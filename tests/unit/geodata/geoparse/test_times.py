from datetime import date

import pytest

PUBLISHED = date(2018, 3, 15)  # a Thursday


def told(geoparser, text):
    """Each name with the first day of its event."""
    return {
        mention.surface: mention.event and mention.event.first.isoformat()
        for mention in geoparser.parse(text, published=PUBLISHED)
    }


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # The nearest date of its own clause.
        (
            "In 2013 the group took Raqqa, while yesterday it lost Aleppo.",
            {"Raqqa": "2013-01-01", "Aleppo": "2018-03-14"},
        ),
        (
            "في عام 2013 سيطر التنظيم على الرقة، أما أمس فقد خسر حلب.",
            {"الرقة": "2013-01-01", "حلب": "2018-03-14"},
        ),
        # A date coupled with its own name by "and".
        ("أمس في الرقة واليوم في حلب سقطت قذائف", {"الرقة": "2018-03-14", "حلب": "2018-03-15"}),
        # A clause without a date goes on from the one before, not from one that looks back.
        (
            "قصفت الطائرات حلب الاثنين بعد هجوم على الرقة عام 2016، فيما ساد الهدوء في دمشق.",
            {"حلب": "2018-03-12", "الرقة": "2016-01-01", "دمشق": "2018-03-12"},
        ),
        (
            "A man was killed in Aleppo after fleeing Damascus in 2014.",
            {"Aleppo": None, "Damascus": "2014-01-01"},
        ),
        # Hours are no clauses.
        ("Aleppo was hit hours before dawn on Monday.", {"Aleppo": "2018-03-12"}),
        # "Since" says how long, unless nothing else is said.
        ("دخل الجيش أمس الرقة المحاصرة منذ عام 2012.", {"الرقة": "2018-03-14"}),
        ("Raqqa, besieged since 2012.", {"Raqqa": "2012-01-01"}),
        # A sentence without a date says nothing.
        ("Aleppo was hit on Wednesday. Nothing came from Raqqa.", {"Aleppo": "2018-03-14", "Raqqa": None}),
    ],
)
def test_each_name_has_the_date_of_its_own_clause(geoparser, text, days):
    assert told(geoparser, text) == days


def test_one_sentence_of_many_dates_and_names_takes_linear_time(geoparser):
    text = "أمس في حلب وقبل أسبوع في الرقة بعد هجوم " * 3000
    mentions = geoparser.parse(text, published=PUBLISHED)
    assert len(mentions) == 6000
    assert all(mention.event for mention in mentions)
