"""Needs of a run: that they differ by place, and what becomes of them."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from sim.markets.listings import NEXT_STATES, ListingBook
from sim.needs_of_run import NeedsOfRun
from sim.notice_board import listings_of, sources_of


@pytest.fixture(scope="module")
def run(lived):
    return sources_of(lived).run()


@pytest.mark.parametrize("profile", ["ideal", "port", "centre", "rural"])
def test_every_profile_can_be_lived_through_and_no_listing_goes_back(run, profile):
    board = NeedsOfRun(replace(run, profile=profile), ()).fill()
    for listing in board.listings:
        days = [change.day for change in listing.changes]
        assert days == sorted(days) and days[-1] < 365 * len(run.records)
        assert all(change.after in NEXT_STATES[change.before] for change in listing.changes if change.before)


def test_the_country_feels_its_lamps_where_a_town_does_not(run):
    def sectors(profile):
        board = NeedsOfRun(replace(run, profile=profile), ()).fill()
        return [each.subject.split(" in ")[0] for each in board.listings]

    assert sectors("rural").count("public_lighting") > sectors("port").count("public_lighting")


def test_needs_differ_by_place(maps_home, monkeypatch):
    from scenarios.running import open_stage
    from sim.scenario import Scenario

    monkeypatch.setenv("STADSLAB_HOME", str(maps_home))
    found = {}
    for city in ("port_city", "rural_municipality"):
        scenario = Scenario("test", {}, {}, city, 2025, 2031, 1, 1)
        results, _ = open_stage(scenario).run(scenario)
        board = results.tables["listings"]
        found[city] = {s.split(" in ")[0] for s in board["subject"][board["kind"] == "need"].tolist()}
    assert "public_lighting" in found["rural_municipality"] - found["port_city"]
    assert {"heat"} <= found["port_city"] - found["rural_municipality"]


def a_life(run, active, signed=True):
    """A need of lamps in the first district and one contract in the second year."""
    from sim.needs_of_run import Signed

    measure = SimpleNamespace(name="led_street_lighting", active=active)
    run = replace(run, measures=[("led", measure)])
    needs = NeedsOfRun(run, [Signed("led", "lighting", 400, 0, "esco")] if signed else [], {0: ("led", 380, "firm 1")})
    board: ListingBook = needs.board
    listing = board.publish("need", "city_hall", "public_lighting in x", 364, 1.0, "kWh", 1.0)
    needs._about[listing.id] = (0, 0)
    return needs, listing


def test_a_contract_in_a_year_of_works_answers_a_need(run):
    needs, listing = a_life(run, lambda year: True)
    needs._answer(listing, 1, 729, done=True, left=0.5, felt=True)
    assert [(c.after, c.day) for c in listing.changes[2:]] == [("matched", 380), ("contracted", 400), ("running", 729)]
    needs._answer(listing, 2, 1094, done=True, left=0.0, felt=False)
    assert (listing.state, listing.closed_day, listing.reason) == ("closed", 1094, "the need is no longer felt")


def test_a_tender_alone_only_matches_and_the_end_of_the_measure_takes_the_need_away(run):
    last = run.records[2].year
    needs, listing = a_life(run, lambda year: year <= last, signed=False)
    needs._answer(listing, 1, 729, done=False, left=1.0, felt=True)
    assert listing.state == "matched"
    needs._answer(listing, 2, 1094, done=False, left=0.8, felt=True)
    assert (listing.state, listing.reason) == ("withdrawn", "led ended with 80% left to do")


def test_the_board_of_a_run_tells_why_for_every_listing(lived):
    assert all(each.reason and each.opened_day >= 0 for each in listings_of(sources_of(lived)).listings)
