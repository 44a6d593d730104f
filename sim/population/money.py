"""What works cost a household, and who pays which part.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.parameter import Book, yearly
from sim.population.fitting import income_limits
from sim.population.households import Households
from sim.population.one_household import Purse

INCOME_CLASSES = ("low", "middle", "high")


def income_class(people: Households, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """0 low, 1 middle, 2 high, by the limits of the grant."""
    return np.searchsorted(np.array(income_limits(book, year)), people.income_eur[rows], side="right")


def by_income(table: dict[str, float], classes: np.ndarray) -> np.ndarray:
    """A number of the book for each row's income class, float64."""
    return np.array([table[name] for name in INCOME_CLASSES], dtype=np.float64)[classes]


def to_borrow(people: Households, rows: np.ndarray, own_part_eur: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Part that savings do not cover [EUR]; savings are a share of the yearly income."""
    savings = people.income_eur[rows] * book.at("people.savings_share_of_income", year)
    return np.maximum(0.0, own_part_eur - savings)


def can_finance(people: Households, rows: np.ndarray, own_part_eur: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Whether savings and a renovation loan cover the part that is not granted."""
    borrowed = to_borrow(people, rows, own_part_eur, book, year)
    limit = np.minimum(book.at("retrofit.base_loan_max_eur", year), people.income_eur[rows])
    return borrowed <= limit


@yearly
def purse_of(book: Book, year: int) -> Purse:
    """What households can pay in a year, as loops over homes want it."""
    low, middle = income_limits(book, year)
    return Purse(
        np.float32(book.at("people.savings_share_of_income", year)), np.float32(book.at("retrofit.base_loan_max_eur", year)),
        float(low), float(middle),
    )  # fmt: skip
