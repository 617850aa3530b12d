from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import UsageError
from geodata.models import Kind, Precision, Role, Time
from geodata.query import Query

_TEXT = st.text(min_size=1, max_size=20).map(str.strip)
_SEVERAL = st.lists(st.text(st.characters(exclude_characters="|"), min_size=1, max_size=9), max_size=3).map(
    lambda names: tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
)
_POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
_DAYS = st.none() | st.dates(min_value=date(1000, 1, 1))


@st.composite
def queries(draw: st.DrawFn) -> Query:
    days = sorted(day for day in (draw(_DAYS), draw(_DAYS)) if day)
    south, north = sorted(draw(st.floats(-90, 90)) for _ in range(2))
    box = (draw(st.floats(-180, 180)), south, draw(st.floats(-180, 180)), north)
    return Query(
        first=days[0] if days else None,
        last=days[1] if len(days) > 1 else None,
        undated=draw(st.booleans()),
        time=draw(st.sampled_from(Time)),
        places=draw(_SEVERAL),
        sources=draw(_SEVERAL),
        area=tuple(draw(st.lists(_POINTS, min_size=3, max_size=5)) if draw(st.booleans()) else ()),
        kinds=tuple(draw(st.lists(st.sampled_from(Kind), unique=True, max_size=3))),
        precision=draw(st.none() | st.sampled_from(Precision)),
        confidence=draw(st.integers(0, 100)),
        text=draw(_TEXT),
        bbox=draw(st.none() | st.just(box)),
        language=draw(st.sampled_from(["", "ar", "en"])),
        roles=tuple(sorted(draw(st.sets(st.sampled_from(Role), min_size=1)))),
    )


@given(queries())
def test_a_query_survives_being_written_down(query: Query):
    again = Query.from_mapping(query.to_mapping())
    assert again.to_mapping() == query.to_mapping()
    assert replace(again, roles=query.roles) == query
    assert set(again.roles) == set(query.roles)


def test_an_empty_query_is_written_as_nothing():
    assert Query().to_mapping() == {}
    assert Query.from_mapping({"from": "", "text": "  ", "view": "8.1", "place": None}) == Query()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2017-10-12", "2017-10-12", (date(2017, 10, 12), date(2017, 10, 12))),
        ("2016-02", "2016-02", (date(2016, 2, 1), date(2016, 2, 29))),
        ("2017", "2018", (date(2017, 1, 1), date(2018, 12, 31))),
        ("٢٠١٧-١٠-١٢", "2017-12-1", (date(2017, 10, 12), date(2017, 12, 1))),
    ],
)
def test_months_and_years_mean_their_first_and_last_day(first: str, last: str, expected: tuple[date, date]):
    query = Query.from_mapping({"from": first, "to": last})
    assert (query.first, query.last) == expected


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ({"from": "yesterday"}, "“yesterday” is not a date for “from”"),
        ({"to": "2017-13"}, "“2017-13” is not a date for “to”"),
        ({"to": "2017-02-30"}, "“2017-02-30” is not a date"),
        ({"from": "0000"}, "not a date"),
        ({"from": "2018", "to": "2017"}, "ends .* before it begins"),
        ({"bbox": "1,2,3"}, "is not a box"),
        ({"bbox": "1,2,3,nan"}, "not a box on the globe"),
        ({"bbox": "1,50,3,40"}, "south before the north"),
        ({"undated": "perhaps"}, "write yes or no"),
        ({"language": "fr"}, "choose one of ar, en"),
        ({"roles": "location,hero"}, "the roles are location"),
    ],
)
def test_what_makes_no_sense_is_named_with_its_remedy(pairs: dict[str, str], words: str):
    with pytest.raises(UsageError, match=words):
        Query.from_mapping(pairs)


@given(st.dictionaries(st.sampled_from(["from", "to", "undated", "bbox", "language", "roles"]), st.text()))
def test_no_pairs_are_too_odd(pairs: dict[str, str]):
    try:
        query = Query.from_mapping(pairs)
    except UsageError as error:
        assert str(error)
    else:
        assert Query.from_mapping(query.to_mapping()) == query


@pytest.mark.parametrize(
    "pairs",
    [
        {"text": "a " * 41},
        {"text": "a" * 501},
        {"place": "|".join(f"p{number}" for number in range(201))},
        {"source": "|".join(f"s{number}" for number in range(201))},
    ],
)
def test_more_than_a_question_can_hold_is_refused(pairs: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="at most"):
        Query.from_mapping(pairs)
    shorter = {name: value[: len(value) // 2] for name, value in pairs.items()}
    assert Query.from_mapping(shorter).to_mapping()
