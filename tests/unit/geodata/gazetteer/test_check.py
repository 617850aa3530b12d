"""The check of the core against references: it finds what is off and reads the usual files."""

from pathlib import Path

import pytest

from geodata.errors import DataError
from geodata.gazetteer import check
from geodata.gazetteer.tables import Row
from geodata.models import Kind, Place

HERE = Place(id="sy-x", name="Exampletown", name_ar="المثال", kind=Kind.TOWN, lat=35.0, lon=38.0)


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def found(*paths: Path, place: Place = HERE, note: str = "") -> list[check.Finding]:
    return list(check.findings([Row(place, note, 2)], check.references(paths), 5))


def test_a_row_near_its_reference_passes(tmp_path: Path) -> None:
    assert (
        found(write(tmp_path, "a.csv", "where_coordinates,latitude,longitude\nExampletown town,35.01,38\n"))
        == []
    )


def test_a_row_far_from_its_reference_is_found(tmp_path: Path) -> None:
    (finding,) = found(write(tmp_path, "a.tsv", "name\tara\tlat\tlon\nOther|x\tالمثال\t35.1\t38\n"))
    assert finding.nearest_km == pytest.approx(11.1, abs=0.1)


def test_the_nearest_namesake_counts(tmp_path: Path) -> None:
    assert found(write(tmp_path, "a.csv", "name,lat,lon\nExampletown,35.2,38\nExampletown,35.02,38\n")) == []


def test_a_namesake_far_away_is_another_place(tmp_path: Path) -> None:
    (finding,) = found(write(tmp_path, "a.csv", "name,lat,lon\nExampletown,37,38\n"))
    assert finding.nearest_km is None


def test_reads_a_dump_of_geonames(tmp_path: Path) -> None:
    cells = ["1", "Ḩ", "Exampletown", "", "35.0", "38.0", *[""] * 13]
    assert found(write(tmp_path, "SY.txt", "\t".join(cells) + "\n")) == []


def test_a_file_without_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no names with coordinates"):
        check.references([write(tmp_path, "a.csv", "name,x\nExampletown,1\n")])


def test_the_command_says_what_is_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = write(tmp_path, "a.csv", "name,lat,lon\nRaqqa,36.1,39.0\n")
    assert check.main(["--reference", str(moved)]) == 1
    assert "sy-raqqa " in capsys.readouterr().out


def test_the_command_is_content_with_a_reference_that_agrees(tmp_path: Path) -> None:
    right = write(tmp_path, "a.csv", "name,lat,lon\nDeir ez-Zor,35.34,40.14\n")
    assert check.main(["--reference", str(right)]) == 0


def test_the_command_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        check.main(["--reference", str(tmp_path / "none.csv")])
    assert ended.value.code == 2
