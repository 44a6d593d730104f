"""The city looks after what it has planted and dug: watering, pruning, cleaning.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory. Once a year, with the other bills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.model import CityModel


def look_after_green(model: CityModel, year: int) -> None:
    """The city hall pays for the upkeep of its green; where nothing was made, nothing is paid."""
    if not model.city.greening.is_bare:
        cost_eur = model.city.greening.upkeep_eur(model.book, year)
        model.market.payments.pay(year, "city_hall", "contractors", "upkeep", cost_eur)
