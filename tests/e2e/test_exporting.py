"""What is on the screen is downloaded: as many rows, in both languages, on a phone too."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Page

from geodata.export import Rows
from tests.e2e.driving import Map, wait_until
from tests.exported import READERS
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]

WINDOW = "?lang={}&from=2017-09-10&to=2017-10-20&undated=0"


def _open(shown: Map) -> dict[str, int]:
    """Open the panel; returns the counts it shows."""
    shown.element("export").click()
    state = shown.until(
        lambda state: state["exporting"] and state["exporting"]["counts"], "the rows are counted"
    )
    numbers = shown.page.locator(".export-rows .number").all_inner_texts()
    assert numbers == [str(number) for number in _in_order(state["exporting"]["counts"])]
    counts: dict[str, int] = state["exporting"]["counts"]
    return counts


def _in_order(counts: dict[str, int]) -> list[int]:
    return [counts[str(rows)] for rows in Rows]


def _download(page: Page, rows: str, form: str, *, archive: bool) -> Download:
    page.locator(f".export-rows input[value={rows}]").check()
    page.locator(".export-format select").select_option(form)
    page.locator("[data-choice=archive]").set_checked(archive)
    with page.expect_download() as download:
        page.locator(".export-download").click()
    return download.value


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_shown_is_what_is_downloaded(start: Start, page: Page, tmp_path: Path, language: str) -> None:
    shown = start(WINDOW.format(language))
    state = shown.state()
    counts = _open(shown)
    assert (counts["mentions"], counts["stories"]) == (state["mentions"], state["stories"])
    assert counts["places"] == len(state["places"]) > 1
    for rows, form, ending in (
        ("mentions", "csv", ".csv"),
        ("places", "geojson", ".geojson"),
        ("stories", "xlsx", ".xlsx"),
        ("citations", "bibtex", ".bib"),
    ):
        download = _download(page, rows, form, archive=False)
        assert download.suggested_filename == f"conflict-map-{rows}-2017-09-10-to-2017-10-20{ending}"
        path = tmp_path / download.suggested_filename
        download.save_as(path)
        assert len(READERS[form](path, Rows(rows))) == counts[rows]
    page.keyboard.press("Escape")
    assert shown.focused() == "export"


def test_all_kinds_come_in_one_archive_on_a_phone(
    dashboard: RunningApp, watched: Callable[..., Watch], tmp_path: Path
) -> None:
    page = watched(viewport={"width": 390, "height": 844}, has_touch=True, locale="ar").new_page()
    shown = Map(page, dashboard.address).open("?lang=ar")
    assert not shown.element("export").is_visible()
    shown.element("views").click()
    page.locator("#views-menu").get_by_role("button", name="تصدير").click()
    shown.until(lambda state: state["exporting"] and state["exporting"]["counts"], "the rows are counted")
    counts = shown.state()["exporting"]["counts"]
    box = page.locator(".exporting").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    download = _download(page, "all", "gpkg", archive=True)
    assert download.suggested_filename == "conflict-map-all.zip"
    packed = tmp_path / "all.zip"
    download.save_as(packed)
    with zipfile.ZipFile(packed) as archive:
        assert archive.namelist() == ["conflict-map-all.gpkg", "README.txt", "LICENCE.txt"]
        archive.extractall(tmp_path)
        assert "Natural Earth" in archive.read("LICENCE.txt").decode()
    for rows in (Rows.MENTIONS, Rows.PLACES, Rows.STORIES):
        assert len(READERS["gpkg"](tmp_path / "conflict-map-all.gpkg", rows)) == counts[rows]


def test_nothing_shown_is_nothing_to_export(start: Start, page: Page) -> None:
    shown = start("?lang=en&text=nothing-of-the-kind")
    _open(shown)
    assert page.locator(".export-download").get_attribute("href") is None
    assert "Nothing is shown" in page.locator(".export-body [role=status]").inner_text()


def test_rows_that_cannot_be_counted_are_told(start: Start, page: Page, watch: Watch) -> None:
    shown = start("?lang=en")
    watch.tolerate("500")
    page.route("**/api/export*", lambda route: route.fulfill(status=500, body="{}"))
    shown.element("export").click()
    wait_until(lambda: "could not be counted" in page.locator(".exporting").inner_text(), "it is told")
