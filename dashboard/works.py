"""Which lamps and buildings a measure touched in each year: for the way from a contract to the plan of the city.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure: map and results in, rows of the map out.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.market import DAYS_PER_YEAR
from geodata import CityMap
from sim.results import Results

TRAIT_OF_EVENT = {"public building renovated": "renovated", "panels on a public roof": "solar_kwp"}
"""Events of premises, which are no rows of the map; the building is found by what changed on it that very day."""


def touched(results: Results, city: CityMap, measure: str) -> dict[str, Any]:
    """What a measure changed on the map.

    Returns:
        `lamps` and `buildings`: rows of the layer by calendar year; both empty where it touched neither
    """
    events = results.tables.get("events")
    found: dict[str, Any] = {"lamps": {}, "buildings": {}}
    if events is None:
        return found
    mine = (events["measure"] == measure) & (events["asset"] >= 0)
    for layer in found:
        chosen = mine & (events["layer"] == layer)
        found[layer] = _by_year(events["year"][chosen], events["asset"][chosen])
    days, rows = _of_premises(results, city, events, mine)
    if len(rows):
        found["buildings"] = _by_year(days // DAYS_PER_YEAR + int(results.years[0]), rows)
    return found


def _of_premises(results: Results, city: CityMap, events: dict, mine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days and map rows of the buildings without dwellings that changed on the days of a measure's events."""
    assets, days, rows = results.tables["assets"], [], []
    for kind, trait in TRAIT_OF_EVENT.items():
        when = np.unique(events["day"][mine & (events["layer"] == "premises") & (events["kind"] == kind)])
        changed = (assets["layer"] == "buildings") & (assets["trait"] == trait) & np.isin(assets["day"], when)
        at = np.flatnonzero(changed)
        at = at[city.buildings.dwellings[assets["asset"][at]] == 0]
        days.append(assets["day"][at])
        rows.append(assets["asset"][at])
    return np.concatenate(days).astype(np.int64), np.concatenate(rows).astype(np.int64)


def _by_year(years: np.ndarray, rows: np.ndarray) -> dict[int, list[int]]:
    return {int(year): np.unique(rows[years == year]).tolist() for year in np.unique(years)}


def districts_of(city: CityMap, things: dict[str, Any], year: int) -> list[int]:
    """Rows of the districts in which a year's lamps and buildings lie, those with most of them first."""
    counts = np.zeros(len(city.districts), dtype=np.int64)
    for layer, by_year in things.items():
        rows = np.array(by_year.get(year, []), dtype=np.int64)
        counts += np.bincount(city.layer(layer).district[rows], minlength=len(counts))
    return [int(row) for row in np.argsort(-counts, kind="stable") if counts[row]]
