"""The page in Chromium under a million mentions, and beside it the ways it might have been built."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.benchmarks.usual_dash import UsualDash
from tests.browser import find_chromium, launch
from tests.serving import RunningApp

SIZE = {"width": 1400, "height": 900}
FRAMES = 150
STEPS = 400
MANY_STEPS = 10_000
PATIENCE = 120.0
MAP_SIZES = ((1000, 700), (320, 200))

# A year-long window moved by a day, as a key on the window's body does it: all the page does at a step.
_STEP = """
(count) => {
  const body = document.getElementById("window-body");
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const key = Math.floor(i / 300) % 2 ? "ArrowLeft" : "ArrowRight";
    const start = performance.now();
    body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    times.push(performance.now() - start);
  }
  return times;
}
"""
# Frames while every frame takes a step, or only repaints.
_FRAMES = """
([count, steps]) => new Promise((resolve) => {
  const map = window.conflictMap.map();
  const body = document.getElementById("window-body");
  const times = [];
  let last = null;
  (function frame(now) {
    if (last !== null) times.push(now - last);
    last = now;
    if (times.length >= count) return resolve(times);
    const key = { key: "ArrowRight", bubbles: true, cancelable: true };
    if (steps) body.dispatchEvent(new KeyboardEvent("keydown", key));
    else map.triggerRepaint();
    requestAnimationFrame(frame);
  })(performance.now());
})
"""
_RENDERER = """
() => {
  const gl = document.createElement("canvas").getContext("webgl2");
  const info = gl.getExtension("WEBGL_debug_renderer_info");
  return info ? gl.getParameter(info.UNMASKED_RENDERER_WEBGL) : gl.getParameter(gl.RENDERER);
}
"""
# The map's frame made as large as wanted, over everything else.
_RESIZE = """
([width, height]) => {
  const frame = document.getElementById("map-frame");
  const place = { position: "fixed", inset: "0 auto auto 0", zIndex: 99 };
  Object.assign(frame.style, place, { width: `${width}px`, height: `${height}px` });
  window.conflictMap.map().resize();
}
"""


def measure(database: Path, folder: Path) -> None:
    """Print what the page takes, over the database and over none."""
    found = find_chromium()
    if found.path is None:
        print(found.explanation())
        return
    with sync_playwright() as playwright, closing(launch(playwright, found.path)) as browser:
        print(f"\nin the browser ({browser.version})")
        with RunningApp(folder / "none.db", folder / "none.log", "--no-sample") as app:
            empty = _empty_frames(browser, app.address)
        with RunningApp(database, folder / "million.log") as app:
            _page(browser, app.address, empty)
        with UsualDash(database) as usual:
            _usual(browser, usual.address)


def _open(browser: Browser, address: str) -> tuple[Page, CDPSession, float, float]:
    """The page once it can be used, with the seconds and the compressed megabytes that took."""
    page = browser.new_context(viewport=SIZE).new_page()
    session = page.context.new_cdp_session(page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    started = time.perf_counter()
    page.goto(address)
    while not page.evaluate("() => Boolean(window.conflictMap) && window.conflictMap.state().ready"):
        if time.perf_counter() - started > PATIENCE:
            msg = f"The page was not ready after {PATIENCE:.0f} s."
            raise TimeoutError(msg)
        page.wait_for_timeout(20)
    taken = time.perf_counter() - started
    page.wait_for_timeout(1500)
    return page, session, taken, sum(sizes) / 1e6


def _empty_frames(browser: Browser, address: str) -> dict[tuple[int, int], Any]:
    page, _, _, _ = _open(browser, address)
    print(f"  GL renderer: {page.evaluate(_RENDERER)}")
    frames = {}
    for size in MAP_SIZES:
        page.evaluate(_RESIZE, list(size))
        page.wait_for_timeout(800)
        frames[size] = page.evaluate(_FRAMES, [FRAMES, False])
    page.context.close()
    return frames


def _page(browser: Browser, address: str, empty: dict[tuple[int, int], Any]) -> None:
    first = [_open(browser, f"{address}?from=2015-01-01&to=2015-12-31") for _ in range(3)]
    page, session, _, sent = first[-1]
    for other, *_ in first[:-1]:
        other.context.close()
    print(
        f"  page usable, cold browser: {min(taken for _, _, taken, _ in first):.1f} s (best of {len(first)})"
    )
    print(f"  bytes of the first page, compressed: {sent:.2f} MB (cube and base map among them)")
    page.evaluate(_STEP, STEPS)
    times = page.evaluate(_STEP, STEPS)
    print(f"  a slider step, main thread: {_in_words(times)}")
    before = _heap(session)
    page.evaluate(_STEP, MANY_STEPS)
    page.wait_for_timeout(500)
    print(f"  heap after {MANY_STEPS:,} steps: {_heap(session) - before:+.1f} MB on {before:.0f} MB")
    for size in MAP_SIZES:
        page.evaluate(_RESIZE, list(size))
        page.wait_for_timeout(800)
        frames = page.evaluate(_FRAMES, [FRAMES, True])
        bare = empty[size]
        margin = float(np.median(frames) - np.median(bare))
        print(
            f"  a frame at {size[0]}×{size[1]}: {_in_words(frames)}; "
            f"the empty map repainting {_in_words(bare)}; margin of the medians {margin:+.1f} ms"
        )
    page.context.close()


def _usual(browser: Browser, address: str) -> None:
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot", timeout=PATIENCE * 1000)
    page.wait_for_timeout(3000)
    result = json.loads(page.evaluate("() => window.measureUsual()"))
    print(f"  beside it, Plotly.restyle of the sizes: {_in_words(result['restyle'])}")
    print(f"  beside it, the usual Dash way (callback, whole figure): {_in_words(result['callback'])}")
    page.context.close()


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "JSHeapUsedSize") / 1e6


def _in_words(times: list[float]) -> str:
    return f"median {np.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms"
