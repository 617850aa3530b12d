from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import ReadError, UsageError
from geodata.fetching import FetchError, Trouble, is_address, parse, read_list
from geodata.fetching.archives import copy_at


@pytest.mark.parametrize(
    ("given_as", "sent_as"),
    [
        ("http://Example.org", "http://example.org/"),
        ("HTTPS://Example.ORG:443/A?b=C#d", "https://example.org/A?b=C"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("http://example.org./a", "http://example.org/a"),
        ("http://my_site.example.org/a", "http://my_site.example.org/a"),
        (
            "https://موقع.example/الرقة/1?q=دير الزور",
            "https://xn--4gbrim.example/%D8%A7%D9%84%D8%B1%D9%82%D8%A9/1"
            "?q=%D8%AF%D9%8A%D8%B1%20%D8%A7%D9%84%D8%B2%D9%88%D8%B1",
        ),
        ("http://example.org/%D8%A7?a=%20b", "http://example.org/%D8%A7?a=%20b"),
        ("http://example.org?q", "http://example.org/?q"),
        ("http://[2606:4700:0::1]:80/a", "http://[2606:4700::1]/a"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        (" http://example.org/a ", "http://example.org/a"),
    ],
)
def test_an_address_is_put_as_servers_expect_it(given_as: str, sent_as: str):
    assert parse(given_as).url == sent_as
    assert parse(sent_as) == parse(given_as)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("ftp://example.org/", Trouble.NOT_AN_ADDRESS),
        ("javascript:alert(1)", Trouble.NOT_AN_ADDRESS),
        ("http://", Trouble.NOT_AN_ADDRESS),
        ("http:///a", Trouble.NOT_AN_ADDRESS),
        ("http://a..b/", Trouble.NOT_AN_ADDRESS),
        ("http://-/", Trouble.NOT_AN_ADDRESS),
        ("http://exa mple.org/", Trouble.NOT_AN_ADDRESS),
        ("http://example.org:port/", Trouble.NOT_AN_ADDRESS),
        ("http://example.org:99999/", Trouble.NOT_AN_ADDRESS),
        ("http://[::1/", Trouble.NOT_AN_ADDRESS),
        ("http://[fe80::1%25eth0]/", Trouble.NOT_AN_ADDRESS),
        ("http://example.org\\@10.0.0.1/", Trouble.NOT_AN_ADDRESS),
        ("http://example.org/\r\nHost: evil", Trouble.NOT_AN_ADDRESS),
        ("http://exam%70le.org/", Trouble.NOT_AN_ADDRESS),
        ("http://example.org/\ud800", Trouble.NOT_AN_ADDRESS),
        ("http://example.org/" + "a" * 5000, Trouble.NOT_AN_ADDRESS),
        ("http://user@example.org/", Trouble.CREDENTIALS),
        ("http://user:secret@example.org/", Trouble.CREDENTIALS),
        ("http://:@example.org/", Trouble.CREDENTIALS),
    ],
)
def test_what_is_no_address_is_refused(text: str, trouble: Trouble):
    with pytest.raises(FetchError) as caught:
        parse(text)
    assert caught.value.trouble is trouble
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text: str):
    for whole in (text, f"http://{text}", f"https://example.org/{text}"):
        try:
            address = parse(whole)
        except FetchError:
            continue
        assert address.url.isascii()
        assert address.url.isprintable()
        assert " " not in address.url
        assert address.target.startswith("/")
        assert parse(address.url) == address


@given(st.text(max_size=60))
def test_any_location_leads_somewhere_or_is_refused(text: str):
    try:
        address = parse("https://example.org/a/b?c").lead(text)
    except FetchError:
        return
    assert address.scheme in ("http", "https")


@pytest.mark.parametrize(
    ("location", "reached"),
    [
        ("/x", "https://example.org/x"),
        ("x", "https://example.org/a/x"),
        ("../x", "https://example.org/x"),
        ("?d", "https://example.org/a/b?d"),
        ("//other.example/x", "https://other.example/x"),
        ("http://other.example", "http://other.example/"),
    ],
)
def test_locations_are_relative_to_where_they_stand(location: str, reached: str):
    assert parse("https://example.org/a/b?c").lead(location).url == reached


def test_addresses_are_told_from_files():
    assert is_address("http://example.org")
    assert is_address("HTTPS://example.org")
    assert not any(
        map(is_address, ("news.jsonl", "-", "http", "C:\\news.txt", "./http:/x", "ftp://example.org"))
    )


def test_a_list_of_addresses_is_read_line_by_line(tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_text("\ufeff# mine\nhttp://a.example/\n\n http://b.example/ \nhttp://a.example/\n", "utf-8")
    assert read_list(path) == ["http://a.example/", "http://b.example/"]
    path.write_text("http://a.example/\nb.example\n", "utf-8")
    with pytest.raises(ReadError, match=r"list\.txt:2: “b\.example” is no web address"):
        read_list(path)
    path.write_bytes(b"http://a.example/\xff")
    with pytest.raises(ReadError, match="UTF-8"):
        read_list(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_list(tmp_path / "missing.txt")


@pytest.mark.parametrize(
    ("address", "stamp", "original"),
    [
        (
            "https://web.archive.org/web/20171012000000/http://example.org/a?b",
            "20171012000000",
            "http://example.org/a?b",
        ),
        ("http://web.archive.org/web/2017/example.org/a", "2017", "http://example.org/a"),
        ("https://web.archive.org/web/20171012id_/https:/example.org/", "20171012", "https://example.org/"),
        ("https://web.archive.org/web/2017im_/HTTP://example.org/", "2017", "http://example.org/"),
    ],
)
def test_an_archived_copy_names_its_original(address: str, stamp: str, original: str):
    copy = copy_at(address)
    assert copy is not None
    assert (copy.stamp, copy.original) == (stamp, original)
    assert copy.shown == f"https://web.archive.org/web/{stamp}/{original}"
    assert copy.as_it_was == f"https://web.archive.org/web/{stamp}id_/{original}"
    assert copy_at(copy.shown) == copy_at(copy.as_it_was) == copy


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/2017*/http://example.org/",
        "https://web.archive.org/",
        "https://archive.org/web/2017/http://example.org/",
        "https://example.org/?u=https://web.archive.org/web/2017/http://example.org/",
    ],
)
def test_other_addresses_are_no_copies(address: str):
    assert copy_at(address) is None
