"""Films being drawn for the page: one at a time, in the background, to be looked at, cancelled, fetched."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, Literal
from weakref import finalize

from dashboard.animation.frames import Reel
from dashboard.animation.writing import write
from geodata.errors import ConflictMapError, NotAllowedError, NotFoundError

State = Literal["drawing", "done", "cancelled", "failed"]


@dataclass(slots=True)
class Job:
    """A film on its way."""

    id: str
    path: Path
    total: int
    done: int = 0
    state: State = "drawing"
    said: str = ""
    """Why it failed."""
    stop: Event = field(default_factory=Event)


class Studio:
    """Draws one film at a time and keeps the last that was finished."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._job: Job | None = None
        self._thread: Thread | None = None
        self._clear: finalize[..., Any] | None = None

    def start(self, reel: Reel) -> Job:
        """Begin to draw. Raises ``NotAllowedError`` while another film is being drawn."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                msg = "A film is being drawn already; wait until it is done, or cancel it."
                raise NotAllowedError(msg)
            if self._clear is not None:
                self._clear()
            folder = tempfile.mkdtemp(prefix="conflict-map-film-")
            self._clear = finalize(self, shutil.rmtree, folder, ignore_errors=True)
            job = Job(secrets.token_urlsafe(12), Path(folder, f"film.{reel.film.format}"), reel.total)
            self._job = job
            self._thread = Thread(target=_draw, args=(job, reel), daemon=True)
            self._thread.start()
            return job

    def current(self) -> Job | None:
        """The film that is being drawn, else the last that was."""
        return self._job

    def job(self, job_id: str) -> Job:
        """The film of this id. Raises ``NotFoundError`` for one that is no longer there."""
        job = self._job
        if job is None or not secrets.compare_digest(job.id.encode(), job_id.encode("utf-8", "replace")):
            msg = "That film is no longer there; draw it again."
            raise NotFoundError(msg)
        return job

    def cancel(self, job_id: str) -> Job:
        """Stop drawing, and forget what was drawn. Raises ``NotFoundError``."""
        job = self.job(job_id)
        job.stop.set()
        thread = self._thread
        if thread is not None:
            thread.join(timeout=20)
        if job.state == "done":
            job.path.unlink(missing_ok=True)
            job.state = "cancelled"
        return job


def _draw(job: Job, reel: Reel) -> None:
    def progress(done: int, _total: int) -> bool:
        job.done = done
        return not job.stop.is_set()

    try:
        job.state = "done" if write(reel, job.path, progress) else "cancelled"
    except ConflictMapError as error:
        job.state, job.said = "failed", str(error)
    finally:
        if job.state == "drawing":  # whatever else went wrong is told where the server writes its errors
            job.state = "failed"
