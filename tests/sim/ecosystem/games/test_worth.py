"""A game is one worth for each group."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.ecosystem.games import MOST_PLAYERS, mask_of, players_in, sums_over_groups, worth_of_best_subset
from sim.ecosystem.games.worth import checked_game, halves, memberships
from sim.finance import NoSolution
from tests.sim.ecosystem.games.examples import ROLES, lighting_partners


def test_a_group_is_worth_what_its_best_listed_part_is():
    game = lighting_partners()
    worth = {names: game[mask_of(map(ROLES.index, names))] for names in ("LBCI", "MC", "MB", "MLBC", "MCI", "MBCI")}
    assert worth == {"LBCI": 0, "MC": 550, "MB": 550, "MLBC": 880, "MCI": 620, "MBCI": 620}


@given(some.sets(some.integers(0, 13)))
def test_masks_and_players_are_two_ways_to_name_a_group(players):
    assert players_in(mask_of(players)) == tuple(sorted(players))


@given(some.lists(some.integers(-9, 9), min_size=1, max_size=6))
def test_what_groups_get_is_the_sum_of_what_their_players_get(shares):
    plain = [sum(shares[player] for player in players_in(group)) for group in range(1 << len(shares))]
    assert sums_over_groups(shares).tolist() == plain
    assert (memberships(len(shares)) @ shares).tolist() == plain


def test_halves_are_the_same_groups_without_and_with_a_player():
    groups = np.arange(16)
    for player in range(4):
        without, with_player = halves(groups, player)
        assert np.all(with_player == without | 1 << player) and not np.any(without & 1 << player)


@pytest.mark.parametrize(
    ("worth", "word"),
    [
        ([], "found 0"),
        ([0], "without players"),
        ([0, 1, 2], "found 3"),
        ([[0, 1], [2, 3]], "found 4"),
        ([1, 2], "empty group"),
        ([0, np.nan], "finite"),
        ([0, 1e305], "too large"),
        (np.zeros(2 ** (MOST_PLAYERS + 1)), "15 players"),
    ],
)
def test_what_is_no_game_is_refused_in_words(worth, word):
    with pytest.raises(NoSolution, match=word):
        checked_game(worth)


@pytest.mark.parametrize(("listed", "players", "word"), [({4: 1}, 2, "100"), ({}, 0, "0 players"), ({}, 15, "15")])
def test_lists_of_worths_that_do_not_fit_are_refused(listed, players, word):
    with pytest.raises(NoSolution, match=word):
        worth_of_best_subset(listed, players)
