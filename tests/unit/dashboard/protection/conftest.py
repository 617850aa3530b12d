"""A map with camps at known positions, each near a corner of its cell, where every rounding would show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.camp_records import Camp, CampSource, Population, PublicPrecision
from geodata.gazetteer.index import Gazetteer
from geodata.models import (
    Candidate,
    Compass,
    Kind,
    Place,
    Precision,
    Reason,
    Tag,
    Vicinity,
    VicinityKind,
)
from geodata.settings import Settings
from geodata.stores import open_store
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Rule
from tests.leaks import Secret
from tests.making import DEIR, RAQQA, RAQQA_GOVERNORATE, mention, on, story

HOMS = Place(
    "sy-homs-governorate",
    "Homs Governorate",
    "محافظة حمص",
    Kind.GOVERNORATE,
    34.2,
    38.3,
    "SY",
    precision=Precision.GOVERNORATE,
    extent_km=150.0,
)
BY_KIND = Place(
    "sy-hidden-camp",
    "Hidden Camp",
    "مخيم الخفي",
    Kind.CAMP,
    34.12276,
    38.43044,
    "SY",
    HOMS.id,
    aliases=("Mukhayyam",),
)
KEPT = Camp(
    "sy-kept-camp",
    "Kept Camp",
    "مخيم المحفوظ",
    lat=33.45722,
    lon=37.90648,
    precision=Precision.EXACT,
    country="SY",
    admin1=HOMS.id,
    notes="The gate is at 33.45722, 37.90648 (33°27'26\" N, 37°54'23\" E); 0.25 of it is empty.",
    populations=(Population(120, "people", on("2017-09-01"), note="counted at 33.4572,37.9065"),),
    sources=(CampSource("A list", "https://example.org/@33.45722,37.90648,15z"),),
    extra=(("geo", "33.45722,37.90648"), ("mgrs", "37SDT 86900 01600")),
)
BY_AREA = replace(
    KEPT,
    id="sy-area-camp",
    name="Area Camp",
    name_ar="مخيم المنطقة",
    lat=34.81072,
    lon=37.32941,
    notes="",
    populations=(),
    sources=(),
    extra=(),
    public=PublicPrecision.ADMIN,
)
OPEN = replace(
    BY_AREA,
    id="sy-open-camp",
    name="Open Camp",
    name_ar="مخيم مفتوح",
    lat=35.55553,
    lon=38.77771,
    public=PublicPrecision.EXACT,
)
SECRETS = [
    Secret("Hidden Camp", BY_KIND.lat, BY_KIND.lon),
    Secret("Kept Camp", KEPT.lat, KEPT.lon),
    Secret("Area Camp", BY_AREA.lat, BY_AREA.lon),
]
SHOWN = Secret("Open Camp", OPEN.lat, OPEN.lon, reach=1e-5)
STRIKE = Tag("event:air_strike", 0, 3, "air")


def place(camp: Camp) -> Place:
    """A camp as texts name it."""
    return Place(camp.id, camp.name, camp.name_ar, Kind.CAMP, camp.lat, camp.lon, camp.country, camp.admin1)


def fill(store: Store) -> None:
    """Stories at the camps, near them, beside them, and between one and a town."""
    store.keep_camps([KEPT, BY_AREA, OPEN], "camps")
    store.add_watch(Rule(name="Camps", asked=(("kind", "camp"),)))
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 2.0)
    evidence = (Reason("context.near", BY_KIND.id, 0.21), Reason("population", "", 0.1))
    for number, camp in enumerate((BY_KIND, place(KEPT), place(BY_AREA), place(OPEN))):
        between = Vicinity(VicinityKind.BETWEEN, other=camp)
        at_camp = replace(mention(camp, tags=(STRIKE,)), candidates=(Candidate(camp.id, 0.712345, evidence),))
        beside = mention(camp, start=20, precision=Precision.NEAR, vicinity=east)
        halfway = mention(DEIR, start=30, precision=Precision.FUZZY, vicinity=between)
        near_town = replace(
            mention(RAQQA, start=36),
            candidates=(Candidate(RAQQA.id, 0.812345, evidence), Candidate(DEIR.id, 0.3, evidence)),
        )
        found = [at_camp, beside, halfway, near_town, mention(camp, start=38, precision=Precision.NEAR)]
        text = f"Aid reached {camp.name}. People east of it waited."
        told = story(
            f"Report {number} of {camp.name}",
            text,
            day=f"2017-09-0{number + 1}",
            url=f"https://example.org/{number}",
        )
        store.add(told, found)
    store.add(story("Raqqa alone", day="2017-09-20"), [mention(), mention(RAQQA_GOVERNORATE)])


@pytest.fixture
def kept() -> Iterator[Store]:
    """The user's store."""
    opened = open_store(":memory:")
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def services(kept: Store) -> Services:
    """The map's rooms over that store."""
    return Services(kept, Gazetteer([RAQQA, DEIR, RAQQA_GOVERNORATE, HOMS, BY_KIND]))


@pytest.fixture
def public(services: Services) -> FlaskClient:
    """Somebody at the machine who has not asked for more than the public sees."""
    return create_app(services, Settings()).server.test_client()
