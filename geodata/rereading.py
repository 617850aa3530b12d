"""Stored stories read again, when the gazetteer has come to know more: a camp, a village, another spelling.

1. begin a batch, so that all of it can be undone
2. find the places of each story anew, as ingesting would
3. put them in place of what was found before, where they differ, some stories at a time

What a person sees of a story, its text and its day, stays as it is; what was done stays done where it is
broken off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from geodata.models import Article, Mention
from geodata.stores.port import Store, StoredStory
from geodata.understanding import Parser, understand

_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again did."""

    batch: int
    stories: int
    """Those that were read."""
    changed: int
    """Those in which other places were found."""


def reread(
    store: Store,
    parser: Parser,
    story_ids: Iterable[int],
    label: str,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> Reread:
    """Find the places of stories anew; ``progress`` is told of every few how many they were.

    Ids there are not are left out. Raises ``StoreError``; what was done until then stays.
    """
    batch = store.begin_batch(label)  # 1
    read = changed = 0
    for ids in _chunks(story_ids):
        stories = store.stories_numbered(ids)
        found = {number: _mentions(story, parser) for number, story in stories.items()}  # 2
        changed += store.read_again(found, batch=batch)  # 3
        read += len(found)
        progress(len(found))
    return Reread(batch, read, changed)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield chunk


def _mentions(story: StoredStory, parser: Parser) -> Sequence[Mention]:
    article = Article(
        title=story.title,
        text=story.text,
        kind=story.kind,
        language=story.language,
        url=story.url,
        outlet=story.outlet,
        dateline=story.dateline,
        published=story.published,
    )
    return understand(article, parser)[0][1]
