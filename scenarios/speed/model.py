"""Speed of the model inside one process.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

from scenarios.speed.row import NotMeasured, Row, best_of, reference

SCENARIO = "full_plan"
"""Every measure at work: the dearest run of the library."""
MESA_HOUSEHOLDS = "mesa_households"
"""The reference in plain Mesa objects, under `tests/speed`; its `ratio()` says how many times faster the columns are."""


def mesa_ratio() -> float:
    """Yearly decisions of 10,000 households: time of plain Mesa objects over time of the model."""
    return float(reference(MESA_HOUSEHOLDS).ratio())


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
    Row("belgium_s", "s", 60, not_built_yet),
)
