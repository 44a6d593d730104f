"""By which mode trips are made, by distance and kind of place, and what moves car trips to the bike.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
Called at set-up and when paths or numbers change, by `sim.population.travelling`. Pure.
"""

from __future__ import annotations

import numpy as np

MODES = ("car", "public_transport", "bike", "walk", "other")
CAR, PUBLIC_TRANSPORT, BIKE, WALK, OTHER = range(len(MODES))
ROUNDS = 60
"""Of fitting; the shares of modes then agree to some 1e-9."""


def fit_modes(by_distance: np.ndarray, trips: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Modes by distance so that each kind of place has its own shares (iterative proportional fitting, Furness).

    Rows keep their sum of one, so trips by distance stay; columns are scaled to the wanted share of each mode.

    Args:
        by_distance: shares of modes within each band of distance, shape (bands, modes)
        trips: trips in each band, shape (bands,)
        wanted: shares of modes over all bands, by kind of place, each row adding up to 1, shape (places, modes)

    Returns:
        shape (places, bands, modes), each row of modes adding up to 1

    Half of the trips are short; where a quarter of all trips is walked, half of the short ones are:

    >>> plain = np.array([[0.5, 0.5], [1.0, 0.0]])
    >>> fit_modes(plain, np.array([1.0, 1.0]), np.array([[0.75, 0.25], [0.6, 0.4]])).round(3).tolist()
    [[[0.5, 0.5], [1.0, 0.0]], [[0.2, 0.8], [1.0, 0.0]]]
    """
    weight = trips / trips.sum()
    shares = np.repeat(by_distance[None], len(wanted), axis=0)
    for _ in range(ROUNDS):
        reached = np.einsum("b,pbm->pm", weight, shares)
        shares = shares * np.divide(wanted, reached, out=np.ones_like(wanted), where=reached > 0)[:, None, :]
        shares = shares / shares.sum(axis=2, keepdims=True)
    return shares


def moved_to_bike(everywhere: float, full_network: float, built_km: np.ndarray, needed_km: np.ndarray) -> np.ndarray:
    """Share of short car trips that move to the bike: s = everywhere + full_network min(1, built / needed).

    Args:
        everywhere: share that has moved in the whole city [0 to 1]
        full_network: share that moves where the network of paths is complete [0 to 1]
        built_km: paths built since the first year, by district [km]
        needed_km: a complete network, by district [km]

    Returns:
        by district, at most 1 [0 to 1]

    >>> moved_to_bike(0.05, 0.2, np.array([0.0, 3.0, 9.0]), np.array([6.0, 6.0, 6.0])).round(3).tolist()
    [0.05, 0.15, 0.25]
    """
    complete = np.divide(built_km, needed_km, out=np.zeros(len(needed_km)), where=needed_km > 0)
    return np.minimum(1.0, everywhere + full_network * np.minimum(1.0, complete))
