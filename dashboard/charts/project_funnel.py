"""How many ideas come through each stage, and where the others stop.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

from dashboard.charts.base import chart
from dashboard.projects import OPERATE, Stage, funnel_of, projects_of
from dashboard.texts import t, word
from dashboard.theme import ACCENT, BAD, BASELINE, GOOD, INK, Figure, dress
from sim.results import Results

FUNNEL_HEIGHT = 400


@chart(
    "From idea to operation",
    help="How many projects came to each stage, and how many stopped there.",
    feeds=("projects", "project_mode", "procurement", "finance"),
)
def project_funnel(results: Results, lang: str) -> Figure:
    """A bar a stage, idea on top: what went on, what is still there, what stopped; in operation the bar is green."""
    stages = funnel_of(projects_of(results))
    names = [word(lang, "stage", stage.name) for stage in stages]
    in_use = [stage.waiting if stage.name == OPERATE else 0 for stage in stages]
    still_there = [0 if stage.name == OPERATE else stage.waiting for stage in stages]
    bars = [
        _bars(names, [stage.went_on for stage in stages], ACCENT, t(lang, "went on")),
        _bars(names, in_use, GOOD, t(lang, "in operation")),
        _bars(names, still_there, BASELINE, t(lang, "still there at the end")),
        _bars(names, [stage.stopped for stage in stages], BAD, t(lang, "stopped here")),
    ]
    bars = [each for each in bars if any(each["x"])] or bars[:1]
    most = max((stage.reached for stage in stages), default=0) or 1
    words = {
        "type": "scatter", "mode": "text", "x": [stage.reached for stage in stages], "y": names,
        "text": [f" {_told(lang, stage)}" for stage in stages], "textposition": "middle right", "textfont": {"color": INK},
        "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    across = {"range": [0, 1.6 * most], "showticklabels": False, "ticks": ""}
    down = {"autorange": "reversed", "showgrid": False, "ticksuffix": "  ", "type": "category"}
    return dress([*bars, words], lang, xaxis=across, yaxis=down, barmode="stack", bargap=0.3, hovermode="closest")


def _bars(names: list[str], counts: list[int], colour: str, name: str) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "x": counts, "y": names, "name": name, "marker": {"color": colour},
        "hoverinfo": "skip",
    }  # fmt: skip


def _told(lang: str, stage: Stage) -> str:
    """The bar in words, so that nobody must hover."""
    if not stage.stopped:
        return str(stage.reached)
    return f"{stage.reached}<br> {t(lang, '{count} stopped', count=stage.stopped)}"
