"""The description of the routes, held against the routes themselves."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from dashboard.reading_api.openapi import IN_PATH, document
from dashboard.reading_api.operations import OPERATIONS, Group
from dashboard.reading_api.parameters import CALLED, QUERY, parameters
from dashboard.reading_api.words import words
from geodata.models import Language
from geodata.query import PARAMETERS
from geodata.stores.port import Store
from tests import ROOT
from tests.making import RAQQA_GOVERNORATE, mention, story

DOCUMENT = document(Language.ENGLISH)
ANSWERED = (Group.STABLE, Group.FEEDS, Group.ABOUT)
"""The others' answers are tried where they are made."""
_READ = re.compile(r"^/(?:api|feed|export|figure)(?=[/.]|$)")


def _routes(server: Flask) -> set[str]:
    """Routes that are read from, as OpenAPI writes them; those that refuse what there is not are none."""
    return {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in server.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and _READ.match(rule.rule) and "<path:" not in rule.rule
    }


def test_every_route_is_told_and_every_told_route_is_there(server: Flask) -> None:
    told = {each.path for each in OPERATIONS}
    assert told == _routes(server), "dashboard/reading_api/operations.py tells of other routes than there are"
    assert set(DOCUMENT["paths"]) == told
    assert len({each.name for each in OPERATIONS}) == len(OPERATIONS)


def test_every_part_of_a_query_is_a_parameter_and_none_is_without_use() -> None:
    assert tuple(PARAMETERS) == QUERY
    assert set(parameters()) == {name for each in OPERATIONS for name in each.parameters}
    for schema in parameters().values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("language", list(Language))
def test_it_is_openapi(client: FlaskClient, language: Language) -> None:
    answer = client.get(f"/api/openapi.json?lang={language}")
    assert answer.get_json() == json.loads(json.dumps(document(language)))
    OpenAPIV31SpecValidator(answer.get_json()).validate()
    assert (
        client.get(
            "/api/openapi.json", headers={"If-None-Match": client.get("/api/openapi.json").headers["ETag"]}
        ).status_code
        == 304
    )


def test_the_words_are_there_in_both_languages_and_no_more() -> None:
    english, arabic = words(Language.ENGLISH), words(Language.ARABIC)
    assert list(english) == list(arabic)
    used = {f"operation.{each.name}" for each in OPERATIONS} | {f"parameter.{name}" for name in parameters()}
    used |= {f"group.{group}" for group in Group} | {f"parameter.{name}" for name in IN_PATH}
    named = {key for key in english if key.partition(".")[0] in ("operation", "parameter", "group")}
    assert named == used


def _schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    )


def _fill(store: Store) -> None:
    store.add(story("Shelling in Raqqa", day="2017-10-01", url="https://example.org/a"), [mention()])
    store.add(story("Raqqa"), [mention(RAQQA_GOVERNORATE, start=0)])


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each.group in ANSWERED], ids=str)
def test_answers_are_as_told(client: FlaskClient, store: Store, operation: Any) -> None:
    _fill(store)
    address = operation.path.replace("{story_id}", "1")
    for kind, schema in operation.answers:
        answer = client.get(address, headers={"Accept": kind})
        assert (answer.status_code, answer.mimetype) == (200, kind)
        if schema:
            _schema(schema).validate(answer.get_json())
    if operation.parameters and operation.group is Group.STABLE:
        refused = client.get(f"{address}?{operation.parameters[0]}=%00&language=xx")
        assert refused.status_code == 400
        _schema("Refusal").validate(refused.get_json())


@pytest.mark.parametrize("name", sorted(parameters()))
def test_examples_and_words_of_a_parameter_are_taken(client: FlaskClient, store: Store, name: str) -> None:
    _fill(store)
    schema = parameters()[name]
    values = [*schema.get("examples", ()), *schema.get("enum", ())]
    values += [schema[edge] for edge in ("minimum", "maximum") if edge in schema]
    assert values
    for value in values:
        for operation in OPERATIONS:
            if name in operation.parameters and operation.group in ANSWERED:
                answer = client.get(operation.path, query_string={CALLED.get(name, name): value})
                assert answer.status_code == 200, (operation.path, value)


@pytest.mark.parametrize("language", list(Language))
def test_the_page_tells_of_all_of_it(client: FlaskClient, language: Language) -> None:
    html = client.get(f"/api?lang={language}&theme=dark").get_data(as_text=True)
    assert f'<html lang="{language}" dir="{"rtl" if language is Language.ARABIC else "ltr"}"' in html
    for each in OPERATIONS:
        assert f"GET {each.path}<" in html
    for name in parameters():
        assert f'<dt id="{name}">' in html
    # The map's filters are named once, not with every address that takes them.
    assert html.count('href="#confidence"') == 0
    assert (
        html.count('href="#parameters"') == sum(set(QUERY) <= set(each.parameters) for each in OPERATIONS) > 5
    )
    assert "<script" not in html


def test_the_documentation_tells_of_every_address_and_parameter() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for each in OPERATIONS:
        if each.group is not Group.PAGE:
            assert f"`{each.path}`" in text, each.path
    for name in (*QUERY, "limit", "offset", "format"):
        assert f"`{name}`" in text, name
