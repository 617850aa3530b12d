"""The tables as SQLAlchemy Core sees them. The migrations make them; a test holds the two together.

Dates are ISO text, so that they read well in any tool; ``day`` repeats the publication day as an ordinal for
sums. ``*_key`` columns are folded forms and digests used to tell whether two stories are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, func

metadata = MetaData()

LARGEST_ID = 2**63 - 1
"""The largest number a database holds; whoever asks for a larger id asks for none there is."""


def _of_a_place() -> Iterator[Column[Any]]:
    """What is kept of a place wherever one is kept."""
    for name in ("name", "name_ar", "kind"):
        yield Column(name, Text, nullable=False)
    for name in ("lat", "lon"):
        yield Column(name, Float, nullable=False)
    yield Column("precision", Integer, nullable=False)
    yield Column("extent_km", Float, nullable=False)
    for name in ("admin1", "admin2", "country"):
        yield Column(name, Text, nullable=False)


migrations = Table(
    "migrations",
    metadata,
    Column("name", Text, primary_key=True),
    Column("applied", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("data_version", Integer, nullable=False),
    Column("last_story", Integer, nullable=False, server_default="0"),
)
"""One row. ``last_story``: the highest id of a story that was removed; no id is given twice."""

batches = Table(
    "batches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("begun", Text, nullable=False),
    Column("undone", Text),
)
"""What was written in one go and can be undone in one go; times are UTC."""

places = Table(
    "places",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *_of_a_place(),
)
"""Each place as it stood when last named: a map drawn from here survives changes of the gazetteer."""

stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("outlet_key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("parent_id", Integer, ForeignKey("stories.id")),
    Column("look_alike_of", Integer, ForeignKey("stories.id")),
    Column("published_first", Text),
    Column("published_last", Text),
    Column("published_precision", Text),
    Column("published_evidence", Text),
    Column("added", Text, nullable=False),
    Column("url_key", Text, nullable=False),
    Column("source_key", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("text_key", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("dateline", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("batch", Integer, ForeignKey("batches.number")),
    Column("archived", Text, nullable=False, server_default=""),
    Column("lexicon", Text, nullable=False, server_default=""),
)
"""``look_alike_of`` is the first story of the cluster, ``batch`` the one that added the story, ``lexicon``
the version of the words its mentions were tagged by. The long columns stand after the short ones, so that a
scan of those need not read them."""

CLUSTER = func.coalesce(stories.c.look_alike_of, stories.c.id)
"""The id of the first story of a story's cluster."""

story_versions = Table(
    "story_versions",
    metadata,
    Column("story_id", Integer, ForeignKey("stories.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("replaced", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

related_headlines = Table(
    "related_headlines",
    metadata,
    Column("article_id", Integer, ForeignKey("stories.id"), primary_key=True),
    Column("story_id", Integer, ForeignKey("stories.id"), primary_key=True),
    Column("position", Integer, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("story_id", Integer, ForeignKey("stories.id"), nullable=False),
    Column("part", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("place", Integer, ForeignKey("places.number")),
    Column("precision", Integer),
    Column("confidence", Float, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("event_first", Text),
    Column("event_last", Text),
    Column("event_precision", Text),
    Column("event_evidence", Text),
    Column("candidates", Text, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("reference", Integer, nullable=False),
    Column("vicinity", Integer, ForeignKey("vicinities.number")),
    Column("tag_set", Integer, ForeignKey("tag_sets.number")),
    Column("tags", Text, nullable=False, server_default="[]"),
)
"""``reasons`` is a JSON array of pairs, ``candidates`` one of pairs or, with the evidence, of three; ``tags``
one of code, start, end and words."""

vicinities = Table(
    "vicinities",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("place", Integer, ForeignKey("places.number"), nullable=False),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("distance_km", Float, nullable=False),
    Column("rough", Integer, nullable=False),
    Column("other", Integer, ForeignKey("places.number")),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
)
"""Where beside a place something is said to be; ``code`` is unique to a place, the position is its own."""

tag_sets = Table(
    "tag_sets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("codes", Text, nullable=False, unique=True),
)
"""Each set of tags' codes that mentions carry, once: sorted, with ``|`` before, between and behind."""

signatures = Table(
    "signatures",
    metadata,
    Column("story_id", Integer, ForeignKey("stories.id"), primary_key=True),
    Column("minhash", LargeBinary, nullable=False),
)
"""MinHash signatures of texts that are long enough to be compared, little-endian u32."""

signature_bands = Table(
    "signature_bands",
    metadata,
    Column("band", Integer, primary_key=True, nullable=False),
    Column("story_id", Integer, primary_key=True, nullable=False),
)
"""Which first stories of a cluster share a band of their signatures."""

fetched = Table(
    "fetched",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("final_address", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("sha256", Text, ForeignKey("fetched_bodies.sha256"), nullable=False),
    Column("archived", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
)
"""What addresses answered, each time they were asked."""

fetched_bodies = Table(
    "fetched_bodies",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("compressed", LargeBinary, nullable=False),
)
"""Each answer once, compressed with zlib."""

looked_up_places = Table(
    "looked_up_places",
    metadata,
    Column("id", Text, primary_key=True),
    *_of_a_place(),
    Column("aliases", Text, nullable=False),
    Column("population", Integer, nullable=False),
    Column("source", Text, nullable=False),
)
"""Places online geocoders told of; ``aliases`` is a JSON array. ``places`` has those that a story names."""

look_ups = Table(
    "look_ups",
    metadata,
    Column("name", Text, primary_key=True),
    Column("countries", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("service", Text, primary_key=True),
    Column("server", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("places", Text, nullable=False),
)
"""What each was asked and answered: ``countries`` with spaces between, ``places`` a JSON array of ids."""

camp_batches = Table(
    "camp_batches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("begun", Text, nullable=False),
    Column("undone", Text),
)

camp_documents = Table(
    "camp_documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("camp_id", Text, nullable=False),
    Column("batch", Integer, ForeignKey("camp_batches.number"), nullable=False),
    Column("document", Text, nullable=False),
)
"""Camps as they were written, whole, in JSON; an empty ``document`` says that one was taken away."""

watches = Table(
    "watches",
    metadata,
    Column("id", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("name", "asked", "kind")),
    Column("number", Integer, nullable=False),
    Column("after", Integer, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("webhook", "secret", "made")),
)

watch_entries = Table(
    "watch_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("watch", Integer, ForeignKey("watches.id"), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("key", "made", "document", "delivery")),
    Column("tries", Integer, nullable=False, default=0),
    *(Column(name, Text) for name in ("first_try", "next_try", "delivered")),
    Column("trouble", Text, nullable=False, default=""),
)
"""What watches found, each once, and what became of telling it to a webhook; times as ISO texts in UTC."""

batch_changes = Table(
    "batch_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("batch", Integer, ForeignKey("batches.number"), nullable=False),
    Column("story_id", Integer, nullable=False),
    Column("before", Text, nullable=False),
)
"""Stories a batch changed but did not add, in the order of the changes; ``before`` is JSON."""

batch_links = Table(
    "batch_links",
    metadata,
    Column("batch", Integer, ForeignKey("batches.number"), primary_key=True, nullable=False),
    Column("article_id", Integer, primary_key=True, nullable=False),
    Column("story_id", Integer, primary_key=True, nullable=False),
)
"""Headlines a batch found under an article when both were there already."""
