"""A mangled link still opens the map."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.view_state import MapView, ViewState, from_search
from geodata.models import Language


def test_an_address_is_read() -> None:
    state = from_search(
        "?lang=ar&theme=dark&view=38.6000,34.9000,5.90&mark=sy-raqqa~2&from=2017-10-01&to=2017-10-31&text=قصف"
    )
    assert (state.language, state.theme, state.mark) == (Language.ARABIC, "dark", "sy-raqqa~2")
    assert state.view == MapView(38.6, 34.9, 5.9)
    assert (state.query.first, state.query.last, state.query.text) == (
        date(2017, 10, 1),
        date(2017, 10, 31),
        "قصف",
    )


def test_an_empty_address_is_the_default() -> None:
    assert from_search("") == from_search("?") == ViewState()
    assert from_search("", default_language=Language.ARABIC).language is Language.ARABIC


@pytest.mark.parametrize(
    "search",
    [
        "lang=fr",
        "theme=red",
        "view=1,2",
        "view=a,b,c",
        "view=999,10,5",
        "view=10,99,5",
        "view=1,2,50",
        "view=1e9,2,3",
        "from=yesterday",
        "to=2017-02-30",
        "from=2018-01-01&to=2017-01-01",
        "%",
        "%E0%A4%A",
        "&&=&=",
    ],
)
def test_what_cannot_be_read_stays_at_its_default(search: str) -> None:
    assert from_search(search) == ViewState()


@given(st.text())
def test_no_address_is_an_error(search: str) -> None:
    assert isinstance(from_search(search), ViewState)


@given(
    st.dictionaries(
        st.sampled_from(["lang", "theme", "view", "mark", "place", "from", "to", "text", "undated"]),
        st.text() | st.from_regex(r"-?\d{1,4}(\.\d*)?,-?\d{1,3},\d{1,3}") | st.dates().map(str),
    )
)
def test_no_value_is_an_error(values: dict[str, str]) -> None:
    state = from_search("?" + urlencode(values))
    if state.view:
        assert abs(state.view.lon) <= 180
        assert abs(state.view.lat) <= 85
    if state.query.first and state.query.last:
        assert state.query.first <= state.query.last
