"""How the showroom looks: colours, the one helper that dresses every chart, and the theme of the controls.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Knows no results.
Label colours run from blue to red over yellow, not from green to red: nine in a hundred men cannot tell those apart.
Lines, letters and grids of a chart take their colour from the style sheet, so light and dark need no new drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).resolve().parent.parent / "assets"
"""What browsers get as it is: style sheet, scripts, the packed 3D library."""

SOLID = ASSETS / "vendor" / "three-city.mjs"
"""What the build packs for the city in 3D; where it could not, the city is drawn on the canvas."""
LABEL_COLOURS = ("#174a7c", "#2a79a9", "#79b8c9", "#e9d98a", "#eeb35c", "#dd7a3f", "#b23a37")
"""Of the energy labels A+, A, B, C, D, E, F: blue is frugal, red is hungry; lightness peaks in the middle."""
LABEL_INKS = ("#ffffff", "#ffffff", "#1d2430", "#1d2430", "#1d2430", "#1d2430", "#ffffff")
"""Text colour on each label colour, contrast at least 4.5 : 1."""
NO_LABEL = "#cbc6bb"
INK, MUTED, LINE = "#22303c", "#66737d", "#dcdfe0"
ACCENT, GOOD, BAD, BASELINE = "#1f5f7a", "#2a7f75", "#b3472f", "#9aa3a8"
SECTOR_COLOURS = {
    "residential": "#c98a4b",
    "tertiary": "#5b8e9f",
    "private_transport": "#7d6f8f",
    "industry": "#8b8f86",
    "municipal_buildings": "#3c6e71",
    "public_lighting": "#e3b23c",
    "public_transport": "#a9a0bd",
    "municipal_fleet": "#b7a99a",
    "agriculture": "#9aaa6a",
}
CARRIER_COLOURS = {
    "electricity": "#e3b23c",
    "natural_gas": "#7f95a3",
    "heating_oil": "#8a6a52",
    "diesel": "#7d6f8f",
    "gasoline": "#b07a8c",
    "heat_cold": "#c4653f",
    "other_biomass": "#8c9f5a",
    "biofuel": "#b5bf7b",
    "liquid_gas": "#a9bac4",
    "coal": "#4a4a4a",
    "solar_thermal": "#f0cf7a",
}
SERIES = ("#1f5f7a", "#c9772f", "#6c5f8d", "#5f8a4f", "#a1483f", "#8f8f3f")
"""Colours of whole scenarios, in the order they are chosen, and of everything that has no colour of its own."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
SEPARATORS = {"en": ".,", "nl": ",.", "fr": ",\u202f", "de": ",."}
GRAPH_CONFIG = {
    "displaylogo": False,
    "displayModeBar": False,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["sendChartToCloud"],
    "plotlyServerURL": "",
    "responsive": True,
    "scrollZoom": False,
}
"""The chart library brings a button that posts the figure to its maker's site: it never shows here."""

Figure = dict[str, Any]


def colour_of(names: Sequence[str], known: dict[str, str]) -> list[str]:
    """A colour for each name: its own, or the next of the series."""
    return [known.get(name, SERIES[place % len(SERIES)]) for place, name in enumerate(names)]


def dress(traces: list[dict[str, Any]], lang: str, unit: str = "", **layout: Any) -> Figure:
    """A figure in the house look: no frame, thin grid, system letters, separators of the language.

    The legend stands under the chart as text (`pages.base.legend`), where it can wrap.

    Args:
        traces: plotly traces as plain dicts (checking them costs more time than a run)
        lang: language of the screen
        unit: what the upright axis counts
        layout: what this chart needs besides; `xaxis` and `yaxis` are laid over the house axes
    """
    axis = {"gridcolor": LINE, "zerolinecolor": LINE, "linecolor": LINE, "tickcolor": LINE, "automargin": True}
    house = {
        "font": {"family": FONT, "size": 12, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 12, "t": 26, "b": 8},
        "separators": SEPARATORS.get(lang, SEPARATORS["en"]),
        "hovermode": "x unified",
        "hoverlabel": {"font": {"family": FONT, "size": 12}},
        "showlegend": False,
        "dragmode": False,
        "template": {},
        "barcornerradius": 3,
    }
    house.update({key: value for key, value in layout.items() if key not in ("xaxis", "yaxis")})
    house["xaxis"] = {**axis, "showgrid": False, "ticks": "outside", "ticklen": 4, **layout.get("xaxis", {})}
    house["yaxis"] = {**axis, "rangemode": "tozero", **layout.get("yaxis", {})}
    if unit:
        house["annotations"] = [_unit_above(unit)]
    return {"data": traces, "layout": house}


def _unit_above(unit: str) -> dict[str, Any]:
    """The unit of the upright axis, flat above it: letters that stand on their side are not read."""
    return {
        "text": unit, "xref": "paper", "yref": "paper", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 6,
        "showarrow": False, "font": {"size": 11.5, "color": MUTED},
    }  # fmt: skip


def graph(identity: Any, figure: Figure | None = None, height: int = 300) -> Any:
    """A chart on the page.

    Args:
        identity: id of the component
        figure: what `dress` returned; None for one that a callback fills
        height: pixels, at least 220 or the axes are cut
    """
    from dash import dcc

    empty = {"data": [], "layout": {"xaxis": {"visible": False}, "yaxis": {"visible": False}}}
    return dcc.Graph(
        id=identity, figure=figure or empty, config=GRAPH_CONFIG, className="graph", style={"height": f"{height}px"}
    )


def control_theme() -> dict[str, Any]:
    """Theme of the Mantine controls: one quiet blue, small radii, letters of the system."""
    blue = [
        "#eef5f8",
        "#dbe8ee",
        "#b4d0db",
        "#8ab6c8",
        "#66a0b7",
        "#4c91ab",
        "#3a88a5",
        "#28748f",
        "#1f5f7a",
        "#124d66",
    ]
    night = [
        "#e6eaee",
        "#c5ced6",
        "#9ba8b3",
        "#74828e",
        "#3b4753",
        "#2d3741",
        "#222b34",
        "#1a2129",
        "#151b22",
        "#12171d",
    ]
    return {
        "primaryColor": "canal",
        "primaryShade": {"light": 8, "dark": 5},
        "colors": {"canal": blue, "dark": night},
        "fontFamily": FONT,
        "headings": {"fontFamily": FONT, "fontWeight": "650"},
        "defaultRadius": "sm",
        "cursorType": "pointer",
        "respectReducedMotion": True,
    }
