"""Bands are made beside the visitors, the last one asked for first, once for all."""

from __future__ import annotations

import time
from concurrent.futures import Future
from dataclasses import replace

import pytest

import dashboard.bands as bands
from dashboard.bands import RUNS, BandKeeper
from scenarios.ensemble import HEADLINES, Headlines
from scenarios.loading import load_scenario

YEARS = (2025, 2026)


class Hand:
    """A worker that does a run when it is told to, and remembers the order."""

    def __init__(self, fails=False):
        self.done, self.fails = [], fails

    def run(self, plan, member):
        future = Future()
        if self.fails:
            future.set_exception(OSError("no process"))
            return future
        time.sleep(0.01)
        self.done.append((plan.scenario.seed, member.number))
        quantities = dict.fromkeys(HEADLINES, [1.0 + member.number, 2.0])
        future.set_result(
            Headlines(member.number, member.seed, member.row, "", YEARS, quantities, {"co2_t": 9.0}, (), True)
        )
        return future


@pytest.fixture
def scenario(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path))
    monkeypatch.setattr(bands, "SETTLE_S", 0.05)
    return load_scenario("business_as_usual")[0]


def wait_for(keeper, scenario, book, seconds=5.0):
    ends = time.monotonic() + seconds
    while not (state := keeper.ask(scenario, "city", book)).is_final and time.monotonic() < ends:
        time.sleep(0.01)
    return state


def test_nobody_waits_and_the_band_comes(scenario, book):
    keeper, begun = BandKeeper(hand := Hand), time.monotonic()
    first = keeper.ask(scenario, "city", book)
    assert (first.bands, first.done, first.of) == (None, 0, RUNS) and time.monotonic() - begun < 2
    state = wait_for(keeper, scenario, book)
    assert state.bands.runs == RUNS and state.bands.at("co2_t", 2025)["median"] == 10.5 and hand is Hand


def test_a_band_that_was_made_is_there_at_once_in_the_next_showroom(scenario, book):
    wait_for(BandKeeper(Hand), scenario, book)
    idle = Hand()
    state = BandKeeper(lambda: idle).ask(scenario, "city", book)
    assert state.is_final and state.bands.runs == RUNS and len(state.members) == RUNS and not idle.done


def test_a_title_does_not_matter_but_a_city_does(scenario, book):
    keeper = BandKeeper(Hand)
    wait_for(keeper, scenario, book)
    assert keeper.ask(replace(scenario, title={"en": "x"}, name="y"), "city", book).is_final
    assert not keeper.ask(scenario, "another city", book).is_final


def test_the_plan_asked_for_last_comes_first(scenario, book):
    hand = Hand()
    keeper = BandKeeper(lambda: hand)
    later = replace(scenario, seed=50)
    keeper.ask(scenario, "city", book)
    keeper.ask(later, "city", book)
    wait_for(keeper, later, book)
    wait_for(keeper, scenario, book)
    assert [number for seed, number in hand.done if seed == 50] == list(range(RUNS))
    assert hand.done.index((50, RUNS - 1)) < hand.done.index((1, RUNS - 1))


def test_a_plan_nobody_asks_for_any_more_is_dropped(scenario, book, monkeypatch):
    monkeypatch.setattr(bands, "SETTLE_S", 30.0)
    monkeypatch.setattr(bands, "FORGET_S", 0.0)
    keeper = BandKeeper(Hand)
    keeper.ask(scenario, "city", book)
    time.sleep(0.1)
    keeper._changed.acquire()
    keeper._changed.notify()
    keeper._changed.release()
    time.sleep(0.3)
    assert not keeper._jobs


def test_without_a_worker_there_is_no_band_and_no_fault(scenario, book, caplog):
    keeper = BandKeeper(lambda: Hand(fails=True))
    assert not keeper.ask(scenario, "city", book).is_final
    state = wait_for(keeper, scenario, book)
    assert state.is_final and state.bands is None and "no more bands" in caplog.text


def test_a_plan_that_fails_leaves_the_others_their_bands(scenario, book, caplog):
    class Odd(Hand):
        def run(self, plan, member):
            future = super().run(plan, member)
            if plan.scenario.seed == 50:
                future = Future()
                future.set_exception(ZeroDivisionError("a fault of ours"))
            return future

    keeper = BandKeeper(Odd)
    assert wait_for(keeper, replace(scenario, seed=50), book).bands is None and "no band for" in caplog.text
    assert wait_for(keeper, scenario, book).bands.runs == RUNS


def test_where_nothing_can_be_kept_no_band_is_made(scenario, book, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "file"))
    assert BandKeeper(Hand).ask(scenario, "city", book) == bands.NO_BAND
