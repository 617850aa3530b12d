"""What the file answers is what the server would have answered."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.offline.contents import contents
from dashboard.services import Services
from geodata.gazetteer.index import Gazetteer
from geodata.models import Part, Precision, Role, Tag
from geodata.query import Query
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, on, story
from tests.node import run_script

TEXT = "قالت وكالة إن قصفا وقع في الرقة صباح اليوم. وعاد الهدوء إلى دير الزور بعد يوم طويل من الاشتباكات."
STRIKE = Tag("event:air_strike", 0, 5, "strike")


@pytest.fixture
def filled(store: Store) -> Store:
    """Stories that meet all the ways a question can go: days, outlets, roles, events, reports told again."""
    places = (RAQQA, DEIR, RUKBAN, RAQQA_GOVERNORATE, MOSUL)
    for number in range(24):
        place, other = places[number % 5], places[(number * 2 + 1) % 5]
        day = f"2017-09-{1 + number % 20:02}" if number % 6 else ""
        article = story(
            f"تقرير {number} من الرقة وريفها" if number % 4 == 1 else f"Report {number} of Raqqa and more",
            TEXT
            if number % 3 == 0
            else f"Residents of {place.name} said number {number} fell. All was calm.",
            day=day,
            outlet=("Example News", "وكالة للتجربة", "")[number % 3],
            url=f"https://example.org/{number}",
        )
        told = [
            mention(place, confidence=0.5 + (number % 5) / 10, tags=(STRIKE,) if number % 4 == 0 else ()),
            mention(
                other,
                start=3,
                part=Part.TEXT,
                surface="abc",
                role=Role.ACTOR if number % 7 == 0 else Role.DATELINE,
                precision=Precision.NEAR if number % 5 == 2 else None,
                event=on(f"2017-09-{2 + number % 9:02}") if number % 2 else None,
            ),
        ]
        store.add(article, told if number % 11 else [])
    return store


ASKED: tuple[dict[str, str], ...] = (
    {},
    {"source": "example  news"},
    {"language": "ar"},
    {"place": "sy-raqqa-governorate"},
    {"place": "iso-IQ|sy-deir-ez-zor"},
    {"kind": "camp|city"},
    {"precision": "1"},
    {"confidence": "70"},
    {"event": "air_strike"},
    {"roles": "actor,location"},
    {"time": "event"},
    {"bbox": "38,33,39.5,36"},
    {"area": "38 33,41 33,41 36,38 36"},
    {"text": "repo"},
    {"text": "رِيفها"},
    {"text": '"of raqqa and" 10'},
    {"text": "ريفها تقر*"},
    {"time": "event", "source": "Example News", "confidence": "50"},
)
WINDOWS: tuple[dict[str, str], ...] = ({}, {"from": "2017-09-05", "to": "2017-09-12", "undated": "no"})


def answers_of(data: dict[str, Any], asked: list[tuple[str, dict[str, str]]], cubes: list[bytes]) -> Any:
    """What the file's own scripts answer, and what the server's cubes say, both as Node reads them."""
    told = {
        "data": data,
        "language": "en",
        "asked": asked,
        "cubes": [base64.b64encode(each).decode("ascii") for each in cubes],
    }
    return json.loads(run_script("offline_answers.cjs", given=json.dumps(told)))


def _data(store: Store, gazetteer: Gazetteer, query: Query | None = None) -> dict[str, Any]:
    return contents(Services(store, gazetteer), query or Query())


def test_cubes_are_the_servers(filled: Store, gazetteer: Gazetteer, client: FlaskClient) -> None:
    asked: list[tuple[str, dict[str, str]]] = [("cube", each) for each in ASKED]
    cubes = [client.get("/api/cube", query_string=each).data for each in ASKED]
    asked += [("areaCube", {"level": "1", **each}) for each in ASKED[:4]]
    cubes += [client.get("/api/areas/cube", query_string={"level": 1, **each}).data for each in ASKED[:4]]
    told = answers_of(_data(filled, gazetteer), asked, cubes)
    for question, own, served in zip(asked, told["answers"], told["served"], strict=True):
        assert own == served, question


@pytest.mark.parametrize("window", WINDOWS)
def test_choices_and_outlets_are_the_servers(
    filled: Store, gazetteer: Gazetteer, client: FlaskClient, window: dict[str, str]
) -> None:
    questions = [{**each, **window} for each in ASKED]
    asked = [(what, each) for each in questions for what in ("facets", "outlets")]
    told = answers_of(_data(filled, gazetteer), asked, [])["answers"]
    for (what, question), own in zip(asked, told, strict=True):
        served = client.get(f"/api/{what}", query_string=question).json
        assert served is not None
        assert own == (served["outlets"] if what == "outlets" else served), (what, question)


@pytest.mark.parametrize("window", WINDOWS)
def test_stories_are_the_servers(
    filled: Store, gazetteer: Gazetteer, client: FlaskClient, window: dict[str, str]
) -> None:
    marks = client.get("/api/cube").data
    assert marks
    lists = (
        {"mark": "sy-raqqa"},
        {"mark": "sy-deir-ez-zor"},
        {"mark": "sy-raqqa~2"},
        {"mark": "sy-rukban-camp"},
        {"unplaced": "1"},
        {"only": "undated"},
    )
    asked = [("stories", {**which, **each, **window}) for each in ASKED for which in lists]
    told = answers_of(_data(filled, gazetteer), asked, [])["answers"]
    for (_, question), own in zip(asked, told, strict=True):
        served = client.get("/api/stories", query_string=question).json
        assert served is not None
        assert _seen(own) == _seen(served), question


def _seen(page: dict[str, Any]) -> dict[str, Any]:
    """A page of stories without what only a server has: explanations, ids of parents, the span of a tag."""
    told = ("id", "title", "language", "outlet", "url", "archived", "published")
    return {
        **{name: page[name] for name in ("total", "clusters")},
        "outlets": page.get("outlets"),
        "stories": [
            {name: item[name] for name in told}
            | {"others": item["others"]}
            | {"mentions": [_mention(each) for each in item["mentions"]]}
            for item in page["stories"]
        ],
    }


def _mention(told: dict[str, Any]) -> dict[str, Any]:
    same = ("part", "start", "end", "sentence", "span", "role", "precision") if told["part"] == "title" else (
        "part", "sentence", "span", "role", "precision",
    )  # fmt: skip
    tags = [(tag["code"], tag["name"], tag["words"]) for tag in told["tags"]]
    return {name: told[name] for name in same} | {"tags": tags}


def test_companions_are_the_servers(filled: Store, gazetteer: Gazetteer, client: FlaskClient) -> None:
    asked = [("together", {"mark": "sy-raqqa", "lang": "en", **each}) for each in ASKED]
    told = answers_of(_data(filled, gazetteer), asked, [])["answers"]
    for (_, question), own in zip(asked, told, strict=True):
        served = client.get("/api/together", query_string=question).json
        assert served is not None
        assert own["stories"] == served["stories"], question
        for name in ("places", "events", "actors"):
            assert _companions(own[name]) == _companions(served[name]), (question, name)


def _companions(told: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(one.get("id") or one["code"], one["stories"], round(one["lift"], 2)) for one in told]


def test_the_file_of_a_question_holds_its_stories_alone(
    filled: Store, gazetteer: Gazetteer, client: FlaskClient
) -> None:
    query = {"source": "Example News", "from": "2017-09-03", "undated": "no"}
    data = _data(filled, gazetteer, Query.from_mapping(query))
    told = answers_of(data, [("facets", {}), ("cube", {})], [])["answers"]
    served = client.get("/api/facets", query_string=query).json
    assert served is not None
    assert told[0]["stories"] == served["stories"] > 0
    assert set(data["stories"]["title"]) < {story.title for story in filled.stories(Query(), limit=100)}


def test_places_are_found_by_any_of_their_names(filled: Store, gazetteer: Gazetteer) -> None:
    asked = [("suggestions", {"q": words}) for words in ("الرقة", "raq", "Zor", "xyz")]
    found = [
        [(place["id"], place["exact"]) for place in answer["places"]]
        for answer in answers_of(_data(filled, gazetteer), asked, [])["answers"]
    ]
    assert found[0][0] == ("sy-raqqa", True)
    assert ("sy-raqqa", False) in found[1]
    assert found[2] == [("sy-deir-ez-zor", False)]
    assert found[3] == []
