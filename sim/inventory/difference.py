"""Why two inventories of one city differ: other factors, other activity, or another boundary.

Place in the flow: [inventory]. Called by the fit of a city to an inventory that somebody gave. Knows arrays and names.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS
from sim.inventory.inventory import Inventory, Place
from sim.inventory.rows import COMPUTED
from sim.inventory.template import NOT_ENERGY

HOST_OF_ROW = {
    "municipal_buildings": "tertiary",
    "public_lighting": "tertiary",
    "municipal_fleet": "private_transport",
    "public_transport": "private_transport",
    "agriculture": "industry",
}
"""Where a row is taken to be when the inventory says that it is included elsewhere (IE)."""


@dataclass(frozen=True)
class Given:
    """One year of an inventory as arrays over SECTORS x CARRIERS."""

    energy_mwh: np.ndarray
    co2_t: np.ndarray
    counted: np.ndarray
    """Cells with a number, or with NO (nothing of it here, so zero)."""
    elsewhere: np.ndarray
    """Cells that are included elsewhere (IE)."""
    not_energy_t: float
    """Emissions from no carrier (waste, waste water)."""


@dataclass(frozen=True)
class Differences:
    """Given less model, by sector [t]; the three add up to the whole difference."""

    factor_t: np.ndarray
    activity_t: np.ndarray
    boundary_t: np.ndarray
    """What only one of the two counts."""


def given_year(inventory: Inventory, year: int, factors_t_mwh: np.ndarray) -> Given:
    """One year of an inventory.

    Args:
        inventory: as it was read
        year: one of its years
        factors_t_mwh: of each carrier, shape (carriers,), for emissions that table B does not give [t/MWh]
    """
    shape = len(SECTORS), len(CARRIERS)
    energy, co2, counted, elsewhere = np.zeros(shape), np.zeros(shape), np.zeros(shape, bool), np.zeros(shape, bool)
    for row in SECTORS:
        for carrier in CARRIERS:
            spot = SECTOR[row], CARRIER[carrier]
            cell = inventory.cells.get(Place("energy_mwh", "A", row, carrier, year))
            if cell is None:
                continue
            counted[spot], elsewhere[spot] = cell.value is not None or cell.notation == "NO", cell.notation == "IE"
            energy[spot] = cell.value or 0.0
            beside = inventory.cells.get(Place("co2_t", "B", row, carrier, year))
            stated = inventory.cells.get(Place("factor_t_mwh", "F", "emission_factor", carrier, year))
            factor = factors_t_mwh[CARRIER[carrier]] if stated is None or stated.value is None else stated.value
            co2[spot] = beside.value if beside is not None and beside.value is not None else energy[spot] * factor
    waste = sum(inventory.value("co2_t", "B", row, "", year) for row in NOT_ENERGY)
    return Given(energy, co2, counted, elsewhere, waste)


def as_counted(model_mwh: np.ndarray, given: Given) -> np.ndarray:
    """The model's energy with the rows that the inventory includes elsewhere moved to where they are.

    Args:
        model_mwh: shape (sectors, carriers) [MWh]
        given: says which cells are elsewhere

    Returns:
        same shape and sum [MWh]
    """
    moved = np.array(model_mwh, dtype=np.float64)
    for row, host in HOST_OF_ROW.items():
        away = given.elsewhere[SECTOR[row]]
        moved[SECTOR[host], away] += moved[SECTOR[row], away]
        moved[SECTOR[row], away] = 0.0
    return moved


def can_be_compared(given: Given) -> np.ndarray:
    """Cells that both the inventory and the model count, shape (sectors, carriers), bool."""
    computed = np.array([[carrier in COMPUTED.get(row, ()) for carrier in CARRIERS] for row in SECTORS])
    for row, host in HOST_OF_ROW.items():
        away = given.elsewhere[SECTOR[row]]
        computed[SECTOR[host]] |= computed[SECTOR[row]] & away
    return computed & given.counted


def differences(given: Given, model_mwh: np.ndarray, factors_t_mwh: np.ndarray) -> Differences:
    """Given less model, taken apart: g f' - m f = g (f' - f) + (g - m) f where both count, else boundary.

    Args:
        given: the inventory
        model_mwh: as the inventory counts (`as_counted`), shape (sectors, carriers) [MWh]
        factors_t_mwh: of the model, shape (carriers,) [t/MWh]
    """
    both = can_be_compared(given)
    model_t = model_mwh * factors_t_mwh
    factor = np.where(both, given.co2_t - given.energy_mwh * factors_t_mwh, 0.0)
    activity = np.where(both, (given.energy_mwh - model_mwh) * factors_t_mwh, 0.0)
    boundary = np.where(both, 0.0, given.co2_t - model_t)
    return Differences(factor.sum(axis=1), activity.sum(axis=1), boundary.sum(axis=1))
