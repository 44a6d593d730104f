"""Cooperative games: what groups of partners are worth, and how to share it.

A game is one float64 array of 2^n worths over bit masks: bit i stands for player i, element 0 is the empty group and
worth nothing, the last one is all together. Pure sums, at most 14 players; above that, group actors by role.
"""

from sim.ecosystem.games.core import LikelyToLeave, core_excess, core_is_empty, least_core_excess
from sim.ecosystem.games.nash import nash_bargaining
from sim.ecosystem.games.nucleolus import Nucleolus, nucleolus
from sim.ecosystem.games.partition import best_partition, is_superadditive, partnership_pays, superadditive_cover
from sim.ecosystem.games.shapley import shapley_value
from sim.ecosystem.games.worth import MOST_PLAYERS, mask_of, players_in, sums_over_groups, worth_of_best_subset

__all__ = [
    "MOST_PLAYERS",
    "LikelyToLeave",
    "Nucleolus",
    "best_partition",
    "core_excess",
    "core_is_empty",
    "is_superadditive",
    "least_core_excess",
    "mask_of",
    "nash_bargaining",
    "nucleolus",
    "partnership_pays",
    "players_in",
    "shapley_value",
    "sums_over_groups",
    "superadditive_cover",
    "worth_of_best_subset",
]
