"""Numbers of the book bent for one scenario."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.bending import bend, bent_values
from sim.parameter import Book, Parameter
from sim.scenario import Change

PRICE = Parameter("prices.gas", "gas", "EUR", {2020: 1.0, 2030: 2.0}, "measured", {}, interpolate=True)
STEPS = Parameter("prices.oil", "oil", "EUR", {2030: 2.0}, "measured", {})
TABLE = Parameter("stock.share", "share", "share", {2020: {"a": 1.0, "b": (2.0, 3.0)}}, "measured", {})
BOOK = Book({each.name: each for each in (PRICE, STEPS, TABLE)})


def bent(name, *change, **more):
    book, troubles = bend(BOOK, {name: Change(*change, because="a test", **more)})
    assert troubles == []
    return book[name]


@given(st.integers(2021, 2045), st.integers(2000, 2060))
def test_before_its_first_year_a_change_changes_nothing(first, year):
    for parameter in (PRICE, STEPS):
        after = bent(parameter.name, "multiply", 3.0, from_year=first)
        times = 3 if year >= first else 1
        assert abs(after.at(year) - times * parameter.at(year)) < 1e-9


@given(st.floats(0.01, 100), st.integers(2000, 2060))
def test_a_factor_for_all_years_multiplies_every_year(factor, year):
    assert abs(bent("prices.gas", "multiply", factor).at(year) - factor * PRICE.at(year)) < 1e-9 * factor


def test_a_new_value_holds_for_ever():
    after = bent("prices.gas", "set", 7.0)
    assert [after.at(year) for year in (2000, 2025, 2060)] == [7.0, 7.0, 7.0]


def test_new_values_by_year_leave_the_years_before_them_alone():
    after = bent("prices.gas", "set", {2026: 5.0, 2036: 6.0})
    assert after.at(2025) == PRICE.at(2025)
    assert [after.at(year) for year in (2026, 2031, 2040)] == [5.0, 5.5, 6.0]


def test_a_table_is_bent_in_every_number():
    assert bent_values(TABLE, Change("multiply", 2.0, "a test")) == {2020: {"a": 2.0, "b": (4.0, 6.0)}}


def test_a_table_is_not_replaced_by_one_number():
    assert "table" in bend(BOOK, {"stock.share": Change("set", 2.0, "a test")})[1][0].wanted


def test_an_unknown_parameter_gets_a_near_word():
    assert bend(BOOK, {"prices.gass": Change("set", 2.0, "a test")})[1][0].suggestion == "prices.gas"


def test_the_book_itself_is_never_changed():
    bent("prices.gas", "multiply", 9.0)
    assert BOOK["prices.gas"].values == {2020: 1.0, 2030: 2.0}


def test_beyond_every_bound_is_refused():
    troubles = bend(BOOK, {"prices.gas": Change("multiply", 1e308 * 10, "a test")})[1]
    assert "finite" in troubles[0].wanted


def test_one_word_of_a_table_is_bent_and_the_others_keep_what_they_had(book):
    from scenarios.bending import bend
    from sim.scenario import Change

    changes = {
        "heating.carrier_shares.oil": Change("multiply", 1.1, "more oil"),
        "heating.carrier_shares.wood": Change("multiply", 0.9, "less wood"),
    }
    bent, troubles = bend(book, changes)
    before, after = (each.at("heating.carrier_shares", 2011) for each in (book, bent))
    assert troubles == []
    assert after == {**before, "oil": before["oil"] * 1.1, "wood": before["wood"] * 0.9}


def test_a_word_that_the_table_lacks_is_told_with_a_near_one_and_one_beyond_the_spread_is_odd(book):
    from scenarios.bending import bend
    from sim.scenario import Change

    _, (wrong,) = bend(book, {"heating.carrier_shares.oill": Change("multiply", 1.1, "a slip")})
    assert wrong.suggestion == "oil" and not wrong.is_odd_only
    _, (odd,) = bend(book, {"heating.carrier_shares.oil": Change("multiply", 3.0, "far out")})
    assert odd.is_odd_only and "1.15" in odd.wanted
