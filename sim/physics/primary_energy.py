"""Primary energy of a building with panels: the balance of EN ISO 52000-1.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
What comes in through the assessment boundary is weighted with the factors of its carrier, what leaves it with those of
export. Panels and use meet within each step (a year or a month); nothing is stored from one step to the next.
Source: EN ISO 52000-1:2017, clauses 9.6 and 11.6 (steps A and B), annex J.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class PrimaryFactors:
    """Primary energy per energy of a carrier: renewable and not [kWh/kWh]."""

    ren: float
    nren: float

    def of(self, energy: Any) -> np.ndarray:
        """Renewable and non-renewable primary energy of an amount summed over the steps, shape (2,)."""
        return float(np.sum(energy, dtype=np.float64)) * np.array([self.ren, self.nren])


@dataclass(frozen=True)
class PrimaryWeights:
    """PrimaryFactors of the carriers."""

    grid: PrimaryFactors
    panels: PrimaryFactors
    gas: PrimaryFactors
    ambient: PrimaryFactors
    """Heat that a heat pump takes from air or ground."""


@dataclass(frozen=True)
class ElectricityBalance:
    """Electricity of each step, arrays of equal shape [kWh/m2]."""

    from_panels: np.ndarray
    """Made and used in the building for heating, cooling, ventilation, hot water and light."""
    from_grid: np.ndarray
    to_other_uses: np.ndarray
    """Made by the panels and used by appliances, which the rating leaves out: counts as exported."""
    to_grid: np.ndarray

    @property
    def exported(self) -> np.ndarray:
        """All that leaves the boundary of the rating."""
        return self.to_other_uses + self.to_grid


def electricity_balance(used: Any, other_use: Any, panels: Any) -> ElectricityBalance:
    """Where the panels' electricity goes in each step: rated uses first, then other uses, then the grid.

    >>> balance = electricity_balance([100.0, 50.0], [0.0, 10.0], [140.0, 20.0])
    >>> balance.from_grid.tolist(), balance.to_grid.tolist()
    ([0.0, 30.0], [40.0, 0.0])
    """
    used, other, made = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in (used, other_use, panels)))
    own = np.minimum(used, made)
    left = made - own
    other_own = np.minimum(left, other)
    return ElectricityBalance(own, used - own, other_own, left - other_own)


def primary_energy(
    *, used: Any, other_use: Any, panels: Any, gas: Any, ambient: Any, weights: PrimaryWeights, export_share: float
) -> dict[str, float]:
    """Renewable, non-renewable and total primary energy of a rating, and the renewable share.

    Step A: what is delivered, less what is exported at the factors of its making. Step B adds a share `export_share`
    (k_exp) of the difference between what the export saves in the grid and what making it took.

    Args:
        used: electricity for the rated uses, scalar or by step, shape (steps,) [kWh/m2]
        other_use: electricity for appliances, same shape [kWh/m2]
        panels: electricity made on the building, same shape [kWh/m2]
        gas, ambient: gas, and heat from the surroundings [kWh/m2]
        weights: factors of the carriers
        export_share: k_exp [0 to 1]

    Returns:
        `ren, nren, tot` [kWh/m2] and `RER` = ren / tot, 0 for a building that uses nothing

    >>> weights = PrimaryWeights(grid=PrimaryFactors(0.5, 2.0), panels=PrimaryFactors(1, 0), gas=PrimaryFactors(0, 1.1), ambient=PrimaryFactors(1, 0))
    >>> primary_energy(used=100, other_use=0, panels=40, gas=10, ambient=0, weights=weights, export_share=0)["nren"]
    131.0
    """
    flows = electricity_balance(used, other_use, panels)
    delivered = weights.grid.of(flows.from_grid) + weights.panels.of(flows.from_panels + flows.exported)
    delivered += weights.gas.of(gas) + weights.ambient.of(ambient)
    making = weights.panels.of(flows.exported)
    saved_in_grid = weights.grid.of(flows.exported)
    ren, nren = (delivered - making - export_share * (saved_in_grid - making)).tolist()
    total = ren + nren
    return {"ren": ren, "nren": nren, "tot": total, "RER": ren / total if total else 0.0}
