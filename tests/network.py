"""A guard that keeps a Python process from speaking to any machine but its own.

It listens to the interpreter's audit events, so it sees every socket however it was made. Once set it
stays for the life of the process; ``offline/sitecustomize.py`` sets it in the servers that tests start.
"""

from __future__ import annotations

import socket
import sys

NOTICE = "Network forbidden in tests"
OWN_NAMES = {"", "localhost", "0.0.0.0", "::", "::1", socket.gethostname().lower()}

attempts: list[str] = []
"""What was tried since the list was last cleared; a test that leaves something in it has failed."""


class NetworkForbiddenError(OSError):
    """A test tried to reach another machine."""


def forbid() -> None:
    """From now on every attempt to reach another machine is noted in ``attempts`` and refused."""
    sys.addaudithook(_refuse)


def is_own(host: object) -> bool:
    """Whether a host, as sockets are given it, is this machine."""
    name = host.decode("idna") if isinstance(host, bytes) else host
    # Sockets between parts of the operating system are addressed by numbers, or not at all.
    return not isinstance(name, str) or name.lower() in OWN_NAMES or name.startswith("127.")


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        # Unix sockets are addressed by a path, which is text or bytes, never a tuple.
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not is_own(host):
        attempts.append(f"{event} {host}")
        print(f"{NOTICE}: {event} {host}", file=sys.stderr)
        msg = f"{NOTICE}: {event} {host}"
        raise NetworkForbiddenError(msg)
