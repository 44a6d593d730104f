"""Many tenders of usual size and mixed trades, for tests and for tuning `procurement.yaml`."""

from __future__ import annotations

import numpy as np

from sim.luck import Luck
from sim.markets.firms import TRADES, Firms
from sim.markets.tender_book import TenderBook
from sim.markets.tendering import Criteria, TenderCall

PRICE_ONLY = Criteria(1.0)


def a_call(**changes):
    """A tender for works of 300,000 EUR on price alone."""
    usual = dict(
        project=0, measure="retrofit", form="own_budget", domain="public_buildings", trade="building", buyer="city_hall",
        day=10, estimate_eur=300_000.0, items=3.0, criteria=PRICE_ONLY,
    )  # fmt: skip
    return TenderCall(**{**usual, **changes})


def sizes_between(low, high, draws):
    """As many small as large jobs: even in the logarithm."""
    return low * (high / low) ** draws


def live_through(book, seed, years=10, a_year=20, size_of=None, **changes):
    """Tenders of all trades over some years, 20 a year in the whole region; their book and their firms."""
    luck, tenders = Luck(seed), TenderBook()
    firms = Firms.open(book, luck, 2025)
    numbers = np.random.default_rng(seed)
    size_of = size_of or (lambda draw: sizes_between(50_000.0, 2_000_000.0, draw))
    for year in range(2025, 2025 + years):
        for k in range(a_year):
            trade = list(TRADES)[numbers.integers(len(TRADES))]
            call = a_call(trade=trade, estimate_eur=float(size_of(numbers.random())),
                          day=365 * (year - 2025) + 10 * k, draw_id=k, **changes)  # fmt: skip
            tenders.hold(call, firms, book, luck, year)
        firms.end_year(book, luck, year)
    return tenders, firms


def together(books):
    """Several books of tenders as one."""
    whole = TenderBook()
    for book in books:
        for award in book.awards:
            whole.keep(award)
    return whole
