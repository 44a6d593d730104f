"""A city with its people on the first day of a run, kept to be lived from there again and again.

Place in the flow: city, population -> [settled] -> model. Nothing that a city decides plays a part in who lives where, so
plans held against each other start from the same day; settling it takes a fifth as long as living through it.
"""

from __future__ import annotations

import copy

from geodata import CityMap
from sim.city.assembly import settle
from sim.city.city import City
from sim.city.facts import CityFacts
from sim.city.sunshine import Sunshine
from sim.luck import Luck
from sim.parameter import Book
from sim.population.people import People


def settle_people(
    city_map: CityMap, facts: CityFacts, book: Book, sunshine: Sunshine, luck: Luck, first_year: int
) -> tuple[City, People]:
    """The city on 1 January of the first simulated year, and the people in it; arguments as of `CityModel`."""
    city = settle(city_map, facts, book, sunshine, luck, first_year)
    return city, People(city, book, luck, first_year)


class SettledCity:
    """The first day, from which any number of runs with one seed may begin.

    Args:
        city_map: what stands where
        facts: counts and promises of the city
        book: all parameters, the scenario's changes in
        sunshine: yields of roofs
        seed: of every draw
        first_year: first simulated year
    """

    def __init__(self, city_map: CityMap, facts: CityFacts, book: Book, sunshine: Sunshine, seed: int, first_year: int):
        self._never_changing = city_map, facts, book, sunshine
        self._first_day = settle_people(city_map, facts, book, sunshine, Luck(seed), first_year)

    def first_day(self) -> tuple[City, People]:
        """City and people of a new run, every column of it its own; only what no run changes is shared."""
        shared = {id(each): each for each in self._never_changing}
        return copy.deepcopy(self._first_day, shared)
