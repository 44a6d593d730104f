"""A heating gives up: like for like, or a heat pump.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but dates.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.yes_or_no import says_yes
from sim.city.city import City
from sim.city.dwellings import GAS, HEAT_PUMP, OIL
from sim.city.homes import heating_efficiencies
from sim.finance import annuity_factor
from sim.lives import as_day, falls_in, weibull_life_years
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.population.households import Households
from sim.population.money import by_income, can_finance, income_class, to_borrow
from sim.population.prices import heat_prices_eur_kwh
from sim.works.jobs import Gain, jobs


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, busy: np.ndarray,
    book: Book, luck: Luck, year: int, index: int,
) -> np.ndarray:  # fmt: skip
    """Jobs for the heating trade: everybody whose heating gives up this year needs one, option is the new HEATING."""
    homes = city.dwellings
    rows = np.flatnonzero(falls_in(homes.heating_ends, index) & ~busy)
    asked = np.maximum(homes.heating_ends[rows].astype(np.int64), index * 365)
    new = like_for_like(homes.heating[rows], homes.on_gas_grid[rows], book, year)
    price_same = price_eur(new, homes.heating[rows], book, year)
    price_pump = price_eur(np.full(len(rows), HEAT_PUMP), homes.heating[rows], book, year)
    region = by_income(book.at("heating.heat_pump_grant_eur", year), income_class(people, rows, book, year))
    region = np.minimum(region, price_pump)
    town = np.minimum(offer.at("grant_eur", rows), price_pump - region)
    yes = _prefers_pump(
        people, city, offer, near, wait_months, book, luck, year, rows, new, price_pump - region - town - price_same
    )
    fits = homes.calculated_kwh[rows] * homes.efficiency[rows] / homes.floor_m2[rows] <= book.at(
        "heating.heat_pump_max_need_kwh_m2", year
    )
    pump = (yes & fits & can_finance(people, rows, price_pump - region - town, book, year)) | (new == HEAT_PUMP)
    region, town = region * pump, town * pump
    price = np.where(pump, price_pump, price_same)
    days = book.at("retrofit.job_days_by_trade", year)
    return jobs(
        rows, option=np.where(pump, HEAT_PUMP, new), asked=asked, price_eur=price, region_eur=region, city_eur=town,
        work_days=np.where(pump, days["heat_pump"], days["heating"]),
        borrowed_eur=to_borrow(people, rows, price - region - town, book, year),
        measure=np.where(pump, offer.measure_of(rows), -1),
    )  # fmt: skip


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


def _prefers_pump(
    people, city, offer, near, wait_months, book, luck, year, rows, new, extra_price_eur
) -> np.ndarray:  # fmt: skip
    homes = city.dwellings
    efficiency, prices = heating_efficiencies(book, year), heat_prices_eur_kwh(book, year)
    useful = homes.heat_kwh[rows].astype(np.float64) * homes.efficiency[rows]
    per_heat = prices / efficiency
    upkeep = book.at("heating.boiler_upkeep_eur", year) - book.at("heating.heat_pump_upkeep_eur", year)
    saved_eur = useful * (per_heat[new] - per_heat[HEAT_PUMP]) + upkeep
    worth = annuity_factor(people.discount_rate[rows], book.at("heating.heat_pump_life_years", year))
    saved_eur *= np.where(people.owns_home[rows], 1.0, book.at("behaviour.rent_pass_through", year))
    hassle = book.at("behaviour.hassle_heat_pump_keur", year)
    hassle = hassle + book.at("behaviour.hassle_per_month_wait_keur", year) * wait_months
    told = book.at("behaviour.consideration_campaign", year) * offer.at("campaign", rows)
    return says_yes(
        (extra_price_eur - saved_eur * worth) / 1000.0,
        hassle * people.hassle[rows],
        people.weight_per_keur[rows],
        book.at("behaviour.asc_heating", year)["heat_pump"],
        book.at("behaviour.peer_weight", year) * near[homes.street[rows]] + told,
        people.care_for_climate[rows],
        luck.gumbel("heat pump", year, rows, 2),
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
    city.before_change(home)
    homes.heating[home] = option
    homes.efficiency[home] = heating_efficiencies(book, year)[option]
    life = np.where(
        option == HEAT_PUMP, book.at("heating.heat_pump_life_years", year), book.at("heating.boiler_life_years", year)
    )
    shape = book.at("heating.boiler_life_shape", year)
    left = weibull_life_years(luck.draw("life of heating", year, home), 1.0, shape) * life
    homes.heating_ends[home] = as_day(days, left)
    was, before, after = city.after_change(
        home, people.persons, days, "heat_pump", option == HEAT_PUMP, same_envelope=True
    )
    pump = option == HEAT_PUMP
    city.diary.event("heat pump installed", "dwellings", home[pump], days[pump], "households")
    city.diary.event("boiler replaced", "dwellings", home[~pump], days[~pump], "households")
    prices = heat_prices_eur_kwh(book, year)
    upkeep = book.at("heating.boiler_upkeep_eur", year) - book.at("heating.heat_pump_upkeep_eur", year)
    return Gain(before, after, before * prices[was] - after * prices[option] + upkeep * pump)
