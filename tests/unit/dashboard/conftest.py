"""A dashboard over a store in memory, for tests that ask it as a browser would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.gazetteer.index import Gazetteer
from geodata.settings import Settings
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Five places."""
    return Gazetteer([RAQQA, DEIR, RUKBAN, RAQQA_GOVERNORATE, MOSUL])


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    opened = open_store(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def server(store: Store, gazetteer: Gazetteer) -> Flask:
    """The dashboard's WSGI application over ``store``."""
    return create_app(Services(store, gazetteer), Settings()).server


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    """What asks the dashboard without a browser."""
    return server.test_client()
