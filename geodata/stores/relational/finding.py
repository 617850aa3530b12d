"""Looking up the stored story that an incoming one is, within the transaction that will write it.

The statements are built once: building one costs more than running it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, Select, bindparam, or_, select

from geodata.models import Article, StoryKind
from geodata.stores.relational.identity import Keys
from geodata.stores.relational.records import published_values
from geodata.stores.relational.tables import stories

_is_related = stories.c.kind == str(StoryKind.RELATED)

_BY_URL = select(stories).where(stories.c.url_key == bindparam("key"))
_BY_SOURCE = select(stories).where(stories.c.source_key == bindparam("key"))
_BY_TITLE = (
    select(stories)
    .where(stories.c.title_key == bindparam("title"), stories.c.outlet_key == bindparam("outlet"))
    .order_by(_is_related, stories.c.id)
    .limit(1)
)

_published: BindParameter[str] = bindparam("published")
_same_published = stories.c.published_first.is_not_distinct_from(_published)
_compatible_published = or_(_same_published, stories.c.published_first.is_(None), _published.is_(None))


def _by_content(same_day: ColumnElement[bool]) -> Select[Any]:
    same_story = (stories.c.text_key == bindparam("text")) & same_day
    its_headline = _is_related & (stories.c.text_key == "")
    return _BY_TITLE.where(
        or_(same_story, its_headline),
        or_(bindparam("url") == "", stories.c.url_key == ""),
        or_(bindparam("source") == "", stories.c.source_key == ""),
    )


_BY_HEADLINE = _by_content(_same_published)
_BY_TEXT = _by_content(_compatible_published)


def by_id(connection: Connection, keys: Keys) -> Row[Any] | None:
    """The story of that address, else of that source id."""
    return by_url(connection, keys.url) or by_source(connection, keys.source)


def by_url(connection: Connection, key: str) -> Row[Any] | None:
    """The story of that address."""
    return connection.execute(_BY_URL, {"key": key}).one_or_none() if key else None


def by_source(connection: Connection, key: str) -> Row[Any] | None:
    """The story of that source id."""
    return connection.execute(_BY_SOURCE, {"key": key}).one_or_none() if key else None


def by_title(connection: Connection, keys: Keys) -> Row[Any] | None:
    """A story of that outlet with that title; an article rather than a headline found elsewhere."""
    values = {"title": keys.title, "outlet": keys.outlet}
    return connection.execute(_BY_TITLE, values).one_or_none()


def by_content(connection: Connection, article: Article, keys: Keys) -> Row[Any] | None:
    """The same outlet, day and text, or the related headline this is the article of.

    A story whose ids say otherwise is another one. An unknown day is no other day where there is a text to go
    by; bare headlines repeat themselves, so theirs must agree.
    """
    wanted = _BY_TEXT if keys.text else _BY_HEADLINE
    values = {
        "outlet": keys.outlet,
        "title": keys.title,
        "text": keys.text,
        "url": keys.url,
        "source": keys.source,
        "published": published_values(article.published)["published_first"],
    }
    return connection.execute(wanted, values).one_or_none()
