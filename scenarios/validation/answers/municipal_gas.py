"""Answers on the gas of real municipalities."""

from __future__ import annotations

from scenarios.book import read_book
from scenarios.problems import Unusable
from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution

FEWEST = 3
"""Municipalities below which a correlation says nothing."""


def metered_gas(given: Given) -> dict[str, float]:
    """A stock table, a table of metered use and a year -> how well the physics meets gas per access point."""
    from geodata import read_city_file
    from scenarios.cities import MODEL_CITY
    from scenarios.municipality.areas import merged_into
    from scenarios.municipality.gas import agreement, gas_per_home_kwh, read_metered
    from scenarios.municipality.stock_table import read_stock

    year, book = given.whole("year"), read_book()
    try:
        stock = read_stock(given.folder / given.text("stock"))
        metered = read_metered(given.folder / given.text("metered"), year)
    except Unusable as unusable:
        raise BadCase("; ".join(str(problem).replace("\n", " ") for problem in unusable.problems[:3])) from None
    predicted = gas_per_home_kwh(stock, book, year, read_city_file(MODEL_CITY).facts.base_year)
    found = agreement(stock, predicted, metered, merged_into(book, stock.year))
    if len(found.codes) < FEWEST:
        raise NoSolution(f"{len(found.codes)} municipalities with stock and metered gas of {year}; {FEWEST} at least")
    return {
        "correlation": found.correlation,
        "median_abs_error": found.median_abs_error,
        "scale": found.scale,
        "municipalities": len(found.codes),
    }


ANSWERS = {"metered_gas": metered_gas}
