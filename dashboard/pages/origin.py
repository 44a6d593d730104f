"""Where a figure comes from, in one small line under it: scenario, seeds, version, and the numbers behind it.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from dash import html

from dashboard.address import View
from dashboard.bands import BandState
from dashboard.texts import local, t


def program_version() -> str:
    """Version of the model, a dash when it is not installed."""
    try:
        return version("stadslab")
    except PackageNotFoundError:
        return "–"


def origin_line(view: View, chart: str, state: BandState | None = None, named: str | None = None) -> Any:
    """Scenario, seed or seeds, version, and a link to the numbers that feed the chart.

    Args:
        view: what is looked at
        chart: name of the chart
        state: the band in the chart; None: it shows single runs
        named: instead of the scenario's title
    """
    seed = view.plan.seed
    seeds = t(view.lang, "seed {seed}", seed=seed)
    if state is not None and state.bands is not None:
        seeds = t(
            view.lang, "{runs} runs, seeds {first} to {last}", runs=state.of, first=seed, last=seed + state.of - 1
        )
    title = named or local(view.lang, view.base.title)
    if view.variant.count and not named:
        title = t(view.lang, "{plan}, your variant", plan=title)
    link = html.A(
        t(view.lang, "numbers behind this chart"), href=view.href("numbers", about=chart), className="keeps-view"
    )
    return html.P([f"{title} · {seeds} · Stadslab {program_version()} · ", link], className="origin")
