"""A discrete choice: the option with the highest value plus one's own taste.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
Knows numbers only. With one Gumbel draw per option this is a logit, and an option that gets better takes customers
from the others without moving anybody between those.
"""

from __future__ import annotations

import numpy as np


def choose(values: np.ndarray, feasible: np.ndarray, taste: np.ndarray) -> np.ndarray:
    """The option each row takes: argmax of value plus taste among the feasible ones.

    Args:
        values: shape (n, options), dimensionless utility V
        feasible: same shape, bool; option 0 ("leave it") is always feasible
        taste: same shape, standard Gumbel draws

    Returns:
        index of the chosen option, shape (n,)

    >>> choose(np.array([[0.0, 2.0]]), np.array([[True, True]]), np.zeros((1, 2))).tolist()
    [1]
    >>> choose(np.array([[0.0, 2.0]]), np.array([[True, False]]), np.zeros((1, 2))).tolist()
    [0]
    """
    return np.argmax(np.where(feasible, values + taste, -np.inf), axis=1)


def appeal(
    net_present_cost_keur: np.ndarray, hassle_keur: np.ndarray, weight_per_keur: np.ndarray, constant, peers, climate
) -> np.ndarray:
    """Utility of an option: V = ASC - beta (NPC + H) + gamma s + theta env.

    Args:
        net_present_cost_keur: what it costs over its life less what it saves, at the household's own rate [kEUR]
        hassle_keur: trouble, as money [kEUR]
        weight_per_keur: beta [1/kEUR]
        constant: what money does not explain (ASC)
        peers: gamma times the share of homes within 200 m that already have it
        climate: theta times the household's care

    >>> float(appeal(10.0, 2.0, 0.5, 1.0, 0.5, 0.0))
    -4.5
    """
    return constant - weight_per_keur * (net_present_cost_keur + hassle_keur) + peers + climate


def consideration(base: float, peers: np.ndarray, campaign: np.ndarray, advice: np.ndarray) -> np.ndarray:
    """Share of the triggered that think of energy at all: P = 1 - exp(-(k0 + k1 s + k2 campaign + k3 advice)).

    The last three come in already weighted by their k.

    >>> round(float(consideration(0.5, 0.0, 0.0, 0.0)), 4)
    0.3935
    """
    return -np.expm1(-(base + peers + campaign + advice))


def worth_of_a_yearly_euro(discount_rate: np.ndarray, years: float) -> np.ndarray:
    """Present value of one euro a year: PVF = (1 - (1 + r)^-T) / r; T at rate 0.

    >>> round(float(worth_of_a_yearly_euro(np.array([0.15]), 20)[0]), 3)
    6.259
    """
    rate = np.asarray(discount_rate, dtype=np.float64)
    safe = np.where(rate == 0, 1.0, rate)
    return np.where(rate == 0, years, -np.expm1(-years * np.log1p(safe)) / safe)
