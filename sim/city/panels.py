"""What the panels of the city produce in a year, by who owns them.

Place in the flow: [city]. Called once a year by `City.add_energy`; bills and the inventory read the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.energy import EnergyAccount

if TYPE_CHECKING:
    from sim.city.city import City

OWNERS = ("homes", "businesses", "city_hall")


def panels_by_owner(city: City) -> dict[str, np.ndarray]:
    """Produced, used on site, fed in, by district, shape (districts, 3) each [kWh]; panels count from their day."""
    homes, premises, public = city.dwellings, city.premises, city.is_municipal
    accounts = {owner: EnergyAccount(len(city.district_names)) for owner in OWNERS}
    accounts["homes"].add_panels(homes.district, homes.solar_kwp, homes.solar_kwh_per_kwp, homes.solar_used)
    produced = premises.solar_kwp * premises.solar_kwh_per_kwp
    for owner, mine in (("businesses", ~public), ("city_hall", public)):
        accounts[owner].add_solar(premises.district[mine], produced[mine], premises.solar_used[mine])
    for late in city.diary.solar_put_backs:
        not_yet = late.produced_kwh * (np.asarray(late.day_of_year) / 365.0)
        accounts[late.owner].add_solar(late.district, -not_yet, late.used_share)
    return {owner: account.solar_kwh for owner, account in accounts.items()}
