"""Stories understood but not yet kept: what a person looks at before saying yes.

1. take the stories a reader gives, to a limit
2. understand each as the pipeline does
3. keep them all in one batch, once the person agrees; the batch can be undone as one
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from geodata.errors import ConflictMapError, StoreError
from geodata.models import Article
from geodata.readers import Refusal
from geodata.stores.port import Store
from geodata.understanding import Parser, Understood, understand

MOST_STORIES = 20_000
"""Stories a draft may hold in memory; more are for the command line."""

Progress = Callable[[int], None]
"""Called with the number of stories done so far."""


@dataclass(slots=True)
class Draft:
    """Stories with their headlines, each understood, and what could not be read."""

    stories: list[list[Understood]] = field(default_factory=list)
    """A story first, then the headlines found under it."""
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(slots=True)
class Kept:
    """What became of a draft."""

    batch: int
    new: int = 0
    unchanged: int = 0
    updated: int = 0
    failures: list[Refusal] = field(default_factory=list)


def prepare(items: Iterable[Article | Refusal], parser: Parser, progress: Progress | None = None) -> Draft:
    """Steps 1 and 2. What comes after ``MOST_STORIES`` is refused in one line, not dropped in silence."""
    draft = Draft()
    for item in items:
        if isinstance(item, Refusal):
            draft.refusals.append(item)
            continue
        if len(draft.stories) == MOST_STORIES:
            draft.refusals.append(_too_many(item))
            break
        draft.stories.append(understand(item, parser))
        if progress:
            progress(len(draft.stories))
    return draft


def keep(draft: Draft, store: Store, label: str, progress: Progress | None = None) -> Kept:
    """Step 3. A story that cannot be kept is told and never stops the others.

    Raises ``StoreError``; after that, or whatever else ends it, nothing of the draft is kept.
    """
    kept = Kept(store.begin_batch(label))
    try:
        _add(draft, store, kept, progress)
    except BaseException:
        store.undo_batch(kept.batch)
        raise
    return kept


def _add(draft: Draft, store: Store, kept: Kept, progress: Progress | None) -> None:
    for done, ((article, mentions), *related) in enumerate(draft.stories, 1):
        try:
            outcomes = store.add(article, mentions, related, batch=kept.batch)
        except StoreError:
            raise
        except ConflictMapError as error:
            kept.failures.append(Refusal(article.origin, str(error), ""))
        else:
            for outcome in outcomes:
                setattr(kept, outcome.status, getattr(kept, outcome.status) + 1)
        if progress:
            progress(done)


def _too_many(first: Article) -> Refusal:
    return Refusal(
        first.origin,
        f"This is more than the {MOST_STORIES:,} stories that are shown before they are kept; "
        "the rest was not read.",
        "Load large files on the command line: python app.py ingest FILE.",
    )
