"""The description of every route that is read from, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

import re
from typing import Any

from dashboard.reading_api.operations import JSON, OPERATIONS, Group, Operation
from dashboard.reading_api.parameters import CALLED, parameters
from dashboard.reading_api.records import OF_A_STORY, OF_ITS_MENTIONS
from dashboard.reading_api.words import say
from geodata.export import Rows
from geodata.export.common.fields import FIELDS, Field, Type
from geodata.models import Language

VERSION = "1"
"""Of ``/api/v1``; what is added there does not change it."""

Schema = dict[str, Any]

_TYPES: dict[Type, Schema] = {
    Type.TEXT: {"type": ["string", "null"]},
    Type.WHOLE: {"type": ["integer", "null"]},
    Type.NUMBER: {"type": ["number", "null"]},
    Type.DAY: {"type": ["string", "null"], "format": "date"},
}
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": "string"}
_OBJECT: Schema = {"type": "object"}
_OF_ROWS = {"Mention": Rows.MENTIONS, "Place": Rows.PLACES, "Story": Rows.STORIES}
IN_PATH: dict[str, Schema] = {
    "story_id": {"type": "integer", "minimum": 1},
    "file": _TEXT | {"examples": ["mentions.csv", "all.gpkg", "stories.geojson", "citations.bib"]},
    "ending": _TEXT | {"enum": ["png", "svg", "pdf"]},
    "job_id": _TEXT,
}
"""What stands in paths."""
_OF_THE_POSITION = ("lat", "lon", "points")


def document(language: Language) -> Schema:
    """The whole description, its words in a language."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": say(language, "title"),
            "version": VERSION,
            "description": say(language, "description"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": group.value, "description": say(language, f"group.{group}")} for group in Group],
        "paths": {each.path: {"get": _operation(each, language)} for each in OPERATIONS},
        "components": {
            "schemas": _schemas(),
            "responses": {
                "refused": _refusal(say(language, "answer.refused")),
                "missing": _refusal(say(language, "answer.missing")),
            },
            "parameters": {
                name: {
                    "name": CALLED.get(name, name),
                    "in": "query",
                    "description": say(language, f"parameter.{name}"),
                    "schema": schema,
                }
                for name, schema in parameters().items()
            },
        },
    }


def _operation(operation: Operation, language: Language) -> Schema:
    answers: Schema = {
        "200": {
            "description": say(language, "answer.found"),
            "content": {kind: {"schema": _named(schema)} for kind, schema in operation.answers},
        }
    }
    if operation.group in (Group.STABLE, Group.FEEDS):
        answers["304"] = {"description": say(language, "answer.unchanged")}
    if operation.parameters or operation.group is Group.STABLE:
        answers["400"] = {"$ref": "#/components/responses/refused"}
    if operation.misses:
        answers["404"] = {"$ref": "#/components/responses/missing"}
    return {
        "operationId": operation.name,
        "tags": [operation.group.value],
        "summary": say(language, f"operation.{operation.name}"),
        "parameters": [
            *(_in_path(name, language) for name in in_path(operation)),
            *({"$ref": f"#/components/parameters/{name}"} for name in operation.parameters),
        ],
        "responses": answers,
    }


def in_path(operation: Operation) -> list[str]:
    """The parameters that stand in the path."""
    return re.findall(r"\{(\w+)\}", operation.path)


def _in_path(name: str, language: Language) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": say(language, f"parameter.{name}"),
        "schema": IN_PATH[name],
    }


def _refusal(told: str) -> Schema:
    return {"description": told, "content": {JSON: {"schema": _named("Refusal")}}}


def _named(schema: str) -> Schema:
    return {"$ref": f"#/components/schemas/{schema}"} if schema else {}


def _schemas() -> Schema:
    found: Schema = {
        "Refusal": _object({"error": _TEXT | {"description": "What to do, in a sentence."}}),
        "Health": _object({"status": {"const": "ok"}, "version": _NUMBER}),
        "WholeStory": _whole_story(),
        "Facets": _object(
            {
                "stories": _NUMBER,
                "facets": _OBJECT | {"additionalProperties": {"type": "array", "items": _named("Choice")}},
                "without": _OBJECT | {"additionalProperties": _NUMBER},
            }
        ),
        "Choice": _object(
            {"value": _TEXT, "stories": _NUMBER, "name": _TEXT, "name_ar": _TEXT}, {"parent": _TEXT}
        ),
        "Coverage": _coverage(),
    }
    for name, rows in _OF_ROWS.items():
        fields = FIELDS[rows]
        found[name] = _object({field.name: _column(field) for field in fields})
        found[f"{name}Page"] = _object(
            {
                "total": _NUMBER,
                "limit": _NUMBER,
                "offset": _NUMBER,
                "next": {"type": ["string", "null"], "format": "uri"},
                rows.value: {"type": "array", "items": _named(name)},
            }
        )
        found[f"{name}Features"] = _features(
            [field for field in fields if field.name not in _OF_THE_POSITION]
        )
    return found


def _whole_story() -> Schema:
    story = {field.name: _column(field) for field in FIELDS[Rows.STORIES]}
    mention = {field.name: _column(field) for field in FIELDS[Rows.MENTIONS] if field.name in OF_ITS_MENTIONS}
    told = {name: story[name] for name in OF_A_STORY} | {"version": _NUMBER, "text": _TEXT}
    return _object(
        {
            "story": _object(told),
            "mentions": {"type": "array", "items": _object(mention)},
            "page": _TEXT | {"format": "uri"},
        }
    )


def _coverage() -> Schema:
    day = {"type": "string", "format": "date"}
    outlet = {"name": _TEXT, "stories": _NUMBER, "first": day, "last": day, "days": _NUMBER, "gaps": _NUMBER}
    return _object(
        {
            "unit": _TEXT,
            "bins": {"type": "array", "items": _object({"first": day, "outlets": _NUMBER})},
            "silent": {"type": "array", "items": _object({"first": day, "days": _NUMBER})},
            "undated": _NUMBER,
            "outlets": {
                "type": "array",
                "items": _object(
                    outlet | {"longest_gap": _NUMBER, "slices": {"type": "array", "items": _NUMBER}}
                ),
            },
        }
    )


def _features(fields: list[Field]) -> Schema:
    geometry = _OBJECT | {"properties": {"type": {"enum": ["Point", "MultiPoint"]}, "coordinates": {}}}
    one = _object(
        {
            "type": {"const": "Feature"},
            "geometry": {"oneOf": [geometry, {"type": "null"}]},
            "properties": _object({field.name: _column(field) for field in fields}),
        }
    )
    link = _object({"rel": _TEXT, "href": _TEXT | {"format": "uri"}, "type": _TEXT})
    return _object(
        {
            "type": {"const": "FeatureCollection"},
            "numberMatched": _NUMBER,
            "numberReturned": _NUMBER,
            "links": {"type": "array", "items": link},
            "features": {"type": "array", "items": one},
        }
    )


def _column(field: Field) -> Schema:
    return _TYPES[field.type] | {"description": field.described}


def _object(properties: Schema, optional: Schema | None = None) -> Schema:
    return _OBJECT | {
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }
