"""The routes of adding: give stories, look at them, keep them, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from flask import Flask, Request, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.access import Access
from dashboard.adding.desk import Act, Desk, Items
from dashboard.adding.records import job_record
from dashboard.config import API
from geodata.errors import UsageError
from geodata.language.dates import parse_date
from geodata.models import Article, Language
from geodata.readers import Defaults, Refusal, read_bytes
from geodata.settings import Settings

LARGEST_UPLOAD = 64 * 1024 * 1024
LONGEST_TEXT = 2_000_000
MOST_FILES = 200
ROUTE = f"{API}/adding"

Given = tuple[str, Items] | tuple[str, Items, Act]
"""A name for the batch, a way to read it, and what to do once it is kept."""

Fetch = Callable[[str, Defaults], tuple[Items, Act]]
"""For an address: a way to read its stories, and to keep the bytes they were read from."""


def register(
    server: Flask, desk: Desk, access: Access, settings: Settings, fetch: Fetch | None = None
) -> None:
    """Put the routes on the server. Each asks ``access`` first; without ``fetch``, addresses are refused."""

    @server.post(ROUTE)
    def begin() -> ResponseReturnValue:
        request.max_content_length = LARGEST_UPLOAD
        request.max_form_memory_size = LARGEST_UPLOAD
        access.require(request)
        return jsonify(job_record(desk.read(*_given(request, settings, fetch)))), 202

    @server.get(f"{ROUTE}/<job_id>")
    def look(job_id: str) -> ResponseReturnValue:
        access.require(request)
        return jsonify(job_record(desk.job(job_id)))

    @server.post(f"{ROUTE}/<job_id>/keep")
    def keep(job_id: str) -> ResponseReturnValue:
        access.require(request)
        return jsonify(job_record(desk.keep(job_id))), 202

    @server.post(f"{ROUTE}/<job_id>/undo")
    def undo(job_id: str) -> ResponseReturnValue:
        access.require(request)
        return jsonify(job_record(desk.undo(job_id)))


def _given(asking: Request, settings: Settings, fetch: Fetch | None) -> Given:
    """What was given. Raises ``UsageError`` where it is nothing."""
    defaults = _defaults(asking, settings)
    text = asking.form.get("text", "")
    address = asking.form.get("address", "").strip()
    files = [(upload.filename or "upload", upload.read()) for upload in asking.files.getlist("files")]
    if text.strip():
        return _pasted(text, defaults)
    if files:
        return _uploaded(files, defaults)
    if address:
        return _address(address, defaults, fetch)
    msg = "There is nothing to read yet. Paste a text, choose a file or give an address."
    raise UsageError(msg)


def _pasted(text: str, defaults: Defaults) -> tuple[str, Items]:
    if len(text) > LONGEST_TEXT:
        msg = f"This text is longer than {LONGEST_TEXT:,} letters. Save it as a file and upload that."
        raise UsageError(msg)
    data = text.encode("utf-8", "replace")
    return "pasted text", lambda: read_bytes(data, "pasted.txt", defaults)


def _uploaded(files: list[tuple[str, bytes]], defaults: Defaults) -> tuple[str, Items]:
    if len(files) > MOST_FILES:
        msg = (
            f"These are more than {MOST_FILES} files. Put them in a zip file, or load the folder with ingest."
        )
        raise UsageError(msg)
    names = ", ".join(name for name, _ in files[:3])

    def items() -> Iterable[Article | Refusal]:
        return chain.from_iterable(_each(data, name, defaults) for name, data in files)

    return names, items


def _each(data: bytes, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of one file; a file of no known kind is one refusal, not the end of the others."""
    try:
        yield from read_bytes(data, name, defaults)
    except UsageError as error:
        yield Refusal(name, str(error), "")


def _address(address: str, defaults: Defaults, fetch: Fetch | None) -> Given:
    if fetch is None:
        msg = (
            "Addresses are not fetched: this map asks no other host. Start it with --fetch to allow it, "
            "or save the page in your browser and upload the file."
        )
        raise UsageError(msg)
    return address, *fetch(address, defaults)


def _defaults(asking: Request, settings: Settings) -> Defaults:
    """What the person typed beside the text. Raises ``UsageError`` for what cannot be."""
    form = asking.form
    published = form.get("published", "").strip()
    when = parse_date(published, settings.time_zone) if published else None
    if published and when is None:
        msg = f"“{published[:40]}” is no date. Write it as 2017-10-12."
        raise UsageError(msg)
    url = form.get("url", "").strip()
    if url and not url.startswith(("http://", "https://")):
        msg = f"“{url[:80]}” is no web address. It begins with http:// or https://."
        raise UsageError(msg)
    language = form.get("language", "")
    return Defaults(
        source=form.get("outlet", "").strip()[:200],
        published=when,
        url=url,
        language=Language(language) if language in set(Language) else None,
        zone=settings.time_zone,
    )
