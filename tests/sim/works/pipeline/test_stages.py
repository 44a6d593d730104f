"""Stages are data: read from the book, bent by a what-if, drawn by the project's own luck."""

import math

import numpy as np
import pytest

from scenarios.bending import bend
from sim.luck import Luck
from sim.scenario import Change
from sim.works.pipeline import STAGES, stage_rules
from sim.works.pipeline.stages import DRAWS_PER_ATTEMPT, Fate, reason_at, reasons_of
from tests.sim.works.pipeline.ideas import an_idea, bent


def test_the_chances_of_the_book_let_a_third_of_ideas_through(book):
    rules = stage_rules(book, 2025)
    assert list(rules) == list(STAGES)
    assert math.prod(1 - rule.stop_chance for rule in rules.values()) == pytest.approx(0.345, abs=0.001)


def test_a_performance_contract_takes_longer_to_tender(book):
    tender = stage_rules(book, 2025)["tender"]
    assert tender.months == (2, 4, 10) and tender.months_by_form["energy_performance_contract"] == (6, 10, 15)
    common, long = (tender.done_on(0, 0.5, form, 0.0) for form in ("loan", "energy_performance_contract"))
    assert long > common + 100


def test_every_stage_that_can_stop_says_why_and_when_again(book):
    for rule in stage_rules(book, 2025).values():
        if rule.stop_chance:
            assert rule.stop_reasons[0][2] != "no reason was given"
            assert rule.retry_days > 0
        assert rule.pass_reasons[0][2] != "no reason was given"
        assert [up_to for up_to, _, _ in rule.stop_reasons][-1] == pytest.approx(1.0)


def test_help_shortens_and_lowers_the_chance(book):
    rule = stage_rules(book, 2025)["partners"]
    assert rule.chance(1.0) == pytest.approx(0.06) and rule.chance(0.0) == 0.10
    assert rule.done_on(30, 0.5, "loan", 1.0) < rule.done_on(30, 0.5, "loan", 0.5) < rule.done_on(30, 0.5, "loan", 0.0)


def test_a_what_if_bends_one_stage(book):
    changed, troubles = bend(book, {"projects.months.permit": Change("multiply", 0.5, "half as long")})
    assert not troubles
    rules, before = stage_rules(changed, 2025), stage_rules(book, 2025)
    assert rules["permit"].months == (1, 2, 9)
    assert all(rules[stage] == before[stage] for stage in STAGES if stage != "permit")


def test_a_what_if_may_begin_later(book):
    changed, _ = bend(book, {"projects.months.permit": Change("multiply", 0.5, "a new law", from_year=2030)})
    assert [stage_rules(changed, year)["permit"].months.mode for year in (2029, 2030)] == [4, 2]


def test_a_triangle_out_of_order_is_refused_with_its_name(book):
    with pytest.raises(ValueError, match="projects.months.permit: low 5, mode 4.*bend the whole stage"):
        stage_rules(bent(book, months__permit={"low": 5.0, "mode": 4.0, "high": 18.0}), 2025)


def test_a_chance_bent_above_one_is_certain(book):
    assert stage_rules(bent(book, stop_chance__idea=1.6), 2025)["idea"].stop_chance == 1.0


def test_reasons_come_in_proportion_to_their_weight():
    reasons = reasons_of({"bank": {"too small": 2.0, "too risky": 1.0}, "sponsor": {"gave up": 1.0}})
    told = [reason_at(reasons, share, "cooperative") for share in (np.arange(400) + 0.5) / 400]
    assert [told.count(each) for each in (("bank", "too small"), ("bank", "too risky"), ("cooperative", "gave up"))] == [
        200, 100, 100,
    ]  # fmt: skip
    assert reason_at(reasons_of({}), 0.3, "city_hall") == ("city_hall", "no reason was given")


def test_draws_are_those_of_the_project_its_attempt_and_its_stage():
    fate, idea = Fate(Luck(5)), an_idea(3, draw_id=41)
    assert DRAWS_PER_ATTEMPT > len(STAGES)
    drawn = Luck(5).draw("stop of a project", 0, np.array([41]), number=STAGES.index("permit"))[0]
    assert fate.stop(idea, "permit") == drawn
    assert fate.stop(an_idea(99, day=500, draw_id=41, size_eur=5.0), "permit") == drawn
    others = [fate.stop(idea.again(9, 9), "permit"), fate.stop(idea, "tender"), fate.months(idea, "permit")]
    assert drawn not in others and len(set(others)) == 3
