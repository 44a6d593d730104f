"""Ideas, verdicts and hooks refuse what cannot be."""

import pytest

from sim.works.pipeline import STAGES, Hooks, Verdict
from tests.sim.works.pipeline.ideas import always_yes, an_idea


@pytest.mark.parametrize("wrong", [{"size_eur": 0.0}, {"size_eur": float("nan")}, {"draw_id": -1}, {"day": -1}])
def test_an_impossible_idea_is_refused(wrong):
    with pytest.raises(ValueError, match="project 3"):
        an_idea(3, **wrong)


def test_a_new_attempt_keeps_its_draw_id_and_counts_up():
    again = an_idea(3, draw_id=9).again(id=4, day=700).again(id=5, day=1400)
    assert (again.id, again.draw_id, again.day, again.attempt) == (5, 9, 1400, 2)


def test_a_verdict_takes_no_negative_time():
    with pytest.raises(ValueError, match="-1 days"):
        Verdict(True, "bank", "yes", days=-1)


def test_only_tender_and_finance_are_decided_outside():
    hooks = Hooks(hold_tender=always_yes, close_finance=always_yes)
    assert [stage for stage in STAGES if hooks.decides(stage)] == ["tender", "finance"]
    assert not any(Hooks().decides(stage) for stage in STAGES)
