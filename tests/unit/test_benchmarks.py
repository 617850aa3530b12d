"""The benchmark of the analyst's map still asks what the dashboard asks: run over a tiny collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import dashboard, export, publication, synthetic


def test_the_servers_part_runs_and_its_sums_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dashboard, "ROUNDS", 1)
    database = tmp_path / "tiny.db"
    synthetic.database(synthetic.collection(3_000), database)
    assert dashboard._database(database) == 0
    *_, panel = capsys.readouterr().out.splitlines()
    assert panel.startswith("  stories at a mark: median ")
    assert "; 0 of" not in panel


@pytest.mark.parametrize("name", [export.BARE, "gpkg"])
def test_an_export_tells_its_rows_and_its_memory(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "tiny.db"
    synthetic.database(synthetic.collection(3_000), database)
    export.one(name, database, tmp_path)
    told = capsys.readouterr().out
    assert told.startswith(f"  {name} ")
    assert " rows in " in told
    assert told.rstrip().endswith(" MB at most")


@pytest.mark.parametrize("name", ["PNG 1200×675", "a size of 10⁹"])
def test_a_picture_is_there_or_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(publication, "ROUNDS", 1)
    database = tmp_path / "tiny.db"
    synthetic.database(synthetic.collection(3_000), database)
    publication.one(name, database)
    assert capsys.readouterr().out.startswith(f"  {name} ")
