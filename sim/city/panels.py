"""What the panels of the city produce in a year, by who owns them.

Place in the flow: [city]. Called once a year by `City.add_energy`; bills and the inventory read the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.energy import add_panels, add_panels_of, take_panels_off

if TYPE_CHECKING:
    from sim.city.city import City

OWNERS = ("homes", "businesses", "city_hall")
HOMES, BUSINESSES, CITY_HALL = range(len(OWNERS))


def panels_by_owner(city: City) -> dict[str, np.ndarray]:
    """Produced, used on site, fed in, by district, shape (districts, 3) each [kWh]; panels count from their day."""
    homes, premises, sums = city.dwellings, city.premises, np.zeros((len(OWNERS), len(city.district_names), 2))
    add_panels(homes.district, homes.solar_kwp, homes.solar_kwh_per_kwp, homes.solar_used, sums[HOMES])
    add_panels_of(
        premises.district, city.owner_of_roof, premises.solar_kwp, premises.solar_kwh_per_kwp, premises.solar_used, sums
    )
    for late in city.diary.solar_put_backs:
        take_panels_off(
            late.district, late.produced_kwh, late.used_share, late.day_of_year, sums[OWNERS.index(late.owner)]
        )
    fed_in = sums[:, :, :1] - sums[:, :, 1:]
    return dict(zip(OWNERS, np.concatenate([sums, fed_in], axis=2), strict=True))
