"""The people: one row per dwelling, who lives in it and how they decide.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
A row keeps its place and its id for ever; a move changes who lives in it (`moved_in` counts them), so that row 41 has
the same luck in every run of a comparison.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sim.columns import Crowd, column

TENURES = ("owner", "private_tenant", "social_tenant")
OWNER, PRIVATE_TENANT, SOCIAL_TENANT = range(len(TENURES))


class Households(Crowd):
    """One row per dwelling; rows without a registered household have 0 persons."""

    persons = column("persons living there", kind=np.int8)
    age = column("age of the reference person", unit="yr", kind=np.int8)
    income_eur = column("disposable income in a year", unit="EUR/yr")
    tenure = column("index into TENURES", kind=np.int8)
    discount_rate = column("what a euro next year is worth less", unit="1/yr")
    weight_per_keur = column("how much cost decides", unit="1/kEUR")
    care_for_climate = column("weight of the environment, 0 on average", unit="1")
    hassle = column("how much trouble counts, 1 on average", unit="1")
    cars = column("cars in the drive", kind=np.int8)
    moves = column("day on which the next move takes place", kind=np.int16)
    moved_in = column("how many households lived here before in this run", kind=np.int16)
    duty = column("day by which a bought poor home must be improved", kind=np.int16)

    @cached_property
    def owns_home(self) -> np.ndarray:
        """Households that own the home they live in; no home changes its tenure during a run."""
        return self.tenure == OWNER
