"""Which procedure a public buyer must follow: by value, kind of purchase and date.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
Amounts stand dated in the book (`procurement.*_eur`); values are excluding VAT. A tender in lots follows the value of
all its lots together, so that nobody escapes a threshold by cutting a job in pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.parameter import Book, yearly

DIRECT, NEGOTIATED, NATIONAL, EUROPEAN = "direct", "negotiated", "national", "european"
PROCEDURES = (DIRECT, NEGOTIATED, NATIONAL, EUROPEAN)
"""Direct award; negotiated without publication; notice in Belgium; notice in Europe."""
MOST_LOTS = 64


@dataclass(frozen=True)
class Thresholds:
    """The amounts of a year [EUR excl. VAT]; a value equal to one falls under the stricter rule.

    >>> of_2025 = Thresholds(30_000, 143_000, 221_000, 5_538_000)
    >>> [of_2025.procedure(value, is_works=True) for value in (29_999, 30_000, 143_000, 5_538_000)]
    ['direct', 'negotiated', 'national', 'european']
    >>> of_2025.procedure(221_000, is_works=False)
    'european'
    """

    direct_below_eur: float
    published_from_eur: float
    european_services_from_eur: float
    european_works_from_eur: float

    def procedure(self, value_eur: float, is_works: bool) -> str:
        """One of PROCEDURES for a purchase of this value.

        Args:
            value_eur: estimate of all lots together, excl. VAT [EUR]
            is_works: works; otherwise supplies or services
        """
        european_from = self.european_works_from_eur if is_works else self.european_services_from_eur
        if value_eur >= european_from:
            return EUROPEAN
        if value_eur >= self.published_from_eur:
            return NATIONAL
        return NEGOTIATED if value_eur >= self.direct_below_eur else DIRECT


@yearly
def thresholds(book: Book, year: int) -> Thresholds:
    """The amounts that hold in a year; they change on 1 January."""
    names = Thresholds.__dataclass_fields__
    return Thresholds(**{name: book.at(f"procurement.{name}", year) for name in names})


def is_works(trade: str) -> bool:
    """Whether what a trade sells is works; service forms (`lighting_service` ...) are services.

    >>> is_works("building"), is_works("lighting_service")
    (True, False)
    """
    return not trade.endswith("_service")


def procedure_for(book: Book, year: int, trade: str, estimate_eur: float) -> str:
    """The procedure that the value of a purchase asks for in a year."""
    return thresholds(book, year).procedure(estimate_eur, is_works(trade))


def is_published(procedure: str) -> bool:
    """Whether everybody may see the call, and any firm may bid."""
    return procedure in (NATIONAL, EUROPEAN)


def in_lots(estimate_eur: float, lots: int) -> np.ndarray:
    """Value of each lot [EUR], shape (lots,): equal parts.

    >>> in_lots(90_000.0, 3).tolist()
    [30000.0, 30000.0, 30000.0]
    """
    return np.full(lots, estimate_eur / lots)
