"""``watch add | list | show | remove | run``: what is watched, and what came of it."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any

from geodata.commands.opening import gazetteer_of, reading
from geodata.commands.output import remark, say, say_json, say_table, shorten
from geodata.commands.parser import (
    CommandParser,
    Subparsers,
    add_command,
    add_filters,
    query_of,
    settings_of,
)
from geodata.models import Language
from geodata.stores.watch_keeping import Delivery, Rule, RuleKind

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.settings import Settings
    from geodata.stores.port import Store
    from geodata.stores.watch_keeping import Watch, WatchEntry
    from geodata.watching import Looked, Told, Words

_WIDTH = 70
_LIKE_STDIN = "-"


def add_commands(commands: Subparsers) -> None:
    """``watch`` with the commands below it."""
    summary = "rules over the stories that come in: entries in a feed, webhooks"
    parser: CommandParser = commands.add_parser("watch", help=summary, description=f"{summary}.")
    below: Subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_adding(below)
    add_command(below, "list", "list what is watched", list_watches)
    showing = add_command(below, "show", "show a watch and its entries, newest first", show_watch)
    showing.add_argument("--limit", type=int, default=20, metavar="N", help="at most this many entries (20)")
    removing = add_command(below, "remove", "take a watch away, with its entries", remove_watch)
    for each in (showing, removing):
        each.add_argument("watch", metavar="WATCH", type=int, help="its number in `watch list`")
    running = add_command(below, "run", "look now, and tell webhooks what waits", run_watches)
    add_webhooks(running)


def _add_adding(below: Subparsers) -> None:
    adding = add_command(below, "add", "watch a camp, a place, an area or any other filter", add_watch)
    adding.add_argument("name", metavar="NAME", help="what to call it")
    add_filters(adding)
    rule = adding.add_mutually_exclusive_group()
    rule.add_argument(
        "--mentions", metavar="N", type=int, help="an entry for each week with at least N mentions"
    )
    rule.add_argument(
        "--silence",
        metavar="N",
        type=int,
        help="an entry when there is no story for N weeks, up to the newest of the collection",
    )
    adding.add_argument(
        "--from-start", action="store_true", help="stories that are there already make entries as well"
    )
    adding.add_argument(
        "--webhook", metavar="URL", default="", help="an address that is told of each entry; see --webhooks"
    )
    adding.add_argument(
        "--secret",
        metavar="TEXT",
        default="",
        help="what the webhook's messages are signed with; - reads it from standard input",
    )


def add_webhooks(parser: argparse.ArgumentParser) -> None:
    """The option that lets webhooks be told."""
    parser.add_argument(
        "--webhooks",
        action="store_const",
        const="yes",
        help="tell the webhooks of watches (else CONFLICT_MAP_WEBHOOKS); without this nobody is told",
    )


def add_watch(arguments: argparse.Namespace) -> int:
    """Keep a watch. Raises ``UsageError`` for a rule that makes no sense."""
    from geodata.stores import open_store
    from geodata.watching import checked

    settings = settings_of(arguments)
    kind, number = RuleKind.STORY, 0
    for each, given in ((RuleKind.MENTIONS, arguments.mentions), (RuleKind.SILENCE, arguments.silence)):
        if given is not None:
            kind, number = each, given
    secret = sys.stdin.readline().strip() if arguments.secret == _LIKE_STDIN else arguments.secret
    with closing(open_store(settings.database)) as store:
        rule = Rule(
            name=arguments.name,
            asked=tuple(query_of(arguments, store).to_mapping().items()),
            kind=kind,
            number=number,
            after=0 if arguments.from_start else store.last_story(),
            webhook=arguments.webhook,
            secret=secret,
        )
        watch = store.add_watch(checked(rule))
        words = words_for(store, gazetteer_of(settings, store))
        say(f"Watch {watch.id}, {watch.rule.name}: {words.rule(watch.rule, Language.ENGLISH)}.")
        remark("It looks whenever stories come in, and with `watch run`.")
        if watch.rule.webhook and not settings.webhooks:
            remark("Its webhook is told nothing until you turn that on: --webhooks or CONFLICT_MAP_WEBHOOKS.")
        if arguments.json:
            say_json(_record(watch, words, 0))
    return 0


def list_watches(arguments: argparse.Namespace) -> int:
    """Every watch, the oldest first."""
    settings = settings_of(arguments)
    with reading(settings) as store:
        words, counts = words_for(store, gazetteer_of(settings, store)), store.watch_entry_counts()
        watches = store.watches()
        say_table(
            ("Watch", "Name", "Rule", "Entries", "Webhook"),
            [
                (
                    watch.id,
                    shorten(watch.rule.name, _WIDTH),
                    shorten(words.rule(watch.rule, Language.ENGLISH), _WIDTH),
                    counts.get(watch.id, 0),
                    watch.rule.webhook,
                )
                for watch in watches
            ],
        )
        if arguments.json:
            say_json({"watches": [_record(watch, words, counts.get(watch.id, 0)) for watch in watches]})
    return 0


def show_watch(arguments: argparse.Namespace) -> int:
    """A watch and its newest entries. Raises ``NotFoundError``."""
    settings = settings_of(arguments)
    with reading(settings) as store:
        watch = store.watch(arguments.watch)
        words = words_for(store, gazetteer_of(settings, store))
        entries = store.watch_entries(watch.id, limit=max(arguments.limit, 0))
        total = store.watch_entry_counts().get(watch.id, 0)
    say(f"Watch {watch.id}, {watch.rule.name}: {words.rule(watch.rule, Language.ENGLISH)}.")
    for entry in entries:
        title, why = words.entry(watch, entry.finding, Language.ENGLISH)
        say(f"\n{entry.made:%Y-%m-%d %H:%M}  {shorten(title, 100)}\n  {why}")
        if entry.delivery is not Delivery.NONE:
            say(f"  {_told(entry)}")
    if len(entries) < total:
        remark(f"These are {len(entries)} of {total} entries; --limit shows more.")
    if arguments.json:
        told = [_entry(watch, entry, words) for entry in entries]
        say_json({**_record(watch, words, total), "entries": told})
    return 0


def remove_watch(arguments: argparse.Namespace) -> int:
    """Take a watch away. Raises ``NotFoundError``."""
    with reading(settings_of(arguments)) as store:
        name = store.watch(arguments.watch).rule.name
        gone = store.remove_watch(arguments.watch)
    say(f"Watch {arguments.watch} ({name}) is gone, with {gone} entries.")
    if arguments.json:
        say_json({"watch": arguments.watch, "removed_entries": gone})
    return 0


def run_watches(arguments: argparse.Namespace) -> int:
    """Look once and tell webhooks; 1 where a rule or a webhook failed."""
    settings = settings_of(arguments)
    with reading(settings) as store:
        report = look_after(store, settings)
        if not report["watches"]:
            say("Nothing is watched; `watch add` begins.")
    if arguments.json:
        say_json(report)
    return 1 if report["problems"] or report["webhooks"]["troubles"] else 0


def check(settings: Settings) -> None:
    """Raises ``UsageError`` where the settings say of webhooks what cannot be."""
    from geodata.watching.sending import sender

    sender(settings)


def look_after(store: Store, settings: Settings, gazetteer: Gazetteer | None = None) -> dict[str, Any]:
    """Look at everything watched and tell webhooks where that is on; says what came of it, and returns it.

    Rules see what the public sees, whoever runs them: their entries are read on the page. Raises
    ``UsageError`` and ``StoreError``.
    """
    from geodata.camps.registry import Registry
    from geodata.columns.loading import Shelf
    from geodata.protection import Levels, cover_for
    from geodata.watching import Looked, Told, look, tell
    from geodata.watching.sending import sender

    send = sender(settings)
    if not store.watches():
        return _report(store, None, Looked(), Told())
    places = gazetteer or gazetteer_of(settings, store)
    levels = Levels.named(settings.camps_precision, settings.places_precision)
    words = words_for(store, places)
    cover = cover_for(levels, Registry(store), places)
    looked = look(store, cache(lambda: cover.columns(Shelf(store).columns())))
    told = tell(store, words, send) if send else Told()
    _say_looked(store, words, looked, told)
    return _report(store, words, looked, told)


def words_for(store: Store, gazetteer: Gazetteer) -> Words:
    """What says watches in words, places by the names these two know."""
    from geodata.explanation import KnownPlaces
    from geodata.watching import Words

    return Words(KnownPlaces(gazetteer, store.place))


def _say_looked(store: Store, words: Words, looked: Looked, told: Told) -> None:
    remark(f"Watches: {looked.watches}, new entries: {len(looked.entries)}.")
    names = {watch.id: watch for watch in store.watches()}
    for entry in looked.entries[:10]:
        if watch := names.get(entry.watch):
            remark(f"  {shorten(words.entry(watch, entry.finding, Language.ENGLISH)[0], 100)}")
    for watch, why in looked.problems:
        remark(f"Watch {watch.id}, {watch.rule.name}, cannot look: {why}")
    if told.sent or told.troubles:
        remark(f"Webhooks: {told.sent} told, {told.waiting} to be tried again, {told.given_up} given up.")
    for number, trouble in told.troubles.items():
        remark(f"  watch {number}: {trouble}")


def _report(store: Store, words: Words | None, looked: Looked, told: Told) -> dict[str, Any]:
    names = {watch.id: watch for watch in store.watches()}
    return {
        "watches": looked.watches,
        "entries": [
            _entry(names[entry.watch], entry, words)
            for entry in looked.entries
            if words and entry.watch in names
        ],
        "problems": [{"watch": watch.id, "error": why} for watch, why in looked.problems],
        "webhooks": {
            "sent": told.sent,
            "waiting": told.waiting,
            "given_up": told.given_up,
            "troubles": [{"watch": watch, "error": why} for watch, why in told.troubles.items()],
        },
    }


def _told(entry: WatchEntry) -> str:
    if entry.delivery is Delivery.SENT:
        return f"The webhook was told on {entry.delivered:%Y-%m-%d %H:%M}."
    trouble = f" {entry.trouble}" if entry.trouble else ""
    if entry.delivery is Delivery.GIVEN_UP:
        return f"The webhook could not be told and was given up after {entry.tries} tries.{trouble}"
    return f"The webhook is to be told; {entry.tries} tries so far.{trouble}"


def _record(watch: Watch, words: Words, entries: int) -> dict[str, Any]:
    """A watch as JSON; the secret stays where it is."""
    rule = watch.rule
    return {
        "watch": watch.id,
        "name": rule.name,
        "kind": str(rule.kind),
        "number": rule.number or None,
        "query": dict(rule.asked),
        "rule": {language.value: words.rule(rule, language) for language in Language},
        "after": rule.after,
        "webhook": rule.webhook or None,
        "signed": bool(rule.secret),
        "made": watch.made.isoformat(),
        "entries_made": entries,
    }


def _entry(watch: Watch, entry: WatchEntry, words: Words) -> dict[str, Any]:
    from geodata.watching.webhooks import record

    return {
        **record(watch, entry, words),
        "webhook": {"state": str(entry.delivery), "tries": entry.tries, "trouble": entry.trouble},
    }
