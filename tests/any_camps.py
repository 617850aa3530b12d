"""Camps of every shape, for tests of what must keep a camp whole."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from geodata.camp_records import (
    UNITS,
    Camp,
    CampLink,
    CampSource,
    CampStatus,
    CampType,
    Population,
    PublicPrecision,
    Relation,
    StatusChange,
)
from geodata.models import DatePrecision, Precision, When

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
WHENS = st.builds(
    lambda first, more, precision: When(first, first + timedelta(more), precision, "given"),
    DAYS,
    st.integers(0, 400),
    st.sampled_from(DatePrecision),
)


def any_camp(
    words: SearchStrategy[str],
    texts: SearchStrategy[str],
    *,
    most_links: int = 2,
    **fields: SearchStrategy[object],
) -> SearchStrategy[Camp]:
    """Camps whose fields all vary, besides those of ``fields``.

    ``words`` are for what some file cannot keep empty (names, items of a list), ``texts`` for the rest.
    """
    names = st.lists(words, max_size=3).map(tuple)
    sources = st.builds(CampSource, words, texts, st.none() | WHENS, texts, names)
    several = st.lists(sources, max_size=2).map(tuple)
    parts = st.lists(st.tuples(words, st.integers(0, 9999)), max_size=2).map(tuple)
    figures = st.builds(
        Population,
        st.none() | st.integers(0, 10**6),
        st.sampled_from(UNITS),
        WHENS,
        texts,
        sources,
        texts,
        parts,
    )
    changes = st.builds(StatusChange, st.sampled_from(CampStatus), WHENS, texts, several)
    links = st.builds(CampLink, st.sampled_from(Relation), words, st.none() | WHENS, st.none() | sources)
    given: dict[str, SearchStrategy[object]] = {
        "id": words,
        "name": words,
        "name_ar": texts,
        "aliases": names,
        "former_names": names,
        "type": st.sampled_from(CampType),
        "lat": st.floats(-90, 90, allow_subnormal=False),
        "lon": st.floats(-180, 180, allow_subnormal=False),
        "precision": st.sampled_from(Precision),
        "country": st.sampled_from(("", "SY")),
        **dict.fromkeys(("admin1", "admin2", "admin3", "pcode", "managed_by", "notes", "place_id"), texts),
        "statuses": st.lists(changes, max_size=2).map(tuple),
        "populations": st.lists(figures, max_size=2).map(tuple),
        "links": st.lists(links, max_size=most_links).map(tuple),
        "sources": several,
        "public": st.none() | st.sampled_from(PublicPrecision),
        "extra": st.lists(st.tuples(words, words), max_size=2).map(tuple),
    }
    return st.builds(Camp, **{**given, **fields})
