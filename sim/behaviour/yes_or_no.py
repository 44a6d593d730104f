"""One offer against leaving it: heat pump at the end of a boiler, panels on a roof, a battery car for a petrol one.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.choice import appeal


def says_yes(
    net_present_cost_keur: np.ndarray,
    hassle_keur: np.ndarray,
    weight_per_keur: np.ndarray,
    constant: float,
    peers: np.ndarray,
    climate: np.ndarray,
    taste: np.ndarray,
) -> np.ndarray:
    """Who takes the offer rather than leave it, bool.

    Args:
        net_present_cost_keur: against leaving it, at the household's own rate, shape (n,) [kEUR]
        hassle_keur: trouble as money, shape (n,) [kEUR]
        weight_per_keur: beta [1/kEUR]
        constant: what money does not explain (ASC)
        peers, climate: added to the offer
        taste: standard Gumbel draws of (leave it, take it), shape (n, 2)

    >>> says_yes(np.array([-1.0]), 0.0, np.array([1.0]), 0.0, 0.0, 0.0, np.zeros((1, 2))).tolist()
    [True]
    """
    value = appeal(net_present_cost_keur, hassle_keur, weight_per_keur, constant, peers, climate)
    return value + taste[:, 1] > taste[:, 0]
