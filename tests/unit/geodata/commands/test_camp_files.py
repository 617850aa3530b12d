"""``camps import``, ``camps export`` and ``camps undo`` as somebody types them."""

from __future__ import annotations

import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import app
from geodata.stores import open_store

LIST = """\
PCODE,governorate,district,camp_name,geo,TypeSite,individual
XX900001,Idleb,Harim,Al Wadi Al Baid*,"36.6502,36.2001",Planned camp,39
XX900002,Idleb,Ariha,Burj Al Ward,"35.8802,36.6105",Planned camp,0
XX900003,Idleb,Harim,*,"36.2,36.6",Planned camp,5
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with a list in it; nobody types anything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    (tmp_path / "ISIMM_2020July.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def kept() -> list[str]:
    with closing(open_store("conflict-map.db")) as store:
        return [camp.id for camp in store.camps()]


def last_json(text: str) -> dict[str, Any]:
    return dict(json.loads(text.strip().splitlines()[-1]))


def test_nothing_is_written_before_one_agrees(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["camps", "import", "ISIMM_2020July.csv"]) == 1  # a row is refused
    said = capsys.readouterr()
    assert "CCCM ISIMM" in said.out
    assert "Are latitude and longitude swapped?" in said.out
    assert "There is no name in this row." in said.out
    assert "Nothing was written" in said.err
    assert kept() == []


def test_a_typed_answer_keeps_it_and_one_undo_takes_it_back(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("7\n2\ny\n"))
    app.main(["camps", "import", "ISIMM_2020July.csv"])
    assert "Type a number from 1 to 2" in capsys.readouterr().out
    with closing(open_store("conflict-map.db")) as store:
        first = store.camps()[0]
    assert (first.lat, first.lon) == (36.6502, 36.2001)  # as was typed
    assert app.main(["camps", "undo", "--json"]) == 0
    assert last_json(capsys.readouterr().out) == {"batch": 1, "removed": 2, "restored": 0}
    assert kept() == []


def test_yes_takes_what_is_most_likely(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["camps", "import", "ISIMM_2020July.csv", "--yes", "--json"])
    told = last_json(capsys.readouterr().out)
    assert (told["batch"], told["counts"]["add"], told["counts"]["refuse"]) == (1, 2, 1)
    assert told["steps"][0]["camp"]["lat"] == 36.2001
    assert kept() == ["sy-al-wadi-al-baid-camp", "sy-burj-al-ward-camp"]


def test_an_answer_may_be_given_beforehand(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["camps", "import", "ISIMM_2020July.csv", "--yes", "--json", "--answer", "swapped:2=keep"])
    assert last_json(capsys.readouterr().out)["steps"][0]["camp"]["lat"] == 36.6502


def test_columns_are_mapped_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own.csv").write_text("Nom;N;E;Zahl\nBurj Al Ward;35.88;36.61;12\n", encoding="utf-8")
    assert app.main(["camps", "import", "own.csv", "--yes"]) == 2
    maps = ["--map", "Nom=name", "--map", "N=lat", "--map", "E=lon", "--map", "Zahl=households"]
    assert (
        app.main(["camps", "import", "own.csv", *maps, "--save-mapping", "theirs", "--date", "2024-03"]) == 0
    )
    assert "kept as “theirs”" in capsys.readouterr().err
    assert app.main(["camps", "import", "own.csv", "--yes", "--json", "--date", "2024-03"]) == 0
    told = last_json(capsys.readouterr().out)
    assert told["mapped_as"] == "theirs"
    assert told["steps"][0]["camp"]["populations"][0]["unit"] == "households"


def test_figures_without_a_date_are_not_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "own.csv").write_text("camp_name,lat,lon,people\nBurj Al Ward,35.88,36.61,12\n", encoding="utf-8")
    assert app.main(["camps", "import", "own.csv", "--yes"]) == 2
    assert "Of when are the figures?" in capsys.readouterr().err
    assert kept() == []


def test_undoing_tells_that_camps_of_the_program_are_there_again(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "camp_name,lat,lon,people\nRukban camp,33.311,38.669,12\nBurj Al Ward,35.88,36.61,12\n"
    (here / "own 2024-03.csv").write_text(text, encoding="utf-8")
    app.main(["camps", "import", "own 2024-03.csv", "--yes"])
    assert app.main(["camps", "undo", "--json"]) == 0
    told = last_json(capsys.readouterr().out)
    assert (told["removed"], told["restored"]) == (1, 1)


def test_what_is_open_is_named_where_nothing_was_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "own.csv").write_text("camp_name,lat,lon,people\nBurj Al Ward,35.88,36.61,12\n", encoding="utf-8")
    app.main(["camps", "import", "own.csv"])
    assert "(--answer date=…)" in capsys.readouterr().err


def test_exact_export_is_read_back_and_the_usual_one_is_blurred(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app.main(["camps", "import", "ISIMM_2020July.csv", "--yes"])
    assert app.main(["camps", "export", "exact.xlsx", "--exact"]) == 0
    assert "Do not publish" in capsys.readouterr().err
    assert app.main(["camps", "import", "exact.xlsx", "--json"]) == 0
    counts = last_json(capsys.readouterr().out)["counts"]
    assert counts["same"] == sum(counts.values()) > 2
    assert app.main(["camps", "export", "public.csv", "--json"]) == 0
    assert last_json(capsys.readouterr().out)["blurred"] > 0
    assert "36.2001" not in (here / "public.csv").read_text(encoding="utf-8")
    assert "36.2001" in kept_text(here)


def kept_text(folder: Path) -> str:
    app.main(["camps", "export", "exact.csv", "--exact"])
    return (folder / "exact.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import", "nope.csv"], "There is no file “nope.csv”"),
        (["import", "ISIMM_2020July.csv", "--map", "x"], "--map takes COLUMN=FIELD"),
        (["import", "ISIMM_2020July.csv", "--date", "soon"], "is no date"),
        (["import", "ISIMM_2020July.csv", "--mapping", "theirs"], "There is no mapping"),
        (["export", "camps.docx"], "not exported as"),
        (["export", "camps.kml", "--hxl"], "HXL tags are a row of a table"),
        (["export", "-", "--format", "csv", "--json"], "both write to standard output"),
    ],
)
def test_misuse_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert app.main(["camps", *arguments]) == 2
    assert told in capsys.readouterr().err
