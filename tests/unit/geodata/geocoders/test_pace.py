from __future__ import annotations

import subprocess
import sys
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest

from geodata.errors import StoreError
from geodata.geocoders.common.pace import INTERVAL, LEASE, Pace, shared_file
from tests import ROOT
from tests.web import Clock

_ASKING = """
import sys, time
from pathlib import Path
from geodata.geocoders.common.pace import Pace
pace = Pace(Path(sys.argv[1]), interval=float(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    with pace.turn():
        print(time.time(), flush=True)
"""


def paced(path: Path, clock: Clock, **options: float) -> Pace:
    return Pace(path, clock=clock, sleep=clock.sleep, **options)


def take(pace: Pace) -> None:
    with pace.turn():
        pass


def test_the_first_turn_is_free_and_the_next_comes_a_second_later(tmp_path: Path) -> None:
    clock = Clock()
    pace = paced(tmp_path / "pace", clock)
    for _ in range(3):
        take(pace)
    assert clock.slept == [INTERVAL, INTERVAL]
    assert INTERVAL >= 1.0


def test_time_that_went_by_is_not_waited_for_again(tmp_path: Path) -> None:
    clock = Clock()
    pace = paced(tmp_path / "pace", clock)
    take(pace)
    clock.time += 0.8
    take(pace)
    clock.time += 50
    take(pace)
    assert clock.slept == [round(INTERVAL - 0.8, 6)]


def test_the_turns_survive_the_program(tmp_path: Path) -> None:
    clock = Clock()
    take(paced(tmp_path / "pace", clock))
    take(paced(tmp_path / "pace", clock))
    assert clock.slept == [INTERVAL]


def test_a_clock_that_was_set_back_costs_one_interval(tmp_path: Path) -> None:
    clock = Clock()
    pace = paced(tmp_path / "pace", clock)
    take(pace)
    clock.time -= 3600
    take(pace)
    assert sum(clock.slept) == pytest.approx(INTERVAL, abs=0.01)


def test_a_turn_lasts_until_it_is_left_and_the_next_comes_a_second_after_that(tmp_path: Path) -> None:
    clock = Clock()
    first, second = (paced(tmp_path / "pace", clock) for _ in range(2))
    with first.turn():
        clock.time += 5
        assert second._take() > 0
        left = clock.time
    take(second)
    assert clock.time - left == pytest.approx(INTERVAL)


def test_a_turn_whose_program_died_is_over_after_a_while(tmp_path: Path) -> None:
    clock = Clock()
    assert paced(tmp_path / "pace", clock)._take() == 0
    begun = clock.time
    take(paced(tmp_path / "pace", clock))
    assert clock.time - begun == pytest.approx(LEASE, abs=0.2)


def test_threads_share_the_pace(tmp_path: Path) -> None:
    pace = Pace(tmp_path / "pace", interval=0.1)
    moments: list[float] = []

    def ask() -> None:
        for _ in range(3):
            with pace.turn():
                moments.append(time.time())

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(moments) == 9
    assert max(moments) - min(moments) >= 8 * 0.1 - 0.02


def test_processes_share_the_pace(tmp_path: Path) -> None:
    """Two programs at once: no two of all their turns are closer than the interval."""
    command = [sys.executable, "-c", _ASKING, str(tmp_path / "pace"), "0.4", "4"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(2)]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[0].split() for process in running]
    assert [len(moments) for moments in told] == [4, 4]
    moments = sorted(float(moment) for each in told for moment in each)
    # A moment is told a little after its turn was taken.
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 0.4 - 0.1
    assert moments[-1] - moments[0] >= 7 * 0.4 - 0.1


def test_a_service_that_rests_rests_for_all(tmp_path: Path) -> None:
    clock = Clock()
    paced(tmp_path / "pace", clock).rest("https://a.example/", 120)
    other = paced(tmp_path / "pace", clock)
    assert other.resting("https://a.example/") == pytest.approx(120)
    assert other.resting("https://b.example/") == 0
    clock.time += 121
    assert other.resting("https://a.example/") == 0


def test_a_file_that_is_none_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "pace").write_text("not a database, but long enough to be looked at " * 50)
    with pytest.raises(StoreError, match="pace of geocoders"):
        take(Pace(tmp_path / "pace"))


def test_the_shared_file_is_this_users_and_holds_no_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    path = shared_file()
    assert path.is_relative_to(tmp_path)
    assert path.parent.is_dir()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variable is of other systems")
def test_without_a_place_for_it_the_file_is_a_temporary_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert not shared_file().is_relative_to(tmp_path / "file")
