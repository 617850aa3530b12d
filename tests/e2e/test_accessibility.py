"""No serious fault that axe-core can find, and every control reached and seen with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.e2e.driving import Map
from tests.serving import RunningApp
from tests.watching import Watch

GRAVE = ("serious", "critical")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
}
EVERY = pytest.mark.parametrize(
    ("language", "theme"), [("en", "light"), ("ar", "dark"), ("ar", "light"), ("en", "dark")]
)

FOCUSED = """() => {
  const node = document.activeElement;
  const box = node.getBoundingClientRect();
  const style = getComputedStyle(node);
  const around = node.closest(".search-box");
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
    || (around && getComputedStyle(around).boxShadow !== "none");
  return {
    areas: ["search-box", "filters", "map-frame", "timeline", "story-panel", "header"]
      .filter((name) => node.closest("." + name + ", #" + name)),
    name: node.id || node.className || node.tagName,
    seen: Boolean(seen), body: node === document.body, width: box.width, height: box.height,
  };
}"""


@pytest.fixture
def quiet(watched: Callable[..., Watch]) -> Iterator[Page]:
    """A page that lets axe-core's script in, for someone who wants no motion."""
    size = {"width": 1000, "height": 640}  # few pixels, for machines without a graphics card
    yield watched(bypass_csp=True, reduced_motion="reduce", viewport=size).new_page()


def faults(page: Page, where: str) -> list[str]:
    """What axe-core finds serious or critical on the page as it is."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.add_script_tag(content=AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("(rules) => axe.run(document, rules)", RULES)
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{where}: {fault['id']} ({fault['impact']}): {fault['help']}: {node['target']} {node['html'][:200]}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"][:4]
    ]


def _opened(page: Page, button: str) -> None:
    page.locator(f"#{button}").click()
    page.wait_for_timeout(300)


@EVERY
def test_the_page_has_no_serious_fault(quiet: Page, dashboard: RunningApp, language: str, theme: str) -> None:
    Map(quiet, dashboard.address).open(f"?lang={language}&theme={theme}")
    found = faults(quiet, "map")
    for button, leave in (("filters-toggle", "filters-toggle"), ("layers", "layers"), ("views", "views")):
        _opened(quiet, button)
        found += faults(quiet, button)
        _opened(quiet, leave)
    for button in ("help-open", "export", "add"):
        _opened(quiet, button)
        found += faults(quiet, button)
        quiet.keyboard.press("Escape")
    assert found == []


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_panel_and_story_have_no_serious_fault(
    quiet: Page, dashboard: RunningApp, language: str, theme: str
) -> None:
    state = f"lang={language}&theme={theme}"
    Map(quiet, dashboard.address).open(f"?{state}&mark=sy-raqqa")
    quiet.locator("#story-panel article").first.wait_for()
    found = faults(quiet, "panel")
    quiet.goto(f"{dashboard.address}/story/1?{state}")
    found += faults(quiet, "story")
    assert found == []


def test_an_empty_map_and_the_samples_have_no_serious_fault(
    quiet: Page, nothing: RunningApp, samples: RunningApp
) -> None:
    found = []
    for running, where in ((nothing, "empty"), (samples, "samples")):
        Map(quiet, running.address).open("?lang=ar")
        found += faults(quiet, where)
    assert found == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tab_reaches_everything_and_the_focus_is_seen(
    quiet: Page, dashboard: RunningApp, language: str
) -> None:
    Map(quiet, dashboard.address).open(f"?lang={language}")
    reached: list[str] = []
    unseen = []
    for _ in range(90):
        quiet.keyboard.press("Tab")
        at = quiet.evaluate(FOCUSED)
        if at["body"]:
            break
        reached += [area for area in at["areas"] if area not in reached]
        if not at["seen"] or not at["width"]:
            unseen.append(at["name"])
    assert [area for area in reached if area != "header"][:1] == ["search-box"]
    assert {"search-box", "filters", "map-frame", "timeline", "story-panel"} <= set(reached)
    assert unseen == []


def test_who_wants_no_motion_sees_none(quiet: Page, dashboard: RunningApp) -> None:
    Map(quiet, dashboard.address).open("?lang=en")
    moving = """() => [...document.querySelectorAll("body *")]
      .filter((node) => !node.closest("svg, .js-plotly-plot"))
      .filter((node) => { const style = getComputedStyle(node);
        return style.transitionDuration.split(", ").some((one) => parseFloat(one) > 0.01)
          || style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01; })
      .map((node) => node.id || node.className)"""
    assert quiet.evaluate(moving) == []
