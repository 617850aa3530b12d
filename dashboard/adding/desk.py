"""Where drafts lie while a person looks at them: a job each, worked on in the background, then forgotten."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from geodata.drafts import Draft, Kept, keep, prepare
from geodata.errors import ConflictMapError, NotFoundError, UsageError
from geodata.models import Article
from geodata.readers import Refusal
from geodata.stores.port import Store
from geodata.understanding import Parser

MOST_JOBS = 12
MINUTES_KEPT = 30

Items = Callable[[], Iterable[Article | Refusal]]
Act = Callable[[], None]


@dataclass(slots=True)
class Job:
    """One adding, from reading to undoing. ``state``: reading, ready, keeping, kept, undone, failed."""

    id: str
    label: str
    state: str = "reading"
    done: int = 0
    draft: Draft = field(default_factory=Draft)
    kept: Kept | None = None
    error: str = ""
    on_keep: Act | None = None
    """What is to be done besides, once the person said yes."""
    touched: float = field(default_factory=time.monotonic)

    def count(self, done: int) -> None:
        """Note how far the work has come."""
        self.done = done


class Desk:
    """Keeps the jobs. One worker: what two people add does not mix on the disk."""

    def __init__(self, store: Store, parser: Callable[[], Parser], kept: Act = lambda: None) -> None:
        """``kept`` is done each time stories were kept; it must not take long."""
        self._store = store
        self._parser = parser
        self._kept = kept
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "adding")

    def read(self, label: str, items: Items, on_keep: Act | None = None) -> Job:
        """Begin to read and understand; ``on_keep`` runs before the stories are kept.

        Raises ``UsageError`` while too many drafts lie about.
        """
        job = Job(secrets.token_urlsafe(12), label, on_keep=on_keep)
        with self._lock:
            self._tidy()
            if len(self._jobs) >= MOST_JOBS:
                msg = "Too many drafts are open. Keep or close one, or wait half an hour."
                raise UsageError(msg)
            self._jobs[job.id] = job
        self._worker.submit(self._run, job, "ready", lambda: self._prepare(job, items))
        return job

    def keep(self, job_id: str) -> Job:
        """Begin to keep a draft that is ready. Raises ``NotFoundError``, ``UsageError``."""
        job = self._step(job_id, "ready", "keeping")
        job.done = 0
        self._worker.submit(self._run, job, "kept", lambda: self._keep(job))
        return job

    def undo(self, job_id: str) -> Job:
        """Take back what was kept. Raises ``NotFoundError``, ``UsageError``, ``StoreError``."""
        job = self._step(job_id, "kept", "undone")
        if job.kept:
            self._store.undo_batch(job.kept.batch)
        return job

    def job(self, job_id: str) -> Job:
        """The job of that id; raises ``NotFoundError``."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            msg = "This draft is gone: the server was restarted, or half an hour went by. Begin again."
            raise NotFoundError(msg)
        job.touched = time.monotonic()
        return job

    def _step(self, job_id: str, before: str, after: str) -> Job:
        job = self.job(job_id)
        with self._lock:
            if job.state != before:
                msg = f"This draft is {job.state}, not {before}. Reload the page to see where it stands."
                raise UsageError(msg)
            job.state = after
        return job

    def _prepare(self, job: Job, items: Items) -> None:
        job.draft = prepare(items(), self._parser(), job.count)

    def _keep(self, job: Job) -> None:
        if job.on_keep:
            job.on_keep()
        job.kept = keep(job.draft, self._store, job.label, job.count)
        self._kept()

    def _run(self, job: Job, after: str, work: Act) -> None:
        try:
            work()
            job.state = after
        except ConflictMapError as error:
            job.error, job.state = str(error), "failed"
        except BaseException:
            job.error, job.state = f"Something went wrong while {job.state}. Nothing was kept.", "failed"
            logging.getLogger(__name__).exception("adding %s failed", job.label)
            raise

    def _tidy(self) -> None:
        old = time.monotonic() - MINUTES_KEPT * 60
        for job_id in [job.id for job in self._jobs.values() if job.touched < old]:
            del self._jobs[job_id]
