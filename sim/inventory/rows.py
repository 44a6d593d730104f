"""The inventory as rows of a table, the form in which it is kept and shown.

Place in the flow: [inventory] -> results. Called once a run by `sim.recording`.
"""

from __future__ import annotations

import numpy as np

from sim.inventory.covenant import CARRIERS, SECTORS


def inventory_rows(year: int, energy_mwh: np.ndarray, co2_t: np.ndarray) -> dict[str, np.ndarray]:
    """Rows of tables A (energy) and B (emissions) of one year, zeros left out.

    Args:
        year: calendar year
        energy_mwh: shape (sectors, carriers) [MWh]
        co2_t: same shape [t CO2]

    Returns:
        columns of the `inventory` table of `sim.results.TABLES`
    """
    parts = []
    for kind, table, unit, values in (("energy_mwh", "A", "MWh", energy_mwh), ("co2_t", "B", "t", co2_t)):
        sector, carrier = np.nonzero(values)
        parts.append(
            (kind, table, unit, np.array(SECTORS)[sector], np.array(CARRIERS)[carrier], values[sector, carrier])
        )
    lengths = [len(part[5]) for part in parts]
    size = sum(lengths)
    return {
        "kind": np.repeat([part[0] for part in parts], lengths),
        "table": np.repeat([part[1] for part in parts], lengths),
        "row": np.concatenate([part[3] for part in parts]),
        "carrier": np.concatenate([part[4] for part in parts]),
        "year": np.full(size, year, dtype=np.int16),
        "value": np.concatenate([part[5] for part in parts]),
        "unit": np.repeat([part[2] for part in parts], lengths),
        "notation": np.full(size, ""),
        "source": np.full(size, "computed"),
        "quality": np.full(size, "simulated"),
    }
