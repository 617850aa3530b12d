"""What addresses answered, byte for byte: each answer kept once, however often it came."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from geodata.errors import StoreError
from geodata.models import Fetched
from geodata.stores.relational.tables import fetched, fetched_bodies

_STATED = ("address", "final_address", "status", "content_type", "archived", "etag", "last_modified")


def keep(connection: Connection, answer: Fetched) -> int:
    """Write an answer; returns the number of its row. Its hash is worked out anew, not taken on trust."""
    sha256 = hashlib.sha256(answer.body).hexdigest()
    known = select(fetched_bodies.c.sha256).where(fetched_bodies.c.sha256 == sha256)
    if connection.execute(known).first() is None:
        body = {"sha256": sha256, "compressed": zlib.compress(answer.body)}
        connection.execute(insert(fetched_bodies).values(body))
    values = {name: getattr(answer, name) for name in _STATED}
    values |= {"at": answer.at.astimezone(UTC).isoformat(), "sha256": sha256}
    return int(connection.execute(insert(fetched).values(values).returning(fetched.c.id)).scalar_one())


def of_address(connection: Connection, address: str) -> list[Fetched]:
    """What an address answered, the newest answer first. Raises ``StoreError`` where one is damaged."""
    wanted = (
        select(fetched, fetched_bodies.c.compressed)
        .join_from(fetched, fetched_bodies)
        .where(fetched.c.address == address)
        .order_by(fetched.c.at.desc(), fetched.c.id.desc())
    )
    found = []
    for row in connection.execute(wanted):
        try:
            body = zlib.decompress(row.compressed)
        except zlib.error as error:
            msg = f"What {address} answered on {row.at[:10]} is damaged in the database; fetch it again."
            raise StoreError(msg) from error
        stated = {name: getattr(row, name) for name in _STATED}
        found.append(Fetched(**stated, at=datetime.fromisoformat(row.at), sha256=row.sha256, body=body))
    return found
