"""What a contract is: a deal between named parties in a known form, with dated flows.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
The forms are one file each in `sim.markets.contracts`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from sim.markets.market import Market

HOUSEHOLDS = "households:"
"""Households are parties by district: `households:harbour`."""


@dataclass(frozen=True)
class Deal:
    """What is bought: so many things of a measure, for so much money, to save so much."""

    measure: str
    """Measure id of the scenario."""
    domain: str
    """lighting, public_buildings, public_solar, charging or homes."""
    year: int
    items: float
    """Lamps, buildings, kWp or charge points."""
    capex_eur: float
    """Investment before any discount of the provider [EUR]."""
    share_of_first_year: float
    """Part of the first year in which it works, (365 - d)/365 on average."""
    saved_kwh: float = 0.0
    """Expected saving of energy [kWh/yr]."""
    saved_eur: float = 0.0
    """Expected saving on the energy bill at the price of the year [EUR/yr]."""
    life_years: int = 20


@dataclass
class Contract:
    """A living contract. Yearly amounts are those of a full year; the first year counts by its share."""

    id: int
    form: ContractForm
    deal: Deal
    client: str
    provider: str
    last_year: int
    capex_eur: float
    """What the provider or buyer really paid [EUR]."""
    yearly_fee_eur: float = 0.0
    terms: dict[str, float] = field(default_factory=dict)
    """What this form needs to remember, by name with unit."""

    def share_of(self, year: int) -> float:
        """Part of a year in which the contract runs [0 to 1]."""
        if year < self.deal.year or year > self.last_year:
            return 0.0
        return self.deal.share_of_first_year if year == self.deal.year else 1.0


class ContractForm:
    """A way to buy: who invests, who owns, who pays whom when, who bears which risk.

    A subclass in a file of `sim.markets.contracts` signs in by itself.
    """

    name: ClassVar[str] = ""
    title: ClassVar[dict[str, str]] = {}
    domains: ClassVar[tuple[str, ...]] = ()
    """What can be bought this way."""
    tender_cost: ClassVar[str] = ""
    """Name in `Terms` of what the first contract of a lighting programme costs to tender; empty for none."""
    who_invests: ClassVar[str] = "city_hall"
    who_owns: ClassVar[str] = "city_hall"
    performance_risk: ClassVar[str] = "city_hall"
    """Who loses when less is saved than promised."""

    def room_eur(self, market: Market, year: int) -> float:
        """How much investment the city may still order this way in a year [EUR]."""
        return float("inf")

    def set_aside(self, market: Market, amount_eur: float) -> None:
        """Keep room for an order until it is delivered."""

    def unit_discount(self, market: Market, domain: str) -> float:
        """What this form's buyer pays less than the list price [0 to 1]."""
        return 0.0

    def sign(self, market: Market, deal: Deal) -> Contract:
        """Close the contract: pay for the works, and remember what is due each year."""
        raise NotImplementedError

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """The contract's flows of one year, the one of signing included."""
