"""A small world to check scenarios against, so that messages do not change with the city's own measures and numbers."""

from types import SimpleNamespace
from typing import Literal

import pytest
from pydantic import Field

from scenarios.checking import Around
from scenarios.contexts import Aspect, Variant
from sim.measures import Measure
from sim.parameter import Book, Parameter
from sim.scenario import Change

FORMS = ("own_budget", "loan", "private_lighting_service", "grid_operator_lighting_service")


def _lamps():
    class LedStreetLighting(Measure):
        """Swap lamps, in a test."""

        lamps_per_year: int = Field(600, ge=0, le=20_000, title="lamps the crews can swap in a year")
        dimming: Literal["none", "evening", "deep"] = "evening"
        smart_control: bool = False
        paid_by: Literal[FORMS] = "own_budget"

    return LedStreetLighting


def a_parameter(name, values, **papers):
    values = values if isinstance(values, dict) else {2020: float(values)}
    return Parameter(name, name, papers.pop("unit", "W"), values, "measured", {"title": "a test"}, **papers)


def a_book(*parameters):
    return Book({parameter.name: parameter for parameter in parameters})


def an_actor(**settings):
    return SimpleNamespace(settings=settings, limits={"present": (0.0, 1.0)})


@pytest.fixture(scope="session")
def small_book():
    return a_book(
        a_parameter("lighting.led_lamp_power_w", 50, spread=(40.0, 60.0)),
        a_parameter("prices.electricity", {2020: 0.3, 2030: 0.4}, interpolate=True, spread=(0.8, 1.2), unit="EUR/kWh"),
        a_parameter("prices.gas", 0.1, unit="EUR/kWh"),
        a_parameter("prices.oil", 0.1, unit="EUR/kWh"),
        a_parameter("stock.share", {2020: {"terraced": 0.4, "detached": 0.6}}, unit="share"),
    )


@pytest.fixture(scope="session")
def small_world(small_book):
    usual = Variant({"en": "as expected"}, "the book", {})
    high = Variant({"en": "high"}, "a test", {"prices.electricity": Change("multiply", 1.1, "a test", 2025)})
    return Around(
        book=small_book,
        measures={"led_street_lighting": _lamps()},
        aspects={"electricity_price": Aspect({"en": "price"}, {"as_expected": usual, "stays_high": high})},
        known_districts=lambda city: ("old_town", "harbour", "campus") if city == "ideal_city" else None,
        known_cities=("ideal_city", "port_city"),
        known_actors={
            "city_hall": an_actor(patience="how long it waits", yearly_budget_eur="what it may invest in a year"),
            "bank": an_actor(present="1 in the city, 0 left out"),
            "lighting_company": an_actor(),
        },
        forms=FORMS,
    )
