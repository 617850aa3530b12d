"""The map's layers, names, lists of places that lie together, and shapes drawn by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import ingest
from geodata.readers import Defaults
from geodata.stores import open_store
from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp

FIRST_DAY = date(2017, 3, 1)
TOLD = (
    *(["A market was hit in Raqqa."] * 6),
    *(["Shells fell on Raqqa and on Tabqa."] * 3),
    *(["Buses left Aleppo."] * 4),
    "A convoy was seen near Raqqa.",
    "Talks were held in Idlib Governorate.",
    "Snow fell all over Syria.",
    "Aid reached Rukban camp.",
    "Aid reached Rukban camp again.",
)


@pytest.fixture(scope="module")
def layered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """A dashboard over stories whose counts by governorate are known."""
    folder = tmp_path_factory.mktemp("layers")
    rows = [
        {
            "id": str(number),
            "title": title,
            "published": (FIRST_DAY + timedelta(days=10 * number)).isoformat(),
            "source": "Example News",
        }
        for number, title in enumerate(TOLD)
    ]
    table = folder / "reports.jsonl"
    table.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    store = open_store(str(folder / "news.db"))
    ingest([table], store, Geoparser(bundled()), Defaults())
    store.close()
    with RunningApp(folder / "news.db", folder / "output.txt") as running:
        yield running


@pytest.fixture
def opened(page: Page, layered: RunningApp) -> Callable[..., Map]:
    """Open the page and wait for its map: ``opened("?lang=ar")``."""
    return lambda search="": Map(page, layered.address).open(search)


def _switch(page: Page, name: str) -> None:
    page.locator("#layer-panel label.layer", has=page.locator(f".layer-sign.{name}")).click()


def _on_map(page: Page, layer: str) -> bool:
    found: bool = page.evaluate("(id) => Boolean(window.conflictMap.map().getLayer(id))", layer)
    return found


def _drag(page: Page, corners: list[tuple[float, float]]) -> None:
    page.mouse.move(*corners[0])
    page.mouse.down()
    for x, y in corners[1:]:
        page.mouse.move(x, y, steps=6)
    page.mouse.up()


def _around(opened: Map, key: str, reach: float) -> list[tuple[float, float]]:
    """The corners of a square about a mark, closed."""
    at = opened.page.evaluate("(key) => window.conflictMap.whereIs(key)", key)
    sides = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    return [(at["x"] + reach * across, at["y"] + reach * down) for across, down in sides]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_layers_are_switched_and_stand_in_the_address(
    opened: Callable[..., Map], page: Page, language: str
) -> None:
    drawn = opened(f"?lang={language}")
    assert drawn.state()["layers"] == ["bubbles", "camps", "labels", "borders"]
    page.locator("#layers").click()
    assert page.evaluate("() => document.activeElement.type") == "checkbox"
    page.keyboard.press("Space")  # the first of them, bubbles
    drawn.until(lambda state: "bubbles" not in state["layers"], "bubbles are off")
    _switch(page, "heat")
    _switch(page, "areas")
    _switch(page, "extents")
    state = drawn.until(lambda state: state["areas"] and state["areas"]["classes"], "areas are coloured")
    assert state["layers"] == ["heat", "areas", "extents", "camps", "labels", "borders"]
    wait_until(lambda: "heat" in drawn.url(), "the address tells of them")
    for layer in ("conflict-map-heat", "conflict-map-units-fill", "conflict-map-extents-line"):
        assert _on_map(page, layer)
    wait_until(lambda: page.locator("#layer-keys .ramp").count() == 1, "heat has a legend")
    wait_until(lambda: page.locator("#layer-keys .swatch").count() >= 2, "and areas")
    page.keyboard.press("Escape")
    page.reload()
    again = drawn.ready().state()
    assert again["layers"] == state["layers"]


def test_areas_count_each_story_once_and_say_what_is_left_out(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened("?layers=areas")
    state = drawn.until(lambda state: state["areas"] and state["areas"]["classes"], "areas are coloured")
    areas = state["areas"]
    coloured = {name for name, found in areas["classes"].items() if found}
    # Nine stories tell of Raqqa or Tabqa, three of them of both; one is near Raqqa.
    assert coloured >= {"sy-raqqa-governorate", "sy-aleppo-governorate", "sy-idlib-governorate"}
    assert "sy-latakia-governorate" not in coloured
    assert max(areas["classes"], key=areas["classes"].get) == "sy-raqqa-governorate"
    assert areas["left"] == 1  # the snow
    body = page.request.get(f"{drawn.address}/api/areas/cube?level=1").body()
    header = json.loads(body[8 : 8 + int.from_bytes(body[4:8], "little")])
    assert header["without_place"] == 1
    before = areas["bounds"]
    page.locator("#layers").click()
    page.locator("#layer-panel select").last.select_option("perday")
    drawn.until(lambda state: state["areas"]["bounds"] != before, "the classes are rates")
    wait_until(lambda: "value=perday" in drawn.url(), "the address says so")


def test_names_stand_once_in_the_readers_language(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened("?lang=ar")
    drawn.until(lambda state: "الرقة" in state["names"], "Raqqa is named")
    visible = """() => window.conflictMap.map().queryRenderedFeatures()
        .filter((one) => one.layer.type === "symbol")
        .filter((one) => (one.properties.name_ar || one.properties.name) === "الرقة")
        .filter((one) => one.properties.kind !== "governorate").length"""
    wait_until(lambda: page.evaluate(visible) == 1, "and only once")


def test_a_new_style_keeps_every_layer(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened("?layers=bubbles|heat|areas|extents|camps|labels&bbox=35,33,42,37.5")
    drawn.until(lambda state: state["areas"] and state["areas"]["classes"], "areas are coloured")
    ours = """() => (window.conflictMap.map().getStyle()?.layers || []).map((one) => one.id)
        .filter((id) => id.startsWith("conflict-map"))"""
    late = {"conflict-map-units-line", "conflict-map-camps", "conflict-map-names"}  # these await data
    wait_until(lambda: late <= set(page.evaluate(ours)), "every layer is there")
    before = sorted(page.evaluate(ours))
    assert len(before) >= 10
    fresh = """(whole) => {
        const map = window.conflictMap.map();
        const style = map.getStyle();
        style.layers = style.layers.filter((one) => !one.id.startsWith("conflict-map"));
        const ours = Object.keys(style.sources).filter((id) => id.startsWith("conflict-map"));
        for (const id of ours) delete style.sources[id];
        map.setStyle(style, { diff: !whole });
    }"""
    for whole in (True, False):
        page.evaluate(fresh, whole)
        wait_until(lambda: sorted(page.evaluate(ours)) == before, f"all are back (whole style: {whole})")
    classes = """() => window.conflictMap.map().getFeatureState(
        { source: "conflict-map-units", id: "sy-raqqa-governorate" }).class"""
    wait_until(lambda: page.evaluate(classes), "the areas have their colours again")


def test_places_that_lie_together_are_listed(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened()
    keys = [key for key in drawn.places() if key.startswith("sy-raqqa") and "governorate" not in key]
    assert len(keys) == 2  # the town, and near it: two marks on one point
    at = page.evaluate("(key) => window.conflictMap.whereIs(key)", keys[0])
    page.mouse.click(at["x"], at["y"])
    state = drawn.until(lambda state: len(state["fan"]) == 2, "both are listed")
    assert state["place"] in keys
    assert page.evaluate("() => document.activeElement.classList.contains('fan-item')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    other = next(key for key in keys if key != state["place"])
    drawn.until(lambda state: state["place"] == other, "the other one is chosen")
    page.keyboard.press("Escape")
    drawn.until(lambda state: not state["fan"], "the list is closed")
    assert drawn.state()["place"] == other
    far = page.evaluate("(key) => window.conflictMap.whereIs(key)", "sy-aleppo")
    page.mouse.click(far["x"], far["y"])
    drawn.until(lambda state: state["place"] == "sy-aleppo", "a lone place is chosen")
    assert drawn.state()["fan"] == []


def test_a_box_filters_and_its_cross_clears_it(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened()
    everything, view = drawn.places(), drawn.state()["view"]
    corners = _around(drawn, "sy-aleppo", 40)
    page.keyboard.down("Shift")
    _drag(page, [corners[0], corners[2]])
    page.keyboard.up("Shift")
    state = drawn.until(lambda state: state["drawnShape"], "the box is drawn")
    drawn.until(lambda state: "sy-raqqa" not in [one["key"] for one in state["places"]], "it filters")
    assert "sy-aleppo" in drawn.places()
    assert state["view"] == view  # it was no move
    wait_until(lambda: "bbox=" in drawn.url(), "it stands in the address")
    page.reload()
    drawn.ready().until(lambda state: state["drawnShape"], "it is still there")
    page.locator("#drawn-clear").click()
    drawn.until(
        lambda state: not state["drawnShape"] and len(state["places"]) == len(everything), "all is back"
    )


def test_a_lasso_is_drawn_with_the_tool_and_escape_lays_it_down(
    opened: Callable[..., Map], page: Page
) -> None:
    drawn = opened()
    page.locator("#draw-lasso").click()
    drawn.until(lambda state: state["drawing"] == "lasso", "the tool is in hand")
    page.keyboard.press("Escape")
    drawn.until(lambda state: not state["drawing"], "it is laid down")
    page.locator("#draw-lasso").click()
    _drag(page, _around(drawn, "sy-rukban-camp", 34))
    drawn.until(lambda state: state["drawnShape"], "the lasso is drawn")
    drawn.until(lambda state: [one["id"] for one in state["places"]] == ["sy-rukban-camp"], "it filters")
    wait_until(lambda: "area=" in drawn.url(), "it stands in the address")
    page.go_back()
    drawn.until(lambda state: not state["drawnShape"] and len(state["places"]) > 3, "back undoes it")


def test_a_level_nobody_added_gives_way_to_governorates(opened: Callable[..., Map], page: Page) -> None:
    drawn = opened("?layers=areas&level=2")
    wait_until(lambda: drawn.state()["areas"] and drawn.state()["areas"]["classes"], "areas are drawn")
    assert drawn.state()["areas"]["level"] == 1
    assert "governorates are coloured" in page.locator("#notice").inner_text()
    wait_until(lambda: "level=" not in drawn.url(), "the address follows")


_STEPPED = """
async () => {
  const map = window.conflictMap.map();
  const ground = map.getLayer("conflict-map-ground").implementation;
  const gl = map.painter.context.gl;
  // What a frame shows, and which layers were drawn for it.
  const frame = (before) => new Promise((resolve) => {
    const drawn = [];
    const draw = map.painter.drawFunctions.line;
    map.painter.drawFunctions.line = (...given) => (drawn.push(given[2].id), draw(...given));
    map.once("render", () => {
      map.painter.drawFunctions.line = draw;
      const pixels = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight);
      gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      resolve({ pixels, drawn: drawn.includes("coast") });
    });
    before?.();
    map.triggerRepaint();
  });
  const step = () => document.getElementById("window-body")
    .dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
  // No name fades in any more.
  await new Promise((resolve) => (map.once("idle", resolve), map.triggerRepaint()));
  await frame(step);
  await frame(step); // this one is kept
  const moving = await frame(step);
  const whole = await frame(() => ground.leave());
  await frame(step);
  await frame(step);
  const moved = await frame(() => map.panBy([40, 0], { duration: 0 }));
  return {
    moving: moving.drawn,
    whole: whole.drawn,
    moved: moved.drawn,
    same: moving.pixels.every((value, at) => value === whole.pixels[at]),
    blank: moving.pixels.every((value) => value === moving.pixels[0]),
  };
}
"""


def test_the_base_map_is_drawn_once_while_the_window_moves_and_looks_the_same(
    opened: Callable[..., Map],
) -> None:
    seen = opened("?from=2017-03-01&to=2017-04-10&layers=bubbles")
    seen.until_whole()
    found = seen.page.evaluate(_STEPPED)
    assert found == {"moving": False, "whole": True, "moved": True, "same": True, "blank": False}
