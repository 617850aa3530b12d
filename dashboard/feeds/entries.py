"""What a feed tells of: stories with their mentions on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.services import Services
from geodata.columns.records import Spot
from geodata.export import Material
from geodata.models import Part
from geodata.stores.port import StoredMention, StoredStory

Located = tuple[StoredMention, Spot]


@dataclass(frozen=True, slots=True)
class Entry:
    """A story and those of its mentions that are told, in the order of the text."""

    story: StoredStory
    mentions: Sequence[Located]
    updated: datetime
    """When its present text was first read here."""
    spot: Spot | None = None
    """Where an entry stands that is about one place alone."""

    def sentences(self) -> list[str]:
        """The sentences that name the places, each once, without the headline."""
        story = self.story
        found = (
            story.text[one.sentence_start : one.sentence_end].strip()
            for one, _ in self.mentions
            if one.part is Part.TEXT
        )
        return list(dict.fromkeys(sentence for sentence in found if sentence))


def entries(services: Services, material: Material, *, limit: int, offset: int) -> list[Entry]:
    """Some of the stories of a query, newest first, the undated last. What is gone meanwhile is left out."""
    chosen = material.chosen.some_stories(offset, offset + limit)
    columns, store = chosen.columns, services.store
    ids = columns.stories.id[chosen.story[chosen.first_of_story]].tolist()
    spots = dict(
        zip(
            columns.mentions.id[chosen.mentions].tolist(),
            columns.mentions.spot[chosen.mentions].tolist(),
            strict=True,
        )
    )
    stories, mentions = store.stories_numbered(ids), store.mentions_numbered(list(spots))
    return [
        Entry(
            stories[one],
            [(each, columns.spots[spots[each.id]]) for each in mentions.get(one, ())],
            _updated(services, stories[one]),
        )
        for one in ids
        if one in stories
    ]


def by_place(found: Sequence[Entry]) -> list[Entry]:
    """An entry for each spot a story names, in the order of the text."""
    apart = []
    for entry in found:
        spots = dict.fromkeys(spot for _, spot in entry.mentions)
        for spot in spots:
            own = [(one, at) for one, at in entry.mentions if at == spot]
            apart.append(Entry(entry.story, own, entry.updated, spot))
    return apart


def _updated(services: Services, story: StoredStory) -> datetime:
    if story.version == 1:
        return story.added.astimezone(UTC)
    return services.store.versions(story.id)[-1].seen.astimezone(UTC)
