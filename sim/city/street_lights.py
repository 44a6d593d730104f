"""The street lamps: one row per lamp, what it draws and how long it stays dark when it fails.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column
from sim.physics.lamps import lamp_energy_kwh

LED = 0


class StreetLights(Crowd):
    """One row per lamp; the row is the pole, the luminaire on it changes."""

    district = column("row of its district", kind=np.int16)
    type = column("index into geodata.LAMP_TYPES", kind=np.int8)
    power_w = column("system power", unit="W")
    year = column("year in which the luminaire was placed", kind=np.int16)
    saved_by_regime = column("share of full-power energy saved by dimming, switch-off and control", unit="0 to 1")
    energy_kwh = column("electricity at the present state", unit="kWh/yr")
    upkeep_eur = column("yearly upkeep, repairs included", unit="EUR/yr")
    contract = column("contract that serves the lamp, -1 for none", kind=np.int32, start=-1)
    ordered = column("waits for the crews of the works yard", kind=bool)
    luminaire_ends = column("day on which the luminaire gives up for good", kind=np.int16)

    @property
    def is_led(self) -> np.ndarray:
        """Lamps that are LED."""
        return self.type == LED

    @property
    def is_sodium(self) -> np.ndarray:
        """Lamps that are not LED yet: sodium for most, mercury and the rest among them."""
        return self.type != LED

    def relight(self, rows: np.ndarray, lit_hours: float) -> None:
        """Work out anew what these lamps draw in a year."""
        self.energy_kwh[rows] = lamp_energy_kwh(self.power_w[rows], lit_hours, self.saved_by_regime[rows])
