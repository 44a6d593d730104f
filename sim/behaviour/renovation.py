"""Which part of the envelope a household improves when there is an occasion.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
Options: leave it, roof, walls, ground floor, windows, or all that is still poor at once ("deep").
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.choice import appeal, choose

OPTIONS = ("leave_it", "roof", "wall", "floor", "window", "deep")
DEEP = 5


def renovation_choice(
    cost_keur: np.ndarray,
    worth_keur: np.ndarray,
    hassle_keur: np.ndarray,
    weight_per_keur: np.ndarray,
    constants: np.ndarray,
    peers: np.ndarray,
    climate: np.ndarray,
    feasible: np.ndarray,
    taste: np.ndarray,
) -> np.ndarray:
    """Option taken by each household, index into OPTIONS.

    Args:
        cost_keur: price less grants, shape (n, 6), column 0 is zero [kEUR]
        worth_keur: present value of the saving at the household's own rate, same shape [kEUR]
        hassle_keur: trouble as money, same shape [kEUR]
        weight_per_keur: beta, shape (n,) [1/kEUR]
        constants: ASC per option, shape (6,); the first is 0
        peers, climate: shape (n,), added to every option but leaving it
        feasible: shape (n, 6), bool
        taste: standard Gumbel draws, shape (n, 6)
    """
    added = (peers + climate)[:, None] * (np.arange(len(OPTIONS)) > 0)
    values = appeal(cost_keur - worth_keur, hassle_keur, weight_per_keur[:, None], constants, added, 0.0)
    return choose(values, feasible, taste)
