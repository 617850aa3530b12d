"""Telling webhooks: each entry until it is acknowledged, and never after.

1. claim an entry whose time has come; for some minutes nobody else is given it
2. send it, with an id that is the same each time it is sent
3. write down what became of it

An answer of 2xx acknowledges an entry; it is never sent again. Where the program dies between 2 and 3, nobody
can know whether it arrived: it is sent once more when the claim has run out, and whoever receives it tells by
the id that it is the same. What fails is tried again after 1, 4, 16, … minutes, up to six hours apart, and
given up a day after the first try.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from geodata.errors import NotFoundError
from geodata.models import Language
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Delivery, Watch, WatchEntry
from geodata.watching.sending import Send
from geodata.watching.wording import Words

ID_HEADER, SIGNATURE_HEADER = "X-Conflict-Map-Id", "X-Conflict-Map-Signature"
CLAIM = timedelta(minutes=5)
"""Longer than a message can take, see ``sending``."""
GIVEN_UP_AFTER = timedelta(days=1)
MOST_AT_ONCE = 500
"""Entries told in one go; the others wait for the next."""
_FIRST_PAUSE, _LONGEST_PAUSE, _GROWS = timedelta(minutes=1), timedelta(hours=6), 4
_GROWING_TRIES = 10
"""After which the pause is the longest already."""


@dataclass(slots=True)
class Told:
    """What became of telling."""

    sent: int = 0
    waiting: int = 0
    """Tries that failed and will be repeated."""
    given_up: int = 0
    troubles: dict[int, str] = field(default_factory=dict)
    """What went wrong, by the number of the watch."""


def tell(
    store: Store,
    words: Words,
    send: Send,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    most: int = MOST_AT_ONCE,
) -> Told:
    """Tell what waits and is due, as the module's text has it. Raises ``StoreError``.

    A webhook that failed is left alone for the rest of this go.
    """
    told = Told()
    for _ in range(most):
        moment = now()
        entry = store.claim_delivery(moment, moment + CLAIM, apart_from=tuple(told.troubles))  # 1
        if entry is None:
            break
        try:
            watch = store.watch(entry.watch)
        except NotFoundError:  # taken away this moment, and its entries with it
            continue
        body = message(store.identity(), watch, entry, words)
        trouble = send(watch.rule.webhook, headers(store.identity(), watch, entry, body), body)  # 2
        _record(store, entry, trouble, now(), told)  # 3
    return told


def _record(store: Store, entry: WatchEntry, trouble: str, now: datetime, told: Told) -> None:
    if not trouble:
        store.record_delivery(entry.number, Delivery.SENT, at=now)
        told.sent += 1
        return
    told.troubles[entry.watch] = trouble
    end = (entry.first_try or now) + GIVEN_UP_AFTER
    if now >= end:
        store.record_delivery(entry.number, Delivery.GIVEN_UP, at=now, trouble=trouble)
        told.given_up += 1
        return
    at = min(now + pause(entry.tries), end)
    store.record_delivery(entry.number, Delivery.WAITING, at=at, trouble=trouble)
    told.waiting += 1


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    grown: int = _GROWS ** min(max(tries - 1, 0), _GROWING_TRIES)
    return min(_FIRST_PAUSE * grown, _LONGEST_PAUSE)


def entry_id(database: str, watch: int, key: str) -> str:
    """A name of the entry that no other thing has, the same for ever (RFC 4122, version 5)."""
    parts = "/".join(quote(part, safe="") for part in (database, "watch", str(watch), key))
    return uuid5(NAMESPACE_URL, f"urn:conflict-map:{parts}").urn


def headers(database: str, watch: Watch, entry: WatchEntry, body: bytes) -> Mapping[str, str]:
    """What goes with a message: its id, and where there is a secret the body's HMAC-SHA-256 (RFC 2104)."""
    name = entry_id(database, watch.id, entry.finding.key)
    found = {"Content-Type": "application/json", ID_HEADER: name, "Idempotency-Key": name}
    if watch.rule.secret:
        sealed = hmac.new(watch.rule.secret.encode("utf-8", "replace"), body, hashlib.sha256)
        found[SIGNATURE_HEADER] = f"sha256={sealed.hexdigest()}"
    return found


def message(database: str, watch: Watch, entry: WatchEntry, words: Words) -> bytes:
    """The body, as JSON; it tells of no position."""
    told = {"id": entry_id(database, watch.id, entry.finding.key), **record(watch, entry, words)}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def record(watch: Watch, entry: WatchEntry, words: Words) -> dict[str, Any]:
    """An entry as JSON can hold it, in words of both languages."""
    finding = entry.finding
    said = {language.value: words.entry(watch, finding, language) for language in Language}
    story = {
        "id": finding.story,
        "title": finding.title,
        "url": finding.url,
        "page": f"/story/{finding.story}",
    }
    return {
        "watch": {"id": watch.id, "name": watch.rule.name},
        "kind": str(watch.rule.kind),
        "key": finding.key,
        "made": entry.made.isoformat(),
        "title": {language: title for language, (title, _) in said.items()},
        "why": {language: why for language, (_, why) in said.items()},
        "story": None if finding.story is None else story,
        "first": finding.first.isoformat() if finding.first else None,
        "last": finding.last.isoformat() if finding.last else None,
        "count": finding.count,
    }
