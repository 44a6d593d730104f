"""Everything heated that is no home: shops, schools, works, the town hall. One row per building or shop floor.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column


class Premises(Crowd):
    """One row per non-residential building, or per shop under dwellings."""

    building = column("row of its building in the map", kind=np.int32)
    district = column("row of its district", kind=np.int16)
    use = column("index into geodata.USES", kind=np.int8)
    sector = column("index into sim.inventory.SECTORS", kind=np.int8)
    year_built = column("construction year", kind=np.int16)
    floor_m2 = column("gross heated floor area", unit="m2")
    fuel_carrier = column("index into sim.inventory.CARRIERS of its heating", kind=np.int8)
    fuel_kwh = column("fuel at the present state, before the yearly trend", unit="kWh/yr")
    electricity_kwh = column("electricity at the present state, before the yearly trend", unit="kWh/yr")
    solar_kwp = column("panels on the roof", unit="kWp")
    solar_room_kwp = column("largest plant the roof can carry", unit="kWp")
    solar_kwh_per_kwp = column("what a panel on this roof yields in a year", unit="kWh/kWp")
    solar_used = column("share of the panels' production used on site", unit="0 to 1")
    renovated = column("energy works done since the first simulated year", kind=bool)
    ordered = column("waits for renovation crews", kind=bool)
    solar_ordered = column("waits for panels", kind=bool)
