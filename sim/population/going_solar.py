"""Households that own a roof think of panels.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but who waits.
"""

from __future__ import annotations

import numpy as np

from sim.city.city import City
from sim.city.dwellings import CARRIER_OF_HEATING
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book, yearly
from sim.physics.solar import self_consumption_share
from sim.population.households import Households
from sim.population.money import purse_of
from sim.population.one_household import Appeal
from sim.population.support_of_panels import lost_next_year_keur, support_of_panels
from sim.population.thinking_of_panels import Attention, Panels, RoofOwners, Roofs, want_panels
from sim.works.jobs import Gain

ONE_FAMILY_TYPES = 3
"""Types of `geodata.BUILDING_TYPES` below this index have a roof of their own."""


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, waits: np.ndarray,
    appliances_kwh: tuple[float, float], book: Book, luck: Luck, year: int, index: int,
) -> np.ndarray:  # fmt: skip
    """Jobs for the solar trade.

    Args:
        near: share of homes in sight with panels, by street segment
        wait_months: how long customers had to wait last year
        waits: bits of `People.waits`
        appliances_kwh: electricity of a household, and of each person in it [kWh/yr]
        index: number of the year in the run, 0 for the first
    """
    at, homes = book.at, city.dwellings
    hassle = at("behaviour.hassle_solar_keur", year) + at("behaviour.hassle_per_month_wait_keur", year) * wait_months
    appeal = Appeal(
        float(at("behaviour.asc_solar", year)["panels"]), np.float32(at("behaviour.peer_weight", year)), near,
        np.zeros(1, dtype=np.float32), np.float32(hassle),
    )  # fmt: skip
    attention = Attention(
        np.float32(at("assembly.solar_attention_per_year", year) + _hurry(city, appliances_kwh, book, year)),
        np.float32(at("assembly.solar_attention_peers", year)),
        offer.weighted("campaign", at("assembly.solar_attention_campaign", year)),
    )
    keys = tuple(luck.key(stream, year) for stream in ("thinks of panels", "panels", "asks for panels"))
    base, per_person = map(float, appliances_kwh)
    panels = _panels(book, year)._replace(appliances_kwh=base, appliances_kwh_per_person=per_person)
    asked = want_panels(
        homes.look(Roofs, waits=waits), people.look(RoofOwners), panels, attention, appeal,
        purse_of(book, year), offer.weighted("grant_eur"), keys, index * 365,
    )  # fmt: skip
    return offer.credited(asked)


@yearly
def _panels(book: Book, year: int) -> Panels:
    """What panels are like in a year, as `want_panels` wants it, the appliances beneath left open."""
    numbers = (
        "solar_market.capex_eur_per_kwp", "solar_market.inverter_cost_eur", "solar_market.premium_eur",
        "solar_market.life_years", "solar.self_consumption_half_ratio", "prices.electricity_household",
    )  # fmt: skip
    support, days = support_of_panels(book, year), book.at("retrofit.job_days_by_trade", year)["solar"]
    capex, inverter, premium, life, half_ratio, price = (float(book.at(name, year)) for name in numbers)
    upkeep = float(book.at("solar_market.upkeep_eur_per_kwp", year) + support.grid_fee_eur_per_kwp)
    return Panels(
        ONE_FAMILY_TYPES, np.array([carrier == "electricity" for carrier in CARRIER_OF_HEATING]),
        np.float32(book.at("assembly.smallest_solar_kwp", year)), np.float32(book.at("solar_market.kwp_per_home", year)),
        capex, inverter, premium, upkeep, life, half_ratio, price, support.fed_in_eur_kwh, 0.0, 0.0, float(days),
        support.certificate_eur_kwh, support.certificate_years,
    )  # fmt: skip


def _hurry(city: City, appliances_kwh: tuple[float, float], book: Book, year: int) -> float:
    """More attention because support that is announced to shrink is lost next year; 0 when nothing is."""
    if not any(book.at("solar_market.announced", year).values()):
        return 0.0
    homes, (base, per_person) = city.dwellings, appliances_kwh
    produced = float(book.at("solar_market.kwp_per_home", year) * homes.solar_kwh_per_kwp.mean(dtype=np.float64))
    used_kwh = base + per_person * city.facts.inhabitants / city.facts.households
    used = float(self_consumption_share(produced, used_kwh, book.at("solar.self_consumption_half_ratio", year)))
    return float(book.at("assembly.solar_attention_deadline", year) * lost_next_year_keur(book, year, produced, used))


def yearly_gain_eur(
    city: City, rows: np.ndarray, kwp: np.ndarray, electricity_kwh: np.ndarray, book: Book, year: int
) -> np.ndarray:
    """What panels save and earn in a year, upkeep taken off [EUR/yr]."""
    produced = kwp * city.dwellings.solar_kwh_per_kwp[rows]
    used = self_consumption_share(produced, electricity_kwh, book.at("solar.self_consumption_half_ratio", year))
    return _gain_of_use_eur(kwp, produced, used, book, year)


def _gain_of_use_eur(kwp: np.ndarray, produced: np.ndarray, used: np.ndarray, book: Book, year: int) -> np.ndarray:
    """The same when it is known how much is produced [kWh/yr], and which part of it is used on site."""
    support = support_of_panels(book, year)
    worth = used * book.at("prices.electricity_household", year) + (1.0 - used) * support.fed_in_eur_kwh
    upkeep = book.at("solar_market.upkeep_eur_per_kwp", year) + support.grid_fee_eur_per_kwp
    return produced * (worth + support.certificate_eur_kwh) - kwp * upkeep


def put_up(city: City, home: np.ndarray, days: np.ndarray, electricity_kwh: np.ndarray, book: Book, year: int) -> Gain:
    """The panels produce from their day on; `electricity_kwh` is the use of these homes, shape (n,)."""
    homes = city.dwellings
    plant_kwp = np.minimum(homes.solar_room_kwp[home], np.float32(book.at("solar_market.kwp_per_home", year)))
    homes.solar_kwp[home], kwp = plant_kwp, plant_kwp.astype(np.float64)
    produced = kwp * homes.solar_kwh_per_kwp[home]
    share = self_consumption_share(produced, electricity_kwh, book.at("solar.self_consumption_half_ratio", year))
    homes.solar_used[home] = used = share.astype(np.float32)
    city.diary.solar(homes.district[home], produced, used, days, owner="homes")
    city.relabel(home, days)
    city.diary.trait("buildings", "solar_kwp", homes.building[home], days, plant_kwp)
    city.diary.event("panels installed", "dwellings", home, days, "households")
    gain = _gain_of_use_eur(kwp, produced, share, book, year)
    return Gain(electricity_kwh, electricity_kwh - produced * used, gain)
