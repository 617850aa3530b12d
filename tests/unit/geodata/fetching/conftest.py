from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.web import Clock, LocalServer, Names

LONGEST = 10.0
"""Seconds a test here may take: what hangs fails."""


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < LONGEST
