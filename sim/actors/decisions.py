"""What is asked of an actor, and what it answers: plain values, so that a decision can be tested without a city.

Place in the flow: under [actors]; projects, the market and the deal ask, the actors' own files answer. An answer changes
nothing: who accepts it says so with `CityActor.commit`. Every answer has its reason in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LoanRequest:
    """A loan for a project, repaid in equal yearly payments."""

    borrower: str
    amount_eur: float
    term_years: int
    cash_eur: float | tuple[float, ...]
    """Cash for debt service: the same every year, or one amount a year; missing years bring nothing [EUR/yr]."""
    kind: str = "business"
    """public, business or household: which of the bank's rates."""
    reputation: float | None = None
    """Of the borrower; None: of somebody unknown [0 to 1]."""
    owes_eur: float = 0.0
    """What the borrower already owes this bank [EUR]."""
    saved_share: float = 0.0
    """Energy the project saves, as a share of what it was [0 to 1]."""
    facilitated: bool = False
    """The bank also brings the parties together, for a fee."""


@dataclass(frozen=True)
class LoanAnswer:
    """What the bank says to a request for a loan."""

    granted: bool
    rate: float
    reason: str
    conditions: tuple[str, ...] = ()
    cover_ratio: float = 0.0
    """Cash over debt service in the worst year; infinite without debt service."""
    yearly_payment_eur: float = 0.0
    fee_eur: float = 0.0
    most_eur: float = 0.0
    """Largest loan that this cash would carry at this rate and term [EUR]."""


@dataclass(frozen=True)
class InvestmentRequest:
    """Money now for money later; amounts of a year fall at its end."""

    amount_eur: float
    yearly_cash_eur: float
    term_years: int
    residual_eur: float = 0.0
    wait_gain_eur: float = 0.0
    """What deciding a year later would be worth more, in money of next year; 0 when nothing speaks for waiting [EUR]."""


@dataclass(frozen=True)
class InvestmentAnswer:
    """Invest, wait or leave it."""

    invests: bool
    amount_eur: float
    npv_eur: float
    reason: str
    waits: bool = False
    """It is worth while, but not now."""
    yes_share: float = 1.0
    """Members who voted for it, where members vote [0 to 1]."""
    dividend: float = 0.0
    """Yearly dividend on the shares, where there are shares [1/yr]."""


@dataclass(frozen=True)
class GrantRequest:
    """A grant for works or a study."""

    domain: str
    """Domain of the deal, or `study`."""
    cost_eur: float
    saved_share: float = 0.0
    other_support_eur: float = 0.0
    investment_eur: float = 0.0
    """What a study or preparation leads to [EUR]."""


@dataclass(frozen=True)
class GrantAnswer:
    """What a government gives."""

    granted: bool
    amount_eur: float
    reason: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class JoinRequest:
    """Join somebody's purchase: one price alone, another together, a shared tender, a later start."""

    items_per_inhabitant: float
    price_alone_eur: float
    price_together_eur: float
    tender_alone_eur: float
    tender_share_eur: float
    delay_years: float = 0.0
    yearly_saving_per_item_eur: float = 0.0
    """What every year of waiting costs for an item [EUR/yr]."""


@dataclass(frozen=True)
class JoinAnswer:
    """How many municipalities join, with how much."""

    joins: int
    items: float
    gain_eur: float
    """Of those who join, together [EUR]."""
    reason: str


@dataclass(frozen=True)
class OrganiseAnswer:
    """Whether the intermunicipal body runs a joint purchase, and for how much."""

    organises: bool
    fee_eur: float
    reason: str


@dataclass(frozen=True)
class VoteRequest:
    """Works on a building with several owners; one row per owner."""

    quotas: np.ndarray
    """Shares in the building; any scale, shape (owners,)."""
    gain_eur: np.ndarray
    """Present value of the works to each owner, its part of the cost taken off, shape (owners,) [EUR]."""
    hassle_eur: np.ndarray | float = 0.0
    duty: bool = False
    """The law asks for the works: a plain majority will do."""


@dataclass(frozen=True)
class VoteAnswer:
    """How a meeting of owners, or a city, votes."""

    passes: bool
    yes_share: float
    needed_share: float
    reason: str


@dataclass(frozen=True)
class HeatRequest:
    """Waste heat wanted by a network."""

    mwh: float
    price_eur_mwh: float
    distance_km: float = 0.0


@dataclass(frozen=True)
class HeatAnswer:
    """Waste heat offered."""

    offers: bool
    mwh: float
    price_eur_mwh: float
    reason: str


@dataclass(frozen=True)
class HelpAnswer:
    """Hours of a facilitator, or items of knowledge of a university."""

    given: bool
    amount: float
    reason: str


@dataclass(frozen=True)
class QuoteAnswer:
    """What a maker asks for each item, and what it pays for the old ones."""

    unit_price_eur: float
    take_back_eur: float
    reason: str


@dataclass(frozen=True)
class PowerAnswer:
    """What an energy seller pays for electricity over several years."""

    buys: bool
    price_eur_kwh: float
    reason: str
