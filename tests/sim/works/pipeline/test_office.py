"""Projects go through their stages, wait for desks, and keep their own luck."""

import math
import time
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from scenarios.bending import bend
from sim.scenario import Change
from sim.works.pipeline import STAGES, Hooks, Verdict
from tests.sim.works.pipeline.ideas import DAYS, always_yes, an_idea, an_office, bent, lived, stages_of, two_a_month

ROOMY = 10_000_000
"""Inhabitants of a city in which nobody waits."""


def by_project(office):
    lives = defaultdict(list)
    for event in office.events:
        lives[event.project].append(event)
    return lives


def without_stops(book):
    return bent(book, stop_chance=dict.fromkeys(STAGES, 0.0))


def shares(book, ideas, seeds=10, **more):
    """Ideas that came into operation among all of many seeds, each with time to come to an end."""
    offices = [lived(book, ideas, years=20, seed=seed, inhabitants=ROOMY, **more) for seed in range(seeds)]
    assert not any(office.log.census()["running"] for office in offices)
    return sum(office.summary()["reached_operation"] for office in offices) / (seeds * len(ideas))


@pytest.mark.parametrize(
    ("hooks", "permit", "wanted"),
    [
        (Hooks(), True, 0.345),
        (Hooks(), False, 0.406),
        (Hooks(hold_tender=always_yes, close_finance=always_yes), True, 0.345 / 0.88 * 0.94 / 0.88),
        (Hooks(hold_tender=lambda idea, day: None, close_finance=lambda idea, day: None), True, 0.345),
    ],
)
def test_a_third_of_ideas_comes_into_operation(book, hooks, permit, wanted):
    ideas, seeds = two_a_month(5, needs_permit=permit), 30
    error = math.sqrt(wanted * (1 - wanted) / (seeds * len(ideas)))
    assert abs(shares(book, ideas, seeds, hooks=hooks) - wanted) < 3 * error


def test_each_stage_stops_its_share(book):
    reached, stopped = Counter(), Counter()
    for seed in range(20):
        for event in lived(book, two_a_month(5), years=20, seed=seed, inhabitants=ROOMY).events:
            reached[event.stage] += event.outcome == "entered"
            stopped[event.stage] += event.outcome == "stopped"
    for stage, chance in book.at("projects.stop_chance", 2025).items():
        error = math.sqrt(chance * (1 - chance) / reached[stage])
        assert abs(stopped[stage] / reached[stage] - chance) < 3.5 * error, stage


def test_the_market_refuses_on_top_of_luck_and_no_project_twice(book):
    asked, book = [], bent(book, stop_share_beside_hook={"tender": 1.0, "finance": 1.0})

    def every_fourth_fails(idea, day):
        asked.append(idea.id)
        return Verdict(False, "city_hall", "no bid came in") if idea.id % 4 == 0 else Verdict(True, "city_hall", "won")

    ideas = two_a_month(5)
    plain, held = (lived(book, ideas, years=20, inhabitants=ROOMY, hooks=hooks)
                   for hooks in (Hooks(), Hooks(hold_tender=every_fourth_fails)))  # fmt: skip
    stops = {event.project for event in plain.events if (event.stage, event.outcome) == ("tender", "stopped")}
    refused = {event.project for event in held.events if event.reason == "no bid came in"}
    assert refused == {project for project in asked if project % 4 == 0} and not refused & stops
    assert {event.project for event in held.events if (event.stage, event.outcome) == ("tender", "stopped")} == (
        stops | refused
    )
    assert len(asked) == len(set(asked)) and not stops & set(asked)


def test_a_lower_share_beside_the_hook_lets_more_through(book):
    hooks = Hooks(hold_tender=always_yes, close_finance=always_yes)
    none = shares(bent(book, stop_share_beside_hook={"tender": 0.0, "finance": 0.0}), two_a_month(5), hooks=hooks)
    assert none == pytest.approx(0.345 / 0.88**2, abs=0.05)


def test_a_verdict_says_how_long_it_took_and_why(book):
    hooks = Hooks(
        hold_tender=lambda idea, day: Verdict(True, "city_hall", "won by simulated electrician 7", days=33),
        close_finance=lambda idea, day: Verdict(False, "bank", "no debt room", days=12),
    )
    office = an_office(without_stops(book), hooks=hooks, own_crews=False)
    office.submit(an_idea(1))
    office.run_until(4 * DAYS)
    told = [event for event in office.events if event.stage in ("tender", "finance")]
    assert [(event.outcome, event.actor, event.reason) for event in told[1::2]] == [
        ("passed", "city_hall", "won by simulated electrician 7"), ("stopped", "bank", "no debt room"),
    ]  # fmt: skip
    assert [told[1].day - told[0].day, told[3].day - told[2].day] == [33, 12]
    assert office.take_stopped() == [(an_idea(1), told[3].day)] and office.take_stopped() == []
    assert office.may_retry_on(1) == pytest.approx(told[3].day + 365, abs=2)


def test_permits_half_as_long_bring_projects_sooner_and_stop_no_other(book):
    half, troubles = bend(book, {"projects.months.permit": Change("multiply", 0.5, "what if")})
    assert not troubles
    ideas = two_a_month(5)
    slow, fast = (lived(each, ideas, years=20, inhabitants=ROOMY) for each in (book, half))
    assert fast.log.summary()["stopped_by_stage"] == slow.log.summary()["stopped_by_stage"]
    assert fast.summary()["reached_operation"] == slow.summary()["reached_operation"] > 0
    assert fast.summary()["months_to_operation"] < slow.summary()["months_to_operation"] - 2.5
    for number, project in slow.log.projects.items():
        assert fast.log.projects[number].operates_from <= project.operates_from


def test_permits_half_as_long_never_lower_the_share_in_a_busy_town(book):
    half, _ = bend(book, {"projects.months.permit": Change("multiply", 0.5, "what if")})
    ideas = two_a_month(5)
    slow, fast = (lived(each, ideas, years=30, inhabitants=6_000) for each in (book, half))
    assert fast.summary()["mean_wait_days"]["permit_officers"] < slow.summary()["mean_wait_days"]["permit_officers"]
    assert fast.summary()["reached_operation"] == slow.summary()["reached_operation"]
    assert fast.summary()["months_to_operation"] < slow.summary()["months_to_operation"]


def test_another_project_changes_waits_and_nothing_that_is_drawn(book):
    ideas = two_a_month(4)
    alone, crowded = (lived(book, some, years=30, inhabitants=5_000) for some in (ideas[::2], ideas))
    one, two = by_project(alone), by_project(crowded)
    for idea in ideas[::2]:
        assert [(e.stage, e.outcome) for e in one[idea.id]] == [(e.stage, e.outcome) for e in two[idea.id]]
        ends = [[(e.actor, e.reason) for e in life[idea.id] if e.outcome != "entered"] for life in (one, two)]
        assert ends[0] == ends[1]
    waits = [sum(office.desks.waited_days.values()) for office in (alone, crowded)]
    assert waits[1] > 2 * waits[0]


def test_a_project_alone_takes_just_its_own_time(book):
    whole = lived(book, two_a_month(3), years=20, inhabitants=ROOMY)
    for idea in two_a_month(3)[:6]:
        single = lived(book, [idea], years=20, inhabitants=ROOMY)
        assert single.events == by_project(whole)[idea.id]


def test_busy_desks_make_waiting_and_capacity_is_never_exceeded(book):
    small, large = (lived(book, two_a_month(10), years=10, inhabitants=people) for people in (3_000, 300_000))
    assert sum(small.desks.waited_days.values()) > 1000 > 1 > sum(large.desks.waited_days.values())
    for office, people in ((small, 3_000), (large, 300_000)):
        per_10000 = book.at("projects.desks", 2025)
        assert all(most <= max(1, round(per_10000[desk] * people / 1e4))
                   for desk, most in office.desks.most_in_hand.items())  # fmt: skip
    in_hand = most = 0  # once more from the log alone: the one place at the advisers of a village
    for event in small.events:
        if event.stage == "feasibility":
            in_hand += 1 if event.outcome == "entered" else -1
            most = max(most, in_hand)
    assert most == small.desks.most_in_hand["advisers"] == 1
    assert any("days of waiting" in event.reason for event in small.events)


def test_the_larger_project_is_taken_up_first(book):
    office = an_office(without_stops(book), inhabitants=1)
    for number, size in ((0, 1e5), (1, 1e4), (2, 1e6)):
        office.submit(an_idea(number, day=min(number, 1), size_eur=size))
    office.run_until(DAYS)
    entered = [event.project for event in office.events if (event.stage, event.outcome) == ("idea", "entered")]
    assert entered == [0, 2, 1]


@settings(max_examples=20, deadline=None)
@given(
    some.lists(some.tuples(some.integers(0, 3000), some.booleans(), some.floats(1e3, 1e7)), max_size=40),
    some.integers(0, 2**32 - 1),
    some.integers(500, 40_000),
)
def test_no_project_is_lost_and_dates_are_in_order(book, given_ideas, seed, people):
    ideas = [an_idea(n, day, needs_permit=p, size_eur=size) for n, (day, p, size) in enumerate(given_ideas)]
    office = lived(book, ideas, years=9, seed=seed, inhabitants=people)
    assert sum(office.log.census().values()) == len(ideas) == office.summary()["ideas"]
    assert [event.day for event in office.events] == sorted(event.day for event in office.events)
    lives = by_project(office)
    for number, project in office.log.projects.items():
        order = [STAGES.index(event.stage) for event in lives[number]]
        assert order == sorted(order)
        assert all(before.day <= after.day for before, after in zip(lives[number], lives[number][1:], strict=False))
        assert (project.state == "stopped") == (bool(lives[number]) and lives[number][-1].outcome == "stopped")
        assert not lives[number] or lives[number][0].day >= project.idea.day
        assert all(event.actor and event.reason for event in lives[number])
        assert project.idea.needs_permit or "permit" not in {event.stage for event in lives[number]}
    assert len(office.take_stopped()) == office.summary()["stopped"]


@pytest.mark.parametrize("every", [73, 5 * DAYS])
def test_how_often_the_office_is_visited_changes_no_byte(book, every):
    yearly, otherwise = (
        lived(book, two_a_month(10), years=10, every=step, inhabitants=9_000) for step in (DAYS, every)
    )
    assert repr(yearly.events) == repr(otherwise.events) and yearly.summary() == otherwise.summary()
    assert repr(lived(book, two_a_month(10), years=10, inhabitants=9_000, seed=2).events) != repr(yearly.events)


def test_the_works_yard_builds_and_the_term_ends_in_a_hand_over(book):
    office = an_office(without_stops(book), own_crews=False)
    office.submit(an_idea(1, needs_permit=False))
    office.run_until(4 * DAYS)
    ((idea, day),) = office.take_ready()
    assert idea.id == 1 and office.take_ready() == []
    with pytest.raises(ValueError, match="before day"):
        office.built(1, day - 1)
    office.built(1, day + 40)
    with pytest.raises(ValueError, match="cannot be built now"):
        office.built(1, day + 41)
    office.run_until(5 * DAYS)
    assert office.log.census()["operating"] == 1
    office.ended(1, 7 * DAYS, "the term of two years is over")
    assert office.log.census() == {"running": 0, "stopped": 0, "operating": 0, "ended": 1}
    office.run_until(9 * DAYS)
    assert stages_of(office, 1)[-6:] == [
        ("build", "entered"), ("build", "passed"), ("operate", "entered"), ("operate", "passed"),
        ("hand_over", "entered"), ("hand_over", "passed"),
    ]  # fmt: skip
    assert [event.day for event in office.events[-3:-1]] == [7 * DAYS, 7 * DAYS]
    assert office.summary()["months_to_operation"] == pytest.approx((day + 40) / 365 * 12)


def test_a_broken_contract_ends_without_a_hand_over_and_may_be_tried_again(book):
    office = lived(without_stops(book), [an_idea(1)], years=6)
    office.ended(1, 2500, "the energy service company went bankrupt", actor="esco", broken=True)
    with pytest.raises(ValueError, match="it is ended"):
        office.ended(1, 2600, "again")
    office.run_until(3000)
    last = office.events[-1]
    assert (last.stage, last.outcome, last.actor, last.day) == ("operate", "stopped", "esco", 2500)
    assert office.may_retry_on(1) == 2500 + DAYS
    assert office.summary()["reached_operation"] == 1 and office.summary()["stopped"] == 0


def test_a_new_attempt_has_new_luck(book):
    certain = bent(book, stop_chance__idea=0.5)
    ends = Counter()
    for number in range(200):
        first = an_idea(number)
        office = lived(certain, [first, first.again(1000, 365)], years=2, inhabitants=ROOMY)
        ends[tuple(office.log.projects[id].stage == "idea" for id in (number, 1000))] += 1
    assert len(ends) == 4 and min(ends.values()) > 25


def test_help_brings_more_projects_sooner_and_loses_none(book):
    ideas = two_a_month(5)
    alone, helped = (lived(book, ideas, years=20, inhabitants=ROOMY, hooks=hooks)
                     for hooks in (Hooks(), Hooks(help_of=lambda idea, stage: 1.0)))  # fmt: skip
    for number, project in alone.log.projects.items():
        if project.operates_from >= 0:
            assert 0 <= helped.log.projects[number].operates_from < project.operates_from
    assert helped.summary()["reached_operation"] > alone.summary()["reached_operation"]


def test_urgent_projects_go_first(book):
    office = an_office(without_stops(book), inhabitants=1, hooks=Hooks(urgency_of=lambda idea: float(idea.id == 2)))
    for number in range(3):
        office.submit(an_idea(number, day=number))
    office.run_until(DAYS)
    entered = [event.project for event in office.events if (event.stage, event.outcome) == ("idea", "entered")]
    assert entered == [0, 2, 1]


def test_a_yearly_budget_makes_projects_wait_or_give_up(book):
    ideas = [an_idea(number, size_eur=1e5) for number in range(8)]
    hooks = Hooks(budget_of=lambda year: 1e5, asks_of_budget=lambda idea: idea.size_eur)
    office = lived(without_stops(book), ideas, years=12, inhabitants=ROOMY, hooks=hooks)
    paid = Counter(
        event.day // DAYS for event in office.events if (event.stage, event.outcome) == ("finance", "passed")
    )
    assert 3 <= sum(paid.values()) < 8 and set(paid.values()) == {1}
    refused = [event for event in office.events if event.stage == "finance" and event.outcome == "stopped"]
    assert len(refused) == 8 - sum(paid.values())
    assert {event.reason for event in refused} == {"no room in the budget within 24 months"}


def test_days_that_have_passed_are_refused(book):
    office = an_office(book)
    office.run_until(DAYS)
    office.run_until(DAYS)
    with pytest.raises(ValueError, match="day 364 has passed"):
        office.run_until(364)
    with pytest.raises(ValueError, match="begins on day 12"):
        office.submit(an_idea(1, day=12))


def test_a_pipeline_of_25_years_takes_a_tenth_of_a_second(book):
    ideas = two_a_month(25)
    lived(book, ideas)
    took = []
    for seed in range(5):
        before = time.process_time()
        lived(book, ideas, seed=seed)
        took.append(time.process_time() - before)
    assert min(took) < 0.1
