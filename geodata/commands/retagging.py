"""``stories retag``: event types and actors by the words the lexicon has now."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from geodata.commands.output import remark, say, say_json
from geodata.commands.parser import Subparsers, add_command, settings_of

if TYPE_CHECKING:
    from geodata.models import Tag
    from geodata.stores.port import Sentence


def add_commands(stories: Subparsers) -> None:
    """``retag`` below ``stories``."""
    add_command(
        stories, "retag", "find event types and actors anew, after their words were edited", retag_stories
    )


def retag_stories(arguments: argparse.Namespace) -> int:
    """Tag every story that was tagged by other words than today's, and say how many changed."""
    from geodata.events.lexicon import lexicon
    from geodata.stores import open_store

    version = lexicon().version
    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        done = store.retag(read_tags, version)
    if done.stories:
        say(f"{done.stories} stories were read again; in {done.changed} of them something is different now.")
    else:
        say("Every story is tagged by today's words already.")
    remark(f"The words of events and actors are at version {version}.")
    if arguments.json:
        say_json({"stories": done.stories, "changed": done.changed, "version": version})
    return 0


def read_tags(title: str, text: str, sentences: Sequence[Sentence]) -> list[tuple[Tag, ...]]:
    """The tags of some of a story's sentences, by the shipped lexicon."""
    from geodata.events.tagging import TaggedStory

    if not sentences:
        return []
    story = TaggedStory(title, text)
    return [story.within(*sentence) for sentence in sentences]
