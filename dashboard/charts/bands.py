"""How sure a curve is: the median of many runs with the band in which half and nine in ten of them lie.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Without a band yet the curve is told to be a single run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.charts.base import FEEDS_EMISSIONS, FEEDS_ENERGY, FEEDS_MONEY, chart, rounded
from dashboard.charts.emissions_path import path_traces
from dashboard.charts.public_cost import COST
from dashboard.texts import t
from dashboard.theme import ACCENT, MUTED, SERIES, Figure, dress
from sim.results import Results

if TYPE_CHECKING:
    from scenarios.ensemble import Bands

MWH_PER_GWH, EUR_PER_MEUR = 1000.0, 1e6
FAINT, FAINTER = 0.28, 0.14
"""Opacity of the narrow and the wide band."""


def see_through(colour: str, opacity: float) -> str:
    """A colour like #1f5f7a with an opacity.

    >>> see_through("#1f5f7a", 0.5)
    'rgba(31,95,122,0.5)'
    """
    parts = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({','.join(map(str, parts))},{opacity:g})"


def band_traces(
    years: np.ndarray, edges: np.ndarray, name: str, lang: str, colour: str = ACCENT, unit: str = "t", digits: int = 0,
    among: int = 1,
) -> list[dict[str, Any]]:  # fmt: skip
    """Shadings of nine in ten and of half of the runs, and the median as a line.

    Args:
        years: of the band, shape (years,)
        edges: from the lowest to the highest, shape (5, years)
        name: of the line
        lang: language of the screen
        colour: of the line
        unit: said when the pointer is on it
        digits: behind the point
        among: so many bands share the picture; with more than one the shadings are fainter and not in the legend
    """
    traces: list[dict[str, Any]] = []
    for low, high, opacity, title in (
        (0, 4, FAINTER, t(lang, "nine in ten runs")),
        (1, 3, FAINT, t(lang, "half of the runs")),
    ):
        edge = {"type": "scatter", "mode": "lines", "x": years.tolist(), "line": {"width": 0}, "hoverinfo": "skip"}
        shade = {
            "fill": "tonexty",
            "fillcolor": see_through(colour, opacity / min(2, among)),
            "name": title,
            "showlegend": among == 1,
        }
        traces.append({**edge, "y": rounded(edges[low], digits), "showlegend": False})
        traces.append({**edge, "y": rounded(edges[high], digits), **shade})
    spread = [list(pair) for pair in zip(rounded(edges[0], digits), rounded(edges[4], digits), strict=True)]
    form = f",.{digits}f"
    said = f"%{{y:{form}}} {unit} (%{{customdata[0]:{form}}} – %{{customdata[1]:{form}}})"
    line = {"color": colour, "width": 2.5}
    median = {"type": "scatter", "mode": "lines", "name": name, "x": years.tolist(), "y": rounded(edges[2], digits)}
    return [*traces, {**median, "line": line, "customdata": spread, "hovertemplate": said}]


def plan_traces(
    title: str, place: int, years: np.ndarray, values_t: np.ndarray, lang: str, edges_t: np.ndarray | None, among: int
) -> list[dict[str, Any]]:
    """One plan of several, in the colour of its place: its band where it is there, else the line of its single run [t].

    Args:
        title: of the plan
        place: among the plans compared
        years, values_t: of the single run, both of shape (years,)
        lang: language of the screen
        edges_t: of the band over the same years, None while there is none
        among: as for `band_traces`
    """
    colour = SERIES[place % len(SERIES)]
    if edges_t is not None:
        return band_traces(years, edges_t, title, lang, colour, among=among)
    line = {"type": "scatter", "mode": "lines", "name": title, "x": years.tolist(), "y": rounded(values_t, 0)}
    return [{**line, "line": {"color": colour, "width": 2.5}, "hovertemplate": "%{y:,.0f} t"}]


def emission_edges_t(results: Results, bands: Bands) -> np.ndarray:
    """The band in tonnes of this run: what each run has left of its own base year, times the base year of this one [t].

    A pledge is a share of the base year, and every run has the base year of its own numbers.
    """
    return results.summary["baseline"]["co2_t"] * (1 - bands.edges["co2_cut_share"][::-1])


def single_trace(
    results: Results, values: np.ndarray, lang: str, unit: str, alone: bool, digits: int = 0
) -> dict[str, Any]:
    """The run with the numbers as they stand in the book: the curve itself, or a thin line beside the band."""
    name = t(lang, "a single run, seed {seed}", seed=results.seed)
    line = {"color": ACCENT, "width": 2.5} if alone else {"color": MUTED, "width": 1.5, "dash": "2px,3px"}
    return {
        "type": "scatter", "mode": "lines", "name": name, "x": results.years.tolist(), "y": rounded(values, digits),
        "line": line, "hovertemplate": f"%{{y:,.{digits}f}} {unit}",
    }  # fmt: skip


def _drawn(
    results: Results, lang: str, bands: Bands | None, values: np.ndarray, edges: np.ndarray | None, unit: str,
    digits: int,
) -> list[dict[str, Any]]:  # fmt: skip
    """Band and single run, or the single run alone."""
    if bands is None or edges is None:
        return [single_trace(results, values, lang, unit, True, digits)]
    name = t(lang, "median of {runs} runs", runs=bands.runs)
    band = band_traces(bands.years, edges, name, lang, unit=unit, digits=digits)
    return [*band, single_trace(results, values, lang, unit, False, digits)]


@chart(
    "How sure are the emissions?",
    help="Many runs with other dice and other numbers within their spread, each held against its own base year, as the pledge is.",
    feeds=FEEDS_EMISSIONS,
)
def emissions_band(results: Results, lang: str, bands: Bands | None = None) -> Figure:
    """Median and band of the emissions with the pledged path."""
    edges = emission_edges_t(results, bands) if bands else None
    traces = _drawn(results, lang, bands, results.emissions_by_year(), edges, "t", 0)
    unit = t(lang, "tonnes CO₂ a year")
    return dress(traces + path_traces(results, lang), lang, unit, yaxis={"tickformat": ",d"})


@chart(
    "How sure is the energy?",
    help="Final energy of all sectors in many runs, with other dice and other numbers within their spread.",
    feeds=FEEDS_ENERGY,
)
def energy_band(results: Results, lang: str, bands: Bands | None = None) -> Figure:
    """Median and band of the final energy [GWh]."""
    values = np.sum(list(results.energy_by_carrier().values()), axis=0) / MWH_PER_GWH
    edges = bands.edges["energy_mwh"] / MWH_PER_GWH if bands else None
    return dress(_drawn(results, lang, bands, values, edges, "GWh", 1), lang, t(lang, "GWh a year"))


@chart(
    "How sure is the public money?",
    help="Net spending of city and region since the first year, in many runs with other dice and other numbers.",
    feeds=FEEDS_MONEY,
)
def cost_band(results: Results, lang: str, bands: Bands | None = None) -> Figure:
    """Median and band of the public money spent since the first year [million EUR]."""
    values = np.cumsum(results.yearly(COST)) / EUR_PER_MEUR
    edges = bands.edges["public_cost_so_far_eur"] / EUR_PER_MEUR if bands else None
    return dress(
        _drawn(results, lang, bands, values, edges, "M€", 2), lang, t(lang, "million euros since the first year")
    )


@chart(
    "What it changes",
    help="Emissions less those of the first plan, run by run with the same dice and the same numbers.",
    feeds=FEEDS_EMISSIONS,
)
def difference_band(runs: list[tuple[str, Results]], lang: str, bands: Sequence[Bands | None] = ()) -> Figure:
    """For every plan but the first the difference to it, with the band of paired runs where it is there.

    Args:
        runs: title and results of each scenario
        lang: language of the screen
        bands: of the differences (`dashboard.bands.difference_bands`)
    """
    traces, (_, first) = [], runs[0]
    for place, (title, results) in list(enumerate(runs))[1:]:
        band = bands[place] if place < len(bands) else None
        edges = band.edges["co2_t"] if band else None
        years = np.intersect1d(results.years, first.years)
        ours, theirs = (each.emissions_by_year()[np.isin(each.years, years)] for each in (results, first))
        traces += plan_traces(title, place, years, ours - theirs, lang, edges, len(runs) - 1)
    return dress(traces, lang, t(lang, "tonnes CO₂ a year"), yaxis={"tickformat": ",d"})
