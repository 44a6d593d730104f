"""The homes: one row per dwelling, occupied or not, with its envelope, its heating and its panels.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
State lives here; how much heat a state needs is asked of `sim.physics`. Households (`sim.population`) have the same
rows: row 41 of both is one front door for ever.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column

ELEMENTS = ("roof", "wall", "floor", "window")
HEATINGS = ("gas", "oil", "electric", "heat_pump", "wood", "district_heat")
GAS, OIL, ELECTRIC, HEAT_PUMP, WOOD, DISTRICT_HEAT = range(len(HEATINGS))
CARRIER_OF_HEATING = ("natural_gas", "heating_oil", "electricity", "electricity", "other_biomass", "heat_cold")
NEVER = 32_767
"""A day or year that does not come, the largest int16."""


class Envelopes(Crowd):
    """Heat losses of homes, one row per dwelling."""

    u_roof = column("heat loss of the roof", unit="W/m2K")
    u_wall = column("heat loss of the walls", unit="W/m2K")
    u_floor = column("heat loss of the ground floor", unit="W/m2K")
    u_window = column("heat loss of windows", unit="W/m2K")

    def u_of(self, element: str) -> np.ndarray:
        """The heat-loss column of an element of the envelope [W/m2K]."""
        return self._arrays[f"u_{element}"]

    def losses(self, rows: np.ndarray) -> np.ndarray:
        """Heat losses of some homes by element, float64, shape (n, 4) [W/m2K]."""
        return _by_element(self.u_of, rows)


def _by_element(column_of, rows: np.ndarray) -> np.ndarray:
    """One column per element for some rows, float64, shape (n, 4)."""
    table = np.empty((len(rows), len(ELEMENTS)))
    for number, element in enumerate(ELEMENTS):
        table[:, number] = column_of(element)[rows]
    return table


class Dwellings(Envelopes):
    """One row per dwelling. Days count from 1 January of the first simulated year."""

    building = column("row of its building in the map", kind=np.int32)
    district = column("row of its district", kind=np.int16)
    street = column("row of its street segment", kind=np.int32)
    type = column("index into geodata.BUILDING_TYPES", kind=np.int8)
    period = column("index into geodata.PERIODS", kind=np.int8)
    occupied = column("a household is registered here", kind=bool)
    floor_m2 = column("gross heated floor area", unit="m2")
    roof_m2 = column("its share of the roof", unit="m2")
    wall_m2 = column("its share of the outer walls, openings left out", unit="m2")
    ground_m2 = column("its share of the ground floor", unit="m2")
    window_m2 = column("windows and doors", unit="m2")
    solar_kwh_per_kwp = column("what a panel on this roof yields in a year", unit="kWh/kWp")
    solar_room_kwp = column("largest plant the roof can carry", unit="kWp")

    renovated = column("bits of ELEMENTS improved since the first simulated year", kind=np.uint8)
    heating = column("index into HEATINGS", kind=np.int8)
    efficiency = column("useful heat per final energy of the heating", unit="1")
    on_gas_grid = column("gas main in the street", kind=bool)
    solar_kwp = column("panels on the roof", unit="kWp")
    solar_used = column("share of the panels' production used on site", unit="0 to 1")

    heating_ends = column("day on which the heating gives up", kind=np.int16, start=NEVER)
    roof_due = column("day on which the roof must be redone", kind=np.int16, start=NEVER)
    wall_due = column("day on which the facade must be redone", kind=np.int16, start=NEVER)
    floor_due = column("day on which the ground floor is opened", kind=np.int16, start=NEVER)
    window_due = column("day on which the windows must be replaced", kind=np.int16, start=NEVER)

    calculated_kwh = column("calculated final energy for heat and hot water", unit="kWh/yr")
    heat_kwh = column("measured final energy for heat and hot water", unit="kWh/yr")
    label = column("index into sim.results.LABELS", kind=np.int8)

    def areas(self, rows: np.ndarray) -> np.ndarray:
        """Areas of the elements of some homes, float64, shape (n, 4) [m2]."""
        return _by_element(self.area_of, rows)

    def area_of(self, element: str) -> np.ndarray:
        """The area of an element of the envelope [m2]."""
        return getattr(self, "ground_m2" if element == "floor" else f"{element}_m2")

    def due_of(self, element: str) -> np.ndarray:
        """The day on which an element must be redone anyway."""
        return getattr(self, f"{element}_due")


class DwellingsThen(Envelopes):
    """How the same homes stood in the base year of the inventory; same rows."""

    standing = column("had been built", kind=bool)
    heating = column("index into HEATINGS", kind=np.int8)
    efficiency = column("useful heat per final energy of the heating", unit="1")
    solar_kwp = column("panels on the roof", unit="kWp")
