"""District heat: waste heat of the port or of industry, through trenches, to homes and public buildings near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from geodata import USES
from sim.city.dwellings import DISTRICT_HEAT, HEAT_PUMP
from sim.city.heat_network import HEAT, connect_homes, connect_premises
from sim.finance import capital_recovery
from sim.measures.base import ContractName, Measure
from sim.population.prices import business_prices, heat_prices_eur_kwh
from sim.works.orders import NO_WORKS, Done, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City

TRENCH, HOMES, PUBLIC = "heat trench dug", "home connected to heat", "public building connected to heat"
LAYER_OF = {TRENCH: "streets", HOMES: "dwellings", PUBLIC: "public"}


class DistrictHeat(Measure):
    """Dig trenches from the source outward, street by street where enough heat is asked for, and connect who wants it.

    A street is dug when the heat asked for in it, by the metre, reaches what a network needs; homes along laid trenches
    decide by what they would save, those whose boiler is oldest first. The source gives so much heat and no more.
    """

    title: ClassVar[dict[str, str]] = {
        "en": "District heat", "nl": "Warmtenet", "fr": "Réseau de chaleur", "de": "Fernwärme",
    }  # fmt: skip
    sector: ClassVar[str] = "residential"

    source: Literal["port", "industry"] = Field("port", title="whose waste heat")
    heat_mwh_per_year: float = Field(20_000.0, ge=0, le=5_000_000, title="heat the source can give in a year (MWh)")
    trench_m_per_year: float = Field(1500.0, ge=0, le=100_000, title="heat trench dug in a year (m)")
    homes_per_year: int = Field(200, ge=0, le=50_000, title="homes connected to heat in a year, at most")
    public_buildings: bool = Field(True, title="public buildings along the trench are connected")
    paid_by: ContractName("heat") = Field("heat_delivery", title="who invests in the heat network")

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """Connections along trenches that lie, then new trenches, as far as the source reaches."""
        if not self.active(year) or self.heat_mwh_per_year * (self.trench_m_per_year + self.homes_per_year) == 0:
            return NO_WORKS
        if (place := source_place(city, self.source)) is None:
            return NO_WORKS
        network = city.heat_network
        network.open_lists(city)
        room_kwh = self.heat_mwh_per_year * 1000.0 - network.lost_kwh(city.book, year) - spoken_for_kwh(city)
        orders = []
        if self.public_buildings:
            rows = _first_that_fit(self._buildings(city), heat_of_premises(city, year), room_kwh)
            room_kwh -= float(heat_of_premises(city, year)[rows].sum())
            orders.append(self._order(city, year, PUBLIC, rows))
        rows = _first_that_fit(self._homes(city, year), heat_of_homes(city), room_kwh)[: self.homes_per_year]
        room_kwh -= float(heat_of_homes(city)[rows].sum())
        orders.append(self._order(city, year, HOMES, rows))
        if room_kwh > 0:
            orders.append(self._trenches(city, year, place))
        return tuple(order for order in orders if len(order))

    def _buildings(self, city: City) -> np.ndarray:
        """Public buildings on a laid trench, the largest users first."""
        premises, network = city.premises, city.heat_network
        near = network.laid[city.map.buildings.street[premises.building]]
        free = near & city.is_municipal & (premises.fuel_carrier != HEAT) & ~network.premises_ordered
        rows = np.flatnonzero(free)
        return rows[np.argsort(-premises.fuel_kwh[rows], kind="stable")]

    def _homes(self, city: City, year: int) -> np.ndarray:
        """Homes on a laid trench that want heat from it, the oldest heating first."""
        homes, network = city.dwellings, city.heat_network
        next_year = city.diary.first_day + 365
        free = network.laid[homes.street] & homes.occupied & ~network.homes_ordered & ~on_network_heat(city)
        free &= homes.heating_ends >= next_year  # whoever waits for a boiler has just ordered one
        rows = np.flatnonzero(free)
        rows = rows[city.luck.draw("takes heat from the network", 0, rows) < wanting_share(city, rows, year)]
        return rows[np.argsort(homes.heating_ends[rows], kind="stable")]

    def _trenches(self, city: City, year: int, place: tuple[float, float]) -> WorkOrder:
        """Streets nearest to the source with enough heat by the metre, as many metres as the year allows."""
        streets, network, at = city.map.streets, city.heat_network, city.book.at
        metres = streets.length_m.astype(np.float64) * at("district_heat.trench_over_street", year)
        away_m = np.hypot(streets.x_m - place[0], streets.y_m - place[1])
        dense = heat_by_street_kwh(city, year) >= at("district_heat.least_heat_kwh_per_m", year) * np.maximum(
            metres, 1.0
        )
        free = dense & (away_m <= at("district_heat.reach_m", year)) & ~network.laid & ~network.trench_ordered
        if self.where is not None:
            here = np.zeros(len(streets), dtype=bool)
            here[city.dwellings.street[city.within(self.where, "dwellings")]] = True
            free &= here
        nearest_first = np.flatnonzero(free)
        nearest_first = nearest_first[np.argsort(away_m[nearest_first], kind="stable")]
        dug_m = np.cumsum(metres[nearest_first])
        rows = nearest_first[dug_m - metres[nearest_first] < self.trench_m_per_year]
        gate = network.gate if network.gate >= 0 or not len(rows) else int(rows[0])
        return self._order(city, year, TRENCH, rows, trench_lengths_m(city, rows, place, gate, year))

    def _order(self, city: City, year: int, kind: str, rows: np.ndarray, metres: np.ndarray | None = None) -> WorkOrder:
        prices, work = (city.book.at(f"district_heat.{name}", year) for name in ("price_eur", "crew_days"))
        if metres is None:
            price_eur, days = prices["home" if kind == HOMES else "building"], work["connection"]
        else:
            price_eur, days = metres * prices["trench_m"], float(metres.mean() * work["trench_m"]) if len(rows) else 0.0
        life_years = int(city.book.at("district_heat.life_years", year))
        return WorkOrder(
            kind, rows, self.paid_by, "heat_network", days, LAYER_OF[kind], price_eur, domain="heat", life_years=life_years,
            partner="businesses" if self.source == "industry" else "", follow_up=kind != TRENCH,
        )  # fmt: skip

    def expected_kwh(self, city: City, order: WorkOrder) -> float:
        """A trench lives on what may be asked for along it, a connection on what its home or building takes."""
        year = city.regimes.first_year + city.diary.first_day // 365
        by_row = {TRENCH: heat_by_street_kwh, HOMES: lambda city, _: heat_of_homes(city), PUBLIC: heat_of_premises}
        return float(by_row[order.kind](city, year)[order.rows].sum()) if len(order) else 0.0

    def mark(self, city: City, order: WorkOrder, waits: bool) -> None:
        """Streets, homes and buildings wait for the crews."""
        network = city.heat_network
        lists = {TRENCH: network.trench_ordered, HOMES: network.homes_ordered, PUBLIC: network.premises_ordered}
        lists[order.kind][order.rows] = waits
        if order.kind == TRENCH:
            network.note_gate(order.rows, waits)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> Done:
        """Pipes lie, or heat flows; saved is what a boiler lost, and what the bill falls by."""
        year = city.regimes.first_year + city.diary.first_day // 365
        if order.kind == TRENCH:
            network, place = city.heat_network, source_place(city, self.source)
            network.lay(rows, float(trench_lengths_m(city, rows, place, network.gate, year).sum()))
            return Done(0.0, 0.0, 0.0, items=0.0, delivered_kwh=0.0)  # nobody is connected yet
        if order.kind == HOMES:
            was, before, after = connect_homes(city, rows, days)
            prices, heat = heat_prices_eur_kwh(city.book, year), DISTRICT_HEAT
        else:
            efficiency = city.book.at("heat.condensing_boiler_efficiency", year)
            was, before, after = connect_premises(city, rows, days, efficiency)
            prices, heat = business_prices(city.book, year), HEAT
        saved_eur = float(np.sum(before * prices[was] - after * prices[heat]))
        used, delivered = float(before.sum()), float(after.sum())
        return Done(used, used - delivered, saved_eur, items=float(len(rows)), delivered_kwh=delivered)


def source_place(city: City, use: str) -> tuple[float, float] | None:
    """Where the heat comes from: the middle of all floor of that use [m]; None where there is none."""
    buildings = city.map.buildings
    rows = np.flatnonzero((buildings.use == USES.index(use)) & (buildings.floor_m2 > 0))
    if len(rows) == 0:
        return None
    floor_m2 = buildings.floor_m2[rows].astype(np.float64)
    east, north = (float(np.average(each[rows], weights=floor_m2)) for each in (buildings.x_m, buildings.y_m))
    return east, north


def trench_lengths_m(city: City, streets: np.ndarray, place: tuple[float, float], gate: int, year: int) -> np.ndarray:
    """Trench for each of these streets [m]; the gate, where the network begins, bears the line from the source.

    Args:
        streets: rows of street segments, shape (n,)
        place: of the source [m]
        gate: row of the street that was dug first
        year: calendar year
    """
    at, all_streets = city.book.at, city.map.streets
    metres = all_streets.length_m[streets].astype(np.float64)
    metres[streets == gate] += np.hypot(all_streets.x_m[gate] - place[0], all_streets.y_m[gate] - place[1])
    return metres * at("district_heat.trench_over_street", year)


def on_network_heat(city: City) -> np.ndarray:
    """Homes that have no use for a connection: on district heat already, or with a heat pump."""
    heating = city.dwellings.heating
    return (heating == DISTRICT_HEAT) | (heating == HEAT_PUMP)


def heat_of_homes(city: City) -> np.ndarray:
    """What each home would take from a network, by what it uses today, float64 [kWh/yr]."""
    homes = city.dwellings
    return homes.heat_kwh.astype(np.float64) * homes.efficiency


def heat_of_premises(city: City, year: int) -> np.ndarray:
    """What each building would take from a network, float64 [kWh/yr]."""
    return city.premises.fuel_kwh.astype(np.float64) * city.book.at("heat.condensing_boiler_efficiency", year)


def heat_by_street_kwh(city: City, year: int) -> np.ndarray:
    """Heat that may be asked for in each street: public buildings, and the homes that want it [kWh/yr]."""
    homes, streets = city.dwellings, len(city.map.streets)
    rows = np.flatnonzero(homes.occupied & ~on_network_heat(city))
    kwh = heat_of_homes(city)[rows] * wanting_share(city, rows, year)
    asked = np.bincount(homes.street[rows], weights=kwh, minlength=streets)
    public = np.flatnonzero(city.is_municipal & (city.premises.fuel_carrier != HEAT))
    street = city.map.buildings.street[city.premises.building[public]]
    return asked + np.bincount(street, weights=heat_of_premises(city, year)[public], minlength=streets)


def wanting_share(city: City, rows: np.ndarray, year: int) -> np.ndarray:
    """Chance that each of these homes takes a connection: a logit on what it saves in a year, shape (n,) [0 to 1].

    The fee for the connection is spread over the life of the boiler that need not be bought, at an owner's own rate.
    """
    homes, at, prices = city.dwellings, city.book.at, heat_prices_eur_kwh(city.book, year)
    bill_eur = homes.heat_kwh[rows] * prices[homes.heating[rows]]
    heat_eur = heat_of_homes(city)[rows] * prices[DISTRICT_HEAT]
    rate, life_years = at("people.discount_rate_owner", year), at("heating.boiler_life_years", year)
    fee_eur = at("contracts.heat_connection_eur", year) - at("heating.boiler_cost_eur", year)  # no new boiler either
    saved_keur = (bill_eur - heat_eur + at("heating.boiler_upkeep_eur", year)) / 1000.0
    saved_keur = saved_keur - fee_eur * float(capital_recovery(rate, life_years)) / 1000.0
    wish = at("district_heat.wish", year)
    return 1.0 / (1.0 + np.exp(-(wish["constant"] + wish["per_keur_saved"] * saved_keur)))


def spoken_for_kwh(city: City) -> float:
    """Heat that customers take already, or will when their connection is made [kWh/yr]."""
    network = city.heat_network
    waiting = float(np.sum(heat_of_homes(city), where=network.homes_ordered))
    return network.delivered_kwh(city) + waiting


def _first_that_fit(rows: np.ndarray, kwh: np.ndarray, room_kwh: float) -> np.ndarray:
    """The first of some rows whose heat together is not more than there is room for."""
    return rows[np.cumsum(kwh[rows]) <= room_kwh]
