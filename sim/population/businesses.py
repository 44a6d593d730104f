"""The businesses: who runs the premises, and the rate at which they reckon.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column


class Businesses(Crowd):
    """One row per private premises (shops, offices, works, farms); public ones belong to the city hall or others."""

    premises = column("row of its premises", kind=np.int32)
    district = column("row of its district", kind=np.int16)
    jobs = column("people working there, in full-time jobs")
    discount_rate = column("what a euro next year is worth less", unit="1/yr")
