"""Needs on the notice board: posted once, and counted when they wait too long.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.markets.listings import Listing, ListingBook
from sim.markets.needs import Need
from sim.parameter import Book

OVER = ("closed", "withdrawn")
DAYS_PER_MONTH = 365.0 / 12.0


def subject_of(sector: str, district: str) -> str:
    """What the listing of a need says it is about.

    >>> subject_of("residential", "harbour")
    'residential in harbour'
    """
    return f"{sector} in {district}"


def post_needs(needs: Sequence[Need], board: ListingBook, party: str, day: int) -> list[Listing]:
    """Put needs on the board, but for those that stand there already and have not ended.

    Args:
        needs: as noticed
        board: changed
        party: who asks, like city_hall
        day: since 1 January of the first simulated year

    Returns:
        the new listings
    """
    standing = {each.subject for each in board.listings if each.kind == "need" and each.state not in OVER}
    return [
        board.publish(
            "need", party, subject_of(need.sector, need.district), day, need.size_kwh, "kWh", need.size_eur,
            reason=need.cause,
        )
        for need in needs
        if subject_of(need.sector, need.district) not in standing
    ]  # fmt: skip


def open_and_unmet(
    board: ListingBook, sectors: Sequence[str], districts: Sequence[str], day: int, book: Book, year: int
) -> tuple[np.ndarray, np.ndarray]:
    """Needs that stand open, and of these those that wait too long: `NeedsInput.open_needs` and `unmet_needs`.

    Returns:
        two arrays, float64, shape (sectors, districts)
    """
    place = {
        subject_of(sector, district): (row, column)
        for row, sector in enumerate(sectors)
        for column, district in enumerate(districts)
    }
    stands, waits = (np.zeros((len(sectors), len(districts))) for _ in range(2))
    after_days = book.at("procurement.need_unmet_after_months", year) * DAYS_PER_MONTH
    for counts, listings in ((stands, board.unmet(day, -1.0)), (waits, board.unmet(day, after_days))):
        for each in listings:
            if each.subject in place:
                counts[place[each.subject]] += 1.0
    return stands, waits
