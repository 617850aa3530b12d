"""Plain routes of the areas: their outlines, and the sums of what was told in each."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from flask import Flask, Response, jsonify, request

from dashboard.answers import tagged
from dashboard.areas.units import LEVELS, Units
from dashboard.basemap.areas import area_of
from dashboard.config import API
from dashboard.services import Services
from geodata.cube.areas import Regrouped
from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.query import Query

_CUBES_KEPT = 8


def register(server: Flask, services: Services) -> None:
    """Put the routes on the server."""

    @lru_cache(maxsize=1)
    def units_of(gazetteer: Gazetteer) -> Units:
        return Units(gazetteer, services.gazetteers)

    def units() -> Units:
        return units_of(services.gazetteer)

    @lru_cache(maxsize=len(LEVELS))
    def regrouped(_tag: str, level: int) -> Regrouped:
        return Regrouped(services.columns, units().of_level(level), level, area_of)

    @lru_cache(maxsize=_CUBES_KEPT)
    def packed(tag: str, level: int, query: Query) -> bytes:
        # Columns are of one version, and so is what was made of them.
        data = services.tag(Query())
        return regrouped(data, level).cube(query, services.store.matching).to_bytes()

    @server.get(f"{API}/areas")
    def outlines() -> Response:
        response = jsonify(units().collection(_level(units())))
        response.add_etag()
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        return response

    @server.get(f"{API}/areas/cube")
    def sums() -> Response:
        # All of time is sent: the page takes its windows from it.
        level = _level(units())
        query = replace(Query.from_mapping(request.args), first=None, last=None, undated=True)
        tag = f"{services.tag(query)}-{level}"
        return tagged(tag, lambda: packed(tag, level, query), "application/octet-stream")


def _level(units: Units) -> int:
    text = request.args.get("level", "1")
    level = int(text) if text in map(str, LEVELS) else 0
    if level not in units.levels():
        known = ", ".join(str(each) for each in units.levels())
        msg = (
            f"There are no areas of level “{text[:20]}”; there are those of level {known}. "
            "Add the boundaries of others with `gazetteer add cod-ab`."
        )
        raise NotFoundError(msg)
    return level
