"""A fitted city as a scenario file: the city, and every lever that moved as a what-if with its reason.

Place in the flow: fitting -> [overlay] -> `stadslab run`. The book itself is not touched.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from scenarios.cities import list_cities
from scenarios.inventory.fitting import BASE_SCENARIO, LIMIT_REACHED, Fit
from scenarios.inventory.levers import DIGITS
from scenarios.problems import Problem, Unusable, shown
from scenarios.whole_files import write_whole


def lever_rows(fit: Fit) -> list[dict[str, Any]]:
    """Each lever: before, after, limits, and whether it reached one; a table counts as 1 before."""
    rows = []
    for lever, position in zip(fit.levers, fit.positions, strict=True):
        value, factor = (1.0 if lever.value is None else lever.value), lever.factor(float(position))
        rows.append(
            {
                "name": lever.name,
                "title": lever.title,
                "bends": list(lever.bends),
                "unit": "times the book" if lever.value is None else lever.unit,
                "before": value,
                "after": value * factor,
                "low": value * lever.low,
                "high": value * lever.high,
                "factor": factor,
                "moved": factor != 1.0,
                "at_limit": abs(float(position)) >= LIMIT_REACHED,
            }
        )
    return rows


def save_overlay(fit: Fit, city: str, name: str, path: Path) -> Path:
    """Write the scenario that plays in the fitted city.

    Raises:
        Unusable: the place cannot be written to, or the city's file lies outside its folder
    """
    what_if = {
        bent: {"multiply": round(row["factor"], DIGITS), "because": f"{row['title']}: fitted to {name} of {fit.year}, "
               f"within {row['low']:.4g} to {row['high']:.4g} {row['unit']}"}
        for row in lever_rows(fit) if row["moved"] for bent in row["bends"]
    }  # fmt: skip
    city = _as_scenario_names_it(city, path)
    content = {
        "title": f"{city} fitted to {name}",
        "question": f"What comes of business as usual in a city with the energy of {name} in {fit.year}?",
        "city": city,
        "extends": BASE_SCENARIO,
        "what_if": what_if,
    }
    head = f"# Made by `stadslab inventory fit`. Extend it with measures, or run it as it is.\n# Inhabitants of {name} over those of the city: {fit.scale:.4g}\n"
    text = head + yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)
    return write_whole(path, text.encode())


def _as_scenario_names_it(city: str, overlay: Path) -> str:
    """A name, or the path of a city's file from the folder of the scenario: a scenario opens no file outside it."""
    if city in list_cities():
        return city
    try:
        return str(Path(city).absolute().relative_to(overlay.absolute().parent))
    except ValueError:
        wanted = "a city by name (--name keeps one), or --out in the folder of the city's file"
        raise Unusable([Problem("CITY", None, "", shown(city), wanted)]) from None
