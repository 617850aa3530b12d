"""The publish panel's film: refused in words, drawn with its progress, kept; found again and cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from imageio_ffmpeg import count_frames_and_secs
from playwright.sync_api import Locator, expect

from tests.e2e.driving import Map, wait_until
from tests.watching import Watch

Start = Callable[..., Map]
PERIOD = "from=2017-09-10&to=2017-10-20"
LONG_PERIOD = "from=2017-03-01&to=2017-10-28"
PATIENCE_MS = 60_000


def _film(shown: Map) -> Locator:
    """The film's tab of the publish panel, opened."""
    shown.element("publish").click()
    shown.page.locator("#publishing [role=tab]").nth(1).click()
    return shown.page.locator(".publish-animation")


def test_a_film_is_refused_in_words_then_drawn_seen_and_kept(
    start: Start, watch: Watch, tmp_path: Path
) -> None:
    watch.tolerate(r"status of 400")
    shown = start(f"?lang=en&title=Raqqa&{PERIOD}")
    film = _film(shown)
    step, said = film.locator("[name=step]"), film.locator("[role=status]")
    assert step.input_value() == "day"
    film.locator("[name=seconds]").fill("2")
    film.locator("button.primary").click()
    expect(said).to_contain_text("do not fit", timeout=PATIENCE_MS)
    step.select_option("week")
    assert film.locator("[name=window]").input_value() == "4"
    film.locator("button.primary").click()
    video = film.locator("video")
    video.wait_for(timeout=PATIENCE_MS)
    wait_until(lambda: video.evaluate("(node) => node.videoWidth") == 1200, "it can be played")
    expect(said).to_have_text("The film is ready.")
    with shown.page.expect_download() as kept:
        film.locator("a.primary").click()
    assert kept.value.suggested_filename == "Raqqa.mp4"
    path = tmp_path / "film.mp4"
    kept.value.save_as(path)
    frames, seconds = count_frames_and_secs(str(path))
    assert frames > 15
    assert seconds <= 2


def test_a_film_under_way_is_found_by_the_page_loaded_anew_and_cancelled(start: Start) -> None:
    shown = start(f"?lang=ar&{LONG_PERIOD}")  # so that it is still under way when the page is back
    film = _film(shown)
    film.locator("[name=mode]").select_option("cumulative")
    expect(film.locator("[name=window]")).to_be_hidden()
    film.locator("button.primary").click()
    film.locator("progress").wait_for(timeout=PATIENCE_MS)
    shown.page.reload()
    film = _film(shown.ready())
    cancel = film.locator("button.plain")
    cancel.click(timeout=PATIENCE_MS)
    expect(film.locator("[role=status]")).to_contain_text("أُلغي", timeout=PATIENCE_MS)
    expect(cancel).to_be_hidden()
    expect(film.locator("button.primary")).to_be_enabled()
    assert film.locator("video").count() == 0
