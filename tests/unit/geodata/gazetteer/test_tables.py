"""The gazetteer's table format: what is written is read back, what is wrong is refused with file and row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import DataError
from geodata.gazetteer.tables import COLUMNS, read_places, read_rows, write_places
from geodata.models import Kind, Place, Precision

HEADING = ",".join(COLUMNS)
GOOD = "sy-x,Exampletown,بلدة المثال,Example|المثال,town,35.5,38.25,SY,sy-g,sy-d,1,,1200,,own reading,a note"


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "places.csv"
    path.write_text("\n".join((HEADING, *lines)) + "\n", encoding="utf-8")
    return path


def with_cell(column: str, value: str) -> str:
    cells = GOOD.split(",")
    cells[COLUMNS.index(column)] = value
    return ",".join(cells)


def test_reads_every_column(tmp_path: Path) -> None:
    (row,) = read_rows(table(tmp_path, GOOD))
    assert row.place == Place(
        id="sy-x",
        name="Exampletown",
        name_ar="بلدة المثال",
        kind=Kind.TOWN,
        lat=35.5,
        lon=38.25,
        country="SY",
        admin1="sy-g",
        admin2="sy-d",
        precision=Precision.EXACT,
        extent_km=0.0,
        population=1200,
        aliases=("Example", "المثال"),
        source="own reading",
    )
    assert (row.note, row.line) == ("a note", 2)


def test_aliases_are_each_kept_once_and_without_the_names(tmp_path: Path) -> None:
    line = with_cell("aliases", "A| B |A||Exampletown|بلدة المثال")
    assert read_places(table(tmp_path, line))[0].aliases == ("A", "B")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("id", "", "id is missing"),
        ("name", "", "name is missing"),
        ("source", "", "source is missing"),
        ("kind", "hamlet", "kind 'hamlet' is unknown"),
        ("lat", "90.1", "lat 90.1 is outside"),
        ("lat", "", "lat is missing"),
        ("lat", "nan", "lat nan is outside"),
        ("lon", "-181", "lon -181 is outside"),
        ("lon", "39E", "lon '39E' is not a number"),
        ("country", "SYR", "country 'SYR'"),
        ("precision", "8", "precision '8'"),
        ("precision", "", "precision ''"),
        ("extent_km", "-1", "extent_km -1 is outside"),
        ("population", "many", "population 'many' is not a number"),
    ],
)
def test_refuses_a_bad_cell_naming_file_and_row(tmp_path: Path, column: str, value: str, said: str) -> None:
    good = with_cell("id", "sy-y")
    with pytest.raises(DataError, match=rf"^places\.csv, row 3: .*{said}"):
        read_places(table(tmp_path, good, with_cell(column, value)))


def test_refuses_an_id_twice(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"places\.csv, row 3: id 'sy-x' stands already in row 2"):
        read_places(table(tmp_path, GOOD, GOOD))


def test_refuses_a_row_of_the_wrong_length(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 2: 17 cells instead of 16"):
        read_places(table(tmp_path, GOOD + ",more"))


def test_refuses_another_heading(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(DataError, match="row 1: the heading must be"):
        read_places(path)


def test_refuses_an_unclosed_quote(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="not readable as CSV"):
        read_places(table(tmp_path, with_cell("name", '"Exampletown')))


def test_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_places(tmp_path / "none.csv")


def test_refuses_what_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(f"{HEADING}\n{GOOD}".encode("cp1256"))
    with pytest.raises(DataError, match="not UTF-8"):
        read_places(path)


NAMES = st.text(
    st.characters(codec="utf-8", exclude_characters="|", exclude_categories=["Cc", "Cs", "Z"]), min_size=1
)
PLACES = st.builds(
    Place,
    id=NAMES,
    name=NAMES,
    name_ar=NAMES,
    kind=st.sampled_from(Kind),
    lat=st.integers(-900_000, 900_000).map(lambda n: n / 10_000),
    lon=st.integers(-1_800_000, 1_800_000).map(lambda n: n / 10_000),
    country=st.sampled_from(["", "SY", "IQ"]),
    admin1=NAMES,
    admin2=NAMES,
    precision=st.sampled_from(Precision),
    extent_km=st.integers(0, 20_000).map(float),
    population=st.integers(0, 10**9),
    aliases=st.lists(NAMES, unique=True).map(tuple),
    pcode=NAMES,
    source=NAMES,
)


@given(st.lists(st.tuples(PLACES, NAMES), unique_by=lambda row: row[0].id, max_size=4))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Place, str]]
) -> None:
    path = tmp_path_factory.mktemp("tables") / "places.csv"
    kept = [(place, note) for place, note in rows if not {place.name, place.name_ar} & set(place.aliases)]
    write_places(path, kept)
    assert [(row.place, row.note) for row in read_rows(path)] == kept
