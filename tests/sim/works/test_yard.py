"""The works yard serves lots in order, over the turn of the year."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.works import NO_WORKS, WorkOrder, WorksYard
from sim.works.yard import cut_into_lots


def a_yard(crews=1, lot_work_days=5.0, lots_per_order=50):
    return WorksYard({"electricians": crews, "roofers": 1}, 220, lot_work_days, lots_per_order)


def an_order(size=100, work=0.1, trade="electricians", **more):
    return WorkOrder("swap for LED", np.arange(size), "own_budget", trade, work, **more)


def test_every_lamp_is_done_once_and_in_the_order_asked():
    lots = a_yard().carry_out([an_order(1000)], until_day=365)
    assert np.concatenate([lot.rows for lot in lots]).tolist() == list(range(1000))
    assert [lot.day for lot in lots] == sorted(lot.day for lot in lots)


def test_working_days_are_spread_over_the_year():
    (lot,) = a_yard(lot_work_days=1000).carry_out([an_order(100, work=1.1)], until_day=366)
    assert lot.day == 182  # 110 of 220 working days is half of 365 days
    assert lot.start_day == 0


def test_two_crews_take_half_the_time():
    last = [a_yard(crews).carry_out([an_order(1000)], until_day=365)[-1].day for crews in (1, 2)]
    assert last[1] == pytest.approx(last[0] / 2, abs=1)


def test_what_was_not_done_goes_on_next_year():
    yard = a_yard()
    first = yard.carry_out([an_order(1000, work=0.4)], until_day=365)
    assert 0 < len(first) < 50 and yard.lots_left == 50 - len(first)
    second = yard.carry_out([], until_day=730)
    assert yard.lots_left == 0
    assert np.concatenate([lot.rows for lot in first + second]).tolist() == list(range(1000))
    assert all(lot.day < 365 for lot in first) and all(365 <= lot.day < 730 for lot in second)


@settings(deadline=None)
@given(some.lists(some.tuples(some.integers(0, 300), some.floats(0, 1)), max_size=6), some.integers(1, 3))
def test_yearly_visits_do_not_change_the_dates(sizes, crews):
    orders = [an_order(size, work) for size, work in sizes]
    once, yearly = a_yard(crews), a_yard(crews)
    together = once.carry_out(orders, until_day=3650)
    apart = yearly.carry_out(orders, until_day=365)
    for year in range(2, 11):
        apart += yearly.carry_out([NO_WORKS], until_day=365 * year)
    assert [(lot.day, lot.rows.tolist()) for lot in apart] == [(lot.day, lot.rows.tolist()) for lot in together]


def test_trades_do_not_wait_for_each_other():
    yard = a_yard(lot_work_days=1000)
    lots = yard.carry_out([an_order(100, 1.0), an_order(10, 1.0, trade="roofers")], until_day=365)
    assert [lot.order.trade for lot in lots] == ["roofers", "electricians"]
    assert all(lot.start_day == 0 for lot in lots)


def test_an_order_for_summer_waits_for_summer():
    (lot,) = a_yard().carry_out([an_order(10, from_day=180)], until_day=365)
    assert lot.start_day == 180


def test_no_works_are_no_lots():
    assert a_yard().carry_out([NO_WORKS], until_day=365) == []
    assert len(NO_WORKS) == 0


@given(some.integers(1, 2000), some.floats(0, 3), some.floats(0.1, 50), some.integers(1, 80))
def test_lots_hold_every_row_once_and_never_are_too_many(size, work, lot_days, most):
    lots = cut_into_lots(an_order(size, work), lot_days, most)
    assert np.concatenate(lots).tolist() == list(range(size))
    assert 1 <= len(lots) <= most and min(map(len, lots)) >= 1


def test_an_order_nobody_can_do_is_refused_with_the_trades_there_are():
    with pytest.raises(ValueError, match="electricians, roofers"):
        a_yard().carry_out([an_order(trade="gardeners")], until_day=365)


def test_a_day_that_has_passed_is_refused():
    yard = a_yard()
    yard.carry_out([], until_day=365)
    with pytest.raises(ValueError, match="has passed"):
        yard.carry_out([], until_day=365)


def test_the_rows_of_an_order_cannot_be_changed_behind_its_back():
    rows = np.arange(3)
    order = WorkOrder("swap", rows, "loan", "electricians", 0.1)
    rows[0] = 99
    assert order.rows.tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="read-only"):
        order.rows[0] = 1
