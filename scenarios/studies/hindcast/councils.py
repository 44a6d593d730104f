"""Three hundred municipalities and the operator's offer: who joins when, and what that does to their lamps.

Place in the flow: scenarios -> [studies]. Uses the cash flows of `sim.finance`; no town is drawn for it. Until 2018 a lamp
becomes LED when it is worn out; from 2019 on a council may hand its lamps over, and then all of them are swapped by the
year the operator promises. The S-curve follows from who accepts, no rate of LED is put in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtri

from sim.city.lighting import LightingRegimes
from sim.finance import OperatorTerms, Programme, lighting_contract, side_by_side
from sim.luck import Luck
from sim.parameter import Book

FIRST_YEAR = 2010
OFFER = "grid_operator_lighting_service"
"""Name of the form of contract."""
GROWS_SINCE = 2015
"""Lamps are counted per lamp of this year."""
MOMENTS = (0.5, 1.0)
"""Meetings of the operator's owners, June and December, as a part of the year."""
LATITUDE, LONGITUDE = 51.0, 4.4
"""Middle of Flanders, for the length of the nights."""

Series = dict[str, dict[float, float]]


@dataclass
class Councils:
    """One row per municipality; shares are of the lamps it had at first."""

    lamps: np.ndarray
    own_spread_years: np.ndarray
    """Years its own LED programme would take."""
    hurdle_eur: np.ndarray
    """Gain per lamp it wants before it joins [EUR]."""
    joined: np.ndarray
    """Moment it joined, a year with a fraction; infinite for those that did not."""
    swapped: np.ndarray
    """Share of classic lamps that the operator swapped, the hungriest first [0 to 1]."""
    not_worn: np.ndarray
    """Share of the other lamps that did not become LED at the end of their life [0 to 1]."""

    @property
    def classic(self) -> np.ndarray:
        """Share of the first lamps that is not LED [0 to 1]."""
        return (1.0 - self.swapped) * self.not_worn


def settle_councils(book: Book, luck: Luck) -> Councils:
    """The municipalities before the offer, as the book of the year of the offer describes them."""
    at, year = book.at, _offer_year(book)
    region = at("hindcast.scale_to_region", year)
    rows = np.arange(int(region["councils"]))
    size, wish = (ndtri(luck.draw(f"council {name}", 0, rows).astype(np.float64)) for name in ("size", "wish"))
    lamps = np.exp(at("hindcast.council_lamps_sigma", year) * size)
    shortest, longest = at("hindcast.council_own_spread_years", year)
    spread = shortest + (longest - shortest) * luck.draw("council spread", 0, rows).astype(np.float64)
    sigma_eur = at("hindcast.council_hurdle_sigma_eur_per_lamp", year)
    hurdle = at("hindcast.council_hurdle_eur_per_lamp", year) + sigma_eur * wish
    none = np.zeros(len(rows))
    return Councils(
        lamps * region["lamps_flanders"] / lamps.sum(), spread, hurdle, np.full(len(rows), np.inf), none, none + 1.0
    )


def live_through(book: Book, luck: Luck, last_year: int, control_saving: float) -> Series:
    """The lamps of all councils until a year.

    Args:
        book: all parameters
        luck: of the run
        last_year: last year told
        control_saving: of `control_saving_share`, worked out once for all runs

    Returns:
        `led_share` [%] and `councils_joined` at the end of each year, `lighting_gwh` in each, by date
    """
    councils, series = settle_councils(book, luck), {"led_share": {}, "councils_joined": {}, "lighting_gwh": {}}
    gwh = lighting_gwh(councils, book, FIRST_YEAR - 1, control_saving)
    for year in range(FIRST_YEAR, last_year + 1):
        _wear_out(councils, book, year)
        _swap(councils, book, year)
        _decide(councils, book, luck, year, control_saving)
        before, gwh = gwh, lighting_gwh(councils, book, year, control_saving)
        series["led_share"][year + 1.0] = 100.0 * led_share(councils, book, year)
        series["councils_joined"][year + 1.0] = float(np.isfinite(councils.joined).sum())
        series["lighting_gwh"][year + 0.5] = (before + gwh) / 2.0
    return series


def _wear_out(councils: Councils, book: Book, year: int) -> None:
    """Luminaires at the end of their life make room for new ones, part of them LED."""
    rate = book.at("hindcast.led_share_of_worn_out", year) / book.at("lighting.classic_luminaire_life_years", year)
    councils.not_worn *= 1.0 - rate


def _swap(councils: Councils, book: Book, year: int) -> None:
    """The operator swaps an equal part each year of what is left in its care until the promised year."""
    years_left = max(1.0, book.at("hindcast.operator_led_year", year) - year + 1)
    in_care_share = np.clip(year + 1.0 - councils.joined, 0.0, 1.0)
    councils.swapped += (1.0 - councils.swapped) * in_care_share / years_left


def _decide(councils: Councils, book: Book, luck: Luck, year: int, control_saving: float) -> None:
    """Councils that have the offer on the agenda join when it gains enough over their own plan."""
    if year < _offer_year(book):
        return
    rows = np.arange(len(councils.lamps))
    gain_eur = gain_per_lamp_eur(councils.own_spread_years, book, year, control_saving)
    for moment in MOMENTS:
        waiting = ~np.isfinite(councils.joined)
        on_agenda = luck.draw(f"council agenda {moment}", year, rows) < book.at("hindcast.council_agenda_share", year)
        eased_eur = book.at("hindcast.council_peer_eur_per_lamp", year) * (1.0 - waiting.mean())
        joins = waiting & on_agenda & (gain_eur > councils.hurdle_eur - eased_eur)
        councils.joined[joins] = year + moment


def gain_per_lamp_eur(own_spread_years: np.ndarray, book: Book, year: int, control_saving: float) -> np.ndarray:
    """What the operator's service is worth more than the best a council can do by itself [EUR per lamp].

    Args:
        own_spread_years: years its own programme would take, shape (n,); between whole years in a straight line
        book: all parameters
        year: of the decision; prices of that year hold for the whole term
        control_saving: of `control_saving_share`
    """
    shortest, longest = (int(end) for end in book.at("hindcast.council_own_spread_years", year))
    lengths = np.arange(shortest, longest + 1)
    programme = usual_programme(book, year, control_saving)
    service = side_by_side(programme, operator_terms(programme, book, year)).npv_eur[OFFER]
    own = [lighting_contract(replace(programme, spread_years=int(length))).npv_own for length in lengths]
    return (service - np.interp(own_spread_years, lengths, np.maximum(own, 0.0))) / programme.lamps


def usual_programme(book: Book, year: int, control_saving: float) -> Programme:
    """All lamps of a municipality of mean size as one programme, on the terms of a year."""
    at = book.at
    region, saving = at("hindcast.scale_to_region", year), led_saving(book, year, control_saving)
    return Programme(
        lamps=region["lamps_flanders"] / region["councils"], term_years=int(at("contracts.service_term_years", year)),
        capex_eur_per_lamp=at("lighting.capex_eur_per_lamp", year),
        upkeep_before_eur=at("lighting.upkeep_eur_per_lamp_conventional", year),
        upkeep_after_eur=at("lighting.upkeep_eur_per_lamp_led", year), kwh_per_lamp=at("hindcast.kwh_per_lamp_2015", year),
        saving_share=saving, price_eur_per_kwh=at("prices.electricity_public_lighting", year),
        client_rate=at("finance.municipal_discount_rate", year), loan_rate=at("contracts.municipal_loan_rate", year),
        provider_rate=at("contracts.provider_rate", year), residual_share=at("contracts.residual_share", year),
        transaction_own_eur=at("contracts.transaction_own_eur", year),
    )  # fmt: skip


def operator_terms(programme: Programme, book: Book, year: int) -> OperatorTerms:
    """The grid operator's offer in a year."""
    at = book.at
    return OperatorTerms(
        expert_value_eur=programme.lamps * at("contracts.operator_expert_value_eur_per_lamp", year),
        cash_share=at("contracts.operator_cash_share", year), dividend_yield=at("contracts.operator_dividend_rate", year),
        network_value_left_share=at("contracts.residual_share", year),
        capex_eur_per_lamp=programme.capex_eur_per_lamp * (1.0 - at("lighting.operator_capex_discount", year)),
        rate=at("contracts.operator_rate", year), upkeep_eur_per_lamp=programme.upkeep_after_eur,
        spread_years=max(1, int(at("hindcast.operator_led_year", year)) - year),
    )  # fmt: skip


def payback_yr(book: Book, year: int, control_saving: float) -> float:
    """Simple payback of an LED programme bought by the municipality itself [yr]."""
    plan = usual_programme(book, year, control_saving)
    energy_eur = plan.kwh_per_lamp * plan.saving_share * plan.price_eur_per_kwh
    return plan.capex_eur_per_lamp / (energy_eur + plan.upkeep_before_eur - plan.upkeep_after_eur)


def new_lamps(book: Book, year: int) -> tuple[float, float]:
    """Lamps in new streets, and the LED among them, per lamp of the year from which they are counted."""
    years = range(GROWS_SINCE, year + 1)
    grown = [book.at("lighting.growth_lamps_share", each) for each in years]
    led = [book.at("hindcast.led_share_of_worn_out", each) for each in years]
    return float(np.sum(grown)), float(np.dot(grown, led))


def led_share(councils: Councils, book: Book, year: int) -> float:
    """LED among all lamps at the end of a year, those of new streets included [0 to 1]."""
    new, new_led = new_lamps(book, year)
    return (1.0 - float(np.average(councils.classic, weights=councils.lamps)) + new_led) / (1.0 + new)


def lighting_gwh(councils: Councils, book: Book, year: int, control_saving: float) -> float:
    """Electricity of all lamps in the state of the end of a year, for a whole year [GWh].

    The hungriest lamps go first: the first share x holds x^a of the energy, with a from the hungriest fifth.
    """
    exponent = math.log(book.at("hindcast.energy_of_hungriest_fifth_share", year)) / math.log(0.2)
    classic = float(np.average((1.0 - councils.swapped**exponent) * councils.not_worn, weights=councils.lamps))
    new, new_led = new_lamps(book, year)
    led = (1.0 - classic + new_led) * (1.0 - led_saving(book, year, control_saving))
    lamps = book.at("hindcast.scale_to_region", year)["lamps_flanders"]
    return (classic + new - new_led + led) * book.at("hindcast.kwh_per_lamp_2015", year) * lamps / 1e6


def led_saving(book: Book, year: int, control_saving: float) -> float:
    """Share of a lamp's electricity that LED saves: the swap, and dimming with control where there is some [0 to 1].

    Args:
        book: all parameters
        year: of which the share of controlled lamps holds
        control_saving: of `control_saving_share`
    """
    dims = control_saving * book.at("hindcast.controlled_led_share", year)
    return 1.0 - (1.0 - book.at("lighting.led_swap_saving", year)) * (1.0 - dims)


def control_saving_share(book: Book) -> float:
    """What dimming in the evening and control lamp by lamp save of an LED lamp's electricity in Flanders [0 to 1]."""
    return LightingRegimes(book, LATITUDE, LONGITUDE, _offer_year(book)).saved_share("evening", False, True)


def _offer_year(book: Book) -> int:
    return int(book.at("hindcast.operator_offer_year", FIRST_YEAR))
