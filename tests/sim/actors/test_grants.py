"""Rules first, then the envelope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.decisions import GrantRequest
from sim.actors.grants import GrantRules, judge_grant

RULES = GrantRules({"study": 0.5, "heat": 0.3}, {"heat": 0.1}, own_share=0.2, left_eur=100_000.0)


@pytest.mark.parametrize(
    ("request_", "amount"),
    [
        (GrantRequest("study", 40_000.0), 20_000.0),
        (GrantRequest("heat", 100_000.0, 0.2), 30_000.0),
        (GrantRequest("heat", 100_000.0, 0.2, other_support_eur=60_000.0), 20_000.0),  # 80 % at most from others
        (GrantRequest("heat", 1_000_000.0, 0.2), 100_000.0),  # what is left
    ],
)
def test_a_grant_is_the_least_of_share_room_and_envelope(request_, amount):
    answer = judge_grant(request_, RULES)
    assert answer.granted and answer.amount_eur == pytest.approx(amount)


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (GrantRequest("charging", 1e4), "no grants for charging"),
        (GrantRequest("heat", 1e4, 0.05), "saves 5%, asked 10%"),
        (GrantRequest("study", 1e4, other_support_eur=8e3), "others give enough: 20% must be one's own"),
    ],
)
def test_a_refusal_names_the_rule(request_, reason):
    assert judge_grant(request_, RULES).reason == reason
    assert not judge_grant(request_, RULES).granted


def test_an_empty_envelope_gives_nothing():
    empty = GrantRules({"study": 0.5}, {}, 0.2, 0.0)
    assert judge_grant(GrantRequest("study", 1e4), empty).reason == "the envelope of this year is empty"


share = st.floats(0, 1)


@given(
    st.floats(1, 1e7), share, share, st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from(["study", "heat", "homes"])
)
def test_who_saves_more_and_has_less_from_others_is_never_refused_before_another(cost, a, b, c, d, domain):
    worse = judge_grant(GrantRequest(domain, cost, min(a, b), max(c, d)), RULES)
    better = judge_grant(GrantRequest(domain, cost, max(a, b), min(c, d)), RULES)
    assert better.amount_eur >= worse.amount_eur
    assert better.granted or not worse.granted
