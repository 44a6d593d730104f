"""The linear program over few groups, from whichever groups it begins."""

import numpy as np

from sim.ecosystem.games.excess import least_largest_excess, open_groups
from sim.ecosystem.games.worth import memberships
from tests.sim.ecosystem.games.examples import bankruptcy


def test_groups_between_none_and_all_are_open():
    live, begin = open_groups(3)
    assert np.flatnonzero(live).tolist() == [1, 2, 3, 4, 5, 6] == begin.tolist()


def test_where_it_begins_changes_no_answer():
    game = bankruptcy(0.6, np.full(6, 0.2) + np.arange(6) / 100)
    groups, (live, usual) = memberships(6), open_groups(6)
    for begin in (usual, np.array([1]), np.flatnonzero(live)):
        found = least_largest_excess(game, groups, live, (groups[-1:], game[-1:]), begin, floor=0.0)
        excess = (game - groups @ found.shares)[live].max()
        assert np.isclose(excess, found.excess) and np.isclose(found.excess, -0.1)
        assert np.allclose((game - groups @ found.shares)[found.binding], found.excess)
