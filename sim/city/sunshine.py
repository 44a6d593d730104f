"""What panels yield in the city, by where a roof looks.

Place in the flow: [city]. Worked out by `scenarios.climate` from hourly weather, once per place, and kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.physics.solar import interpolate_yield


@dataclass(frozen=True)
class Sunshine:
    """Yields by azimuth class for pitched roofs, and for panels on flat roofs [kWh/kWp]."""

    azimuths_deg: tuple[float, ...]
    pitched_kwh_per_kwp: tuple[float, ...]
    flat_kwh_per_kwp: float

    def of_roofs(self, azimuth_deg: np.ndarray, flat: np.ndarray) -> np.ndarray:
        """Yield of each roof, float32, shape (n,) [kWh/kWp]."""
        pitched = interpolate_yield(azimuth_deg, self.azimuths_deg, self.pitched_kwh_per_kwp)
        return np.where(flat, self.flat_kwh_per_kwp, pitched).astype(np.float32)
