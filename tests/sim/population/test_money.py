"""What works cost a household, and who pays which part."""

import numpy as np
import pytest

from sim.population.fitting import income_limits
from sim.population.households import Households
from sim.population.money import by_income, can_finance, income_class, to_borrow

ROWS = np.arange(3)


def a_street(book):
    low, middle = income_limits(book, 2025)
    return Households(3, income_eur=[low - 1, middle - 1, middle + 1])


def test_three_classes_of_income_have_three_grants(book):
    classes = income_class(a_street(book), ROWS, book, 2025)
    assert classes.tolist() == [0, 1, 2]
    assert by_income({"low": 3.0, "middle": 2.0, "high": 1.0}, classes).tolist() == [3, 2, 1]


def test_savings_go_first_and_the_rest_is_borrowed(book):
    people = a_street(book)
    savings = people.income_eur * book.at("people.savings_share_of_income", 2025)
    assert to_borrow(people, ROWS, savings * 0.5, book, 2025).tolist() == [0, 0, 0]
    assert to_borrow(people, ROWS, savings + 1_000, book, 2025) == pytest.approx([1_000] * 3, rel=1e-3)


def test_nobody_borrows_more_than_a_years_income_or_the_cap(book):
    people = a_street(book)
    assert can_finance(people, ROWS, np.zeros(3), book, 2025).all()
    assert not can_finance(people, ROWS, np.full(3, 1e6), book, 2025).any()


def test_what_the_poor_can_pay_the_rich_can_too(book):
    people = a_street(book)
    for own_part in np.linspace(0, 120_000, 40):
        can = can_finance(people, ROWS, np.full(3, own_part), book, 2025)
        assert np.all(np.diff(can.astype(int)) >= 0)
