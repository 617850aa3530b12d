"""Feeds of a query: valid Atom, true places, stable names, pages that lead on."""

from __future__ import annotations

import re
from pathlib import Path

import feedparser
import pyogrio
import pytest
from flask.testing import FlaskClient
from lxml import etree

from dashboard.feeds.atom import ATOM, GEORSS
from geodata.models import Compass, Part, Tag, Vicinity, VicinityKind
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, mention, story

NAMES = {"a": ATOM, "g": GEORSS}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _fill(store: Store) -> None:
    text = "Ten people were hurt in Raqqa. Families fled to Deir ez-Zor on Monday."
    store.add(
        story("Shelling & <b>fire</b>", text, day="2017-10-01", url="https://example.org/a?x=1&y=2"),
        [
            mention(start=24, part=Part.TEXT, tags=(Tag("event:shelling", 0, 8, "Shelling"),)),
            mention(DEIR, start=48, surface="Deir ez-Zor", part=Part.TEXT),
        ],
    )
    store.add(story("قصف في محافظة الرقة", day="2017-10-05", outlet="وكالة"), [mention(RAQQA_GOVERNORATE)])
    store.add(story("Undated \x08 story", outlet="", url="javascript:alert(1)"), [mention()])
    beside = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20.0)
    store.add(story("East of Raqqa", day="2017-10-03"), [mention(vicinity=beside)])
    store.add(story("No place at all", day="2017-10-09"), [])


def _feed(client: FlaskClient, address: str = "/feed.atom") -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/atom+xml"
    return etree.fromstring(answer.data)


def _texts(element: etree._Element, path: str) -> list[str]:
    return [str(each) for each in element.xpath(path, namespaces=NAMES)]


def check_rfc_4287(feed: etree._Element) -> None:
    """What RFC 4287 asks of a feed and its entries (4.1.1 and 4.1.2)."""
    assert feed.tag == f"{{{ATOM}}}feed"
    for element in (feed, *feed.findall(f"{{{ATOM}}}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{{{ATOM}}}{name}")) == 1, name
        assert _URN.fullmatch(element.findtext(f"{{{ATOM}}}id") or "")
        moments = _texts(element, "a:updated/text() | a:published/text()")
        assert all(_MOMENT.fullmatch(each) for each in moments)
        assert all(_texts(element, "a:author/a:name/text()"))
        assert element.xpath("a:author", namespaces=NAMES)
        alternates = element.xpath("a:link[@rel='alternate']", namespaces=NAMES)
        assert len(alternates) == 1
        assert all(each.startswith(("http://", "https://")) for each in _texts(element, "a:link/@href"))
        assert all(_texts(element, "a:category/@term"))
        assert len(element.findall(f"{{{ATOM}}}summary")) <= 1
    assert len(_texts(feed, "a:link[@rel='self']/@href")) == 1
    ids = _texts(feed, "a:entry/a:id/text()")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["atom", "georss"])
def test_it_is_valid(client: FlaskClient, store: Store, kind: str, language: str) -> None:
    check_rfc_4287(_feed(client, f"/feed.{kind}?lang={language}"))
    _fill(store)
    feed = _feed(client, f"/feed.{kind}?lang={language}&place=sy-raqqa|sy-raqqa-governorate")
    check_rfc_4287(feed)
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language


def test_a_feed_reader_reads_it(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = feedparser.parse(client.get("/feed.atom").data)
    assert not found.bozo
    assert [entry.title for entry in found.entries] == [
        "قصف في محافظة الرقة",
        "East of Raqqa",
        "Shelling & <b>fire</b>",
        "Undated story",
    ]
    told = found.entries[2]
    assert told.link == "https://example.org/a?x=1&y=2"
    assert (told.author, told.published) == ("Example News", "2017-10-01T00:00:00Z")
    assert told.summary == "Ten people were hurt in Raqqa. Families"
    assert {(tag.scheme, tag.term) for tag in told.tags} >= {
        ("urn:conflict-map:place", "sy-raqqa"),
        ("urn:conflict-map:event", "shelling"),
    }
    undated = found.entries[3]
    assert "published" not in undated
    assert undated.link == "http://localhost/story/3?lang=en"  # never the script that stands as its address
    assert undated.author == "outlet unknown"


def test_an_entry_keeps_its_name_and_day_and_leads_to_its_page(client: FlaskClient, store: Store) -> None:
    _fill(store)
    first = _feed(client, "/feed.atom?text=shelling")
    again = _feed(client, "/feed.atom?limit=200")
    assert set(_texts(first, "a:entry/a:id/text()")) < set(_texts(again, "a:entry/a:id/text()"))
    assert _texts(first, "a:id/text()") != _texts(again, "a:id/text()")
    assert _texts(first, "a:entry/a:link[@rel='related']/@href") == ["http://localhost/story/1?lang=en"]
    assert "“shelling”" in _texts(first, "a:title/text()")[0]
    arabic = client.get("/feed.atom", query_string={"text": "قصف", "lang": "ar"}).data
    assert "«قصف»" in arabic.decode("utf-8")


def test_vague_places_are_areas_and_exact_ones_points(client: FlaskClient, store: Store) -> None:
    _fill(store)
    entries = _feed(client, "/feed.georss").findall(f"{{{ATOM}}}entry")
    shapes = [(_texts(one, "g:featurename/text()")[0], *_texts(one, "g:point/text()")) for one in entries]
    assert shapes == [
        ("Raqqa Governorate",),
        ("20 km east of Raqqa",),
        ("Raqqa", "35.95000 39.01000"),
        ("Deir ez-Zor", "35.34000 40.14000"),
        ("Raqqa", "35.95000 39.01000"),
    ]
    for vague in entries[:2]:
        (ring,) = _texts(vague, "g:polygon/text()")
        numbers = [float(each) for each in ring.split()]
        assert numbers[:2] == numbers[-2:]
        assert len(numbers) >= 8
    assert _texts(entries[2], "g:radius/text()") == ["500"]
    assert all(len(one.xpath("g:point | g:polygon", namespaces=NAMES)) == 1 for one in entries)
    one_story = _feed(client, "/feed.atom?text=shelling").find(f"{{{ATOM}}}entry")
    assert one_story is not None
    assert len(one_story.xpath("g:point", namespaces=NAMES)) == 2


def test_gdal_reads_it_as_a_layer(client: FlaskClient, store: Store, tmp_path: Path) -> None:
    _fill(store)
    path = tmp_path / "feed.xml"
    path.write_bytes(client.get("/feed.georss").data)
    layer = pyogrio.read_dataframe(path)
    assert sorted(layer.geometry.geom_type) == ["Point", "Point", "Point", "Polygon", "Polygon"]
    assert (RAQQA.lon, RAQQA.lat) in [(each.x, each.y) for each in layer.geometry[2:3]]


def test_pages_lead_on_and_leave_nothing_out(client: FlaskClient, store: Store) -> None:
    _fill(store)
    address, seen = "/feed.atom?limit=2&to=2018", []
    while address:
        feed = _feed(client, address)
        seen += _texts(feed, "a:entry/a:id/text()")
        assert _texts(feed, "a:link[@rel='first']/@href") == [
            "http://localhost/feed.atom?to=2018-12-31&lang=en&limit=2"
        ]
        address = (_texts(feed, "a:link[@rel='next']/@href") or [""])[0]
    assert seen == _texts(_feed(client), "a:entry/a:id/text()")
    assert len(seen) == 4


def test_a_feed_is_sent_again_only_when_it_changed(client: FlaskClient, store: Store) -> None:
    _fill(store)
    tag = client.get("/feed.atom").headers["ETag"]
    assert client.get("/feed.atom", headers={"If-None-Match": tag}).status_code == 304
    packed = client.get("/feed.atom", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    asks = {"Accept-Encoding": "gzip", "If-None-Match": packed}
    assert client.get("/feed.atom", headers=asks).status_code == 304
    store.add(story("More in Raqqa", day="2017-10-20"), [mention()])
    assert client.get("/feed.atom", headers={"If-None-Match": tag}).status_code == 200
    assert client.get("/feed.georss", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["limit=0", "limit=201", "limit=²", "offset=-1", "from=soon"])
def test_what_makes_no_sense_is_refused(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/feed.atom?{address}")
    assert (answer.status_code, list(answer.get_json())) == (400, ["error"])


def test_the_address_of_the_map_is_one_of_a_feed(client: FlaskClient, store: Store) -> None:
    _fill(store)
    assert len(_feed(client, "/feed.atom?view=38.1,35.2,6.1&theme=dark&from=2017-10-05&undated=0")) > 0


def test_the_page_offers_the_feed_of_what_it_shows(client: FlaskClient, store: Store) -> None:
    _fill(store)
    html = client.get("/?lang=ar&place=sy-raqqa&text=a%26b").get_data(as_text=True)
    found = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="([^"]*)"', html)
    assert found
    assert found[1] == "/feed.atom?place=sy-raqqa&amp;text=a%26b&amp;lang=ar"
