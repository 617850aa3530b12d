"""The pipeline: from files and addresses to stories on the map.

1. open every file, so that a misspelt name ends the run before it begins; addresses wait for their turn
2. begin a batch, so that the whole run can be undone
3. read the stories of a source, one after another
4. tell the language of those that do not say
5. find the places they name; the headlines found under an article are stories of their own
6. keep each story with its headlines, in one transaction
7. count what became of it, by file

A story that cannot be read or kept is told in the report and never stops the run. What was counted is on the
disk: a run that is killed loses nothing it has counted, and may simply be repeated.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from geodata.errors import ConflictMapError, ReadError, StoreError
from geodata.fetching import WebSource
from geodata.models import Article, Mention, Reason
from geodata.readers import Defaults, Refusal, read
from geodata.stores.port import Outcome, Store
from geodata.understanding import Parser, Understood, understand

_NOTES = {
    "date.impossible": "“{}” is no day a story can be of; it is kept without a date.",
    "date.unreadable": "“{}” cannot be read as a date; it is kept without one.",
    "url.refused": "“{}” is no web address; it is kept without one.",
    "letters.damaged": "{} of its letters were damaged and are shown as “\ufffd”.",
    "feed.broken": "The feed it is from is damaged; what could be read of it was kept.",
}
"""What readers leave out of a story, in words."""

_AHEAD = 16
"""Stories parsed while earlier ones are being kept; few, for each is held in memory."""

_NAMED = 5
"""Sources a batch is named after."""

_ROW = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not become a story, and why."""

    origin: str
    reason: str


@dataclass(slots=True)
class FileReport:
    """What became of one file. ``stories`` are all that were kept: new, unchanged and updated together."""

    file: str
    stories: int = 0
    related: int = 0
    """Those of the stories that are headlines found under an article."""
    new: int = 0
    unchanged: int = 0
    updated: int = 0
    mentions: int = 0
    without_place: int = 0
    """Stories with nothing to draw."""
    without_date: int = 0
    failures: list[Failure] = field(default_factory=list)
    notes: list[Failure] = field(default_factory=list)
    """What was left out of a story that was kept all the same: an impossible date, a broken address."""


@dataclass(slots=True)
class Report:
    """What became of every file."""

    files: list[FileReport] = field(default_factory=list)
    batch: int | None = None
    """The batch everything was added in, which ``Store.undo_batch`` takes back; None before it began."""

    @property
    def failed(self) -> bool:
        """Whether anything was refused."""
        return any(report.failures for report in self.files)

    def total(self) -> dict[str, int]:
        """Sums over all files."""
        names = (
            "stories",
            "related",
            "new",
            "unchanged",
            "updated",
            "mentions",
            "without_place",
            "without_date",
        )
        sums = {name: sum(getattr(report, name) for report in self.files) for name in names}
        return sums | {"failures": sum(len(report.failures) for report in self.files)}

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        return {
            "batch": self.batch,
            "total": self.total(),
            "files": [asdict(report) for report in self.files],
        }


Keep = Callable[[Article, Sequence[Mention], Sequence[Understood]], list[Outcome]]

Progress = Callable[[FileReport], None]
"""Called with the growing report of a file after each of its stories."""


def ingest(
    sources: Sequence[Path | WebSource],
    store: Store,
    parser: Parser,
    defaults: Defaults,
    *,
    progress: Progress | None = None,
    report: Report | None = None,
) -> Report:
    """Read files, folders, standard input (``-``) and addresses into a store, as the module's text has it.

    Raises ``UsageError`` where the request makes no sense and ``StoreError`` where the database gives out;
    what was kept until then stays. A ``report`` that is handed in is filled and can be read even then.
    """
    report = Report() if report is None else report
    waiting: deque[_Pending] = deque()
    opened = [(source, _open(source, defaults)) for source in sources]  # 1
    report.batch = store.begin_batch(_label(sources))  # 2
    keep = partial(store.add, batch=report.batch)
    with ThreadPoolExecutor(1, "keeper") as keeper:
        try:
            for source, items in opened:
                counted = _by_file(source, report)
                for item in items:  # 3
                    waiting.append(_begin(item, counted(item.origin), parser, keep, keeper))  # 4, 5, 6
                    _settle(waiting, progress, ahead=_AHEAD)  # 7
            _settle(waiting, progress, ahead=0)
        finally:
            for pending in waiting:
                pending.kept.cancel()
    return report


@dataclass(frozen=True, slots=True)
class _Pending:
    """A story on its way into the store, with its headlines; ``kept`` fails where it did not become one."""

    file: FileReport
    item: Article | Refusal
    stories: list[Understood]
    kept: Future[list[Outcome]]


def _label(sources: Sequence[Path | WebSource]) -> str:
    """What a batch is called: its sources, the first few of many."""
    named = ", ".join(map(str, sources[:_NAMED]))
    return named if len(sources) <= _NAMED else f"{named} + {len(sources) - _NAMED:,}"


def _open(source: Path | WebSource, defaults: Defaults) -> Iterator[Article | Refusal]:
    return read(source, defaults) if isinstance(source, Path) else source.read(defaults)


def _by_file(source: Path | WebSource, report: Report) -> Callable[[str], FileReport]:
    """Finds the report an item of this source counts in: a folder has one for each of its files."""
    if not (isinstance(source, Path) and source.is_dir()):
        whole = FileReport(str(source))
        report.files.append(whole)
        return lambda _origin: whole
    files: dict[str, FileReport] = {}

    def find(origin: str) -> FileReport:
        name = str(source / _ROW.sub("", origin))
        if name not in files:
            files[name] = FileReport(name)
            report.files.append(files[name])
        return files[name]

    return find


def _begin(
    item: Article | Refusal, file: FileReport, parser: Parser, keep: Keep, keeper: ThreadPoolExecutor
) -> _Pending:
    """Steps 4 to 6 for one story. The next is read and parsed while this one waits for the disk."""
    stories: list[Understood] = []
    try:
        if isinstance(item, Refusal):
            msg = f"{item.reason} {item.remedy}"
            raise ReadError(msg)
        stories = understand(item, parser)  # 4, 5
    except ConflictMapError as error:
        failed: Future[list[Outcome]] = Future()
        failed.set_exception(error)
        return _Pending(file, item, stories, failed)
    (article, mentions), *related = stories
    return _Pending(file, item, stories, keeper.submit(keep, article, mentions, related))  # 6


def _settle(waiting: deque[_Pending], progress: Progress | None, *, ahead: int) -> None:
    """Step 7, in the order of reading, for all but the last ``ahead`` stories."""
    while len(waiting) > ahead:
        pending = waiting.popleft()
        file, origin = pending.file, pending.item.origin
        try:
            outcomes = pending.kept.result()
        except StoreError:
            raise
        except ConflictMapError as error:
            file.failures.append(Failure(origin, str(error)))
        else:
            for outcome, (article, mentions) in zip(outcomes, pending.stories, strict=True):
                _count(file, outcome, article, mentions)
            file.related += len(pending.stories) - 1
            file.notes += [Failure(origin, _in_words(note)) for note in pending.stories[0][0].notes]
        if progress:
            progress(file)


def _in_words(note: Reason) -> str:
    words = _NOTES.get(note.code)
    return words.format(note.detail) if words else f"{note.code}: {note.detail}"


def _count(counted: FileReport, outcome: Outcome, kept: Article, mentions: Sequence[Mention]) -> None:
    counted.stories += 1
    setattr(counted, outcome.status, getattr(counted, outcome.status) + 1)
    counted.mentions += len(mentions)
    counted.without_place += not any(mention.drawn for mention in mentions)
    counted.without_date += kept.published is None
