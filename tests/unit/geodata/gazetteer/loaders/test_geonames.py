import zipfile
from pathlib import Path

import pytest

from geodata.errors import DataError
from geodata.gazetteer.loaders import Entry
from geodata.gazetteer.loaders.geonames import read
from geodata.models import Kind


def line(number: int, name: str, code: str, *, unit: str = "", people: str = "0", names: str = "") -> str:
    cells = [str(number), name, name, names, "33.4", "35.4", "P", code, "LB", "", unit, "", "", "", people]
    return "\t".join([*cells, "", "", "", ""])


def dump(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def places(path: Path):
    return [found.place for found in read(path) if isinstance(found, Entry)]


def test_names_without_codes_and_other_scripts(tmp_path):
    names = "BEY,https://en.wikipedia.org/x,Бейрут,Berytus,بيروت,Bayrūt,ベイルート"
    (place,) = places(dump(tmp_path / "LB.txt", line(1, "Beirut", "PPLC", names=names)))
    assert (place.name, place.name_ar, place.aliases) == ("Beirut", "بيروت", ("Berytus", "Bayrut"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("PPL", Kind.VILLAGE),
        ("PPLA2", Kind.TOWN),
        ("CMPRF", Kind.CAMP),
        ("AIRB", Kind.AIRFIELD),
        ("HLL", Kind.HILL),
        ("ADM2", Kind.DISTRICT),
    ],
)
def test_kinds(tmp_path, code, kind):
    (place,) = places(dump(tmp_path / "LB.txt", line(1, "Zaytun", code)))
    assert place.kind is kind


def test_places_lie_in_the_units_of_the_file_wherever_those_stand(tmp_path):
    village, unit = line(1, "Zaytun", "PPL", unit="05"), line(2, "South", "ADM1", unit="05")
    first, second = places(dump(tmp_path / "LB.txt", village, unit))
    assert (first.admin1, second.admin1) == ("gn-2", "")


def test_a_zip_as_geonames_gives_it(tmp_path):
    dump(tmp_path / "LB.txt", line(1, "Zaytun", "PPL"))
    path = tmp_path / "LB.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.write(tmp_path / "LB.txt", "LB.txt")
    assert [place.name for place in places(path)] == ["Zaytun"]


def test_a_zip_of_several_tables_says_so(tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("LB.txt", "")
        archive.writestr("SY.txt", "")
    with pytest.raises(DataError, match="2 tables"):
        list(read(path))
