"""A small town for the tests of the model: drawn once, settled anew for every run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geodata import CityMap, cached_city, read_city_file
from scenarios.cities import facts_of_file, stock_norms
from scenarios.climate import sunshine_of
from sim.city.facts import CityFacts
from sim.city.sunshine import Sunshine
from sim.luck import Luck
from sim.markets.market import Market
from sim.measures import MEASURES
from sim.model import CityModel
from sim.outcome import results_of
from sim.parameter import Book
from sim.physics import HourlyElectricity
from sim.results import Results
from sim.scenario import Scenario

INHABITANTS = 2_500
FULL_PLAN = {
    "led_street_lighting": {"lamps_per_year": 60, "paid_by": "private_lighting_service"},
    "building_retrofit": {"grant_share": 0.3, "campaign": 0.7, "advice": 0.8, "public_buildings_per_year": 1},
    "heat_pumps": {"grant_eur": 4500.0, "campaign": 0.7},
    "rooftop_solar": {"grant_eur_per_kwp": 100.0, "public_kwp_per_year": 60},
    "electric_cars": {"grant_eur": 1000.0, "charge_points_per_year": 4, "municipal_fleet_per_year": 2},
    "active_travel": {"cycle_path_km_per_year": 0.2, "paid_by": "loan"},
    "greener_streets": {"trees_per_year": 40, "rain_m3_per_year": 50.0, "facade_garden_m_per_year": 30.0},
    "district_heat": {"heat_mwh_per_year": 3000.0, "trench_m_per_year": 100.0, "homes_per_year": 10},
    "collective_retrofit": {"least_homes": 4, "owned_homes_per_year": 6, "owners_grant_share": 0.9},
}
"""All measures, at the size of the small town."""
NOTHING = {
    "led_street_lighting": {"lamps_per_year": 0},
    "building_retrofit": {"grant_share": 0.0, "campaign": 0.0, "advice": 0.0, "public_buildings_per_year": 0},
    "heat_pumps": {"grant_eur": 0.0, "campaign": 0.0},
    "rooftop_solar": {"grant_eur_per_kwp": 0.0, "campaign": 0.0, "public_kwp_per_year": 0},
    "electric_cars": {"grant_eur": 0.0, "campaign": 0.0, "charge_points_per_year": 0, "municipal_fleet_per_year": 0},
    "active_travel": {"cycle_path_km_per_year": 0.0},
    "greener_streets": {
        "trees_per_year": 0, "rain_m3_per_year": 0.0, "facade_garden_m_per_year": 0.0, "nature_plots_per_year": 0,
    },
    "collective_retrofit": {"social_homes_per_year": 0, "owned_homes_per_year": 0},
    "district_heat": {"trench_m_per_year": 0.0, "homes_per_year": 0},
}  # fmt: skip
"""All measures, each doing nothing."""


def decided(plan: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Measures from their settings."""
    return {name: MEASURES[name](**settings) for name, settings in plan.items()}


@dataclass(frozen=True, repr=False)
class Town:
    """A map with all that a run needs."""

    city_map: CityMap
    facts: CityFacts
    book: Book
    sunshine: Sunshine

    def model(
        self, plan: dict[str, dict[str, Any]] | None = None, seed: int = 1, last_year: int = 2030,
        actors: dict[str, dict[str, float]] | None = None, book: Book | None = None,
        hours: HourlyElectricity | None = None,
    ) -> CityModel:  # fmt: skip
        """The town on its first day."""
        measures = decided(plan or {})
        scenario = Scenario("test", {}, {}, "town", 2025, last_year, seed, 1, measures=measures, actors=actors or {})
        return CityModel(scenario, self.city_map, self.facts, book or self.book, self.sunshine, seed, hours=hours)

    def live(self, plan: dict[str, dict[str, Any]] | None = None, **settings: Any) -> CityModel:
        """The town after the years of a run."""
        model = self.model(plan, **settings)
        model.run()
        return model

    def results(self, plan: dict[str, dict[str, Any]] | None = None, **settings: Any) -> Results:
        """What a run found out."""
        return results_of(self.live(plan, **settings))


def draw_town(book: Book, maps: Path, inhabitants: int = INHABITANTS) -> Town:
    """The ideal city at another size."""
    file = read_city_file("ideal_city")
    recipe = file.recipe.for_inhabitants(inhabitants)
    counts = {name: getattr(recipe, name) for name in ("inhabitants", "households", "dwellings")}
    facts = facts_of_file(file.model_copy(update={"facts": file.facts.model_copy(update=counts)}))
    city_map = cached_city(recipe, stock_norms(book, recipe.first_year), maps)
    return Town(city_map, facts, book, sunshine_of(city_map.latitude, city_map.longitude, book))


def write_town(path: Path, inhabitants: int = INHABITANTS) -> Path:
    """The same town as a city file, for what opens its city by itself."""
    import yaml

    file = read_city_file("ideal_city")
    recipe = file.recipe.for_inhabitants(inhabitants)
    counts = {name: getattr(recipe, name) for name in ("inhabitants", "households", "dwellings")}
    content = file.model_dump(mode="json")
    content |= {"name": "small_town", "recipe": recipe.model_dump(mode="json"), "facts": content["facts"] | counts}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return path


def a_market(book: Book, year: int = 2026) -> Market:
    """A market without a city, on the first day of a year."""
    market = Market(book, Luck(1), ["old_town", "harbour"])
    market.open_year(year)
    return market


def paid(market: Market, payer: str, payee: str, account: str, year: int | None = None) -> float:
    """What one party paid another on an account [EUR]."""
    ledger = market.payments.ledger
    if account not in ledger.accounts:
        return 0.0
    entries = ledger.entries
    mine = entries["account"] == ledger.accounts.index(account)
    mine &= (entries["payer"] == ledger.party(payer)) & (entries["payee"] == ledger.party(payee))
    if year is not None:
        mine &= entries["year"] == year
    return float(entries["amount_eur"][mine].sum())


def live_out(market: Market, years: range, late: np.ndarray | None = None) -> None:
    """Settle every contract and loan of a market in each of these years."""
    for year in years:
        market.open_year(year)
        market.settle(year, np.zeros(len(market.contracts)) if late is None else late)
