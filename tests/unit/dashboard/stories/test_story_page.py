"""A story's own page: every place marked where it stands, and text that is never HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.stories.story_page import Piece, paragraphs, pieces, story_page
from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.models import (
    Article,
    Candidate,
    Compass,
    Kind,
    Language,
    Mention,
    Part,
    Place,
    Precision,
    Reason,
    Role,
    StoryKind,
    Vicinity,
    VicinityKind,
)
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, RUKBAN, mention, on, related, story

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a browser would make of a page: its tags, and the text inside each."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def _page(
    store: Store,
    gazetteer: Gazetteer,
    article: Article,
    mentions: list[Mention],
    language: Language = Language.ENGLISH,
    theme: str = "light",
) -> Page:
    [outcome, *_] = store.add(article, mentions)
    return Page(story_page(store, gazetteer, outcome.story_id, language, theme))


def _at(text: str, surface: str, place: Place | None = RAQQA, role: Role = Role.LOCATION) -> Mention:
    return mention(place, start=text.index(surface), surface=surface, part=Part.TEXT, role=role)


TEXT = "قُصفت الرقة فجرًا.\n\nوفي دير الزور هدوء، وقال مجلس الرقة المدني إن السوق أُغلق."


def test_places_are_marked_where_they_stand_and_link_to_the_map(store: Store, gazetteer: Gazetteer) -> None:
    council = mention(
        RAQQA, start=TEXT.rindex("الرقة"), surface="الرقة", part=Part.TEXT, role=Role.ORGANISATION
    )
    mentions = [_at(TEXT, "الرقة"), _at(TEXT, "دير الزور", DEIR), council]
    page = _page(store, gazetteer, story("قصف", TEXT, day="2017-10-12"), mentions, Language.ARABIC)
    assert page.texts["mark"] == ["الرقة", "دير الزور", "الرقة"]
    to_map = [link for link in page.links() if "mark=" in link]
    # Each drawn mention and each place of the list leads to its mark; the organisation to why it is none.
    assert to_map == ["/?lang=ar&mark=sy-raqqa", "/?lang=ar&mark=sy-deir-ez-zor"] * 2
    [aside] = [attributes for tag, attributes in page.tags if attributes.get("class") == "place organisation"]
    assert (aside["href"], aside["title"]) == ("#why-3", "الرقة — جزء من اسم جهة")


def test_paragraphs_stay_paragraphs_and_no_letter_is_lost(store: Store, gazetteer: Gazetteer) -> None:
    page = _page(store, gazetteer, story("قصف", TEXT, day="2017-10-12"), [_at(TEXT, "الرقة")])
    told = [text for text in page.texts["p"] if text in TEXT]
    assert told == ["قُصفت الرقة فجرًا.", "وفي دير الزور هدوء، وقال مجلس الرقة المدني إن السوق أُغلق."]


def test_the_story_runs_in_its_own_direction_the_page_in_the_readers(
    store: Store, gazetteer: Gazetteer
) -> None:
    article = Article("قصف", TEXT, language=Language.ARABIC)
    page = _page(store, gazetteer, article, [], Language.ENGLISH)
    attributes = dict(page.tags)
    assert (attributes["html"]["dir"], attributes["html"]["lang"]) == ("ltr", "en")
    assert (attributes["article"]["dir"], attributes["article"]["lang"]) == ("rtl", "ar")


SCRIPT = "<script>alert(1)</script>"


def test_text_is_never_html(store: Store, gazetteer: Gazetteer) -> None:
    text = f'{SCRIPT} In Raqqa & "Deir" <img src=x onerror=alert(2)> {{{{ 7 * 7 }}}} {{% raw %}}.'
    place = Place("sy-x", f"Raqqa{SCRIPT}", f"الرقة{SCRIPT}", Kind.CITY, 35.9, 39.0, "SY", f"A{SCRIPT}")
    article = Article(
        f"{SCRIPT} Title", text, outlet=f"{SCRIPT} News", origin=f"{SCRIPT}.csv:2", published=on("2017-10-12")
    )
    for language in Language:
        page = _page(store, gazetteer, article, [_at(text, "Raqqa", place)], language)
        assert [tag for tag, _ in page.tags if tag in ("script", "img", "iframe")] == []
        assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
        assert page.texts["h1"] == [f"{SCRIPT} Title"]
        assert text in page.texts["article"][0]
        assert page.texts["mark"] == ["Raqqa"]
        assert f"{SCRIPT} News" in page.texts["article"][0]


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=2", "http://example.org/خبر"])
def test_the_source_is_a_link_that_tells_it_nothing(store: Store, gazetteer: Gazetteer, url: str) -> None:
    page = _page(store, gazetteer, story("Shelling in Raqqa", url=url), [mention()])
    [source] = [
        attributes for tag, attributes in page.tags if tag == "a" and attributes.get("target") == "_blank"
    ]
    assert (source["href"], source["rel"]) == (url, "noopener noreferrer")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org",
        "file:///etc/passwd",
        "https:alert(1)",
        "http://[",
        " javascript:alert(1)",
    ],
)
def test_nothing_but_the_web_is_a_link(store: Store, gazetteer: Gazetteer, url: str) -> None:
    page = _page(store, gazetteer, story("Shelling in Raqqa", url=url), [mention()])
    assert all(link.startswith(("/", "?", "#")) and not link.startswith("//") for link in page.links())


def test_a_vague_mention_leads_to_its_own_mark(store: Store, gazetteer: Gazetteer) -> None:
    page = _page(
        store, gazetteer, story("Shelling in Raqqa"), [mention(precision=Precision.NEAR)], theme="dark"
    )
    [link, *_] = [link for link in page.links() if "mark=" in link]
    assert dict(parse_qsl(urlsplit(link).query)) == {"lang": "en", "theme": "dark", "mark": "sy-raqqa~2"}


def test_an_article_and_its_related_headline_lead_to_each_other(store: Store, gazetteer: Gazetteer) -> None:
    headline = related("الركبان بلا دقيق")
    outcomes = store.add(story("قصف", TEXT), [], [(headline, [mention(RUKBAN, start=0, surface="الركبان")])])
    article, found = (
        Page(story_page(store, gazetteer, outcome.story_id, Language.ENGLISH, "light"))
        for outcome in outcomes
    )
    assert f"/story/{outcomes[1].story_id}?lang=en" in article.links()
    assert f"/story/{outcomes[0].story_id}?lang=en" in found.links()
    assert any("Headline found under" in text for text in found.texts["p"])
    assert any("date unknown" in text for text in found.texts["p"])


def test_the_same_text_of_another_outlet_is_linked(store: Store, gazetteer: Gazetteer) -> None:
    [first] = store.add(story("قصف", TEXT, outlet="First Outlet", day="2017-10-12"), [])
    page = _page(store, gazetteer, story("قصف", TEXT, outlet="Second Outlet", day="2017-10-12"), [])
    assert f"/story/{first.story_id}?lang=en" in page.links()
    assert "First Outlet" in "".join(page.texts["aside"])


def test_a_story_without_places_says_so(store: Store, gazetteer: Gazetteer) -> None:
    page = _page(
        store, gazetteer, story("Nothing was said of where"), [mention(None, start=0, surface="Nothing")]
    )
    assert "No place was recognised" in "".join(page.texts["aside"])
    assert page.texts["mark"] == ["Nothing"]


def test_a_later_version_is_told(store: Store, gazetteer: Gazetteer) -> None:
    url = "https://example.org/1"
    store.add(story("Shelling in Raqqa", url=url), [mention()])
    page = _page(store, gazetteer, story("Shelling in Raqqa, corrected", url=url), [mention()])
    assert "version 2" in page.texts["article"][0]


def test_an_unknown_story_is_not_found(store: Store, gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFoundError):
        story_page(store, gazetteer, 7, Language.ENGLISH, "light")


# ---- why


EXPLAINED = "Shelling hit Raqqa. Clashes in Raqqa and al-Rukban."


def _explained(**more: Any) -> list[Mention]:
    raqqa = replace(
        _at(EXPLAINED, "Raqqa"),
        reasons=(Reason("name.exact"), Reason("context.near", "sy-deir-ez-zor")),
        candidates=(
            Candidate("sy-raqqa", 0.7, (Reason("population", weight=0.4), Reason("type.word", "city", 0.3))),
            Candidate("sy-raqqa-governorate", 0.2, (Reason("population", weight=0.2),)),
        ),
        **more,
    )
    again = EXPLAINED.rindex("Raqqa")
    return [
        raqqa,
        replace(raqqa, start=again, end=again + 5),
        replace(_at(EXPLAINED, "al-Rukban", RUKBAN), reasons=(Reason("name.sound"),), reference=True),
    ]


def test_each_mark_says_why_it_is_there_and_leads_back(store: Store, gazetteer: Gazetteer) -> None:
    page = _page(store, gazetteer, story("A day", EXPLAINED, day="2017-10-12"), _explained())
    # Names explained alike are explained once.
    assert len(page.texts["details"]) == len(page.texts["summary"]) == 2
    assert ["×2" in told for told in page.texts["summary"]] == [True, False]
    assert "not drawn" in page.texts["summary"][1]
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    within = [link[1:] for link in page.links() if link.startswith("#")]
    assert within == ["why-2", "text-13", "text-31", "text-41"]
    assert set(within) <= ids
    assert len([tag for tag, _ in page.tags if tag == "table"]) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "head", "factor", "deir"),
    [
        (
            Language.ENGLISH,
            "The story also names Deir ez-Zor,",
            "What counts",
            "“city” fits +0.30",
            "Deir ez-Zor",
        ),
        (Language.ARABIC, "يذكر الخبر أيضًا دير الزور على بعد", "ما يُحسب", "«city» تناسبه +0.30", "دير الزور"),
    ],
)
def test_why_is_told_in_the_readers_language(
    store: Store, gazetteer: Gazetteer, language: Language, sentence: str, head: str, factor: str, deir: str
) -> None:
    page = _page(store, gazetteer, story("A day", EXPLAINED, day="2017-10-12"), _explained(), language)
    assert any(sentence in told for told in page.texts["p"])
    assert head in page.texts["th"]
    assert factor in page.texts["li"]
    # Names stand by themselves, whichever way their letters run.
    assert {deir, "city", "Raqqa", "الرقة"} <= set(page.texts["bdi"])


def test_a_name_that_is_not_known_says_so(store: Store, gazetteer: Gazetteer) -> None:
    unknown = replace(_at(EXPLAINED, "al-Rukban", None), reasons=(Reason("name.unknown", "camp"),))
    page = _page(store, gazetteer, story("A day", EXPLAINED), [unknown])
    assert "not known" in page.texts["summary"][0]
    assert "It is not drawn: where it lies is unknown." in page.texts["p"]


# ---- the text cut into pieces


def _stored(store: Store, text: str, spans: list[tuple[int, int]]) -> list[tuple]:  # type: ignore[type-arg]
    mentions = [mention(RAQQA, start=start, surface=text[start:end], part=Part.TEXT) for start, end in spans]
    [outcome] = store.add(
        Article("A title", text, kind=StoryKind.ARTICLE, source_id=str(hash((text, *spans)))), mentions
    )
    return [(found, "label", "/link") for found in store.mentions(outcome.story_id)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.sampled_from("ab الر\n🔴\u0301"), min_size=1, max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=8),
)
def test_pieces_put_together_are_the_text(store: Store, text: str, cuts: list[int]) -> None:
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end]
    marks = _stored(store, text, spans)
    whole = list(pieces(text, 0, len(text), marks))
    assert "".join(piece.text for piece in whole) == text
    assert [piece.text for piece in whole if piece.role] == [text[start:end] for start, end in spans]
    told = list(paragraphs(text))
    assert " ".join(text[start:end] for start, end in told).split() == text.split()
    for start, end in told:
        assert "".join(piece.text for piece in pieces(text, start, end, marks)) == text[start:end]
        assert not re.search("[\r\n]", text[start:end])


def test_mentions_that_overlap_are_marked_once(store: Store) -> None:
    marks = _stored(store, "Deir ez-Zor city", [(0, 11), (5, 16)])
    assert list(pieces("Deir ez-Zor city", 0, 16, marks)) == [
        Piece("Deir ez-Zor", "location", "label", "/link", "text-0"),
        Piece(" city"),
    ]


def test_what_lies_beside_a_place_is_listed_and_linked_by_itself(store: Store, gazetteer: Gazetteer) -> None:
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    found = [mention(start=0), mention(start=12, precision=Precision.NEAR, vicinity=east)]
    page = _page(store, gazetteer, story("Raqqa then Raqqa"), found)
    keys = [dict(parse_qsl(urlsplit(link).query))["mark"] for link in page.links() if "mark=" in link]
    assert set(keys) == {"sy-raqqa", "sy-raqqa~2~20km-E"}
    assert any("20 km east of Raqqa" in text for text in page.texts["a"])
