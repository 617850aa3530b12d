"""Films: what they are asked to be, their frames, the file, the job of the page, the command."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from imageio_ffmpeg import count_frames_and_secs, read_frames

import app as door
from dashboard.access import MARK
from dashboard.animation import frames
from dashboard.animation.film import Film
from dashboard.animation.frames import Reel, reel
from dashboard.animation.studio import Studio
from dashboard.animation.writing import write
from dashboard.services import Services
from geodata.errors import NotAllowedError, NotFoundError, UsageError
from geodata.gazetteer.index import Gazetteer
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, mention, story

SMALL = {"size": "320x240", "locator": "off", "labels": "off", "step": "day", "window": "1"}
OWN_PAGE = {MARK: "page", "Origin": "http://localhost"}


def fill(store: Store) -> None:
    """A story a day, at one place and then at another."""
    for number in range(4):
        day = date(2017, 9, 2) + timedelta(days=number)
        store.add(story(f"Report {number}", day=day.isoformat()), [mention(RAQQA if number < 2 else DEIR)])
    store.add(story("Without a day"), [mention(RAQQA)])


@pytest.fixture
def services(store: Store, gazetteer: Gazetteer) -> Services:
    fill(store)
    return Services(store, gazetteer)


def tiny(services: Services, **pairs: str) -> Reel:
    return reel(services, Film.from_mapping({**SMALL, "seconds": "2", **pairs}))


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        ({"format": "avi"}, "choose of mp4, gif"),
        ({"step": "hour"}, "choose of day, week, month"),
        ({"mode": "all"}, "choose of window, cumulative"),
        ({"seconds": "9999999999"}, "write 2 to 60"),
        ({"seconds": "11", "format": "gif"}, "write 2 to 10"),
        ({"fps": "0"}, "write 1 to 30"),
        ({"size": "a4-portrait"}, "screen's size"),
        ({"size": "4000x3000"}, "screen's size"),
        ({"from": "soon"}, "not a date"),
        ({"title": "x" * 1_000_000}, "too long"),
    ],
)
def test_what_no_film_can_be_is_refused_in_words(pairs: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Film.from_mapping(pairs)


def test_steps_cover_the_period_without_a_gap() -> None:
    first, last = date(2017, 8, 30), date(2017, 11, 2)
    film = Film.from_mapping({"step": "month", "window": "1"})
    assert film.steps(first, last) == [
        (date(2017, 8, 30), date(2017, 8, 31)),
        (date(2017, 9, 1), date(2017, 9, 30)),
        (date(2017, 10, 1), date(2017, 10, 31)),
        (date(2017, 11, 1), date(2017, 11, 2)),
    ]
    weeks = Film.from_mapping({"step": "week", "mode": "cumulative"}).steps(first, last)
    assert {begin for begin, _ in weeks} == {first}
    assert [end.weekday() for _, end in weeks[:-1]] == [6] * (len(weeks) - 1)
    moving = Film.from_mapping({"step": "day", "window": "3"}).steps(first, first + timedelta(days=4))
    assert [(end - begin).days for begin, end in moving] == [0, 1, 2, 2, 2]
    with pytest.raises(UsageError, match="longer step"):
        Film.from_mapping({"step": "day", "seconds": "3"}).steps(first, last)


def test_each_frame_shows_its_step_and_the_same_again(services: Services) -> None:
    made = tiny(services)
    drawn = list(made.frames())
    assert len(drawn) == made.total == 4 * made.hold + 15
    assert drawn[0].shape == (240, 320, 3)
    steps = drawn[:: made.hold][:4]
    assert all(not np.array_equal(one, other) for one, other in pairwise(steps))
    again = list(tiny(services).frames())
    assert all(np.array_equal(one, other) for one, other in zip(drawn, again, strict=True))
    red = [np.count_nonzero(frame[..., 0] > frame[..., 2].astype(int) + 60) for frame in steps]
    assert min(red) > 20


def test_names_lie_above_the_marks_as_in_a_picture(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    flood = "#00ff00"
    monkeypatch.setattr(frames, "draw", lambda sheet, *_: sheet.rectangle(sheet.box, flood))
    covered = next(iter(tiny(services, size="640x400", labels="on").frames()))
    bare = next(iter(tiny(services, size="640x400", title="", labels="off").frames()))
    seen, fewer = (np.count_nonzero((each != np.array([0, 255, 0])).any(axis=2)) for each in (covered, bare))
    assert fewer > 1000  # the day, the key, the words around the map
    assert seen > fewer + 500  # and now names


def test_cumulative_frames_keep_what_was(services: Services) -> None:
    counts = tiny(services, mode="cumulative").counts
    totals = [int(each.sum()) for each in counts]
    assert totals == [1, 2, 3, 4]
    assert [int(each.sum()) for each in tiny(services).counts] == [1, 1, 1, 1]


def test_nothing_with_a_day_makes_no_film(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("Without a day"), [mention(RAQQA)])
    with pytest.raises(UsageError, match="nothing to move"):
        tiny(Services(store, gazetteer))


@pytest.mark.parametrize("kind", ["mp4", "gif"])
def test_the_file_has_every_frame_at_its_size(services: Services, tmp_path: Path, kind: str) -> None:
    out, heard = tmp_path / f"film.{kind}", []
    made = tiny(services, format=kind)

    def hear(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    assert write(made, out, hear)
    assert heard[-1] == (made.total, made.total)
    count, seconds = count_frames_and_secs(str(out))
    assert seconds == pytest.approx(made.total / 15, abs=0.3)
    about: Any = next(_read(out))
    assert tuple(about["size"]) == (320, 240)
    if kind == "mp4":  # a GIF counts in hundredths of a second, and leaves out what stays the same
        assert count == made.total
        assert about["fps"] == 15
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def _read(path: Path) -> Iterator[Any]:
    reader = read_frames(str(path))
    try:
        yield next(reader)
    finally:
        reader.close()


def test_a_wide_gif_is_made_narrow() -> None:
    assert Film.from_mapping({"format": "gif", "size": "1920x1080"}).pixels() == (800, 450)
    assert Film.from_mapping({"format": "mp4", "size": "1201x675"}).pixels() == (1200, 674)


def test_the_process_is_not_forked_for_a_film(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A fork waits for the threads of numpy's OpenBLAS, with the lock of Python, and sometimes for ever.
    monkeypatch.delenv("IMAGEIO_FFMPEG_NO_PREVENT_SIGINT", raising=False)
    forks: list[str] = []
    os.register_at_fork(before=lambda: forks.append("forked"))
    assert write(tiny(services), tmp_path / "film.mp4")
    assert not forks


def test_who_stops_it_leaves_no_file(services: Services, tmp_path: Path) -> None:
    assert not write(tiny(services), tmp_path / "film.mp4", lambda done, _: done < 3)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="cannot be written"):
        write(tiny(services), tmp_path / "nowhere" / "film.mp4")


def test_one_film_at_a_time_and_cancelled(services: Services) -> None:
    studio = Studio()
    job = studio.start(tiny(services, seconds="60", fps="30"))
    with pytest.raises(NotAllowedError, match="being drawn already"):
        studio.start(tiny(services))
    assert studio.cancel(job.id).state == "cancelled"
    assert not job.path.exists()
    with pytest.raises(NotFoundError):
        studio.job("another")
    assert studio.cancel(studio.start(tiny(services)).id).state == "cancelled"


def test_the_page_starts_follows_and_fetches_one(store: Store, client: FlaskClient) -> None:
    fill(store)
    asked = {**SMALL, "seconds": "2"}
    assert client.post("/api/animation", data=asked).status_code == 403
    assert client.get("/api/animation", headers=OWN_PAGE).json is None
    assert client.post("/api/animation", data={**asked, "fps": "x"}, headers=OWN_PAGE).status_code == 400
    begun = client.post("/api/animation", data=asked, headers=OWN_PAGE)
    assert begun.status_code == 202
    assert begun.json is not None
    address = f"/api/animation/{begun.json['id']}"
    until = time.monotonic() + 60
    while (told := client.get(address).json) and told["state"] == "drawing" and time.monotonic() < until:
        time.sleep(0.05)
    assert told is not None
    assert told["state"] == "done"
    assert told["done"] == told["total"]
    # A page that is loaded anew finds the film again; nobody else does.
    assert client.get("/api/animation", headers=OWN_PAGE).json == told
    assert client.get("/api/animation", environ_base={"REMOTE_ADDR": "203.0.113.9"}).json is None
    assert told["format"] == "mp4"
    part = client.get(f"{address}/file", headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    film = client.get(f"{address}/file")
    assert film.mimetype == "video/mp4"
    assert film.data[4:8] == b"ftyp"
    assert client.delete(address).status_code == 403
    assert client.delete(address, headers=OWN_PAGE).json is not None
    assert client.get(f"{address}/file").status_code == 404


def test_the_command_draws_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database, out = tmp_path / "news.db", tmp_path / "film.mp4"
    store = open_store(str(database))
    fill(store)
    store.close()
    asked = ["animation", str(out), "--database", str(database), "--preset", "320x240", "--step", "day"]
    assert door.main([*asked, "--seconds", "2", "--title", "Raqqa", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["size"] == [320, 240]
    assert told["steps"] == 4
    assert count_frames_and_secs(str(out))[0] == told["frames"]
    assert door.main(["animation", "film.avi", "--database", str(database)]) == 2
