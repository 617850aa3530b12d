"""Entries as Atom (RFC 4287), for feed readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dashboard.feeds.atom import MIMETYPE, Feed, add, begin, finish, link, moment
from dashboard.text import say
from dashboard.watching.listing import Told
from geodata.models import Language
from geodata.stores.watch_keeping import Watch
from geodata.watching.webhooks import entry_id


def feed_of(
    home: str, database: str, language: Language, watch: Watch | None, found: Sequence[Told]
) -> bytes:
    """The feed of a watch, or of all; ``home`` is the address of this server's page, ``/`` at its end."""
    name = say(language, "app.name")
    path = f"watch/{watch.id}.atom" if watch else "watch.atom"
    titled = watch.rule.name if watch else say(language, "watch.title")
    feed = Feed(
        language=language,
        home=home,
        database=database,
        asked=f"watch/{watch.id if watch else ''}?lang={language.value}",
        title=f"{name}: {titled}",
        links={"self": f"{home}{path}?lang={language.value}"},
        page=_page(home, language, watch),
        updated=watch.made if watch else datetime(1970, 1, 1, tzinfo=UTC),
    )
    root = begin(feed, max((each.entry.made for each in found), default=feed.updated))
    for each in found:
        element = add(root, "entry")
        add(element, "id", entry_id(database, each.watch.id, each.entry.finding.key))
        add(element, "title", each.title)
        add(element, "updated", moment(each.entry.made))
        add(add(element, "author"), "name", name)
        add(element, "summary", each.why)
        add(element, "category", term=str(each.watch.rule.kind), scheme="urn:conflict-map:watch")
        story = f"{home}story/{each.story}?lang={language.value}"
        link(element, "alternate", story if each.story else _page(home, language, each.watch), "text/html")
    return finish(root)


def _page(home: str, language: Language, watch: Watch | None) -> str:
    return f"{home}watch?lang={language.value}" + (f"#watch-{watch.id}" if watch else "")


__all__ = ["MIMETYPE", "feed_of"]
