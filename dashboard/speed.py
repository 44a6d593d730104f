"""How long a visitor waits for new curves after letting a slider go, measured in a browser without a window.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Run by `stadslab bench` as `python -m dashboard.speed`:
prints one number, or says in one line on standard error what is missing and ends with 3.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from typing import Any

PAGE = "/en/try"
SETTLED_MOVES, MOVES = 3, 40
QUIET_MS = 700
"""Pause between moves, in which "who gains" is asked and answered [ms]."""
FLAGS = ("--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MISSING = 3
WATCH = """() => {
  const began = performance.now();
  const charts = [...document.querySelectorAll("[id*=try-chart] .js-plotly-plot")];
  const drawn = charts.map((chart) => new Promise((done) => chart.once("plotly_afterplot", done)));
  window.stadslabAnswered = Promise.all(drawn).then(
    () => new Promise((done) => window.requestAnimationFrame(() => done(performance.now() - began))));
}"""
"""Clock from the key to the frame after the last of the curves was drawn anew; who gains, and how sure the curves are,
follow when the hand rests."""


def slider_seconds(moves: int = MOVES) -> list[float]:
    """Waits of so many moves of a slider, default city and plan [s].

    Raises:
        LookupError: no browser, or no playwright to steer it
    """
    program = _browser()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise LookupError("needs the Python package playwright") from None
    with _Showroom() as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            page = chromium.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
            page.goto(address + PAGE)
            return _move_and_watch(page, moves)
        finally:
            chromium.close()


def _browser() -> str:
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        raise LookupError("needs Chromium: install it, or set CHROMIUM to its path")
    return found


class _Showroom:
    """The showroom on a free port, as visitors meet it."""

    def __enter__(self) -> str:
        from waitress import create_server

        from dashboard.app import make_app
        from dashboard.runs import Runs

        runs = Runs()
        runs.warm(library=False)
        self.server = create_server(make_app(runs).server, host="127.0.0.1", port=0, threads=8)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        return f"http://127.0.0.1:{self.server.effective_port}"

    def __exit__(self, *_: Any) -> None:
        self.server.close()


def _move_and_watch(page: Any, moves: int) -> list[float]:
    page.locator(".outcome .js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    page.wait_for_timeout(3 * QUIET_MS)
    page.locator("#form [role=slider]:visible").nth(1).focus()
    seconds = []
    for _ in range(SETTLED_MOVES + moves):
        page.evaluate(WATCH)
        page.keyboard.press("ArrowRight")  # to a value that was never run
        seconds.append(page.evaluate("window.stadslabAnswered") / 1000)
        page.wait_for_timeout(QUIET_MS)
    return seconds[SETTLED_MOVES:]


def percentile_95(seconds: list[float]) -> float:
    """The wait that 95 of 100 moves stay under.

    >>> percentile_95([0.1] * 99 + [9.0])
    0.1
    """
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{percentile_95(slider_seconds()):.4f}\n")
    except LookupError as missing:
        sys.stderr.write(f"{missing}\n")
        sys.exit(MISSING)
