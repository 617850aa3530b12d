from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from geodata.stores.relational.search_terms import Term, parse_terms


def test_words_and_phrases_are_told_apart():
    assert parse_terms('deir "ez zor" raq') == [
        Term((("deir",),)),
        Term((("ez", "zor"),)),
        Term((("raq",),), unfinished=True),
    ]


def test_a_closed_phrase_at_the_end_is_finished():
    assert not parse_terms("«عين عيسى»")[-1].unfinished
    assert [term.unfinished for term in parse_terms('shel* "air strike*" dam')] == [True, False, True]


def test_an_arabic_word_is_looked_for_with_what_is_written_onto_it():
    spellings = {words[0] for words in parse_terms("الرقة")[0].spellings}
    assert {"الرقه", "والرقه", "بالرقه", "للرقه"} <= spellings
    assert "رقه" not in spellings
    assert {"حلب", "وحلب", "بحلب", "لحلب"} <= {words[0] for words in parse_terms("حلب")[0].spellings}


def test_nothing_to_look_for():
    assert parse_terms(' "" — * ؟ ') == []


@pytest.fixture(scope="module")
def empty() -> Iterator[Store]:
    store = open_store(":memory:")
    yield store
    store.close()


@given(words=st.text(max_size=30))
@example(words='a" OR b')
@example(words="NEAR(a b, 5)")
@example(words="\x00")
def test_whatever_is_typed_the_index_understands(empty: Store, words: str):
    assert empty.stories(Query(text=words)) == []
