"""How much of an imported place was read and how much was filled in.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np

from geodata.citymap import FILLED


def completeness(building_bits: np.ndarray, lamp_bits: np.ndarray) -> dict[str, float]:
    """Shares read from a source [0 to 1], three decimals; 0 for a thing that is not there.

    Args:
        building_bits, lamp_bits: `filled` columns

    >>> completeness(np.array([1, 3, 0, 4]), np.array([16, 0]))
    {'height': 0.5, 'year': 0.75, 'use': 0.75, 'lamp_power': 0.5}
    """
    shares = {name: _share_read(building_bits, name) for name in ("height", "year", "use")}
    return shares | {"lamp_power": _share_read(lamp_bits, "lamp_power")}


def _share_read(bits: np.ndarray, name: str) -> float:
    if not len(bits):
        return 0.0
    return round(float(np.mean((np.asarray(bits).astype(np.int64) & FILLED[name]) == 0)), 3)
