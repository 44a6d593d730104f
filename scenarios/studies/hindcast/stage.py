"""The town and the book of the past: what stood at the start of 2010, and the rules and prices of each year since.

Place in the flow: scenarios -> [studies]. Opened once for all runs of a hindcast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from geodata import CityMap, cached_city, read_city_file
from scenarios.book import read_book
from scenarios.cities import drawn_maps, facts_of_file, known_districts, stock_norms
from scenarios.climate import sunshine_of
from scenarios.loading import load_scenario
from scenarios.studies.hindcast.companies import company_battery_shares
from scenarios.studies.hindcast.councils import control_saving_share
from sim.city.facts import CityFacts
from sim.city.sunshine import Sunshine
from sim.model import CityModel
from sim.parameter import Book
from sim.scenario import Scenario

FIRST_YEAR, BASE_YEAR, LAST_YEAR = 2010, 2011, 2024
"""2010 warms up: its start is the stock at the end of 2009; changes are told against 2011, the base year of the Covenant."""
ARCHETYPE, SCENARIO = "ideal_city", "business_as_usual"
LED_SHARE_THEN = 0.01
PARAMETERS = {
    "people.cost_weight_per_keur": "",
    "behaviour.asc_solar": "panels",
    "assembly.solar_attention_deadline": "",
    "behaviour.asc_heating": "heat_pump",
    "hindcast.company_battery_taste": "",
    "hindcast.council_hurdle_eur_per_lamp": "",
}
"""The parameters that are fitted, six and no more, with the word that is meant where the parameter is a table."""


@dataclass(frozen=True)
class Past:
    """Everything that all runs of a hindcast share."""

    city_map: CityMap
    facts: CityFacts
    sunshine: Sunshine
    scenario: Scenario
    book: Book
    """As it is now, no sample in."""
    control_saving: float
    """What control saves of an LED lamp's electricity [0 to 1]."""

    def model(self, book: Book, seed: int) -> CityModel:
        """The town at the start of 2010, ready to live."""
        return CityModel(self.scenario, self.city_map, self.facts, book, self.sunshine, seed)

    def book_with(self, sample: Mapping[str, float]) -> Book:
        """The book of the past with a sample of the fitted parameters in it."""
        book = with_sample(self.book, sample)
        at_start = book["solar_market.home_share"].at(FIRST_YEAR - 1)
        return book.with_values(
            {
                "solar_market.home_share": {FIRST_YEAR: at_start},  # the stock of the end of the year before
                "mobility.company_battery_share_new": company_battery_shares(book, FIRST_YEAR, LAST_YEAR),
            }
        )


def open_past(inhabitants: int) -> Past:
    """The town of 2010 with a number of inhabitants.

    Args:
        inhabitants: of the town as it stands today, 2,000 to 500,000

    Raises:
        pydantic.ValidationError: a size that no town has
        Unusable: the book or the scenario cannot be used
    """
    book, file = read_book(), read_city_file(ARCHETYPE)
    recipe = file.recipe.for_inhabitants(inhabitants).model_copy(update={"led_share": LED_SHARE_THEN})
    drawn = cached_city(recipe, stock_norms(book, recipe.first_year), drawn_maps())
    city_map = as_it_stood(drawn, FIRST_YEAR)
    left = city_map.buildings.dwellings.sum() / drawn.buildings.dwellings.sum()
    facts = replace(
        facts_of_file(file), inhabitants=round(recipe.inhabitants * left), households=round(recipe.households * left),
        base_year=BASE_YEAR, targets=(),
    )  # fmt: skip
    scenario, _ = load_scenario(SCENARIO, known_districts)
    scenario = replace(scenario, first_year=FIRST_YEAR, last_year=LAST_YEAR, measures={}, targets=())
    sunshine = sunshine_of(drawn.latitude, drawn.longitude, book)
    return Past(city_map, facts, sunshine, scenario, book, control_saving_share(book))


def as_it_stood(city_map: CityMap, year: int) -> CityMap:
    """The map without the homes built since the start of a year; what stood where they are now is not known."""
    buildings = city_map.buildings
    stood = (buildings.year_built < year) | (buildings.dwellings == 0)
    columns = {name: values[stood] for name, values in buildings.columns.items()}
    return replace(city_map, buildings=type(buildings)(columns))


def with_sample(book: Book, sample: Mapping[str, float]) -> Book:
    """The book with other values of the fitted parameters, the same in all years."""
    changes = {}
    for name, value in sample.items():
        word, now = PARAMETERS[name], book[name].at(FIRST_YEAR)
        changes[name] = {FIRST_YEAR: {**now, word: float(value)} if word else float(value)}
    return book.with_values(changes)


def values_of(book: Book) -> dict[str, float]:
    """The fitted parameters as they stand in a book."""
    at = {name: book[name].at(FIRST_YEAR) for name in PARAMETERS}
    return {name: float(value[PARAMETERS[name]] if PARAMETERS[name] else value) for name, value in at.items()}


def share_of_houses(model: CityModel) -> np.ndarray:
    """Homes in one-family houses, bool."""
    return model.city.dwellings.type < 3
