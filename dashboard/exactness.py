"""Whether whoever asks now is told positions as they are. Decided by ``access``, read by ``services``.

Outside a request, and wherever nothing was decided, the answer is no.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import g, has_request_context

_DECIDED = "sees_exactly"
_TOLD = "saw_exactly"


def decide_by(decide: Callable[[], bool]) -> None:
    """For this request, ask ``decide`` once, when it first matters."""
    setattr(g, _DECIDED, decide)


def asker_sees_exactly() -> bool:
    """Whether this request is of somebody who may see positions exactly and has switched that on."""
    if not has_request_context():
        return False
    if not hasattr(g, _TOLD):
        decide = getattr(g, _DECIDED, None)
        setattr(g, _TOLD, bool(decide is not None and decide()))
    return bool(getattr(g, _TOLD))


def was_told_exactly() -> bool:
    """Whether anything was told exactly in this request."""
    return bool(getattr(g, _TOLD, False))
