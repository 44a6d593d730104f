"""Games whose answers are known, and games drawn at random."""

import numpy as np
from hypothesis import strategies as some

from sim.ecosystem.games import mask_of, sums_over_groups, superadditive_cover, worth_of_best_subset

ROLES = "MLBCI"
"""Municipality, lighting company, bank, co-operative, installer (METHODS 10)."""
LISTED = {
    "M": 550, "MI": 620, "ML": 700, "MLI": 760, "MLC": 820, "MLB": 850, "MLBC": 880, "MLCI": 890, "MLBI": 920,
    "MLBCI": 960,
}  # fmt: skip
NO_PARTNERSHIP = [0, 6, 12, 12, 42, 42, 42, 42]


def lighting_partners():
    """The game of five roles, kEUR."""
    return worth_of_best_subset({mask_of(map(ROLES.index, names)): worth for names, worth in LISTED.items()}, 5)


def bankruptcy(estate, claims):
    """What a group can be sure of: the estate less the claims of the others."""
    sums = sums_over_groups(claims)
    return np.maximum(0.0, estate - (sums[-1] - sums))


def shared_alike(total, most):
    """Everybody the same amount, but nobody more than their most."""
    order, shares, left = np.argsort(most), np.zeros(len(most)), total
    for rank, who in enumerate(order):
        shares[who] = min(most[who], left / (len(most) - rank))
        left -= shares[who]
    return shares


def talmud(estate, claims):
    """The rule of the Talmud: half the claims are filled alike, then half the losses are borne alike."""
    half = np.asarray(claims, dtype=float) / 2
    if estate <= half.sum():
        return shared_alike(estate, half)
    return 2 * half - shared_alike(2 * half.sum() - estate, half)


def games(players, worths=None):
    """Any game of some players; whole worths make many ties."""
    if worths is None:
        worths = some.one_of(some.integers(-3, 5), some.floats(-100, 100))
    sizes = some.sampled_from(players)
    return sizes.flatmap(
        lambda n: some.lists(worths, min_size=2**n - 1, max_size=2**n - 1).map(lambda drawn: np.array([0.0, *drawn]))
    )


def superadditive_games(players):
    """Games in which joining never hurts."""
    return games(players, some.one_of(some.integers(0, 4), some.floats(0, 100))).map(superadditive_cover)


def big_game(players, luck):
    """A superadditive game at random, joining pays more the larger the groups."""
    sizes = np.bitwise_count(np.arange(1 << players)).astype(float)
    game = sizes**2 + luck.random(1 << players) * sizes
    game[0] = 0.0
    return game
