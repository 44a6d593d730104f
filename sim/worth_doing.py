"""What it would cost, save and avoid to do what is left undone in each district: simple sums from the book.

Place in the flow: noted counts -> [sums, when somebody asks for the needs of a run]. Means of a district, not the
decision of any household: an option pays when what it saves in its life is worth more than it costs at the social
discount rate, c < s a(i, T).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata import CityMap
from sim.finance import annuity_factor
from sim.inventory.covenant import CARRIER, SECTOR
from sim.noticing import HARBOUR, YearSeen, port_floor_m2
from sim.parameter import Book
from sim.physics.solar import self_consumption_share
from sim.population.prices import business_prices, car_prices_eur_kwh, heat_prices_eur_kwh
from sim.recording import YearRecord

KWH_PER_MWH = 1000.0
ELEMENTS = ("roof", "wall", "floor", "window")
PRIVATE = SECTOR["private_transport"]
FUELS = [CARRIER["gasoline"], CARRIER["diesel"]]


@dataclass(frozen=True)
class Option:
    """One thing that could be done in every district; arrays of shape (districts,)."""

    sector: str
    cost_eur: np.ndarray
    """Of what is left to do."""
    whole_cost_eur: np.ndarray
    """Of that and of what was done since the first day, at the same prices."""
    saved_kwh: np.ndarray
    """A year, by what is left [kWh/yr]."""
    saved_t: np.ndarray
    saved_eur: np.ndarray
    life_years: float

    def pays(self, rate: float) -> np.ndarray:
        """Where it is worth more than it costs, bool.

        >>> once = Option("x", np.array([90.0, 110.0]), *(np.full(2, 100.0),) * 4, life_years=1)
        >>> once.pays(0.0).tolist()
        [True, False]
        """
        worth = self.saved_eur * float(annuity_factor(rate, self.life_years))
        return (worth > self.cost_eur) & (self.cost_eur > 0)


@dataclass(frozen=True)
class Ground:
    """What does not change in a run: the map, the first day, and who is there."""

    city_map: CityMap
    share_of_homes: np.ndarray
    yield_kwh_per_kwp: np.ndarray
    """Of home roofs, by district [kWh/kWp]."""
    start: YearSeen
    first: YearRecord
    envelopes: np.ndarray
    """See `sim.noticing.Noticing.envelopes`."""
    waste_heat_mwh: float | None
    """What a scenario says of the port's waste heat; None: by the floor of the port."""
    present: frozenset[str]

    @cached_property
    def trench_share_m(self) -> np.ndarray:
        """Streets of each district [m]."""
        streets = self.city_map.streets
        return np.bincount(streets.district, weights=streets.length_m, minlength=len(self.share_of_homes))

    @cached_property
    def away_m(self) -> np.ndarray:
        """From the middle of the harbour's buildings to the middle of each district's [m]; infinite without a harbour."""
        buildings, count = self.city_map.buildings, len(self.share_of_homes)
        number = np.maximum(1, np.bincount(buildings.district, minlength=count))
        east, north = (
            np.bincount(buildings.district, weights=each, minlength=count) / number
            for each in (buildings.x_m, buildings.y_m)
        )
        harbours = np.flatnonzero(self.city_map.districts.kind == HARBOUR)
        if not len(harbours):
            return np.full(count, np.inf)
        return np.min([np.hypot(east - east[at], north - north[at]) for at in harbours], axis=0)

    def heat_to_give_kwh(self, book: Book, year: int) -> float:
        """Waste heat of the port in a year, nothing without a port authority [kWh/yr]."""
        if "port_authority" not in self.present:
            return 0.0
        if self.waste_heat_mwh is not None:
            return self.waste_heat_mwh * KWH_PER_MWH
        return port_floor_m2(self.city_map) * book.at("actors.port_waste_heat_kwh_per_m2", year)


@dataclass(frozen=True)
class Sight:
    """One year's counts with the ground they stand on."""

    ground: Ground
    seen: YearSeen
    record: YearRecord
    book: Book
    year: int

    def at(self, name: str):
        """A number of the book in this year."""
        return self.book.at(name, self.year)

    def factor(self, fuel: str) -> float:
        """Emissions of a fuel, or of electricity as the city has it this year [t/kWh]."""
        if fuel == "electricity":
            return self.record.electricity_factor / KWH_PER_MWH
        return self.at(f"emission_factors.{fuel}") / KWH_PER_MWH


def lamps(it: Sight) -> Iterator[Option]:
    """LED for every old lamp: list price by lamp; a swap saves its share of the electricity, and upkeep."""
    count, whole = it.seen["old_lamps"], it.ground.start["old_lamps"]
    price, kwh = it.at("lighting.capex_eur_per_lamp"), it.seen["old_lamp_kwh"] * it.at("lighting.led_swap_saving")
    upkeep = it.at("lighting.upkeep_eur_per_lamp_conventional") - it.at("lighting.upkeep_eur_per_lamp_led")
    saved_eur = kwh * it.at("prices.electricity_public_lighting") + count * upkeep
    life = it.at("lighting.led_life_years")
    yield Option("public_lighting", count * price, whole * price, kwh, kwh * it.factor("electricity"), saved_eur, life)


def large_buildings(it: Sight) -> Iterator[Option]:
    """Public buildings not renovated, shops and offices: the share an energy performance contract guarantees, at its price
    by kWh; and panels on their free roofs. Energy is priced and counted as half gas, half electricity."""
    gas, power = (float(business_prices(it.book, it.year)[CARRIER[name]]) for name in ("natural_gas", "electricity"))
    factor = (it.factor("natural_gas") + it.factor("electricity")) / 2.0
    share, price = it.at("contracts.epc_guaranteed_saving"), it.at("contracts.epc_investment_eur_per_kwh_saved")
    for sector, word in (("municipal_buildings", "public"), ("tertiary", "shop")):
        kwh, whole = it.seen[f"{word}_kwh"] * share, it.ground.start[f"{word}_kwh"] * share
        whole = np.maximum(whole, kwh)  # use may rise by its yearly trend
        yield Option(
            sector, kwh * price, whole * price, kwh, kwh * factor, kwh * (gas + power) / 2.0,
            it.at("contracts.epc_term_years"),
        )  # fmt: skip
        made = it.seen[f"free_{word}_kwh"]
        yield _panels(it, sector, f"free_{word}_kwp", made, it.at("solar_market.capex_public_eur_per_kwp"), power)


def homes(it: Sight) -> Iterator[Option]:
    """Roof, walls, ground floor and windows of homes with label E or F, each by itself: area by price, and the part of
    their heat that leaves through it less what leaves afterwards. The mean poor home is that of the first day. And panels
    on free roofs of homes lived in."""
    now, start = it.seen["poor_homes"], it.ground.start["poor_homes"]
    left = np.divide(now, start, out=np.zeros_like(now), where=start > 0)
    area, loss = it.ground.envelopes[:, 0], it.ground.envelopes[:, 1]
    whole_loss = np.maximum(loss.sum(axis=1), 1e-9)
    heat = it.seen["poor_home_kwh"] * it.at("noticing.envelope_share_of_heat")
    price, factor = float(heat_prices_eur_kwh(it.book, it.year)[0]), it.factor("natural_gas")
    after, walls = it.at("retrofit.u_after"), it.at("retrofit.cost_wall_eur_per_m2")
    for place, element in enumerate(ELEMENTS):
        u = after["wall_external" if element == "wall" else element]
        per_m2 = walls["external"] if element == "wall" else it.at(f"retrofit.cost_{element}_eur_per_m2")
        share = np.maximum(0.0, loss[:, place] - area[:, place] * u) / whole_loss
        kwh, whole = heat * share, area[:, place] * per_m2
        life = it.at("retrofit.life_window_years" if element == "window" else "retrofit.life_insulation_years")
        yield Option("residential", whole * left, whole * np.maximum(1.0, left), kwh, kwh * factor, kwh * price, life)
    made = it.seen["free_home_kwp"] * it.ground.yield_kwh_per_kwp
    power = it.at("prices.electricity_household")
    yield _panels(it, "residential", "free_home_kwp", made, it.at("solar_market.capex_eur_per_kwp"), power)


def _panels(it: Sight, sector: str, room: str, made: np.ndarray, eur_per_kwp: float, power_eur: float) -> Option:
    """Panels on free roofs, making in a year what is used below them; part is used at once, the rest is fed in."""
    used = float(self_consumption_share(1.0, 1.0, it.at("solar.self_consumption_half_ratio")))
    worth = made * (used * power_eur + (1.0 - used) * it.at("prices.injection"))
    free, whole = it.seen[room], np.maximum(it.ground.start[room], it.seen[room])
    upkeep = free * it.at("solar_market.upkeep_eur_per_kwp")
    return Option(
        sector, free * eur_per_kwp, whole * eur_per_kwp, made, made * it.factor("electricity"), worth - upkeep,
        it.at("solar_market.life_years"),
    )  # fmt: skip


def cars(it: Sight) -> Iterator[Option]:
    """Battery cars for the petrol and diesel still burnt: a car for every usual year of driving, at what it costs more."""
    use, litre = it.at("mobility.consumption"), it.at("mobility.energy_content")["petrol"]
    fuel_per_km = use["petrol"] / 100.0 * litre
    now, first = (
        record.energy_mwh[:, PRIVATE, FUELS].sum(axis=1) * KWH_PER_MWH for record in (it.record, it.ground.first)
    )
    prices, km = it.at("mobility.car_prices_eur"), it.at("mobility.km_per_car")["private"]
    more = max(0.0, prices["battery"] - prices["petrol"]) / (km * fuel_per_km)
    power = use["battery"] / fuel_per_km
    petrol_eur, _, _, power_eur = car_prices_eur_kwh(it.book, it.year)
    saved_t = now * (it.factor("petrol") - power * it.factor("electricity"))
    yield Option(
        "private_transport", now * more, np.maximum(now, first) * more, now * (1.0 - power), np.maximum(0.0, saved_t),
        now * (petrol_eur - power * power_eur), it.at("mobility.car_life_years"),
    )  # fmt: skip


def heat_network(it: Sight) -> Iterator[Option]:
    """Waste heat of the port for the districts in its reach, the nearest first, until it is given away: trenches along
    their streets and a connection for every home's share, where a metre of trench would carry enough heat on average."""
    ground, price, least = it.ground, it.at("district_heat.price_eur"), it.at("district_heat.least_heat_kwh_per_m")
    efficiency, length = it.at("heat.condensing_boiler_efficiency"), it.at("district_heat.trench_over_street")
    trench_m = ground.trench_share_m * length
    whole = np.maximum(ground.start["heating_kwh"], it.seen["heating_kwh"])
    near = (ground.away_m <= it.at("district_heat.reach_m")) & (whole * efficiency >= least * np.maximum(1.0, trench_m))
    served = np.zeros(len(whole), dtype=bool)
    left_kwh = ground.heat_to_give_kwh(it.book, it.year)
    for place in np.argsort(ground.away_m, kind="stable"):
        if near[place] and left_kwh > 0:
            served[place] = True
            left_kwh -= whole[place] * efficiency
    fuel = it.seen["heating_kwh"] * served
    per_home = ground.share_of_homes * float(ground.city_map.buildings.dwellings.sum())
    whole_eur = served * (trench_m * price["trench_m"] + per_home * price["home"])
    cost = np.divide(fuel, whole, out=np.zeros_like(fuel), where=whole > 0) * whole_eur
    saved_eur = fuel * (heat_prices_eur_kwh(it.book, it.year)[0])
    saved_eur = saved_eur - fuel * efficiency * it.at("actors.port_least_heat_price_eur_mwh") / KWH_PER_MWH
    yield Option(
        "heat", cost, whole_eur, fuel, fuel * it.factor("natural_gas"), saved_eur, it.at("district_heat.life_years")
    )


OPTIONS: tuple[Callable[[Sight], Iterator[Option]], ...] = (lamps, large_buildings, homes, cars, heat_network)


def options_of(it: Sight) -> list[Option]:
    """All options of a year."""
    return [option for make in OPTIONS for option in make(it)]
