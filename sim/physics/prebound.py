"""Why the worst homes burn less than the certificate says.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
People in leaky homes heat fewer rooms, shorter and cooler; people in tight homes take the comfort. One curve covers
both the gap before a retrofit (prebound) and what is lost of the saving after it (rebound), so neither may be
added again elsewhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def measured_over_calculated(calculated_kwh_m2: Any, half_kwh_m2: Any) -> Any:
    """Measured use over calculated use: 1 / (1 + q / q_half).

    The measured use q / (1 + q / q_half) rises with q for every q, so no retrofit that lowers the calculated use
    raises the measured one. A `half_kwh_m2` of infinity switches the effect off: the ratio is 1 everywhere.

    Args:
        calculated_kwh_m2: calculated primary energy per m2 floor and year [kWh/m2]; below 0 counts as 0
        half_kwh_m2: the q at which homes use half of what is calculated [kWh/m2]

    Returns:
        ratio [0 to 1]

    >>> measured_over_calculated(600, 600), measured_over_calculated(150, 600), measured_over_calculated(150, np.inf)
    (0.5, 0.8, 1.0)
    """
    ratio = 1 / (1 + np.maximum(0.0, calculated_kwh_m2) / half_kwh_m2)
    return ratio if np.ndim(ratio) else float(ratio)
