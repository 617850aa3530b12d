"""``/camps/import`` and its routes: give a list of camps, look at the plan, map columns, answer, keep, undo.

Nothing is written before ``keep``; every route asks ``access`` first. A given file lies in memory while its
plan is looked at.
"""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, Request, Response, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.access import Access
from dashboard.config import API
from dashboard.services import Services
from geodata.errors import NotFoundError, UsageError
from geodata.language.dates import parse_date
from geodata.models import Language
from geodata.settings import Settings

if TYPE_CHECKING:
    from geodata.camps.importing import Plan

ROUTE = f"{API}/camps/import"
LARGEST_UPLOAD = 32 * 1024 * 1024
MOST_FILES, MINUTES_KEPT = 8, 30
_MOST_STEPS = 300
"""Of a plan that are told of each kind."""
_HIDDEN = "…"
_POSITION = frozenset(("lat", "lon", "geo", "position", "point", "precision"))


@dataclass(slots=True)
class Held:
    """A file that was given, and the newest plan of it."""

    name: str
    data: bytes
    plan: Plan | None = None
    touched: float = field(default_factory=time.monotonic)


class Shelf:
    """The files that are looked at now."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._lock = Lock()

    def put(self, name: str, data: bytes) -> str:
        """Keep a file for a while; the oldest makes room. Returns its key."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            limit = time.monotonic() - MINUTES_KEPT * 60
            kept = {known: held for known, held in self._held.items() if held.touched > limit}
            newest = sorted(kept.items(), key=lambda each: each[1].touched)[-(MOST_FILES - 1) :]
            self._held = {**dict(newest), key: Held(name, data)}
        return key

    def get(self, key: str) -> Held:
        """A file by its key. Raises ``NotFoundError`` for one that is no longer there."""
        with self._lock:
            held = self._held.get(key)
        if held is None:
            msg = "This file is no longer held. Choose it once more."
            raise NotFoundError(msg)
        held.touched = time.monotonic()
        return held


def register(server: Flask, services: Services, access: Access, settings: Settings) -> None:
    """Put the page and its routes on the server. Raises ``UsageError``, ``NotFoundError`` and
    ``NotAllowedError`` as sentences to whoever asks."""
    shelf = Shelf()
    mappings = settings.gazetteers / "camp-mappings.json"

    @server.get("/camps/import")
    def camps_import_page() -> Response:
        from dashboard.camps.import_page import import_page

        return import_page()

    @server.post(ROUTE)
    def look_at_camps() -> ResponseReturnValue:
        request.max_content_length = LARGEST_UPLOAD
        request.max_form_memory_size = LARGEST_UPLOAD
        access.require(request)
        key, held = _given(request, shelf)
        held.plan = _plan(request, held, services, settings, mappings)
        return jsonify(_record(held.plan, key, _language(request), hides=not services.sees_exactly))

    @server.post(f"{ROUTE}/<key>/keep")
    def keep_camps(key: str) -> ResponseReturnValue:
        from geodata.camps.importing import apply

        access.require(request)
        held = shelf.get(key)
        if held.plan is None:
            msg = "Look at the plan of this file first."
            raise UsageError(msg)
        plan, held.plan = held.plan, None
        return jsonify(batch=apply(plan, services.own), counts=plan.counts)

    @server.post(f"{ROUTE}/<key>/mapping")
    def save_camp_mapping(key: str) -> ResponseReturnValue:
        from geodata.camps.importing import mappings as saving

        access.require(request)
        plan = shelf.get(key).plan
        saving.save(mappings, request.form.get("name", ""), plan.mapping if plan else {})
        return jsonify(saved=request.form.get("name", "").strip())

    _batches(server, services, access)


def _batches(server: Flask, services: Services, access: Access) -> None:
    from geodata.camps.importing import file_of

    @server.post(f"{ROUTE}/batches")
    def camp_batches() -> ResponseReturnValue:
        access.require(request)
        told = [
            {
                "number": each.number,
                "label": file_of(each),
                "begun": each.begun.date().isoformat(),
                "camps": each.camps,
                "undone": each.undone is not None,
            }
            for each in services.own.camp_batches()[:20]
        ]
        return jsonify(batches=told)

    @server.post(f"{ROUTE}/undo/<int:batch>")
    def undo_camps(batch: int) -> ResponseReturnValue:
        from geodata.camps.importing import undo

        access.require(request)
        done = undo(services.own, batch)
        return jsonify(batch=done.batch, removed=done.removed, restored=done.restored)


def _given(asking: Request, shelf: Shelf) -> tuple[str, Held]:
    """The file of this request, or the one held under its key. Raises ``UsageError``, ``NotFoundError``."""
    upload = asking.files.get("file")
    if upload is not None and upload.filename:
        key = shelf.put(Path(upload.filename.replace("\\", "/")).name[:200], upload.read())
        return key, shelf.get(key)
    if asking.form.get("key"):
        return asking.form["key"], shelf.get(asking.form["key"])
    msg = "Choose a file first: CSV, XLSX, GeoJSON, KML, GeoPackage or a Shapefile in a zip."
    raise UsageError(msg)


def _plan(asking: Request, held: Held, services: Services, settings: Settings, mappings: Path) -> Plan:
    from geodata.camps.importing import mappings as saving
    from geodata.camps.importing import plan_import

    day = asking.form.get("date", "").strip()
    when = parse_date(day, settings.time_zone) if day else None
    if day and when is None:
        msg = f"“{day[:40]}” is no date; write 2024-03-31, 2024-03 or 2024."
        raise UsageError(msg)
    return plan_import(
        held.data,
        held.name,
        services.exact_camps,
        services.exact_gazetteer,
        _pairs(asking, "mapping"),
        _pairs(asking, "answers"),
        sheet=asking.form.get("sheet", ""),
        when=when,
        source=asking.form.get("source", "").strip()[:200],
        outlines=settings.gazetteers,
        saved=saving.saved(mappings),
    )


def _pairs(asking: Request, name: str) -> dict[str, str]:
    """A JSON object of texts. Raises ``UsageError``."""
    try:
        found = json.loads(asking.form.get(name) or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        msg = f"“{name}” must be a JSON object of texts."
        raise UsageError(msg)
    return {str(key): value for key, value in found.items() if value}


def _language(asking: Request) -> Language:
    return Language.ARABIC if asking.form.get("lang") == "ar" else Language.ENGLISH


def _record(plan: Plan, key: str, language: Language, *, hides: bool) -> dict[str, Any]:
    """The plan for the page's script: no whole records, no stored position to whom they are hidden."""
    from geodata.camps.importing.headings import FIELDS
    from geodata.camps.importing.wording import catalogue, word

    told = plan.to_json(language)
    steps: dict[str, list[dict[str, Any]]] = {}
    for step in told.pop("steps"):
        step.pop("camp", None)
        for change in step["changes"]:
            if hides and change["field"] in _POSITION and change["before"]:
                change["before"] = _HIDDEN
        steps.setdefault(step["action"], []).append(step)
    known = catalogue(language)
    fields = [(name, word(language, f"field.{name}")) for name in FIELDS if f"field.{name}" in known]
    return told | {
        "key": key,
        "kept": len(plan.kept),
        "open": len(plan.open_questions),
        "fields": fields,
        "groups": [
            {
                "action": name,
                "told": word(language, f"action.{name}"),
                "count": len(found),
                "steps": found[:_MOST_STEPS],
            }
            for name, found in steps.items()
        ],
    }
