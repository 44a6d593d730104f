"""The nucleolus: known deals, Kohlberg's test of any deal, and what must hold for every game."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import linprog

from sim.ecosystem.games import core_excess, core_is_empty, mask_of, nucleolus, sums_over_groups, superadditive_cover
from sim.ecosystem.games.worth import memberships
from tests.sim.ecosystem.games.examples import (
    NO_PARTNERSHIP,
    bankruptcy,
    big_game,
    games,
    lighting_partners,
    superadditive_games,
    talmud,
)


def winning(weights, quota):
    """A vote: groups with enough weight win one, the others nothing."""
    return (sums_over_groups(weights) >= quota).astype(float)


def balanced(groups, free):
    """Whether positive weights on these groups, and any on free ones, count every player once."""
    rows = np.vstack([groups, free])
    bound = np.concatenate([np.ones(len(groups)), np.zeros(len(free))])
    found = linprog(
        np.append(np.zeros(len(rows)), -1.0),
        A_ub=np.hstack([-np.eye(len(rows)), bound[:, None]]), b_ub=np.zeros(len(rows)),
        A_eq=np.hstack([rows.T, np.zeros((rows.shape[1], 1))]), b_eq=np.ones(rows.shape[1]),
        bounds=[(0, None)] * len(rows) + [(0, 1)],
    )  # fmt: skip
    return found.status == 0 and -found.fun > 1e-6


def passes_kohlberg(game, shares, with_floor):
    """Kohlberg 1971: a deal is the nucleolus when the groups above every level of excess are balanced."""
    size = max(1e-12, np.abs(game).max())
    groups = memberships(game.size.bit_length() - 1)
    excess = (game - sums_over_groups(shares))[1:-1]
    alone = 1 << np.arange(len(shares))
    at_floor = groups[alone[with_floor & (shares - game[alone] < 1e-6 * size)]]
    return all(balanced(groups[1:-1][excess >= level - 1e-6 * size], at_floor) for level in np.unique(excess.round(9)))


def test_the_five_roles_of_a_lighting_contract():
    deal = nucleolus(lighting_partners())
    assert np.allclose(deal.allocation, [722.5, 142.5, 35, 20, 40])
    assert deal.largest_excess == pytest.approx(-20) and deal.individually_rational


@pytest.mark.parametrize(
    ("estate", "deal"), [(100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])], ids=str
)
def test_three_widows(estate, deal):
    assert np.allclose(nucleolus(bankruptcy(estate, [100, 200, 300])).allocation, deal)


def test_the_contested_garment():
    assert np.allclose(nucleolus(bankruptcy(1, [0.5, 1])).allocation, [0.25, 0.75])


def test_no_partnership_has_a_deal_but_somebody_stays_below_what_they_have_alone():
    deal = nucleolus(NO_PARTNERSHIP)
    assert np.allclose(deal.allocation, [0, 6, 36]) and deal.largest_excess == pytest.approx(6)
    assert not deal.individually_rational


@pytest.mark.parametrize(
    ("game", "deal"),
    [
        (winning([3, 1, 1, 1, 1], 4), [3 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7]),
        (winning([2, 1, 1], 3), [1, 0, 0]),
        (winning([1, 1, 1], 2), [1 / 3, 1 / 3, 1 / 3]),
        ([0, 0, 0, 0, 0, 1, 1, 1], [0, 0, 1]),
        ([0, 5], [5]),
        ([0, 5, 7, 12], [5, 7]),
        ([0, 0, 0, 0], [0, 0]),
        ([0, -5, -5, -10], [-5, -5]),
    ],
    ids=["apex", "veto", "majority", "gloves", "one", "nothing to gain", "nothing at all", "all negative"],
)
def test_deals_known_from_books(game, deal):
    assert np.allclose(nucleolus(game).allocation, deal, atol=1e-9)


def test_one_player_has_nobody_to_complain():
    assert nucleolus([0, 5]).largest_excess == -np.inf


@settings(deadline=None, max_examples=80)
@given(some.lists(some.integers(1, 60), min_size=2, max_size=6), some.floats(0, 1))
def test_a_bankruptcy_is_settled_as_the_talmud_does(claims, share):
    estate = share * sum(claims)
    assert np.allclose(nucleolus(bankruptcy(estate, claims)).allocation, talmud(estate, claims), atol=1e-6)


@settings(deadline=None, max_examples=120)
@given(some.one_of(superadditive_games((2, 3, 4)), games((2, 3, 4))))
def test_it_passes_the_test_of_kohlberg(game):
    deal = nucleolus(game)
    assert np.isclose(deal.allocation.sum(), game[-1], atol=1e-9)
    if deal.individually_rational:
        assert np.all(deal.allocation >= game[1 << np.arange(len(deal.allocation))] - 1e-7)
    assert passes_kohlberg(game, deal.allocation, with_floor=deal.individually_rational)


@settings(deadline=None, max_examples=80)
@given(superadditive_games((2, 3, 4, 5)))
def test_it_lies_in_the_core_when_there_is_one(game):
    if not core_is_empty(game):
        assert core_excess(game, nucleolus(game).allocation).excess <= 1e-6 * max(1, np.abs(game).max())


@settings(deadline=None, max_examples=60)
@given(superadditive_games((2, 3, 4)), some.floats(0.1, 9), some.lists(some.integers(-9, 9), min_size=4, max_size=4))
def test_another_currency_and_money_of_ones_own_change_no_deal(game, factor, own):
    own = np.array(own[: game.size.bit_length() - 1], dtype=float)
    deal = nucleolus(factor * game + sums_over_groups(own)).allocation
    assert np.allclose(deal, factor * nucleolus(game).allocation + own, atol=1e-5)


@settings(deadline=None, max_examples=60)
@given(superadditive_games((2, 3, 4)), some.randoms(use_true_random=False))
def test_names_change_no_deal(game, luck):
    players = game.size.bit_length() - 1
    seats = list(range(players))
    luck.shuffle(seats)
    renamed = np.empty_like(game)
    for group in range(game.size):
        renamed[mask_of(seats[player] for player in range(players) if group >> player & 1)] = game[group]
    assert np.allclose(nucleolus(renamed).allocation[seats], nucleolus(game).allocation, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(superadditive_games((2, 3, 4)))
def test_a_player_who_brings_nothing_gets_nothing(game):
    assert np.isclose(nucleolus(np.concatenate([game, game])).allocation[-1], 0, atol=1e-6)


def test_twelve_roles_take_less_than_a_second():
    luck = np.random.default_rng(12)
    for game in (
        big_game(12, luck),
        superadditive_cover(np.append(0, luck.random(4095))),
        bankruptcy(300, range(1, 61, 5)),
    ):
        start = time.process_time()
        nucleolus(game)
        assert time.process_time() - start < 1


def test_fourteen_roles_are_settled_too():
    claims = np.arange(1, 15) * 7.0
    assert np.allclose(nucleolus(bankruptcy(300, claims)).allocation, talmud(300, claims), atol=1e-6)
