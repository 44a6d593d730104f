"""The businesses: who runs the premises, how many work there, and whether they put panels on their roofs.

Place in the flow: city -> [population] calls behaviour and physics -> markets.
One row per private premises; public ones belong to the city hall. Jobs are shared out over premises by floor and use, so
that the city's total is exact.
"""

from __future__ import annotations

import numpy as np

from geodata import USES
from sim.behaviour.choice import consideration
from sim.behaviour.yes_or_no import says_yes
from sim.city.city import City
from sim.columns import Crowd, column
from sim.finance import annuity_factor
from sim.luck import Luck
from sim.parameter import Book
from sim.physics.solar import self_consumption_share
from sim.population.fitting import standard_normal
from sim.quota import chosen, largest_remainder


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
    premises = city.premises
    think = consideration(book.at("assembly.solar_attention_per_year", year), 0.0, 0.0, 0.0)
    mine = np.flatnonzero(luck.draw("business thinks of panels", year, firms.ids) < think)
    rows = firms.premises[mine].astype(np.int64)
    free = (premises.solar_kwp[rows] == 0) & ~premises.solar_ordered[rows]
    free &= premises.solar_room_kwp[rows] >= book.at("assembly.smallest_solar_kwp", year)
    mine, rows = mine[free], rows[free]
    if len(rows) == 0:
        return rows, rows, np.zeros(0)
    kwp = premises.solar_room_kwp[rows].astype(np.float64)
    price = kwp * book.at("solar_market.capex_public_eur_per_kwp", year)
    produced = kwp * premises.solar_kwh_per_kwp[rows]
    half = book.at("solar.self_consumption_half_ratio", year)
    used = self_consumption_share(produced, premises.electricity_kwh[rows], half)
    worth = used * book.at("prices.electricity_business", year) + (1.0 - used) * book.at("prices.injection", year)
    gain = produced * worth - kwp * book.at("solar_market.upkeep_eur_per_kwp", year)
    lasting = annuity_factor(firms.discount_rate[mine], book.at("solar_market.life_years", year))
    loss_share = (price - gain * lasting) / price
    yes = says_yes(
        loss_share, 0.0, book.at("assembly.firm_weight_of_loss_share", year), 0.0, 0.0, 0.0,
        luck.gumbel("panels of a business", year, mine, 2),
    )  # fmt: skip
    days = index * 365 + np.floor(luck.draw("panels of a business on day", year, mine) * 365).astype(np.int64)
    return rows[yes], days[yes], price[yes]
