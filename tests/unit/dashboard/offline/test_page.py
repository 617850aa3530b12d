"""The offline file: what stands in it, and what never does."""

from __future__ import annotations

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dash import dcc, html
from flask.testing import FlaskClient

import app as door
from dashboard.offline import contents as carrying
from dashboard.offline import pieces
from dashboard.offline.markup import html_of
from dashboard.offline.page import offline_page
from dashboard.services import Services
from geodata.errors import UsageError
from geodata.gazetteer.index import Gazetteer
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import RAQQA, mention, story

EVIL = "</script><script>document.title='broken'</script><img src=x onerror=alert(1)> in Raqqa"


@pytest.fixture
def written(store: Store, gazetteer: Gazetteer) -> str:
    """The file over a story whose title and outlet would like to be markup."""
    store.add(story(EVIL, day="2017-09-02", outlet="</template><b>News</b>"), [mention(RAQQA)])
    return offline_page(Services(store, gazetteer), Query()).decode("utf-8")


def unpacked(written: str, name: str) -> str:
    """One of the packed blocks as it was."""
    found = re.search(rf'id="packed-{name}">([A-Za-z0-9+/=]+)</script>', written)
    assert found, name
    return gzip.decompress(base64.b64decode(found[1])).decode("utf-8")


class Tags(HTMLParser):
    """Every tag of a page, and every address a browser would ask for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.asked: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        if tag in ("script", "img", "link", "iframe", "source"):
            self.asked += [value for name in ("src", "href") if (value := given.get(name))]


def test_what_a_story_says_is_nowhere_but_in_the_packed_data(written: str) -> None:
    assert "broken" not in written
    assert "<b>News</b>" not in written
    data = json.loads(unpacked(written, "data"))
    assert data["stories"]["title"] == [EVIL]
    assert written.count("<script>") == 1


def test_nothing_is_asked_for_but_what_the_file_holds(written: str) -> None:
    asked = Tags(written).asked
    assert asked
    assert all(address.startswith("data:") for address in asked)
    assert not re.search(
        r"url\((?!\"?data:)", re.sub(r"var\(--\w+\)", "", unpacked(written, "page") + pieces.styles())
    )


def test_the_policy_names_every_script_by_its_hash_and_lets_nothing_out(written: str) -> None:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', written)
    assert found
    policy = found[1].replace("&#x27;", "'")
    boot = re.search(r"<script>(.*?)</script>", written, re.DOTALL)
    assert boot
    for script in (boot[1], unpacked(written, "scripts"), unpacked(written, "plotly")):
        assert pieces.hash_of(script) in policy
    assert "default-src 'none'" in policy
    assert "worker-src data: blob:" in policy
    assert "connect-src" not in policy  # so that default-src holds for it
    script_rule = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
    assert "unsafe" not in script_rule


def test_the_same_stories_give_the_same_bytes(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story(day="2017-09-02"), [mention(RAQQA)])
    services = Services(store, gazetteer)
    assert offline_page(services, Query()) == offline_page(services, Query())


def test_both_languages_and_themes_are_in_it(written: str) -> None:
    for language in ("en", "ar"):
        for theme in ("light", "dark"):
            assert f'<template id="page-{language}-{theme}">' in written
    configs = json.loads(unpacked(written, "page"))["configs"]
    assert json.loads(configs["ar-dark"])["language"] == "ar"


def test_the_data_come_as_of_their_newest_day_with_credits(written: str) -> None:
    assert "stories up to 2 September 2017" in written
    assert "أخبار حتى 2 أيلول 2017" in written
    assert "GeoNames" in written
    shown = re.findall(r'<div class="credits"[^>]*>(.*?)<details class="file-sources">', written, re.DOTALL)
    # On the map stands one line; the list of sources is unfolded by whoever wants it.
    assert len(shown) == 4
    assert all("GeoNames" not in each and len(each) < 150 for each in shown)
    assert "do not imply endorsement" in written


def test_scripts_that_need_a_server_stay_behind() -> None:
    scripts = pieces.page_scripts()
    assert '"together"' in scripts
    assert "publishTabs" not in scripts
    assert "parts.watching =" not in scripts
    assert "parts.feeds =" not in scripts
    assert scripts.rstrip().endswith("})(globalThis);")
    assert "class Page" in scripts[-20_000:]


def test_too_many_mentions_are_refused_in_words(
    store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(story(day="2017-09-02"), [mention(RAQQA)])
    monkeypatch.setattr(carrying, "MOST_MENTIONS", 0)
    with pytest.raises(UsageError, match="at most 0"):
        offline_page(Services(store, gazetteer), Query())


def test_the_route_gives_the_file_of_a_question(store: Store, client: FlaskClient) -> None:
    store.add(story("One", day="2017-09-02", outlet="A"), [mention(RAQQA)])
    store.add(story("Two", day="2017-09-03", outlet="B"), [mention(RAQQA)])
    answer = client.get("/export/map.html", query_string={"source": "B", "lang": "ar"})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="conflict-map.html"'
    text = answer.text
    assert '<html lang="ar" dir="rtl"' in text
    assert json.loads(unpacked(text, "data"))["stories"]["title"] == ["Two"]
    assert client.get("/export/map.html", query_string={"from": "soon"}).status_code == 400


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database, out = tmp_path / "news.db", tmp_path / "map.html"
    store = open_store(str(database))
    store.add(story(day="2017-09-02"), [mention(RAQQA)])
    store.close()
    asked = ["export", "--format", "html", str(out), "--database", str(database)]
    assert door.main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bytes"] == out.stat().st_size < 10_000_000
    assert '<html lang="en"' in out.read_text(encoding="utf-8")
    assert door.main([*asked, "--lang", "ar"]) == 0
    assert '<html lang="ar" dir="rtl"' in out.read_text(encoding="utf-8")
    capsys.readouterr()
    assert door.main([*asked, "--archive"]) == 2
    assert "leave --rows" in capsys.readouterr().err


def test_markup_escapes_and_keeps_what_scripts_look_for() -> None:
    drawn = html.Div(
        [html.Button("a < b", id="add", className="x", hidden=True), "x & y", None, dcc.Graph(id="map")],
        **{"data-said": '"quoted"', "aria-hidden": "true"},
    )
    told: Any = html_of(drawn, {"add"})
    assert '<button id="add" class="x needs-server" hidden disabled>a &lt; b</button>' in told
    assert "x &amp; y" in told
    assert 'data-said="&quot;quoted&quot;"' in told
    assert '<div id="map"><div class="plot"></div></div>' in told
    with pytest.raises(TypeError, match="Dropdown"):
        html_of(dcc.Dropdown())


def test_the_camps_are_in_it_and_the_way_to_their_pages_is_not(written: str, client: FlaskClient) -> None:
    assert json.loads(unpacked(written, "data"))["camps"] == client.get("/api/camps").json
    links = re.findall(r'<a [^>]*id="camps"[^>]*>', written)
    assert len(links) == 4
    assert all("needs-server" in link for link in links)
