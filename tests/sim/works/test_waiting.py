"""The queue by theory: textbooks, laws, and the same queue simulated."""

import math

import numpy as np
import pytest
import simpy
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import NoSolution
from sim.works import queue_by_theory
from sim.works.queue import start_days

STANDARD_ERRORS = 3.5
queues = some.tuples(some.floats(0.01, 100), some.floats(0.01, 0.99), some.integers(1, 60)).map(
    lambda one: queue_by_theory(one[0] * one[1] * one[2], one[0], one[2])
)


def simpy_waits(arrival_rate, service_rate, servers, customers, luck):
    """Wait of each customer of one queue that begins empty."""
    clock = simpy.Environment()
    desk = simpy.Resource(clock, capacity=servers)
    waits = []

    def customer():
        came = clock.now
        with desk.request() as turn:
            yield turn
            waits.append(clock.now - came)
            yield clock.timeout(luck.exponential(1 / service_rate))

    def door():
        for _ in range(customers):
            yield clock.timeout(luck.exponential(1 / arrival_rate))
            clock.process(customer())

    clock.process(door())
    clock.run()
    return np.array(waits)


def agrees(means, theory):
    """Whether the mean over independent runs lies within its statistical error of the theory."""
    return abs(np.mean(means) - theory) <= STANDARD_ERRORS * np.std(means, ddof=1) / math.sqrt(len(means))


def test_one_desk():
    queue = queue_by_theory(24, 30, 1)
    assert (queue.mean_present, queue.mean_stay, queue.chance_empty) == pytest.approx((4, 1 / 6, 0.2))


def test_three_repairers():
    queue = queue_by_theory(300 / 8760, 1 / 48, 3)
    assert (queue.mean_present, queue.mean_waiting) == pytest.approx((1.996, 0.352), rel=2e-3)
    assert queue.chance_empty == pytest.approx(0.17754, rel=1e-3)
    assert (queue.mean_stay / 24, queue.mean_wait / 24) == pytest.approx((2.429, 0.43), rel=5e-3)


def test_a_call_centre():
    queue = queue_by_theory(200, 20, 14)
    assert queue.chance_to_wait == pytest.approx(0.1741319335950498)
    assert queue.served_within(20 / 3600) == pytest.approx(0.8883500191794669)
    assert queue.occupancy == pytest.approx(0.7142857142857143)
    assert queue.mean_wait * 3600 == pytest.approx(7.83593701177724)


@given(queues)
def test_little_and_shares(queue):
    assert queue.mean_present == pytest.approx(queue.mean_waiting + queue.servers * queue.occupancy)
    assert 0 <= queue.chance_empty <= 1 and 0 <= queue.chance_to_wait <= 1
    assert queue.served_within(0) == pytest.approx(1 - queue.chance_to_wait)
    assert queue.served_within(1) <= queue.served_within(2) <= 1


@given(queues)
def test_one_more_server_shortens_the_wait(queue):
    more = queue_by_theory(queue.arrival_rate, queue.service_rate, queue.servers + 1)
    assert more.mean_wait <= queue.mean_wait and more.chance_to_wait <= queue.chance_to_wait


def test_thousands_of_servers_do_not_overflow():
    queue = queue_by_theory(9990, 1, 10_000)
    assert 0.5 < queue.chance_to_wait < 1 and math.isfinite(queue.mean_wait)


def test_where_nobody_comes_nobody_waits():
    queue = queue_by_theory(0, 2, 3)
    assert (queue.mean_present, queue.mean_wait, queue.chance_empty, queue.mean_stay) == (0, 0, 1, 0.5)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((30, 30, 1), "grows for ever"),
        ((31, 10, 3), "grows for ever"),
        ((-1, 30, 1), "zero or more"),
        ((1, 0, 1), "more than nobody"),
        ((1, -2, 1), "more than nobody"),
        ((math.nan, 1, 1), "zero or more"),
        ((1, math.inf, 1), "more than nobody"),
        ((1, 2, 0), "whole servers"),
        ((1, 2, 1.5), "whole servers"),
    ],
)
def test_queues_that_cannot_be_are_refused_in_words(arguments, word):
    with pytest.raises(NoSolution, match=word):
        queue_by_theory(*arguments)


@pytest.mark.parametrize(("arrivals", "services", "servers"), [(2.0, 1.0, 3), (0.6, 1.0, 1)])
def test_simpy_agrees_within_its_statistical_error(arrivals, services, servers):
    luck = np.random.default_rng(20)
    waits = [simpy_waits(arrivals, services, servers, 1500, luck)[300:] for _ in range(30)]
    queue = queue_by_theory(arrivals, services, servers)
    assert agrees([np.mean(one) for one in waits], queue.mean_wait)
    assert agrees([np.mean(one > 0) for one in waits], queue.chance_to_wait)
    assert agrees([np.mean(one <= 0.5) for one in waits], queue.served_within(0.5))


def test_the_queue_of_crews_agrees_too():
    luck = np.random.default_rng(21)
    means = []
    for _ in range(40):
        asked = np.cumsum(luck.exponential(1 / 4.0, 20_000))
        begun = start_days(asked, luck.exponential(1.0, asked.size), np.zeros(5))
        means.append(np.mean((begun - asked)[1000:]))
    assert agrees(means, queue_by_theory(4, 1, 5).mean_wait)
