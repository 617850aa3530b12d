"""What the tests of importing share: a gazetteer, a registry of given camps, a plan in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from geodata.camp_records import Camp
from geodata.camps.importing import Plan, plan_import
from geodata.gazetteer.index import bundled

TODAY = date(2024, 6, 1)


class Camps:
    """A registry of these camps."""

    def __init__(self, camps: Sequence[Camp] = ()) -> None:
        self._camps = tuple(camps)

    def camps(self) -> tuple[Camp, ...]:
        return self._camps


Planner = Callable[..., Plan]


@pytest.fixture
def plan() -> Planner:
    """``plan(text or bytes, name, camps=…, answers=…)``: what importing it would do on 1 June 2024."""

    def made(given: str | bytes, name: str = "list.csv", camps: Sequence[Camp] = (), **options: Any) -> Plan:
        data = given.encode() if isinstance(given, str) else given
        return plan_import(data, name, Camps(camps), bundled(), **{"today": TODAY, **options})

    return made
