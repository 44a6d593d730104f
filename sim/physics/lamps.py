"""How much electricity a street lamp draws.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called once a year by `sim.city.street_lights`. Knows numbers and units only.
"""

from __future__ import annotations

from typing import Any


def lamp_energy_kwh(power_w: Any, lit_hours: Any, dimmed_share: Any = 0.0) -> Any:
    """Electricity drawn by a lamp in a year: E = P t (1 - d) / 1000.

    Leaves out the power that rises with age, so old sodium lamps come out a little too frugal.

    Args:
        power_w: power of the lamp with its driver [W]
        lit_hours: hours from dusk to dawn in the year [h]
        dimmed_share: share of full-power energy that dimming and switching off save [0 to 1],
            from `burning_hours.share_saved_by_schedule`

    Returns:
        electricity in the year [kWh]

    >>> lamp_energy_kwh(100, 4000, dimmed_share=0.25)
    300.0
    """
    return power_w * lit_hours * (1 - dimmed_share) / 1000
