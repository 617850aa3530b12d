"""Who may change what is stored, and see positions exactly: the person at this machine, elsewhere whoever
knows the password.

Seeing exactly has to be switched on, by whoever may; nobody is shown more than the public without asking.
It is for the eyes of that person: files, pictures, films and feeds stay covered.
A map that listens beyond this machine and has no password trusts nobody: it cannot be told who sits at it
and who came through a tunnel.

A request comes from this machine when its connection does, when it asks for this machine by a loopback name
(a page elsewhere that rebinds its own name cannot), and when no proxy passed it on.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from collections import deque
from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Request, Response, jsonify, request, session
from flask.typing import ResponseReturnValue

from dashboard.config import API
from dashboard.exactness import decide_by, was_told_exactly
from geodata.errors import NotAllowedError

HOURS_SIGNED_IN = 12
TRIES_A_MINUTE = 5
MARK = "X-Conflict-Map"
"""A header only our own page sets: another site's form or script cannot, without asking first (CORS)."""

_SIGNED_IN = "signed_in_until"
_EXACT = "exact_until"
_MADE_FOR_OTHERS = re.compile(
    r"/(figure\.|export/|feed\.|watch|camps/export/|camp/.+\.(pdf|csv|geojson)$"
    r"|api/(figure|animation|export)(/|$))"
)
"""Paths of pictures, films, files and feeds: whoever has exact positions on screen must not publish them by
forgetting that."""
_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


class Access:
    """Decides; ``password`` is ``CONFLICT_MAP_PASSWORD``, empty where none is set; ``host`` is the address
    the map listens on."""

    def __init__(self, password: str, host: str = "127.0.0.1") -> None:
        self._password = password
        self._open_to_all = not password and not _is_loopback(host)
        self._failures: deque[float] = deque(maxlen=TRIES_A_MINUTE)

    @property
    def has_password(self) -> bool:
        """Whether one can sign in at all."""
        return bool(self._password)

    def may_change(self, asking: Request) -> bool:
        """Whether this request may add, undo and fetch, and switch exact positions on."""
        if self._open_to_all:
            return False
        return is_from_this_machine(asking) or self._is_signed_in()

    def sees_exactly(self, asking: Request) -> bool:
        """Whether positions are told as they are: switched on, not too long ago, by one who still may.

        What is made to be passed on is covered all the same, unless its address says ``exact=yes``.
        """
        if _MADE_FOR_OTHERS.match(asking.path) and asking.args.get("exact") != "yes":
            return False
        return _lasts(_EXACT) and self.may_change(asking)

    def switch_exact(self, asking: Request, *, on: bool) -> None:
        """Tell positions as they are to whoever asks with this session, or no longer.

        Raises ``NotAllowedError`` for switching on by one who may not, or from a page that is not ours.
        """
        _require_own_page(asking)
        if not on:
            session.pop(_EXACT, None)
            return
        if not self.may_change(asking):
            raise NotAllowedError(self._who_may("see exact positions"))
        session[_EXACT] = time.time() + HOURS_SIGNED_IN * 3600

    def require(self, asking: Request) -> None:
        """Raises ``NotAllowedError`` for a change by someone who may not, or from a page that is not ours."""
        _require_own_page(asking)
        if not self.may_change(asking):
            raise NotAllowedError(self._who_may("change what is stored"))

    def _who_may(self, what: str) -> str:
        """What to do to be allowed, in words."""
        if self._open_to_all:
            return (
                f"This map listens beyond its own machine and has no password, so nobody may {what} here. "
                "Start it with CONFLICT_MAP_PASSWORD set, or without --host."
            )
        if self.has_password:
            return f"Sign in with the password to {what} from another machine."
        return (
            f"Only on the machine the map runs on can one {what}. To do so from elsewhere, "
            "start the map with CONFLICT_MAP_PASSWORD set."
        )

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
        session.pop(_EXACT, None)

    @staticmethod
    def _is_signed_in() -> bool:
        return _lasts(_SIGNED_IN)


def _lasts(what: str) -> bool:
    until = session.get(what, 0)
    return isinstance(until, int | float) and time.time() < until


def _require_own_page(asking: Request) -> None:
    if asking.headers.get(MARK) != "page" or not _same_origin(asking):
        msg = "Changes are taken from this map's own page only. Reload the page and try again."
        raise NotAllowedError(msg)


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


def register(server: Flask, access: Access, *, covers: Callable[[], bool] = lambda: True) -> None:
    """Routes to ask what one may do, to sign in and out, to switch exact positions on and off.

    Sessions end with the server's process. ``covers`` says whether the public is shown anything less than
    exactly. A wrong password raises ``NotAllowedError``, which the server answers with 403.
    """
    server.secret_key = secrets.token_bytes(32)
    server.config.update(
        SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Strict", SESSION_COOKIE_NAME="map"
    )

    @server.before_request
    def decide() -> None:
        decide_by(lambda: access.sees_exactly(request))

    @server.after_request
    def keep_to_oneself(response: Response) -> Response:
        """What was told exactly is for this browser alone, and for this moment."""
        if was_told_exactly():
            response.headers["Cache-Control"] = "private, no-store"
        return response

    @server.get(f"{API}/access")
    def what_one_may() -> ResponseReturnValue:
        may = access.may_change(request)
        return jsonify(
            may_change=may,
            has_password=access.has_password,
            may_see_exactly=may and covers(),
            exact=access.sees_exactly(request),
        )

    @server.post(f"{API}/exact")
    def switch_exact() -> ResponseReturnValue:
        access.switch_exact(request, on=request.form.get("on") == "yes")
        return jsonify(exact=access.sees_exactly(request))

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
