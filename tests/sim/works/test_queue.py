"""The scan serves jobs as SimPy would, to the last bit."""

import numpy as np
import pytest
import simpy
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.luck import Luck
from sim.works.queue import TradeQueue, start_days

jobs = some.lists(some.tuples(some.integers(0, 1094), some.floats(0, 90)), min_size=0, max_size=60)
crews = some.integers(1, 5)


def simpy_starts(asked, work, crews, patience=None):
    """The same queue as SimPy processes; NaN for who gave up."""
    clock = simpy.Environment()
    pool = simpy.Resource(clock, capacity=crews)
    starts = np.full(len(asked), np.nan)

    def job(number):
        yield clock.timeout(float(asked[number]))
        with pool.request() as turn:
            if patience is None:
                yield turn
            else:
                yield turn | clock.timeout(patience)
            if turn.triggered:
                starts[number] = clock.now
                yield clock.timeout(float(work[number]))

    for number in range(len(asked)):
        clock.process(job(number))
    clock.run()
    return starts


def in_turn(given_jobs):
    asked, work = (
        (np.array(values, dtype=float) for values in zip(*given_jobs, strict=True)) if given_jobs else ([], [])
    )
    order = np.argsort(asked, kind="stable")
    return np.asarray(asked)[order], np.asarray(work)[order]


def year_by_year(queue, ids, asked, work, years=3, luck=None):
    luck = luck or Luck(5)
    return [
        queue.work_through(ids[now], asked[now], work[now], luck, 2025 + year, until=365 * (year + 1))
        for year in range(years)
        for now in [asked // 365 == year]
    ]


@given(jobs, crews)
def test_jobs_begin_when_simpy_begins_them(given_jobs, crews):
    asked, work = in_turn(given_jobs)
    assert np.array_equal(start_days(asked, work, np.zeros(crews)), simpy_starts(asked, work, crews))


@given(jobs, crews)
def test_year_by_year_gives_the_same_dates_as_all_at_once(given_jobs, crews):
    asked, work = in_turn(given_jobs)
    ids, asked_day = np.arange(len(asked)), asked.astype(np.int32)
    apart, together = TradeQueue("roofers", crews), TradeQueue("roofers", crews)
    long_after = 100_000
    years = year_by_year(apart, ids, asked_day, work)
    years.append(apart.work_through(ids[:0], asked_day[:0], work[:0], Luck(5), 2028, until=long_after))
    luck_of_days = np.concatenate([year.finished_ids for year in years])
    starts = dict(zip(luck_of_days, np.concatenate([year.finished_start for year in years]), strict=True))
    # the lots of one queue must be those of the other, so jobs enter it in the turns the years gave them
    lots = np.concatenate(
        [Luck(5).draw("turn in the queue of roofers", 2025 + y, ids[asked_day // 365 == y]) for y in range(3)]
    )
    turn = np.lexsort((lots, asked_day))
    at_once = start_days(asked_day[turn], work[turn], together.free)
    assert np.array_equal(at_once, np.array([starts[job] for job in turn]))


@settings(deadline=None)
@given(jobs, crews, some.integers(1, 12))
def test_who_waits_longer_than_patience_leaves_as_in_simpy(given_jobs, crews, months):
    asked, work = in_turn(given_jobs)
    asked, unique = np.unique(asked, return_index=True)  # one a day, so that lots do not matter
    work, ids = work[unique], np.arange(len(asked))
    queue = TradeQueue("fitters", crews, patience_months=months + 0.123456789)
    years = year_by_year(queue, ids, asked.astype(np.int32), work)
    years.append(queue.work_through(ids[:0], asked[:0], work[:0], Luck(5), 2028, until=100_000))
    starts = simpy_starts(asked, work, crews, patience=queue.patience_days)
    found = np.full(len(asked), np.nan)
    for year in years:
        found[year.finished_ids] = year.finished_start
    left = np.sort(np.concatenate([year.gave_up_ids for year in years]))
    assert np.array_equal(found, starts, equal_nan=True)
    assert np.array_equal(left, np.flatnonzero(np.isnan(starts)))


@given(jobs, crews, some.floats(0, 12))
def test_no_job_is_lost_or_done_twice(given_jobs, crews, months):
    asked, work = in_turn(given_jobs)
    ids, asked = np.arange(len(asked)), np.asarray(asked).astype(np.int32)
    queue = TradeQueue("painters", crews, patience_months=months)
    years = year_by_year(queue, ids, asked, np.asarray(work))
    ended = np.concatenate([np.concatenate([year.finished_ids, year.gave_up_ids]) for year in years])
    kept = np.concatenate([queue.waiting_ids, queue._in_hand["id"]])
    assert np.array_equal(np.sort(np.concatenate([ended, kept])), ids)
    for number, year in enumerate(years):
        assert np.all((year.finished_day >= 365 * number) & (year.finished_day < 365 * (number + 1)))
        assert np.all((year.gave_up_day >= 365 * number) & (year.gave_up_day < 365 * (number + 1)))


def test_a_job_begun_in_december_is_handed_over_in_january():
    queue = TradeQueue("roofers", crews=1)
    first = queue.work_through(np.array([7]), np.array([360]), 10.0, Luck(1), 2025, until=365)
    second = queue.work_through(np.array([], dtype=int), np.array([], dtype=int), 10.0, Luck(1), 2026, until=730)
    assert first.finished_ids.size == 0 and first.waiting == 0 and first.mean_wait_days == 0
    assert second.finished_ids.tolist() == [7] and second.finished_day.tolist() == [370]


def test_lots_decide_among_those_who_asked_on_one_day_and_favour_nobody_for_ever():
    ids, asked = np.arange(50), np.zeros(50, dtype=int)
    firsts = set()
    for year in range(2025, 2045):
        queue = TradeQueue("roofers", crews=1)
        firsts.add(int(queue.work_through(ids, asked, 1.0, Luck(1), year, until=365).finished_ids[0]))
    assert len(firsts) > 5


def test_the_mean_wait_is_from_asking_to_beginning():
    queue = TradeQueue("roofers", crews=1)
    year = queue.work_through(np.arange(3), np.zeros(3, dtype=int), 10.0, Luck(1), 2025, until=365)
    assert year.mean_wait_days == 10


def test_more_crews_shorten_the_wait_from_today_on():
    queue = TradeQueue("roofers", crews=1)
    queue.work_through(np.arange(10), np.zeros(10, dtype=int), 100.0, Luck(1), 2025, until=365)
    assert queue.waiting_ids.size == 6
    queue.resize(7)
    year = queue.work_through(np.array([], dtype=int), np.array([], dtype=int), 1.0, Luck(1), 2026, until=730)
    assert year.waiting == 0 and np.sort(year.finished_start)[1:].tolist() == [365] * 6
    queue.resize(2)
    assert queue.crews == 2


@pytest.mark.parametrize("asked", [-1, 365])
def test_a_job_asked_outside_the_year_is_refused(asked):
    with pytest.raises(ValueError, match="outside"):
        TradeQueue("roofers", 1).work_through(np.array([1]), np.array([asked]), 1.0, Luck(1), 2025, until=365)


def erlang_c_wait(arrivals, services, servers):
    """Mean wait and its chance in an M/M/c queue, closed form."""
    load = arrivals / services
    terms = np.cumprod(np.concatenate([[1.0], load / np.arange(1, servers + 1)]))
    tail = terms[-1] * servers / (servers - load)
    p_wait = tail / (terms[:-1].sum() + tail)
    return p_wait / (servers * services - arrivals), p_wait


@pytest.mark.parametrize(
    ("arrivals", "services", "servers"), [(24, 30, 1), (0.03424657534, 0.0208333333, 3), (200, 20, 14)]
)
def test_random_jobs_wait_as_long_as_erlang_says(arrivals, services, servers):
    luck, runs, size = Luck(11), 40, 20_000
    waits, late = [], []
    for run in range(runs):
        gaps, spans = (
            -np.log(luck.draw("erlang", run, np.arange(size), number=n).astype(float)) / rate
            for n, rate in enumerate((arrivals, services))
        )
        asked = np.cumsum(gaps)
        wait = start_days(asked, spans, np.zeros(servers)) - asked
        waits.append(wait[size // 10 :].mean())
        late.append((wait[size // 10 :] > 0).mean())
    for found, expected in zip((waits, late), erlang_c_wait(arrivals, services, servers), strict=True):
        assert abs(np.mean(found) - expected) < 3.5 * np.std(found, ddof=1) / np.sqrt(runs)
