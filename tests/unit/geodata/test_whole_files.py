"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.errors import UsageError
from geodata.whole_files import whole


def test_what_went_well_takes_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with whole(tmp_path / "a.txt") as part:
        assert part.suffix == ".txt", "writers that go by the ending know it"
        part.write_text("new")
        assert (tmp_path / "a.txt").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "new"


@pytest.mark.parametrize("problem", [RuntimeError("broken"), KeyboardInterrupt()])
def test_what_failed_leaves_what_was_there(tmp_path: Path, problem: BaseException) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(type(problem)), whole(tmp_path / "a.txt") as part:
        part.write_text("half of")
        raise problem
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_nothing_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with whole(tmp_path / "a.txt"):
        pass
    assert (tmp_path / "a.txt").read_text() == "old"


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match=r"a\.txt cannot be written"),
        whole(tmp_path / "no" / "a.txt") as part,
    ):
        part.write_text("x")
