"""How far the city is from its pledge."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.inventory.targets import judge

tonnes = some.floats(1, 1e7)


@given(tonnes, tonnes, some.floats(0.01, 1), some.integers(1, 10**6))
def test_an_absolute_pledge_is_kept_exactly_when_the_gap_is_not_positive(then, now, pledged, heads):
    verdict = judge(2030, "absolute", pledged, (then, heads), (now, heads))
    assert verdict.gap_t == pytest.approx(now - then * (1 - pledged))
    if abs(verdict.gap_t) > 1e-6 * then:
        assert (verdict.gap_t < 0) == (verdict.reached_share > pledged)


@given(tonnes, tonnes, some.integers(1, 10**6), some.integers(1, 10**6))
def test_per_head_a_growing_city_may_emit_more(then, now, heads_then, heads_now):
    verdict = judge(2030, "per_head", 0.4, (then, heads_then), (now, heads_now))
    cut = 1 - (now / heads_now) / (then / heads_then)
    assert verdict.reached_share == pytest.approx(cut, rel=1e-9, abs=1e-9)


def test_a_year_outside_the_run_has_no_verdict():
    verdict = judge(2050, "absolute", 1.0, (100.0, 10), None)
    assert verdict.reached_share is None and verdict.gap_t is None
