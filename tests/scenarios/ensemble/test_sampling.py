"""Numbers vary within their spread, whole series together, and nobody's sample moves another's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from scenarios.ensemble.sampling import QUANTILES, Axis, sample_book
from scenarios.problems import Unusable
from tests.scenarios.conftest import a_book, a_parameter

spreads = some.tuples(some.floats(0.1, 10), some.floats(0, 1), some.floats(0.05, 10))


def an_axis(*arguments, **papers):
    (axis,) = sample_book(a_book(a_parameter(*arguments, **papers)), 2, 1).axes
    return axis


@given(some.sampled_from(sorted(QUANTILES)), spreads, some.floats(0, 1), some.floats(0, 1))
def test_every_distribution_stays_within_its_spread_and_grows_with_the_share(name, spread, one, other):
    low, place, width = spread
    high, middle = low + width, low + place * width
    small, large = sorted((one, other))
    numbers = [an_axis("a.b", middle, spread=(low, high), distribution=name).value(share) for share in (small, large)]
    assert low <= numbers[0] <= numbers[1] <= high


def test_half_of_a_bell_lies_below_the_number_of_the_book():
    assert an_axis("a.b", 2.0, spread=(1.0, 3.0), distribution="normal").value(0.5) == pytest.approx(2.0)
    assert an_axis("a.b", 3.0, spread=(1.0, 9.0), distribution="lognormal").value(0.5) == pytest.approx(3.0)


def test_a_series_moves_as_a_whole():
    axis = an_axis("prices.gas", {2020: 0.1, 2030: 0.2}, spread=(0.5, 1.5), unit="EUR")
    assert axis.by_factor and axis.values(0.75) == {2020: pytest.approx(0.125), 2030: pytest.approx(0.25)}


def test_each_word_of_a_table_has_its_own_spread_and_all_share_one_draw():
    table = {2020: {"old": 2.0, "new": 1.0, "known": 5.0}}
    axis = an_axis("heat.u", table, spread={"old": (1.0, 4.0), "new": (0.5, 1.5)})
    assert axis.values(1.0) == {2020: {"old": pytest.approx(4.0), "new": pytest.approx(1.5), "known": 5.0}}
    assert axis.values(0.0) == {2020: {"old": pytest.approx(1.0), "new": pytest.approx(0.5), "known": 5.0}}


def test_no_share_grows_beyond_the_whole():
    axis = an_axis("heat.condensing", {2020: 0.6, 2030: 0.95}, spread=(0.85, 1.15), unit="share of boilers")
    assert axis.values(1.0) == {2020: pytest.approx(0.69), 2030: 1.0}


def test_shares_of_one_whole_are_held_and_it_is_said_why(small_book):
    book = small_book.with_values({})
    shares = a_parameter("stock.mix", {2020: {"gas": 0.7, "oil": 0.3}}, spread=(0.9, 1.1), unit="share")
    carriers = a_parameter("heating.mix", {2020: {"gas": 0.7, "oil": 0.3}}, spread=(0.9, 1.1), unit="share")
    held = sample_book(a_book(*book.parameters.values(), shares, carriers), 3, 1).held
    assert "map" in held["stock.mix"] and "add up to one" in held["heating.mix"]


def test_only_what_the_model_reads_and_has_a_spread_varies():
    book = a_book(
        a_parameter("a.varies", 2, spread=(1.0, 3.0)),
        a_parameter("a.fixed", 2, spread=(2.0, 2.0)),
        a_parameter("a.bare", 2),
        a_parameter("a.later", 2, spread=(1.0, 3.0), in_use=False),
    )
    sample = sample_book(book, 4, 1)
    assert [axis.parameter.name for axis in sample.axes] == ["a.varies"]
    assert sample.book(book, 0).at("a.fixed", 2020) == 2 != sample.book(book, 0).at("a.varies", 2020)


def test_each_slice_of_a_distribution_is_drawn_once(book):
    shares = sample_book(book, 20, 1).shares
    slices = np.sort(np.floor(shares * 20), axis=0)
    assert shares.shape[1] > 100 and np.array_equal(slices, np.repeat(np.arange(20)[:, None], shares.shape[1], axis=1))


def test_a_new_parameter_moves_nobody_elses_sample():
    old = a_parameter("b.old", 2, spread=(1.0, 3.0))
    alone = sample_book(a_book(old), 7, 1).shares[:, 0]
    beside = sample_book(a_book(a_parameter("a.new", 2, spread=(1.0, 3.0)), old), 7, 1).shares[:, 1]
    assert np.array_equal(alone, beside)


def test_with_fixed_numbers_every_book_is_the_book(book):
    sample = sample_book(book, 3, 1, vary=False)
    assert not sample.axes and sample.book(book, 2).parameters == book.parameters


def test_a_spread_across_zero_cannot_be_lognormal():
    book = a_book(a_parameter("a.b", 1, spread=(0.0, 3.0), distribution="lognormal", where=("a.yaml", 7)))
    with pytest.raises(Unusable) as refused:
        sample_book(book, 3, 1)
    assert str(refused.value.problems[0]).startswith("a.yaml:7  a.b.spread") and "above zero" in str(refused.value)


def test_calibrated_and_behavioural_numbers_are_marked():
    fitted = a_parameter("heat.x", 1, spread=(0.5, 2.0), note="Calibrated on meters.")
    assert Axis(fitted, False).mark == "calibrated"
    assert Axis(a_parameter("behaviour.x", 1, spread=(0.5, 2.0)), False).mark == "behaviour"
    assert Axis(a_parameter("heat.y", 1, spread=(0.5, 2.0)), False).mark == ""
