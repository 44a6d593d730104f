"""Citizens vote, complain and trust by columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors import Citizens
from sim.actors.citizens import owners_vote, vote_of_owners, vote_of_the_city
from sim.actors.decisions import VoteRequest


def asked(quotas, gain, hassle=0.0, duty=False):
    return VoteRequest(np.array(quotas, dtype=float), np.array(gain, dtype=float), hassle, duty)


def test_quotas_count_and_not_heads(book):
    tower = asked([60.0, 20.0, 20.0], [1000.0, -1.0, -1.0])
    of_choice, duty = vote_of_owners(tower, book, 2025), vote_of_owners(asked(*vars_of(tower), duty=True), book, 2025)
    assert not of_choice.passes and of_choice.yes_share == 0.6 and duty.passes
    assert of_choice.reason == "60% of the quotas for it, needed 67%"
    assert vote_of_owners(asked([67.0, 33.0], [1.0, -1.0]), book, 2025).passes


def vars_of(request):
    return request.quotas, request.gain_eur


def test_half_is_no_majority_but_two_thirds_are_two_thirds():
    assert not owners_vote(asked([1, 1], [1, -1]), 0.5).passes
    assert owners_vote(asked([2, 1], [1, -1]), 2 / 3).passes
    assert not owners_vote(asked([], []), 0.5).passes


def test_an_owner_says_no_when_the_trouble_is_worth_more_than_the_gain():
    assert owners_vote(asked([1], [2_000], hassle=3_000.0), 0.5).yes_share == 0


rows = st.lists(st.tuples(st.floats(0.1, 100), st.floats(-1e5, 1e5), st.floats(0, 1e5)), min_size=1, max_size=20)


@given(rows, st.sampled_from([0.5, 2 / 3, 0.75]))
def test_a_better_plan_is_never_voted_down_when_a_worse_one_passes(owners, needed):
    quotas, gain, more = (np.array(column) for column in zip(*owners, strict=True))
    if owners_vote(VoteRequest(quotas, gain, 500.0), needed).passes:
        assert owners_vote(VoteRequest(quotas, gain + more, 500.0), needed).passes


def test_a_city_votes_by_purse_and_trust(book):
    trust = book.at("actors.reputation_start", 2025)
    assert not vote_of_the_city(0.0, trust, book, 2025).passes  # nothing gained, nothing lost: half
    won = vote_of_the_city(1_000.0, trust, book, 2025)
    assert won.passes and won.yes_share == pytest.approx(1 / (1 + np.exp(-1)))
    assert not vote_of_the_city(1_000.0, trust - 0.3, book, 2025).passes
    assert vote_of_the_city(-1e9, trust, book, 2025).yes_share == pytest.approx(0.0, abs=1e-9)


def test_districts_complain_of_dark_lamps_and_long_waits_and_trust_comes_back(book):
    start = book.at("actors.reputation_start", 2025)
    citizens = Citizens(np.array([1_000.0, 1_000.0]), book, 2025)
    found = citizens.hear(2025, dark_lamp_days=[500.0, 0.0], long_waits=[100.0, 0.0])
    assert found.tolist() == [500 * 0.02 + 100 * 0.1, 0.0]  # 20 complaints
    assert citizens.trust == pytest.approx([start - 0.1, start])
    citizens.hear(2026, [0.0, 0.0], [0.0, 0.0])
    assert citizens.trust == pytest.approx([start - 0.07, start])
    assert list(citizens.complaints) == [2025, 2026]
