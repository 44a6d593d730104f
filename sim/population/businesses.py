"""The businesses: who runs the premises, how many work there, and whether they put panels on their roofs.

Place in the flow: city -> [population] calls behaviour and physics -> markets.
One row per private premises; public ones belong to the city hall. Jobs are shared out over premises by floor and use, so
that the city's total is exact.
"""

from __future__ import annotations

import numpy as np

from geodata import USES
from sim.behaviour.choice import consideration
from sim.city.city import City
from sim.columns import Crowd, column
from sim.luck import Luck
from sim.parameter import Book, yearly
from sim.physics.solar import self_consumption_share
from sim.population.firms_and_panels import FirmPanels, FirmRoofs, firms_that_want_panels
from sim.population.fitting import standard_normal
from sim.quota import chosen, largest_remainder

STREAMS = ("business thinks of panels", "panels of a business", "panels of a business on day")
"""Luck of attention, taste and the day."""


class Businesses(Crowd):
    """One row per private premises (shops, offices, works, farms)."""

    premises = column("row of its premises", kind=np.int32)
    district = column("row of its district", kind=np.int16)
    jobs = column("people working there, in full-time jobs", kind=np.int32)
    discount_rate = column("what a euro next year is worth less", unit="1/yr")


def settle_businesses(city: City, book: Book, luck: Luck, year: int) -> Businesses:
    """The businesses of the first simulated year; those that have panels already get them.

    Args:
        city: with its premises
        book: all parameters
        luck: draws of this run
        year: first simulated year
    """
    premises = city.premises
    rows = np.flatnonzero(~city.is_municipal)
    firms = Businesses(len(rows), premises=rows, district=premises.district[rows])
    floor_per_job = book.at("assembly.floor_per_job_m2", year)
    per_m2 = np.array([1.0 / floor_per_job[use] if floor_per_job.get(use) else 0.0 for use in USES])
    weight = premises.floor_m2[rows] * per_m2[premises.use[rows]]
    total = round(book.at("assembly.jobs_per_inhabitant", year) * city.facts.inhabitants)
    if weight.sum() > 0:
        firms.jobs = largest_remainder(weight, total)
    sigma = book.at("people.discount_rate_sigma", year)
    rate = book.at("finance.firm_discount_rate", year)
    firms.discount_rate = rate * np.exp(sigma * standard_normal(luck, "patience of businesses", 0, firms.ids))
    _first_panels(firms, city, book, luck, year)
    return firms


def _first_panels(firms: Businesses, city: City, book: Book, luck: Luck, year: int) -> None:
    """Panels that stood before the first year, on the roofs of the keenest."""
    premises = city.premises
    can = premises.solar_room_kwp[firms.premises] >= book.at("assembly.smallest_solar_kwp", year)
    keen = np.where(can, luck.draw("panels of businesses before", 0, firms.ids), np.inf)
    count = min(int(can.sum()), round(book.at("assembly.firm_solar_share", year) * int(can.sum())))
    rows = firms.premises[chosen(keen, count)]
    premises.solar_kwp[rows] = premises.solar_room_kwp[rows]
    produced = premises.solar_kwp[rows].astype(np.float64) * premises.solar_kwh_per_kwp[rows]
    half = book.at("solar.self_consumption_half_ratio", year)
    premises.solar_used[rows] = self_consumption_share(produced, premises.electricity_kwh[rows], half)


def panels_wanted(
    firms: Businesses, city: City, book: Book, luck: Luck, year: int, index: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Businesses that put panels on their roofs this year.

    Their roofs are large enough for installers of their own, who are not scarce here.

    Returns:
        rows of the premises, days, and prices [EUR], each of shape (n,)
    """
    count, keys = len(firms), tuple(luck.key(name, year) for name in STREAMS)
    rows, days, price_eur = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64), np.empty(count)
    wanted = firms_that_want_panels(
        firms.premises, firms.discount_rate, city.premises.look(FirmRoofs), _panels(book, year), keys, index * 365, rows,
        days, price_eur,
    )  # fmt: skip
    return rows[:wanted], days[:wanted], price_eur[:wanted]


@yearly
def _panels(book: Book, year: int) -> FirmPanels:
    """What panels are like for a business in a year, as the loop over them wants it."""

    def at(name: str) -> float:
        return float(book.at(name, year))

    return FirmPanels(
        float(consideration(at("assembly.solar_attention_per_year"), 0.0, 0.0, 0.0)),
        np.float32(at("assembly.smallest_solar_kwp")), at("solar_market.capex_public_eur_per_kwp"),
        np.float32(at("solar.self_consumption_half_ratio")), at("prices.electricity_business"), at("prices.injection"),
        at("solar_market.upkeep_eur_per_kwp"), at("solar_market.life_years"), at("assembly.firm_weight_of_loss_share"),
    )  # fmt: skip
