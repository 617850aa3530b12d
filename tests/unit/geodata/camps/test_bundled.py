"""The project's own table of camps: what it holds, and that a damaged one is refused with file and row."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from geodata.camp_records import Camp, CampStatus, Relation, from_dict, populations_on, status_on, to_dict
from geodata.camps.bundled import COLUMNS, DATA, bundled_camps, bundled_version, read_camps
from geodata.camps.registry import place_of
from geodata.errors import DataError
from geodata.gazetteer.distance import sphere_km
from geodata.gazetteer.index import bundled
from geodata.models import DatePrecision, Kind

CAMPS = {camp.id: camp for camp in bundled_camps()}
WELL_KNOWN = (
    "sy-rukban-camp", "sy-hol-camp", "sy-roj-camp", "sy-areesha-camp", "sy-newroz-camp", "sy-ain-issa-camp",
    "sy-mabruka-camp", "sy-washokani-camp", "sy-atmeh-camp", "sy-bab-al-salama-camp", "jo-azraq-camp",
    "jo-zaatari-camp", "sy-yarmouk-camp", "iq-domiz-camp",
)  # fmt: skip
ARABIC = re.compile(r"[\u0621-\u064a]")


def status(camp_id: str, day: str) -> CampStatus | None:
    change = status_on(CAMPS[camp_id], date.fromisoformat(day))
    return change.status if change else None


def test_there_are_sixty_camps_and_the_well_known_ones_among_them() -> None:
    assert len(CAMPS) >= 60
    assert set(WELL_KNOWN) <= set(CAMPS)
    for name in WELL_KNOWN:
        assert len(CAMPS[name].statuses) >= 1, name


def test_most_camps_rest_on_two_sources() -> None:
    assert sum(len(cited(camp)) >= 2 for camp in CAMPS.values()) >= 60


def cited(camp: Camp) -> set[str]:
    """The names of everybody who says something of a camp."""
    told = [source.name for change in camp.statuses for source in change.sources]
    told += [figure.source.name for figure in camp.populations]
    return {*told, *(source.name for source in camp.sources)}


@pytest.mark.parametrize("camp", CAMPS.values(), ids=list(CAMPS))
def test_every_value_has_a_source_and_every_camp_an_arabic_name(camp: Camp) -> None:
    assert camp.sources
    assert all(change.sources for change in camp.statuses)
    assert all(figure.source.name for figure in camp.populations)
    assert ARABIC.search(camp.name_ar)
    assert not ARABIC.search(camp.name)
    assert all("  " not in name for name in camp.names)
    assert from_dict(to_dict(camp)) == camp
    assert all(link.camp_id in CAMPS and link.camp_id != camp.id for link in camp.links)


@pytest.mark.parametrize("camp", CAMPS.values(), ids=list(CAMPS))
def test_every_camp_is_a_place_of_the_gazetteer_where_that_has_it(camp: Camp) -> None:
    place = bundled().place(camp.place)
    assert place.kind is Kind.CAMP
    assert place.country == camp.country
    assert sphere_km(place, place_of(camp)) < 3.5
    assert place.precision <= camp.precision
    assert camp.admin1 == place.admin1


def test_rukban_over_time() -> None:
    days = ("2013-12-31", "2016-01-01", "2018-11-01", "2024-11-01", "2025-01-01", "2025-06-06", "2025-06-07")
    told = [status("sy-rukban-camp", day) for day in days]
    besieged, emptied = CampStatus.BESIEGED, CampStatus.PARTLY_EMPTIED
    assert told == [None, CampStatus.OPEN, besieged, besieged, emptied, emptied, CampStatus.CLOSED]


def test_hol_over_time_with_figures_that_contradict_each_other() -> None:
    assert status("sy-hol-camp", "2026-02-21") is CampStatus.OPEN
    assert status("sy-hol-camp", "2026-02-22") is CampStatus.CLOSED
    known = populations_on(CAMPS["sy-hol-camp"], date(2026, 1, 31))
    january = {figure.population.count for figure in known if figure.population.when.first.year == 2026}
    assert january == {24_000, 26_500}


def test_links_lead_both_ways() -> None:
    links = {(camp.id, link.relation, link.camp_id) for camp in CAMPS.values() for link in camp.links}
    assert ("sy-mabruka-camp", Relation.SUCCESSOR, "sy-areesha-camp") in links
    assert ("sy-areesha-camp", Relation.PREDECESSOR, "sy-mabruka-camp") in links


def test_days_are_as_fine_as_their_sources() -> None:
    closed = CAMPS["sy-ain-issa-camp"].statuses[-1].when
    assert (closed.precision, closed.first, closed.last) == (
        DatePrecision.MONTH,
        date(2019, 10, 1),
        date(2019, 10, 31),
    )


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name in COLUMNS:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def test_the_same_tables_give_the_same_camps(tables: Path) -> None:
    assert tuple(read_camps(tables)) == bundled_camps()
    assert re.fullmatch("[0-9a-f]{12}", bundled_version())


@pytest.mark.parametrize(
    ("file", "row", "complaint"),
    [
        ("statuses.csv", "sy-hol-camp,gone,2020,odss,", "status 'gone' is unknown"),
        ("statuses.csv", "sy-nowhere,open,2020,odss,", "camp 'sy-nowhere' stands in no table"),
        ("statuses.csv", "sy-hol-camp,open,2020-13,odss,", "when '2020-13' is no day"),
        ("statuses.csv", "sy-hol-camp,open,2020-02-30,odss,", "is no day"),
        ("statuses.csv", "sy-hol-camp,open,2020,nobody,", "source 'nobody' stands in no row"),
        ("statuses.csv", "sy-hol-camp,open,2020,,", "sources is missing"),
        ("statuses.csv", "sy-hol-camp,open,2020", "3 cells instead of 5"),
        (
            "populations.csv",
            "sy-hol-camp,about 5,people,2020,,odss,",
            "count 'about 5' is not a whole number",
        ),
        ("populations.csv", "sy-hol-camp,5,tents,2020,,odss,", "unit 'tents' is unknown"),
        ("populations.csv", "sy-hol-camp,5,people,,,odss,", "when is missing"),
        ("links.csv", "sy-hol-camp,sister,sy-roj-camp,2020,odss", "relation 'sister' is unknown"),
        ("links.csv", "sy-hol-camp,successor,sy-nowhere,2020,odss", "other 'sy-nowhere' stands in no table"),
        ("sources.csv", "odss,Again,,,", "key 'odss' stands already in row"),
        ("sources.csv", '"', "not readable as CSV"),
    ],
)
def test_a_damaged_row_is_told_with_its_file_and_number(
    tables: Path, file: str, row: str, complaint: str
) -> None:
    before = (tables / file).read_text(encoding="utf-8")
    (tables / file).write_text(f"{before}{row}\n", encoding="utf-8")
    with pytest.raises(
        DataError, match=rf"^{file}, row {before.count(chr(10)) + 1}: .*{re.escape(complaint)}"
    ):
        read_camps(tables)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lat", "91"),
        ("lon", "east"),
        ("precision", "9"),
        ("country", "Syria"),
        ("type", "tents"),
        ("codes", "x"),
    ],
)
def test_a_camp_that_cannot_be_is_refused(tables: Path, column: str, value: str) -> None:
    columns = COLUMNS["camps.csv"]
    good = dict.fromkeys(columns, "") | {
        "id": "sy-x", "name": "X", "name_ar": "س", "type": "cluster", "lat": "35", "lon": "38",
        "precision": "2", "country": "SY", "sources": "odss",
    }  # fmt: skip
    path = tables / "camps.csv"
    rows = path.read_text(encoding="utf-8")
    path.write_text(rows + ",".join(good.values()) + "\n", encoding="utf-8")
    assert read_camps(tables)[-1].id == "sy-x"
    path.write_text(rows + ",".join((good | {column: value}).values()) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=rf"camps.csv, row \d+: .*{column}"):
        read_camps(tables)


def test_a_missing_or_foreign_file_is_told(tables: Path) -> None:
    (tables / "links.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"links.csv, row 1: the heading must be"):
        read_camps(tables)
    (tables / "links.csv").unlink()
    with pytest.raises(DataError, match=r"links.csv: the table of camps cannot be read"):
        read_camps(tables)
