"""The trades that work in homes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.luck import Luck
from sim.works.jobs import NO_JOBS, jobs
from sim.works.trades import TRADES, Trade, open_trades

days = some.lists(some.integers(0, 364), max_size=30)


def a_year(trade, asked, year, work_days=5.0):
    index = year - 2025
    new = (
        jobs(np.arange(len(asked)), asked=index * 365 + np.array(asked, dtype=int), work_days=work_days)
        if asked
        else NO_JOBS
    )
    return trade.work_through(new, 1.0, Luck(1), year, (index + 1) * 365)


@given(some.lists(days, min_size=1, max_size=5), some.integers(1, 4), some.floats(0, 24))
def test_every_job_is_finished_once_or_given_up_once_or_still_waits(years, crews, patience):
    trade = Trade("roof", crews, patience)
    asked = finished = given_up = 0
    for index, new in enumerate(years):
        done, done_on, gave_up = a_year(trade, new, 2025 + index)
        assert len(done) == len(done_on) and np.all((done_on >= index * 365) & (done_on < (index + 1) * 365))
        asked, finished, given_up = asked + len(new), finished + len(done), given_up + len(gave_up)
    for index in range(len(years), len(years) + 9):
        done, _, gave_up = a_year(trade, [], 2025 + index)
        finished, given_up = finished + len(done), given_up + len(gave_up)
    assert finished + given_up == asked


def test_a_job_comes_back_as_it_was_asked():
    trade = Trade("roof", 1, 100.0)
    table = jobs(np.array([41, 42]), asked=np.array([3, 1]), work_days=2.0, price_eur=np.array([10.0, 20.0]))
    done, done_on, _ = trade.work_through(table, 1.0, Luck(1), 2025, 365)
    assert done["home"].tolist() == [42, 41] and done["price_eur"].tolist() == [20, 10]
    assert done_on.tolist() == [3, 5]


def test_a_crowded_trade_makes_people_wait_and_hires():
    trade = Trade("roof", 1, 1000.0)
    a_year(trade, [0] * 100, 2025, work_days=10.0)
    assert trade.wait_days > 90
    trade.adjust(0.5, 0.1, 60.0, 10.0)
    trade.adjust(0.5, 0.1, 60.0, 10.0)
    assert trade.queue.crews == 2


def test_an_idle_trade_lets_crews_go_but_keeps_one():
    trade = Trade("roof", 3, 1000.0)
    for _ in range(60):
        trade.adjust(0.5, 0.2, 60.0, 10.0)
    assert trade.queue.crews == 1


def test_crews_grow_with_the_city(book):
    small, large = open_trades(book, 1_000, 2025), open_trades(book, 100_000, 2025)
    assert set(small) == set(large) == set(TRADES)
    for name in TRADES:
        assert 1 <= small[name].queue.crews < large[name].queue.crews
        wanted = book.at("retrofit.crews_per_1000_dwellings", 2025)[name] * 100
        assert large[name].queue.crews == pytest.approx(wanted, abs=0.51)
