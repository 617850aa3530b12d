"""Who may change what is stored: the person at this machine, elsewhere whoever knows the password.

A request comes from this machine when its connection does, when it asks for this machine by a loopback name
(a page elsewhere that rebinds its own name cannot), and when no proxy passed it on.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import deque
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Request, jsonify, request, session
from flask.typing import ResponseReturnValue

from dashboard.config import API
from geodata.errors import NotAllowedError

HOURS_SIGNED_IN = 12
TRIES_A_MINUTE = 5
MARK = "X-Conflict-Map"
"""A header only our own page sets: another site's form or script cannot, without asking first (CORS)."""

_SIGNED_IN = "signed_in_until"
_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


class Access:
    """Decides; ``password`` is ``CONFLICT_MAP_PASSWORD``, empty where none is set."""

    def __init__(self, password: str) -> None:
        self._password = password
        self._failures: deque[float] = deque(maxlen=TRIES_A_MINUTE)

    @property
    def has_password(self) -> bool:
        """Whether one can sign in at all."""
        return bool(self._password)

    def may_change(self, asking: Request) -> bool:
        """Whether this request may add, undo and fetch."""
        return is_from_this_machine(asking) or self._is_signed_in()

    def require(self, asking: Request) -> None:
        """Raises ``NotAllowedError`` for a change by someone who may not, or from a page that is not ours."""
        if asking.headers.get(MARK) != "page" or not _same_origin(asking):
            msg = "Changes are taken from this map's own page only. Reload the page and try again."
            raise NotAllowedError(msg)
        if self.may_change(asking):
            return
        if self.has_password:
            msg = "Sign in with the password to add stories from another machine."
        else:
            msg = (
                "Stories are added on the machine the map runs on. To add them from elsewhere, "
                "start the map with CONFLICT_MAP_PASSWORD set."
            )
        raise NotAllowedError(msg)

    def sign_in(self, password: str) -> bool:
        """Compare in constant time; raises ``NotAllowedError`` for a while after a few wrong tries."""
        now = time.monotonic()
        if len(self._failures) == TRIES_A_MINUTE and now - self._failures[0] < 60:
            msg = "Too many wrong passwords. Wait a minute and try again."
            raise NotAllowedError(msg)
        given, own = password.encode("utf-8", "replace"), self._password.encode("utf-8")
        if not self._password or not hmac.compare_digest(given, own):
            self._failures.append(now)
            return False
        session[_SIGNED_IN] = time.time() + HOURS_SIGNED_IN * 3600
        return True

    @staticmethod
    def sign_out() -> None:
        """Forget who this is."""
        session.pop(_SIGNED_IN, None)

    @staticmethod
    def _is_signed_in() -> bool:
        until = session.get(_SIGNED_IN, 0)
        return isinstance(until, int | float) and time.time() < until


def is_from_this_machine(asking: Request) -> bool:
    """See the module's text."""
    if any(name in asking.headers for name in _PASSED_ON):
        return False
    return _is_loopback(asking.remote_addr or "") and _is_loopback(
        urlsplit(f"//{asking.host}").hostname or ""
    )


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _same_origin(asking: Request) -> bool:
    origin = asking.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == asking.host


def register(server: Flask, access: Access) -> None:
    """Routes to ask what one may do, to sign in and out. Sessions end with the server's process.

    A wrong password raises ``NotAllowedError``, which the server answers with 403.
    """
    server.secret_key = secrets.token_bytes(32)
    server.config.update(
        SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Strict", SESSION_COOKIE_NAME="map"
    )

    @server.get(f"{API}/access")
    def what_one_may() -> ResponseReturnValue:
        return jsonify(may_change=access.may_change(request), has_password=access.has_password)

    @server.post(f"{API}/sign-in")
    def sign_in() -> ResponseReturnValue:
        if request.headers.get(MARK) != "page" or not _same_origin(request):
            msg = "Sign in on this map's own page."
            raise NotAllowedError(msg)
        if access.sign_in(str(request.form.get("password", ""))[:1000]):
            return jsonify(may_change=True)
        msg = "This is not the password. Check it and try again."
        raise NotAllowedError(msg)

    @server.post(f"{API}/sign-out")
    def sign_out() -> ResponseReturnValue:
        access.sign_out()
        return jsonify(may_change=access.may_change(request))
