"""From an address to the stories behind it: a page, a table, or a feed and the pages it leads to.

1. ask the address, telling the server what is known from before
2. keep the bytes, whatever becomes of them
3. read them as a file of their kind is read
4. for a feed that gives only the beginnings of its stories, do the same with the page of each
5. give each story its address, and that of its archived copy
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from geodata.errors import UsageError
from geodata.fetching.addresses import parse
from geodata.fetching.archives import copy_at
from geodata.fetching.failures import FetchError
from geodata.fetching.fetcher import UNCHANGED, Fetcher
from geodata.models import Article, Fetched
from geodata.readers import Defaults, Refusal, feed, read_bytes

MOST_ENTRIES = 200
"""Pages of one feed that are asked for; the entries beyond keep what the feed says of them."""

_SAMPLE = 1 << 16
_CUT = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|read more|اقرأ المزيد|للمزيد)\W*$", re.IGNORECASE)
_LEAST_OF_A_STORY = 1200
"""Letters from which on a feed's text is taken for the whole story, unless it says it is cut."""


class Memory(Protocol):
    """What keeps the bytes; a store is one. Both may raise ``StoreError``."""

    def keep_fetched(self, answer: Fetched) -> int:
        """Keep an answer; gives its number."""

    def fetched(self, address: str) -> Sequence[Fetched]:
        """Every answer this address ever gave."""


class Later:
    """A memory that keeps nothing until it is told to: for those who look before they say yes."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._held: list[Fetched] = []

    def keep_fetched(self, answer: Fetched) -> int:
        """Hold an answer back; gives how many are held."""
        self._held.append(answer)
        return len(self._held)

    def fetched(self, address: str) -> Sequence[Fetched]:
        """What the memory behind this one knows. Raises ``StoreError``."""
        return self._memory.fetched(address)

    def keep(self) -> None:
        """Hand on everything that was held back. Raises ``StoreError``."""
        while self._held:
            self._memory.keep_fetched(self._held[0])
            del self._held[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSource:
    """An address to read stories from. ``str()`` of it is the address."""

    address: str
    fetcher: Fetcher
    memory: Memory | None = None
    """None: nothing is kept, and nothing known from before."""
    feed_only: bool = False
    """Whether a feed's entries are taken as they stand in it."""
    archived: str = ""
    """The address of an archived copy, where someone named one."""

    def __str__(self) -> str:
        return self.address

    def read(self, defaults: Defaults) -> Iterator[Article | Refusal]:
        """The stories, in order; what goes wrong is given as a :class:`Refusal`. Raises ``StoreError``."""
        try:
            fetched = self._fetch(self.address)
        except FetchError as error:
            yield refusal(error)
            return
        if not is_feed(fetched):
            yield from stories(fetched, defaults)
            return
        asked = 0
        for entry in stories(fetched, defaults):
            if isinstance(entry, Refusal) or self.feed_only or not entry.url or carries_all(entry):
                yield entry
                continue
            asked += 1
            yield from self._page(entry, defaults) if asked <= MOST_ENTRIES else _beyond(entry, asked)

    def _fetch(self, address: str) -> Fetched:
        """Steps 1 and 2. Raises ``FetchError``."""
        asked = parse(address).url
        copy = copy_at(asked)
        before = [
            one for one in (self.memory.fetched(asked) if self.memory else ()) if one.status < UNCHANGED
        ]
        known = max(before, key=lambda one: one.at, default=None)
        try:
            fetched = self.fetcher.fetch(copy.as_it_was if copy else asked, known)
        except FetchError as error:
            raise FetchError(asked, error.trouble, error.detail, reached=error.reached) from error
        reached = copy_at(fetched.final_address)
        fetched = replace(fetched, address=asked, archived=reached.shown if reached else fetched.archived)
        if self.archived and address == self.address:
            fetched = replace(fetched, archived=self.archived)
        if self.memory and fetched.status != UNCHANGED:
            self.memory.keep_fetched(fetched)
        return fetched

    def _page(self, entry: Article, defaults: Defaults) -> Iterator[Article | Refusal]:
        """An entry's own page, with what only the feed says; else the entry, and why there is no page."""
        try:
            found = list(stories(self._fetch(entry.url), replace(defaults, url="")))
        except FetchError as error:
            found = [refusal(error)]
        refused = [item for item in found if isinstance(item, Refusal)]
        pages = [item for item in found if isinstance(item, Article)]
        if len(pages) != 1 or len(pages[0].text) < len(entry.text):
            yield entry
        else:
            yield _completed(pages[0], entry)
        yield from refused


def stories(fetched: Fetched, defaults: Defaults) -> Iterator[Article | Refusal]:
    """Steps 3 and 5: what is in the bytes, each story with the address it was found at."""
    copy = copy_at(fetched.final_address)
    here = copy.original if copy else fetched.final_address
    defaults = replace(defaults, fetched_from=here)
    try:
        for item in read_bytes(fetched.body, fetched.address, defaults, content_type=fetched.content_type):
            # Only what is the one story of its page bears the page's own name.
            alone = isinstance(item, Article) and item.origin == fetched.address
            yield _addressed(item, here, fetched) if isinstance(item, Article) and alone else item
    except UsageError as error:
        yield Refusal(fetched.address, str(error), "")


def refusal(error: FetchError) -> Refusal:
    """A trouble on the way as readers tell theirs."""
    return Refusal(error.address, error.reason, error.remedy)


def is_feed(fetched: Fetched) -> bool:
    """Whether this is RSS or Atom."""
    head = fetched.body[:_SAMPLE].replace(b"\0", b"").removeprefix(codecs.BOM_UTF8)
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        head = head.removeprefix(mark)
    return feed.recognises(head.decode("latin-1"))


def carries_all(entry: Article) -> bool:
    """Whether a feed's entry is the whole story rather than its beginning."""
    return len(entry.text) >= _LEAST_OF_A_STORY and not _CUT.search(entry.text[-40:])


def _addressed(article: Article, here: str, fetched: Fetched) -> Article:
    """With the page's address where it states none itself; an archive's address is no story's own."""
    stated = copy_at(article.url)
    url = stated.original if stated else article.url or here
    return replace(article, url=url, archived=fetched.archived)


def _completed(page: Article, entry: Article) -> Article:
    return replace(
        page,
        title=page.title or entry.title,
        outlet=page.outlet or entry.outlet,
        published=page.published or entry.published,
        source_id=page.source_id or entry.source_id,
    )


def _beyond(entry: Article, number: int) -> Iterator[Article | Refusal]:
    yield entry
    if number == MOST_ENTRIES + 1:
        reason = f"The feed has more than {MOST_ENTRIES} stories; the pages of the others were not asked for."
        yield Refusal(entry.origin, reason, "Give their addresses with --addresses.")
