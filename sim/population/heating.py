"""A heating gives up: like for like, or a heat pump.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but who waits.
"""

from __future__ import annotations

import numpy as np

from sim.city.city import City
from sim.city.dwellings import GAS, HEAT_PUMP, HEATINGS, OIL
from sim.city.homes import heating_efficiencies
from sim.lives import weibull_scale
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book, yearly
from sim.population.boiler_or_pump import Boilers, Heatings, Inside, Owners, put_in, replace_heatings
from sim.population.households import Households
from sim.population.money import by_income, purse_of
from sim.population.one_household import Appeal
from sim.population.prices import heat_prices_eur_kwh
from sim.works.jobs import Gain


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, waits: np.ndarray,
    book: Book, luck: Luck, year: int, index: int,
) -> np.ndarray:  # fmt: skip
    """Jobs for the heating trade: everybody whose heating gives up this year needs one, option is the new HEATING.

    Args:
        near: share of homes in sight with a heat pump, by street segment
        wait_months: how long customers had to wait last year
        waits: bits of `People.waits`
        index: number of the year in the run, 0 for the first
    """
    homes, at = city.dwellings, book.at
    hassle = (
        at("behaviour.hassle_heat_pump_keur", year) + at("behaviour.hassle_per_month_wait_keur", year) * wait_months
    )
    appeal = Appeal(
        float(at("behaviour.asc_heating", year)["heat_pump"]), np.float32(at("behaviour.peer_weight", year)), near,
        offer.weighted("campaign", at("behaviour.consideration_campaign", year)), np.float32(hassle),
    )  # fmt: skip
    asked = replace_heatings(
        index * 365, (index + 1) * 365,
        homes.look(Boilers, waits=waits), people.look(Owners), _heatings(book, year), appeal,
        purse_of(book, year), offer.weighted("grant_eur"), luck.key("heat pump", year),
    )  # fmt: skip
    return offer.credited(asked, asked["option"] == HEAT_PUMP)


@yearly
def _heatings(book: Book, year: int) -> Heatings:
    """What heatings are like in a year, as `replace_heatings` wants it."""
    at, days = book.at, book.at("retrofit.job_days_by_trade", year)
    kinds = np.arange(len(HEATINGS), dtype=np.int8)
    like = [like_for_like(kinds, np.full(len(kinds), on_grid), book, year) for on_grid in (False, True)]
    new, old = np.repeat(kinds, len(kinds)), np.tile(kinds, len(kinds))
    return Heatings(
        np.array(like), price_eur(new, old, book, year).reshape(len(kinds), len(kinds)),
        heat_prices_eur_kwh(book, year) / heating_efficiencies(book, year),
        by_income(at("heating.heat_pump_grant_eur", year), np.arange(3)),
        float(at("heating.boiler_upkeep_eur", year) - at("heating.heat_pump_upkeep_eur", year)),
        float(at("heating.heat_pump_life_years", year)), np.float32(at("heating.heat_pump_max_need_kwh_m2", year)),
        float(at("behaviour.rent_pass_through", year)), float(days["heating"]), float(days["heat_pump"]), HEAT_PUMP,
    )  # fmt: skip


@yearly
def _new_ones(book: Book, year: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Efficiency and Weibull scale of the life of each new heating, and the shape of lives, as `put_in` wants them."""
    lives = np.full(len(HEATINGS), float(book.at("heating.boiler_life_years", year)))
    lives[HEAT_PUMP] = book.at("heating.heat_pump_life_years", year)
    shape = float(book.at("heating.boiler_life_shape", year))
    return heating_efficiencies(book, year), lives * weibull_scale(1.0, shape), shape


def like_for_like(heating: np.ndarray, on_gas_grid: np.ndarray, book: Book, year: int) -> np.ndarray:
    """What replaces a heating when nobody thinks twice; oil boilers may no longer be installed where gas is."""
    new = heating.copy()
    if year >= book.at("heating.oil_ban_year", year):
        new[(heating == OIL) & on_gas_grid] = GAS
    return new


def price_eur(new: np.ndarray, old: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Price of a heating installed [EUR]."""
    age = year - 2025  # prices of the book are those of 2025, the trend starts there
    pump = book.at("heating.heat_pump_cost_eur", year) * (1.0 + book.at("heating.heat_pump_cost_trend", year)) ** max(
        0, age
    )
    boiler = book.at("heating.boiler_cost_eur", year)
    prices = np.full(6, boiler, dtype=np.float64)
    prices[OIL], prices[HEAT_PUMP] = book.at("heating.oil_boiler_cost_eur", year), pump
    price = prices[new]
    connects = (new == GAS) & (old != GAS)
    emitters = (new == HEAT_PUMP) & (old != HEAT_PUMP)
    price = price + connects * book.at("heating.gas_connection_cost_eur", year)
    return price + emitters * book.at("heating.emitters_cost_eur", year) * book.at(
        "assembly.homes_needing_emitters_share", year
    )


def install(
    city: City,
    people: Households,
    home: np.ndarray,
    option: np.ndarray,
    days: np.ndarray,
    book: Book,
    luck: Luck,
    year: int,
) -> Gain:
    """The new heating runs: another carrier or efficiency, another life, entered in the diary."""
    homes = city.dwellings
    was, useful_kwh = np.empty(len(home), dtype=np.int8), np.empty(len(home))
    put_in(
        home, option, days, luck.draw("life of heating", year, home), homes.look(Inside), *_new_ones(book, year), was,
        useful_kwh,
    )  # fmt: skip
    pump = option == HEAT_PUMP
    before, after = city.after_change(home, people.persons, days, "heat_pump", pump, was, useful_kwh)
    city.diary.event("heat pump installed", "dwellings", home[pump], days[pump], "households")
    city.diary.event("boiler replaced", "dwellings", home[~pump], days[~pump], "households")
    prices = heat_prices_eur_kwh(book, year)
    upkeep = book.at("heating.boiler_upkeep_eur", year) - book.at("heating.heat_pump_upkeep_eur", year)
    return Gain(before, after, before * prices[was] - after * prices[option] + upkeep * pump)
