"""Together or in smaller groups."""

import numpy as np
from hypothesis import given, settings

from sim.ecosystem.games import best_partition, is_superadditive, partnership_pays, superadditive_cover
from tests.sim.ecosystem.games.examples import NO_PARTNERSHIP, bankruptcy, games, lighting_partners


def partitions(players):
    """Every way to part a list of players."""
    if not players:
        yield []
        return
    first, *others = players
    for rest in partitions(others):
        yield [1 << first, *rest]
        for place, group in enumerate(rest):
            yield [*rest[:place], group | 1 << first, *rest[place + 1 :]]


def test_the_lighting_partners_do_best_together():
    game = lighting_partners()
    assert is_superadditive(game) and partnership_pays(game) and best_partition(game) == (960.0, (31,))


def test_three_who_are_worth_more_apart_should_part():
    assert not partnership_pays(NO_PARTNERSHIP) and not is_superadditive(NO_PARTNERSHIP)
    assert best_partition(NO_PARTNERSHIP) == (60.0, (4, 2, 1))


def test_it_may_pay_together_and_pay_more_in_two_groups():
    game = np.zeros(16)
    game[[3, 12, 15]] = 5, 5, 8
    assert partnership_pays(game) and best_partition(game) == (10.0, (12, 3))


def test_ties_keep_all_together():
    assert best_partition([0, 1, 2, 3]) == (3.0, (3,))
    assert is_superadditive(bankruptcy(200, [100, 200, 300]))


@settings(deadline=None, max_examples=50)
@given(games((1, 2, 3, 4, 5)))
def test_no_way_to_part_is_better(game):
    worth, groups = best_partition(game)
    players = game.size.bit_length() - 1
    assert np.isclose(worth, max(sum(game[g] for g in way) for way in partitions(list(range(players)))), atol=1e-6)
    assert np.isclose(worth, game[list(groups)].sum(), atol=1e-6) and sum(groups) == game.size - 1


@settings(deadline=None, max_examples=50)
@given(games((1, 2, 3, 4)))
def test_the_cover_is_the_least_superadditive_game_above(game):
    cover = superadditive_cover(game)
    assert np.all(cover >= game) and is_superadditive(cover)
    pairs = [(a, b) for a in range(game.size) for b in range(game.size) if not a & b]
    plain = all(game[a | b] >= game[a] + game[b] - 1e-9 * np.abs(game).max() for a, b in pairs)
    assert is_superadditive(game) == plain
