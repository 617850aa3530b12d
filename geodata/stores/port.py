"""What every store can do, and the records it gives back.

A store keeps stories, the mentions found in them and a snapshot of every place they name. The SQLite store is
the default; another database is another module in this folder behind the same port, held to the same contract
suite (``tests/contracts/test_stores.py``).

Days are counted as proleptic Gregorian ordinals (``datetime.date.toordinal``); ``UNDATED`` stands for a story
whose publication day is unknown or known only to the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from geodata.models import (
    Article,
    Candidate,
    Fetched,
    Kind,
    Language,
    LookUp,
    Mention,
    Part,
    Place,
    Precision,
    Reason,
    Role,
    StoryKind,
    Tag,
    Time,
    Vicinity,
    When,
)
from geodata.stores.camp_keeping import CampBatch as CampBatch
from geodata.stores.camp_keeping import CampStore
from geodata.stores.camp_keeping import UndoneCamps as UndoneCamps
from geodata.stores.details import MentionDetails as MentionDetails
from geodata.stores.details import StoryDetails as StoryDetails
from geodata.stores.scan import UNDATED as UNDATED
from geodata.stores.scan import UNTOLD as UNTOLD
from geodata.stores.scan import Scan as Scan
from geodata.stores.watch_keeping import WatchStore

DRAWN_ROLES = tuple(role for role in Role if role.drawn)

Sentence = tuple[Part, int, int]
"""The part of a story a sentence is in, and its span there."""

ReadTags = Callable[[str, str, Sequence[Sentence]], Sequence[tuple[Tag, ...]]]
"""From a title, a text and some of their sentences to the tags of each."""

BoundingBox = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is greater than east where it crosses the antimeridian."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which stories and mentions are asked for; an empty one asks for all.

    ``first`` and ``last`` bound the day of publication or, in event ``time``, the day a mention tells of,
    both included; what has no such day is let in by ``undated`` alone. Of several ``places``, ``sources`` or
    ``kinds`` any will do; what is asked of a mention, one mention must fulfil whole.
    """

    first: date | None = None
    last: date | None = None
    undated: bool = True
    time: Time = Time.PUBLISHED
    places: tuple[str, ...] = ()
    """Ids; each means that place and every place that lies in it."""
    sources: tuple[str, ...] = ()
    """Outlets' names; case, vowel marks and spelling variants of Arabic letters make no difference."""
    text: str = ""
    """Words, the last of which may be unfinished; "quoted words" stand together."""
    bbox: BoundingBox | None = None
    area: tuple[tuple[float, float], ...] = ()
    """Corners (longitude, latitude) of a polygon drawn on the map that places must lie in."""
    language: str = ""
    roles: tuple[Role, ...] = DRAWN_ROLES
    kinds: tuple[Kind, ...] = ()
    precision: Precision | None = None
    """The vaguest precision let in."""
    confidence: int = 0
    """The least, in percent."""
    events: tuple[str, ...] = ()
    """Names of event types in ``geodata.events``; each means that and the types that belong to it."""
    actors: tuple[str, ...] = ()

    @property
    def asks_of_mentions(self) -> bool:
        """Whether more is asked of a mention than its role, so that only stories on the map can answer."""
        windowed = self.time is Time.EVENT and bool(self.first or self.last or not self.undated)
        return windowed or bool(
            self.places
            or self.bbox
            or self.area
            or self.kinds
            or self.precision
            or self.confidence
            or self.events
            or self.actors
        )


@dataclass(frozen=True, slots=True)
class StoredStory:
    """One story as kept. ``published`` is None where unknown; ``added`` is in UTC."""

    id: int
    title: str
    text: str
    kind: StoryKind
    language: Language | None
    url: str
    outlet: str
    dateline: str
    published: When | None
    source_id: str
    origin: str
    version: int
    """1 as first read; one more each time the source changed its title or text."""
    parent_id: int | None
    """The article a related headline was found in."""
    look_alike_of: int | None
    """The first story that tells the same report, word for word or slightly edited; None for that itself."""
    added: datetime
    archived: str = ""
    """An archived copy's address; empty where none is known."""

    @property
    def cluster(self) -> int:
        """The id of the first story of its cluster, its own where it stands alone."""
        return self.look_alike_of or self.id


@dataclass(frozen=True, slots=True)
class StoredMention:
    """One mention as kept. ``place_id`` is empty and ``precision`` None where the name was not resolved."""

    id: int
    story_id: int
    part: Part
    start: int
    end: int
    surface: str
    role: Role
    place_id: str
    precision: Precision | None
    confidence: float
    sentence_start: int
    sentence_end: int
    event: When | None
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]
    reference: bool = False
    """Named only to say where another place lies; not drawn."""
    vicinity: Vicinity | None = None
    """Where beside the place it is; ``other`` in it is without its aliases."""
    tags: tuple[Tag, ...] = ()
    """The event types and actors its sentence tells of."""


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """A title and text a story had or has."""

    version: int
    title: str
    text: str
    seen: datetime
    """When it was first read, in UTC."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a story that was handed in."""

    story_id: int
    status: Literal["new", "unchanged", "updated"]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was added in one go: a run of ``ingest``, a text pasted into the page. Times are in UTC."""

    number: int
    label: str
    begun: datetime
    undone: datetime | None
    added: int
    """Stories it added that are still there."""
    changed: int
    """Stories there were before it that undoing would restore."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch did."""

    batch: int
    label: str
    removed: int
    """Stories the batch had added."""
    restored: int
    """Stories that have again the title, text, date, address and mentions they had before it."""


@dataclass(frozen=True, slots=True)
class Retagged:
    """What tagging stored stories anew did."""

    stories: int
    """Those that were looked at."""
    changed: int
    """Those in which anything is different now."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a selection.

    ``drawn`` stories have at least one mention on the map, ``without_place`` have none;
    ``mentions`` counts every role, ``drawn_mentions`` those on the map, ``unresolved_mentions`` names
    that were recognised but fit nothing in the gazetteer.
    """

    stories: int
    drawn: int
    without_place: int
    undated: int
    mentions: int
    drawn_mentions: int
    unresolved_mentions: int
    outlets: int


class Store(CampStore, WatchStore, Protocol):
    """Stories, mentions and places, kept.

    Every method may raise ``StoreError``. Several threads may read while one writes.
    """

    def add(
        self,
        article: Article,
        mentions: Sequence[Mention],
        related: Sequence[tuple[Article, Sequence[Mention]]] = (),
        *,
        batch: int | None = None,
    ) -> list[Outcome]:
        """Keep a story with the headlines found under it, in one transaction; once it returns, they are kept.

        The first outcome is the story's, the others the headlines' in their order. What is written in a
        ``batch`` (of ``begin_batch``) can be undone with it. A story that is changed outside any batch leaves
        those it was in: undoing them leaves it as it then is. Raises ``ReadError`` where the text cannot be
        kept by any database, ``NotFoundError`` for a batch there is not and ``UsageError`` for one that has
        been undone; nothing of the story is kept then. A place blurred for the public never takes the place
        of what is known of it.
        """

    def read_again(self, found: Mapping[int, Sequence[Mention]], *, batch: int | None = None) -> int:
        """Put what was found anew in place of the mentions of stories, by their ids, in one transaction.

        Returns how many of them had other mentions; ids there are not are left out. Undone as ``add`` is, and
        raises alike.
        """

    def begin_batch(self, label: str) -> int:
        """The number of a new batch to hand to ``add``; ``label`` is shown to people. Numbers grow."""

    def batches(self) -> list[Batch]:
        """Every batch there ever was, the newest first."""

    def undo_batch(self, batch: int) -> Undone:
        """Remove the stories a batch added and give back to those it changed what they were before.

        A story that a later batch changed as well stays as that left it, and goes back to what was before
        both once that is undone too. Raises ``NotFoundError`` for a batch there is not and ``UsageError`` for
        one that was undone before.
        """

    def retag(self, read: ReadTags, version: str) -> Retagged:
        """Find the tags anew of every story that was not tagged by this version of the lexicon.

        Some stories at a time: what was done stays done where it is broken off, and the rest is done next
        time. It is no part of a batch; a story given back what it was before is tagged as it was then.
        """

    def untagged(self, version: str) -> int:
        """How many stories were not tagged by this version of the lexicon."""

    def story(self, story_id: int) -> StoredStory:
        """The story of that id; raises ``NotFoundError``."""

    def mentions(self, story_id: int) -> list[StoredMention]:
        """Every mention of a story, title first, in the order of the text; empty for an unknown id."""

    def related(self, story_id: int) -> list[StoredStory]:
        """The headlines found under an article, in their order."""

    def parents(self, story_id: int) -> list[StoredStory]:
        """The articles a headline was found under, the first known first."""

    def versions(self, story_id: int) -> list[StoryVersion]:
        """Every title and text a story had, the present one last; raises ``NotFoundError``."""

    def cluster(self, story_id: int) -> list[StoredStory]:
        """The stories that tell the same report as this one, itself among them, the earliest first.

        Raises ``NotFoundError``.
        """

    def stories(self, query: Selection, *, limit: int = 50, offset: int = 0) -> list[StoredStory]:
        """Stories, newest first and the undated last."""

    def count(self, query: Selection) -> Counts:
        """Totals of the selection."""

    def stories_numbered(self, ids: Sequence[int]) -> dict[int, StoredStory]:
        """The stories of these ids, by id; those there are not are left out."""

    def mentions_numbered(self, ids: Sequence[int]) -> dict[int, list[StoredMention]]:
        """The mentions of these ids by the id of their story, in the order of the text."""

    def scan(self) -> Scan:
        """Every story, and every mention that may stand on the map whatever its role, as columns."""

    def matching(self, text: str) -> NDArray[np.int64] | None:
        """Ids of the stories that hold these words, ascending; None where there is no word to look for."""

    def rows(self, query: Selection) -> Iterator[tuple[StoredStory, StoredMention]]:
        """Every mention on the map with its story, newest story first, read as it is consumed.

        What is written meanwhile does not show.
        """

    def details(
        self, chunks: Iterable[tuple[Sequence[int], Sequence[int]]]
    ) -> Iterator[tuple[StoryDetails, MentionDetails]]:
        """What is kept of stories and mentions, of each chunk by ``(ids of stories, ids of mentions)``.

        Ids there are not are left out. What is written meanwhile does not show.
        """

    def keep_fetched(self, answer: Fetched) -> int:
        """Keep what an address answered, byte for byte; returns a number that grows.

        Equal bodies are kept once.
        """

    def fetched(self, address: str) -> list[Fetched]:
        """What was kept of an address (as it was asked for), the newest answer first."""

    def keep_look_up(self, look_up: LookUp) -> None:
        """Keep what a geocoder answered, in place of what it answered to the same before."""

    def look_ups(self, name: str, countries: tuple[str, ...], language: Language) -> list[LookUp]:
        """What any geocoder answered to exactly this, the newest answer first."""

    def names_looked_up(self) -> frozenset[str]:
        """Every name a geocoder ever answered to."""

    def looked_up(self) -> list[Place]:
        """Every place that was looked up and that a mention stands at, with its aliases, by id."""

    def place(self, place_id: str) -> Place:
        """The place as when last named (without aliases), or looked up; raises ``NotFoundError``."""

    def places(self) -> list[Place]:
        """Every place ever named, by id."""

    def outlets(self) -> list[tuple[str, int]]:
        """Outlets, as first spelt, with their number of stories, most first; without the unnamed."""

    def data_version(self) -> int:
        """A number that grows with every write."""

    def identity(self) -> str:
        """A name of this database that no other bears, for those who remember what it said."""

    def check(self) -> list[str]:
        """What is wrong inside, in words; empty when all is well."""

    def close(self) -> None:
        """Let go of the database."""
