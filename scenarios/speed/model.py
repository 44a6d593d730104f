"""Speed of the model inside one process.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from scenarios.speed.row import NotMeasured, Row, best_of

CLONE = Path(__file__).parents[2]
MESA_HOUSEHOLDS = CLONE / "tests" / "speed" / "mesa_households.py"
"""The reference in plain Mesa objects; its `ratio()` says how many times faster the columns are. Only clones have it."""


def mesa_ratio() -> float:
    """Yearly decisions of 10,000 households: time of plain Mesa objects over time of the model."""
    if not MESA_HOUSEHOLDS.is_file():
        raise NotMeasured("needs a clone with tests/speed/mesa_households.py")
    if str(CLONE) not in sys.path:
        sys.path.append(str(CLONE))
    return float(importlib.import_module("tests.speed.mesa_households").ratio())


def city_draw_s() -> float:
    """Drawing the ideal city, no cache [s]."""
    from geodata import draw_city, read_city_file
    from scenarios.book import read_book
    from scenarios.cities import stock_norms

    recipe = read_city_file("ideal_city").recipe
    norms = stock_norms(read_book(), recipe.first_year)
    return best_of(2, lambda: draw_city(recipe, norms))


def not_built_yet() -> float:
    """Stands for work that is promised and not there."""
    raise NotMeasured("not built yet")


ROWS = (
    Row("mesa_ratio", "times", 30, mesa_ratio, over=True),
    Row("city_draw_s", "s", 3.0, city_draw_s),
    Row("heat_ratio", "times", 300, not_built_yet, over=True),
    Row("heat_ms", "ms", 1.0, not_built_yet),
    Row("belgium_s", "s", 60, not_built_yet),
)
