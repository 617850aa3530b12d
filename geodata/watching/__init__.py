"""Watching: rules over what comes in, the entries they make, and webhooks that are told of them.

:mod:`rules <geodata.watching.rules>` checks a rule, :mod:`judging <geodata.watching.judging>` finds what
meets it in the columns, :mod:`looking <geodata.watching.looking>` keeps that as entries, :mod:`wording
<geodata.watching.wording>` says why, and :mod:`webhooks <geodata.watching.webhooks>` with :mod:`sending
<geodata.watching.sending>` tells others, where that was turned on.
"""

from __future__ import annotations

from geodata.watching.looking import Looked, look
from geodata.watching.rules import checked, query_of
from geodata.watching.webhooks import Told, tell
from geodata.watching.wording import Words

__all__ = ["Looked", "Told", "Words", "checked", "look", "query_of", "tell"]
