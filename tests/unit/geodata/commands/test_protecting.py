"""``camps protect``, and files made for the public on the command line."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

import app
from geodata.stores import open_store
from tests.leaks import Secret, leaks
from tests.making import RUKBAN, mention, story

TRUE = Secret("Rukban", RUKBAN.lat, RUKBAN.lon, reach=0.0005)


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "news.db")
    with closing(open_store(path)) as store:
        store.add(story("Aid in Rukban", day="2019-02-07"), [mention(RUKBAN)])
    return path


@pytest.mark.parametrize("ending", ["geojson", "csv", "svg"])
def test_files_are_for_the_public_unless_they_are_asked_exactly(
    database: str, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"out.{ending}"
    command = ["figure" if ending == "svg" else "export", str(out), "--database", database]
    assert app.main(command) == 0
    assert leaks(out.read_bytes(), [TRUE], pairs=ending == "svg") == []
    covered = out.read_bytes()
    capsys.readouterr()
    assert app.main([*command, "--exact"]) == 0
    assert "Do not publish this file" in capsys.readouterr().err
    if ending != "svg":
        assert leaks(out.read_bytes(), [TRUE])
    assert out.read_bytes() != covered


def test_a_camp_is_protected_by_its_own_precision_and_follows_the_layer_again(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def position() -> list[float]:
        out = tmp_path / "out.geojson"
        assert app.main(["export", str(out), "--rows", "places", "--database", database]) == 0
        [feature] = json.loads(out.read_text(encoding="utf-8"))["features"]
        found: list[float] = feature["geometry"]["coordinates"]
        return found

    usual = position()
    assert app.main(["camps", "protect", RUKBAN.id, "exact", "--database", database]) == 0
    assert position() == [RUKBAN.lon, RUKBAN.lat]
    assert app.main(["camps", "protect", RUKBAN.id, "10km", "--database", database]) == 0
    assert position() not in (usual, [RUKBAN.lon, RUKBAN.lat])
    assert app.main(["camps", "protect", RUKBAN.id, "layer", "--database", database]) == 0
    assert position() == usual
    assert app.main(["camps", "protect", "nowhere", "exact", "--database", database]) != 0
    assert "no camp" in capsys.readouterr().err
