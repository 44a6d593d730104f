"""A number and the book of them all."""

import pytest

from sim.parameter import Book, Parameter


def a_number(name="prices.gas", values=None, **papers):
    return Parameter(name, name, "EUR", values or {2020: 10.0, 2030: 20.0}, "assumption", {}, **papers)


def test_a_value_holds_until_the_next_one_and_the_first_one_before_it():
    number = a_number()
    assert [number.at(year) for year in (2011, 2020, 2029, 2030, 2060)] == [10, 10, 10, 20, 20]


def test_a_price_may_go_in_a_straight_line_between_its_years():
    number = a_number(interpolate=True)
    assert [number.at(year) for year in (2011, 2020, 2025, 2030, 2060)] == [10, 10, 15, 20, 20]


def test_years_may_be_listed_in_any_order():
    assert a_number(values={2030: 20.0, 2020: 10.0}).at(2025) == 10


def test_a_missing_number_is_named_with_a_near_word():
    with pytest.raises(KeyError, match="did you mean 'prices.gas'"):
        Book({"prices.gas": a_number()}).at("prices.gass", 2025)


def test_a_book_with_other_values_leaves_the_old_book_alone():
    book = Book({"prices.gas": a_number(), "prices.oil": a_number("prices.oil")})
    assert book.at("prices.gas", 2025) == 10
    dear = book.with_values({"prices.gas": {2020: 99.0}})
    assert (book.at("prices.gas", 2025), dear.at("prices.gas", 2025), dear.at("prices.oil", 2025)) == (10, 99, 10)
    assert "prices.oil" in dear and "prices.coal" not in dear
