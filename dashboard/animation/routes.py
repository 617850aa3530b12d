"""The routes of films: start one, look how far it is, cancel it, see it and fetch it."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from flask import Flask, Response, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from dashboard.access import Access
from dashboard.animation.film import Film
from dashboard.animation.studio import Job, Studio
from dashboard.config import API
from dashboard.services import Services
from geodata.errors import NotFoundError

ROUTE = f"{API}/animation"
LARGEST = 64 * 1024
"""Bytes of what is asked for."""
_MIMETYPES = {".mp4": "video/mp4", ".gif": "image/gif"}


def register(server: Flask, services: Services, access: Access) -> None:
    """Put the routes on the server. Only who may change things may have a film drawn: it takes a minute.

    They answer with ``UsageError``, ``NotAllowedError`` and ``NotFoundError`` as all routes do.
    """
    studio = Studio()

    @server.post(ROUTE)
    def begin_film() -> ResponseReturnValue:
        request.max_content_length = LARGEST
        access.require(request)
        film = Film.from_mapping(request.form)
        # Not before a film is asked for: matplotlib takes a second to load.
        from dashboard.animation.frames import reel

        return jsonify(_record(studio.start(reel(services, film)))), 202

    @server.get(ROUTE)
    def look_for_film() -> Response:
        job = studio.current() if access.may_change(request) else None
        return jsonify(None if job is None else _record(job))

    @server.get(f"{ROUTE}/<job_id>")
    def look_at_film(job_id: str) -> Response:
        return jsonify(_record(studio.job(job_id)))

    @server.delete(f"{ROUTE}/<job_id>")
    def cancel_film(job_id: str) -> Response:
        access.require(request)
        return jsonify(_record(studio.cancel(job_id)))

    @server.get(f"{ROUTE}/<job_id>/file")
    def fetch_film(job_id: str) -> Response:
        job = studio.job(job_id)
        if job.state != "done":
            msg = "The film is not finished; wait until it is."
            raise NotFoundError(msg)
        # Read whole, so that the next film may take its place; players ask for parts of it.
        kind = _MIMETYPES[job.path.suffix]
        response = send_file(BytesIO(job.path.read_bytes()), mimetype=kind, conditional=True)
        response.headers["Cache-Control"] = "no-store"
        return response


def _record(job: Job) -> dict[str, Any]:
    told = {"id": job.id, "state": job.state, "done": job.done, "total": job.total, "error": job.said}
    return told | {"format": job.path.suffix.removeprefix(".")}
