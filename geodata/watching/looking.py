"""One look at everything that is watched: what is new becomes entries.

1. take every watch
2. find where its rule is met, in columns that are covered as for the public
3. put the titles of stories in
4. keep what it has no entry for yet

A watch whose rule cannot be read any more is told of and never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from geodata.columns.records import Columns
from geodata.errors import UsageError
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Finding, Watch, WatchEntry
from geodata.watching.judging import findings

_CHUNK = 400
"""Stories whose titles are read at once."""


@dataclass(slots=True)
class Looked:
    """What a look found."""

    watches: int = 0
    entries: list[WatchEntry] = field(default_factory=list)
    """Those that are new."""
    problems: list[tuple[Watch, str]] = field(default_factory=list)
    """Watches whose rule could not be followed, and why."""


def look(store: Store, columns: Callable[[], Columns], today: date | None = None) -> Looked:
    """Look once, as the module's text has it; ``columns`` is asked only where anything is watched.

    Raises ``StoreError``.
    """
    looked = Looked()
    for watch in store.watches():  # 1
        looked.watches += 1
        try:
            found = findings(watch.rule, columns(), store.matching, today or datetime.now(UTC).date())  # 2
        except UsageError as error:
            looked.problems.append((watch, str(error)))
            continue
        looked.entries += store.add_findings(watch.id, _titled(store, found))  # 3, 4
    return looked


def _titled(store: Store, found: Sequence[Finding]) -> list[Finding]:
    """Stories with their titles and addresses; what is gone meanwhile is left out."""
    titled = []
    for at in range(0, len(found), _CHUNK):
        some = found[at : at + _CHUNK]
        stories = store.stories_numbered([one.story for one in some if one.story is not None])
        for one in some:
            if one.story is None:
                titled.append(one)
            elif story := stories.get(one.story):
                titled.append(replace(one, title=story.title, url=story.url))
    return titled
