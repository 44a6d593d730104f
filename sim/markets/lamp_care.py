"""Lamps wear out and stay dark: replacements nobody decided on, and darkness counted against contracts.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.lives import falls_in
from sim.works.lamp_repairs import RepairYear

if TYPE_CHECKING:
    from sim.model import CityModel


def replace_worn_out(model: CityModel, year: int, index: int) -> None:
    """Old luminaires at the end of their life become plain LED at the city's expense, measure or not."""
    lamps = model.city.street_lights
    ended = np.flatnonzero(falls_in(lamps.luminaire_ends, index))
    rows = ended[lamps.is_sodium[ended] & ~lamps.ordered[ended]]
    if len(rows) == 0:
        return
    days = np.maximum(lamps.luminaire_ends[rows].astype(np.int64), index * 365)
    model.city.swap_lamps(rows, days, regime=0.0)
    price = model.book.at("lighting.capex_eur_per_lamp", year)
    model.market.payments.pay(year, "city_hall", "contractors", "worn-out lamps", price * len(rows))


def dark_days_by_contract(model: CityModel, repairs: RepairYear) -> np.ndarray:
    """Lamp-days dark beyond the grace of the service level, by contract id."""
    contract = model.city.street_lights.contract[repairs.repaired_rows]
    late = np.maximum(0.0, repairs.dark_before_repair_days - model.market.terms.sla_grace_days)
    served = contract >= 0
    return np.bincount(contract[served], weights=late[served], minlength=len(model.market.contracts))
