"""A maker is cheaper by the thousand and pays for what comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.manufacturer import price_at


def test_twice_as_many_are_three_and_a_half_per_cent_cheaper(untouched, book):
    quote = untouched.actors_by_name["manufacturer"].quote(100.0, 2_000, 1_000, taken_back=500)
    assert quote.unit_price_eur == pytest.approx(100 * 2**-0.05)
    assert quote.take_back_eur == 500 * book.at("actors.manufacturer_take_back_eur", 2025)
    assert quote.reason == "-3.4% for 2,000"


def test_the_price_has_a_floor_and_the_list_price_is_its_ceiling():
    assert price_at(100.0, 1e9, 1.0, 0.12, 0.7) == 70
    assert price_at(100.0, 10, 1_000, 0.05, 0.7) == 100


def test_without_a_maker_the_list_price_holds(town):
    quote = (
        town.model(actors={"manufacturer": {"present": 0}}).actors_by_name["manufacturer"].quote(100.0, 5_000, 1_000, 9)
    )
    assert (quote.unit_price_eur, quote.take_back_eur) == (100.0, 0.0)


@given(st.floats(1, 1e6), st.floats(0, 1e6))
def test_more_is_never_dearer_for_each(quantity, more):
    assert price_at(100.0, quantity + more, 100.0, 0.05, 0.7) <= price_at(100.0, quantity, 100.0, 0.05, 0.7)
