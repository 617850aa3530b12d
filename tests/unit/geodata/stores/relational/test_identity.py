from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.stores.relational.identity import digest, outlet_key, url_key


@pytest.mark.parametrize(
    "spelling",
    [
        "https://news.example/a/b",
        "HTTPS://News.Example/a/b/",
        " https://news.example:443/a/b#comments ",
        "https://news.example/a/b?utm_source=feed&utm_medium=rss&fbclid=42",
    ],
)
def test_spellings_of_one_address_agree(spelling: str):
    assert url_key(spelling) == "https://news.example/a/b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/?p=1", "https://news.example/?p=2"),
        ("https://news.example/A", "https://news.example/a"),
        ("https://news.example/a", "https://other.example/a"),
        ("https://news.example:8080/a", "https://news.example/a"),
    ],
)
def test_different_addresses_stay_different(one: str, other: str):
    assert url_key(one) != url_key(other)


def test_an_arabic_address_agrees_with_its_percent_encoding():
    assert url_key("https://news.example/الرقة") == url_key(
        "https://news.example/%d8%a7%d9%84%d8%b1%d9%82%d8%a9"
    )


@given(st.text())
def test_no_address_is_too_odd_and_a_key_is_its_own_key(url: str):
    key = url_key(url)
    assert url_key(key) == key


def test_outlets_agree_whatever_their_case_and_spacing():
    assert outlet_key(" Enab  Baladi ") == outlet_key("ENAB BALADI")
    assert outlet_key("بلدي نيوز") == outlet_key("بَلدى  نيوز")


def test_digests_follow_words():
    assert digest("قصفٌ  على\nالرقة") == digest("قصف على الرقه")
    assert digest("Raqqa") != digest("Aleppo")
    assert digest(" \n") == ""
