"""What all actors share: a name in the ledger, a role, a rate at which they reckon, a say once a year.

Place in the flow: [actors] sit above markets; the model lets them act before offers are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import mesa

if TYPE_CHECKING:
    from sim.model import CityModel


class CityActor(mesa.Agent):
    """One of the few. A subclass says who it is and what it does in `act`."""

    name: ClassVar[str] = ""
    """Its name in the ledger."""
    title: ClassVar[dict[str, str]] = {}
    role: ClassVar[str] = ""
    """What it does for the others, in one line."""
    rate_parameter: ClassVar[str] = "finance.social_discount_rate"
    """Parameter with the rate at which it weighs the future."""

    settings: ClassVar[dict[str, str]] = {}
    """What a scenario may set of it under `actors`, by name with unit: what it means."""

    model: CityModel

    @property
    def cash_eur(self) -> float:
        """What it has received less what it has paid since the start [EUR]."""
        return self.model.market.payments.cash_eur(self.name)

    @property
    def discount_rate(self) -> float:
        """Rate at which it weighs the future [1/yr]."""
        return self.model.book.at(self.rate_parameter, self.model.first_year)

    def act(self, year: int) -> None:
        """What it decides at the start of a year."""

    def settle(self, year: int) -> None:
        """What it pays at the end of a year, contracts left out."""
