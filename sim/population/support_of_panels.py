"""What public support makes of panels in a year, and what of it is known to be lost in the next one.

Place in the flow: city -> [population]. Reads the book, knows no state. Certificates, a meter that runs back and its fee
are history in Flanders: after 2023 all of it is zero.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour.choice import worth_of_a_yearly_euro
from sim.parameter import Book


class SupportOfPanels(NamedTuple):
    """Support for panels placed in a year."""

    certificate_eur_kwh: float
    """Paid for every kWh produced [EUR/kWh]."""
    certificate_years: float
    fed_in_eur_kwh: float
    """Worth of a kWh fed in: the household price while the meter runs back, else what is paid for it [EUR/kWh]."""
    grid_fee_eur_per_kwp: float
    """Yearly fee for a meter that runs back [EUR/kWp]."""
    premium_eur: float


def support_of_panels(book: Book, year: int, prices_of: int | None = None) -> SupportOfPanels:
    """The rules of a year.

    Args:
        book: all parameters
        year: in which the panels are placed
        prices_of: year of the household price of electricity, when it is not the same
    """
    runs_back = year < book.at("solar_market.net_metering_ends", year)
    price = book.at("prices.electricity_household", year if prices_of is None else prices_of)
    return SupportOfPanels(
        float(book.at("solar_market.feed_in", year)), float(book.at("solar_market.support_years", year)),
        float(price if runs_back else book.at("prices.injection", year)),
        float(book.at("solar_market.grid_fee_eur_per_kwp", year)), float(book.at("solar_market.premium_eur", year)),
    )  # fmt: skip


def lost_next_year_keur(book: Book, year: int, produced_kwh: float, used_share: float) -> float:
    """Support that whoever waits until next year is known to lose, as a present value at the usual rate [kEUR].

    Args:
        book: all parameters
        year: calendar year
        produced_kwh: of a usual plant [kWh/yr]
        used_share: part of it used at home [0 to 1]
    """
    now, then = support_of_panels(book, year), support_of_panels(book, year + 1, prices_of=year)
    rate, kwp = book.at("people.discount_rate_owner", year), book.at("solar_market.kwp_per_home", year)
    life = float(worth_of_a_yearly_euro(rate, book.at("solar_market.life_years", year)))
    fee_eur = kwp * (now.grid_fee_eur_per_kwp - then.grid_fee_eur_per_kwp) * life
    fed_in_kwh = produced_kwh * (1.0 - used_share)
    lost_eur = {
        "certificates": produced_kwh * (_certified(now, rate) - _certified(then, rate)),
        "meter": fed_in_kwh * (now.fed_in_eur_kwh - then.fed_in_eur_kwh) * life - fee_eur,
        "premium": now.premium_eur - then.premium_eur,
    }
    known = book.at("solar_market.announced", year)
    return max(0.0, sum(known[kind] * lost for kind, lost in lost_eur.items())) / 1000.0


def _certified(support: SupportOfPanels, rate: float) -> float:
    """Present value of certificates for one kWh a year [EUR]."""
    return support.certificate_eur_kwh * float(worth_of_a_yearly_euro(rate, support.certificate_years))
