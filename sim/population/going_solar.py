"""Households that own a roof think of panels.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.behaviour.choice import consideration
from sim.behaviour.yes_or_no import says_yes
from sim.city.city import City
from sim.finance import annuity_factor
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.physics.solar import self_consumption_share
from sim.population.households import Households
from sim.population.money import can_finance, to_borrow
from sim.works.jobs import Gain, jobs


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, busy: np.ndarray,
    electricity_kwh: Callable[[int, np.ndarray], np.ndarray], book: Book, luck: Luck, year: int, index: int,
) -> np.ndarray:  # fmt: skip
    """Jobs for the solar trade.

    Args:
        electricity_kwh: tells the use of households in a year, by year and rows [kWh]
    """
    homes = city.dwellings
    smallest = book.at("assembly.smallest_solar_kwp", year)
    can = (homes.type < 3) & (homes.solar_kwp == 0) & (homes.solar_room_kwp >= smallest) & people.owns_home & ~busy
    rows = np.flatnonzero(can & homes.occupied)
    aware = consideration(
        book.at("assembly.solar_attention_per_year", year),
        book.at("assembly.solar_attention_peers", year) * near[homes.street[rows]],
        book.at("assembly.solar_attention_campaign", year) * offer.at("campaign", rows),
        0.0,
    )
    rows = rows[luck.draw("thinks of panels", year, rows) < aware]
    kwp = np.minimum(homes.solar_room_kwp[rows], book.at("solar_market.kwp_per_home", year)).astype(np.float64)
    price = kwp * book.at("solar_market.capex_eur_per_kwp", year) + book.at("solar_market.inverter_cost_eur", year)
    region = np.minimum(book.at("solar_market.premium_eur", year), price)
    town = np.minimum(offer.at("grant_eur", rows) * kwp, price - region)
    gain_eur = yearly_gain_eur(city, rows, kwp, electricity_kwh(year, rows), book, year)
    worth = annuity_factor(people.discount_rate[rows], book.at("solar_market.life_years", year))
    hassle = book.at("behaviour.hassle_solar_keur", year)
    hassle = hassle + book.at("behaviour.hassle_per_month_wait_keur", year) * wait_months
    yes = says_yes(
        (price - region - town - gain_eur * worth) / 1000.0,
        hassle * people.hassle[rows],
        people.weight_per_keur[rows],
        book.at("behaviour.asc_solar", year)["panels"],
        book.at("behaviour.peer_weight", year) * near[homes.street[rows]],
        people.care_for_climate[rows],
        luck.gumbel("panels", year, rows, 2),
    ) & can_finance(people, rows, price - region - town, book, year)  # fmt: skip
    asked = index * 365 + np.floor(luck.draw("asks for panels", year, rows) * 365).astype(np.int64)
    table = jobs(
        rows, option=1, asked=asked, work_days=book.at("retrofit.job_days_by_trade", year)["solar"], price_eur=price,
        region_eur=region, city_eur=town, borrowed_eur=to_borrow(people, rows, price - region - town, book, year),
        measure=offer.measure_of(rows),
    )  # fmt: skip
    return table[yes]


def yearly_gain_eur(
    city: City, rows: np.ndarray, kwp: np.ndarray, electricity_kwh: np.ndarray, book: Book, year: int
) -> np.ndarray:
    """What panels save and earn in a year, upkeep taken off [EUR/yr]."""
    produced = kwp * city.dwellings.solar_kwh_per_kwp[rows]
    used = self_consumption_share(produced, electricity_kwh, book.at("solar.self_consumption_half_ratio", year))
    worth = used * book.at("prices.electricity_household", year) + (1.0 - used) * book.at("prices.injection", year)
    return produced * worth - kwp * book.at("solar_market.upkeep_eur_per_kwp", year)


def put_up(city: City, home: np.ndarray, days: np.ndarray, electricity_kwh: np.ndarray, book: Book, year: int) -> Gain:
    """The panels produce from their day on; `electricity_kwh` is the use of these homes, shape (n,)."""
    homes = city.dwellings
    homes.solar_kwp[home] = np.minimum(homes.solar_room_kwp[home], book.at("solar_market.kwp_per_home", year))
    produced = homes.solar_kwp[home].astype(np.float64) * homes.solar_kwh_per_kwp[home]
    half = book.at("solar.self_consumption_half_ratio", year)
    homes.solar_used[home] = self_consumption_share(produced, electricity_kwh, half)
    city.diary.solar(homes.district[home], produced, homes.solar_used[home], days, owner="homes")
    city.relabel(home, days)
    city.diary.trait("buildings", "solar_kwp", homes.building[home], days, homes.solar_kwp[home])
    city.diary.event("panels installed", "dwellings", home, days, "households")
    kwp = homes.solar_kwp[home].astype(np.float64)
    gain = yearly_gain_eur(city, home, kwp, electricity_kwh, book, year)
    return Gain(electricity_kwh, electricity_kwh - produced * homes.solar_used[home], gain)
