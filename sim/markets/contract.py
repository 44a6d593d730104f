"""What a contract is: a deal between named parties in a known form, with dated flows.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
The forms are one file each in `sim.markets.contracts`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from sim.finance.flows import Flow, sources_and_uses
from sim.markets.performance import delivered_share, settle_dispute
from sim.markets.plan import ENDED, RUNNING, Payment, Plan, dated_flows

if TYPE_CHECKING:
    from sim.markets.market import Market

HOUSEHOLDS = "households:"
"""Households are parties by district: `households:harbour`."""
AT_THE_END = ("stays", "transfer_at_value", "transfer_free", "returned")
"""What becomes of the things: they were the client's all along, pass to it for their value or for nothing, or go back."""


@dataclass(frozen=True)
class Deal:
    """What is bought: so many things of a measure, for so much money, to save so much.

    Raises:
        ValueError: an amount below zero, or a part of the year outside 0 to 1
    """

    measure: str
    """Measure id of the scenario."""
    domain: str
    """lighting, public_buildings, public_solar, charging, homes, greening, heat or collective_homes."""
    year: int
    items: float
    """Lamps, buildings, kWp, charge points, trees, connections or homes."""
    capex_eur: float
    """Investment before any discount of the provider, at list prices [EUR]."""
    share_of_first_year: float
    """Part of the first year in which it works, (365 - d)/365 on average."""
    saved_kwh: float = 0.0
    """Expected saving of energy [kWh/yr]; of panels and heat what they deliver."""
    saved_eur: float = 0.0
    """Expected saving on the energy bill at the price of the year [EUR/yr]."""
    life_years: int = 20
    project: int = -1
    """Number of the project it came from, -1 for none."""
    tender: int = -1
    """Number of the tender it was awarded in, -1 for none."""
    firm: int = -1
    """Row of the firm that won, -1 for the trade as a whole."""
    price_ratio: float = 1.0
    """Price of the award over list price: of the works when they are bought, of the fee when a service is."""
    partner: str = ""
    """A further party the form may need, like who sells waste heat; empty for the form's own choice."""

    def __post_init__(self) -> None:
        for name in ("items", "capex_eur", "price_ratio"):
            if not 0.0 <= getattr(self, name) < float("inf"):
                raise ValueError(
                    f"a deal of {self.measure!r} has {name} {getattr(self, name):g}: it must be zero or more"
                )
        if not 0.0 <= self.share_of_first_year <= 1.0:
            raise ValueError(f"a deal of {self.measure!r} works {self.share_of_first_year:g} of its first year: 0 to 1")


@dataclass
class Contract:
    """A contract. Yearly amounts are those of a full year; the first year counts by its share."""

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
    state: str = RUNNING
    ended_year: int = -1
    """Year in which it ended or was broken off, -1 while it runs."""
    end_reason: str = ""
    """Why, in plain words."""
    yearly: tuple[Payment, ...] = ()
    final: tuple[Payment, ...] = ()

    def share_of(self, year: int) -> float:
        """Part of a year in which the contract runs [0 to 1]."""
        if year < self.deal.year or year > self.last_year:
            return 0.0
        return self.deal.share_of_first_year if year == self.deal.year else 1.0

    def served_share(self, year: int) -> float:
        """As `share_of`, but a term of T years has T full years: what the first lacks is made up in the last."""
        return 1.0 - self.deal.share_of_first_year if year == self.last_year else self.share_of(year)

    @property
    def owner(self) -> str:
        """Whose the things are now."""
        form = self.form
        if form.who_owns == self.client:
            return self.client
        if self.state == RUNNING:
            return self.provider if form.who_owns == form.provider else form.who_owns
        return self.provider if form.at_the_end == "returned" and self.state == ENDED else self.client


class ContractForm:
    """A way to buy: who invests, who owns, who pays whom when, who bears which risk.

    A subclass in a file of `sim.markets.contracts` signs in by itself. It writes a `plan`; what is here signs and settles
    it. A form that needs more says so in `sign` or `settle`.
    """

    name: ClassVar[str] = ""
    title: ClassVar[dict[str, str]] = {}
    domains: ClassVar[tuple[str, ...]] = ()
    """What can be bought this way."""
    tendered: ClassVar[bool] = True
    """Whether a public tender is held for it."""
    service_trade: ClassVar[str] = ""
    """Trade of the firms that bid for a service; empty where the works themselves are put out to tender."""
    tender_cost: ClassVar[str] = ""
    """Name in `Terms` of what the first contract of a lighting programme costs to tender; empty for none."""
    client: ClassVar[str] = "city_hall"
    provider: ClassVar[str] = "contractors"
    who_invests: ClassVar[str] = "city_hall"
    who_owns: ClassVar[str] = "city_hall"
    price_risk: ClassVar[str] = "city_hall"
    """Who loses when energy gets dearer, or cheaper than reckoned."""
    volume_risk: ClassVar[str] = "city_hall"
    """Who loses when less is used than reckoned."""
    performance_risk: ClassVar[str] = "city_hall"
    """Who loses when less is delivered or saved than promised."""
    at_the_end: ClassVar[str] = "stays"
    """One of AT_THE_END."""
    rules: ClassVar[dict[str, str]] = {
        "who_decides": "city_hall", "exit": "nothing to leave: the things are bought", "data_ownership": "city_hall",
    }  # fmt: skip
    """Rules of the table: `who_decides`, `exit` and `data_ownership`."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Parties without which it cannot be signed."""
    promises: ClassVar[str] = "own"
    """How what is delivered is measured against the promise, see `sim.markets.performance`: own, guarantee, supply, light."""
    term_parameter: ClassVar[str] = ""
    """Parameter with its term, which a scenario may set for this form; empty where the things' own life is the term."""
    rate_parameter: ClassVar[str] = ""
    """Parameter with the rate at which who invests is paid back; empty where the client owns from the start."""
    successor: ClassVar[str] = ""
    """Who takes over when the provider fails; empty for the client."""

    lowers_margin: ClassVar[bool] = False
    """Whether its fee weighs on the city's self-financing margin; power and heat bought take the place of other bills."""

    @property
    def own_money(self) -> tuple[str, ...]:
        """Whose money counts as own means among the sources of funds; that of other investors is a third party's."""
        return (self.client,)

    @property
    def risks(self) -> dict[str, str]:
        """Who bears the risk of price, volume and performance."""
        return {"price": self.price_risk, "volume": self.volume_risk, "performance": self.performance_risk}

    # --- before signing ----------------------------------------------------------------------------------------------

    def missing_roles(self, market: Market) -> list[str]:
        """Parties it needs that are not in the city."""
        return [role for role in self.needs if not market.present(role)]

    def room_eur(self, market: Market, year: int) -> float:
        """How much investment the city may still order this way in a year [EUR]; none when a party is missing."""
        return 0.0 if self.missing_roles(market) else self.margin_room_eur(market)

    def set_aside(self, market: Market, amount_eur: float) -> None:
        """Keep room for an order until it is delivered."""
        market.budget.on_margin_eur += amount_eur * self.burden_share(market)

    def burden_share(self, market: Market) -> float:
        """What an order of one euro takes from the city's self-financing margin each year [1/yr]."""
        return 0.0

    def margin_room_eur(self, market: Market) -> float:
        """How much investment the self-financing margin still carries [EUR]."""
        burden = self.burden_share(market)
        return market.margin_left_eur() / burden if burden > 0.0 else float("inf")

    def unit_discount(self, market: Market, domain: str) -> float:
        """What this form's buyer pays less than the list price [0 to 1]."""
        return 0.0

    def plan(self, market: Market, deal: Deal) -> Plan:
        """All money of the contract, at the terms of the year."""
        raise NotImplementedError(f"{self.name} is a form of contract that does not say what it pays")

    def agreed(self, market: Market, deal: Deal) -> Plan:
        """The plan with the fee that the scenario wants, when it wants one."""
        plan, wish = self.plan(market, deal), market.wishes.get(self.name)
        if wish is None or wish.fee_eur_per_item is None or not plan.fee_eur > 0.0:
            return plan
        fee = wish.fee_eur_per_item * deal.items
        yearly = tuple(
            replace(p, amount_eur=p.amount_eur * fee / plan.fee_eur) if p.kind == "fee" else p for p in plan.yearly
        )
        return replace(plan, fee_eur=fee, yearly=yearly)

    def planned(self, market: Market, deal: Deal) -> list[Flow]:
        """Dated flows expected at signing, the tender's included, when all goes as promised."""
        plan, share = self.agreed(market, deal), deal.share_of_first_year
        tender = self.tender_payments(market, deal)
        plan = Plan(plan.capex_eur, plan.term_years, tender + plan.signing, plan.yearly, plan.final, plan.loans)
        index = market.fee_index(deal.year, plan.term_years) if self.is_indexed(market) else None
        return dated_flows(plan, market.day_of(deal), share, index)

    def sources_and_uses(self, market: Market, deal: Deal) -> tuple[dict[str, float], dict[str, float]]:
        """Where the money of the first day comes from, and where it goes; both sum to the same [EUR]."""
        return sources_and_uses(self.planned(market, deal), self.own_money)

    def sources(self, market: Market, deal: Deal) -> dict[str, float]:
        """Own means, bank loan, grant, co-operative shares, third party [EUR]."""
        return self.sources_and_uses(market, deal)[0]

    def uses(self, market: Market, deal: Deal) -> dict[str, float]:
        """What the money of the first day is for [EUR]."""
        return self.sources_and_uses(market, deal)[1]

    def tender_payments(self, market: Market, deal: Deal) -> tuple[Payment, ...]:
        """What it costs to prepare and hold the tender; of a lighting programme once."""
        if deal.domain != "lighting" or not self.tender_cost or market.has_tendered(deal.measure):
            return ()
        cost = getattr(market.terms, self.tender_cost)
        return (Payment(self.client, "rest_of_world", "tender", cost, "transaction"),)

    def upkeep_saved_eur(self, market: Market, deal: Deal) -> float:
        """Upkeep the client no longer pays itself under this form [EUR/yr]."""
        return 0.0

    def is_indexed(self, market: Market) -> bool:
        """Whether the fee follows prices and wages in this book."""
        return False

    # --- from signing to the end -------------------------------------------------------------------------------------

    def sign(self, market: Market, deal: Deal) -> Contract:
        """Close the contract: pay for the works, and remember what is due each year.

        Raises:
            ValueError: a term, fee, price or party that no contract can have, in words
        """
        plan = self.agreed(market, deal)
        contract = market.open_contract(
            self, deal, self.client, self.provider, deal.year + plan.term_years, plan.capex_eur, plan.fee_eur
        )
        contract.yearly, contract.final = plan.yearly, plan.final
        market.pay_out(contract, plan)
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """The contract's flows of one year, the one of signing included."""
        share, index = contract.served_share(year), market.index_of(contract, year)
        delivered = delivered_share(market, contract, year, share) if share > 0.0 else 1.0
        for p in contract.yearly:
            factor = (delivered if p.by_delivery else 1.0) * (index if p.kind == "fee" else 1.0)
            market.pay_all(year, p, share * factor * p.amount_eur, contract.id)
        if year < contract.last_year:
            settle_dispute(market, contract, year, delivered)
            return
        for p in contract.final:
            market.pay_all(year, p, p.amount_eur, contract.id)

    def claims(self, market: Market, contract: Contract) -> list[tuple[str, str, float]]:
        """Shares that outlive the year: holder, who owes them, and their value [EUR]."""
        return []
