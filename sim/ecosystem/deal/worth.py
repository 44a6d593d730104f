"""What every group of partners is worth: the best way that it can carry the programme by itself.

Place in the flow: [deal]: undertaking, conditions -> [worth] -> sharing -> terms.

A group without the client has nothing to do and is worth 0. With the client it takes the best of its ways: own means
spread over the years, a loan, a service by a provider with the bank's money or with its own, the grid operator, a
co-operative; or nothing at all. Money that flows inside a group is no cost to it, so capital counts at what it costs
the lender, and works at what they cost the builder. Present values are the client's, at the start of the programme.
All groups are worked out at once, as arrays over bit masks: role k is bit k.

Left out: tax, inflation, and ways that mix two sources of capital.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.roles import MOST_ROLES
from sim.ecosystem.deal.undertaking import Undertaking
from sim.finance import NoSolution, annuity_factor, capital_recovery

NOTHING = "nothing"
PROVIDERS = ("lighting_company", "esco")
NEEDED_IN_DOMAIN = {"heat": "port_authority"}
"""Who must be in, for it brings what nobody else has."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Way:
    """One way to carry the programme; arrays over all groups, or one number for all."""

    name: str
    open_to: NDArray[np.bool_]
    """Groups that hold all who are needed."""
    capital_rate: float | Floats
    """What capital costs the group [1/yr]."""
    spread_years: int
    realised: float | Floats
    """Delivered over promised saving."""
    price: Floats
    """Paid over list price of the investment."""
    yearly_eur: float
    """Cost of a service beside capital, upkeep left out [EUR/yr]."""
    transaction_eur: float
    overrun: float
    """Expected cost above the awarded price that the group bears, as a share of it."""


@dataclass(frozen=True)
class Worth:
    """Worth of every group, and the way it goes."""

    roles: tuple[str, ...]
    eur: Floats
    """Shape (2^n,) [EUR]."""
    ways: tuple[str, ...]
    way: NDArray[np.int64]
    """Index into `ways` of each group's best way, shape (2^n,)."""
    active: NDArray[np.int64]
    """Mask of the members who have something to do in it, shape (2^n,)."""

    def of(self, *names: str) -> float:
        """Worth of the group of these roles [EUR]."""
        return float(self.eur[sum(1 << self.roles.index(name) for name in names)])

    @property
    def best_way(self) -> str:
        """What all together do."""
        return self.ways[int(self.way[-1])]

    @property
    def partners(self) -> tuple[str, ...]:
        """Who has something to do in the best way of all together."""
        return tuple(name for place, name in enumerate(self.roles) if int(self.active[-1]) >> place & 1)


def worth_of_coalitions(
    undertaking: Undertaking, conditions: Conditions, roles: tuple[str, ...], only: str = ""
) -> Worth:
    """Value all groups of the roles.

    Args:
        undertaking: what is bought
        conditions: what money costs and roles add
        roles: parties, the client first, 12 at most
        only: the one way that counts, though doing nothing were better; empty: the best one of all

    Raises:
        NoSolution: no roles, too many, one twice, or the first is not the client
    """
    if not roles or len(roles) > MOST_ROLES or len(set(roles)) != len(roles) or roles[0] != undertaking.client:
        raise NoSolution(f"a table of 1 to {MOST_ROLES} different roles with {undertaking.client} first")
    masks = np.arange(1 << len(roles))
    within = {name: (masks >> place & 1).astype(bool) for place, name in enumerate(roles)}
    group = _Groups(undertaking, conditions, within, masks.size)
    ways = [way for way in group.ways() if only in ("", way.name)]
    values = np.stack([np.zeros(masks.size), *(np.where(way.open_to, group.value(way), 0.0) for way in ways)])
    if only:
        best = (
            np.any([way.open_to for way in ways], axis=0).astype(np.int64)
            if ways
            else np.zeros(masks.size, dtype=np.int64)
        )
        return Worth(roles, values[best, masks], (NOTHING, *(way.name for way in ways)), best, masks)
    best = np.argmax(values, axis=0)
    worth, active = members_may_rest(values[best, masks])
    return Worth(roles, worth, (NOTHING, *(way.name for way in ways)), best[active], active)


def members_may_rest(worth: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Worth of each group when members who would cost more than they bring keep still, and the mask of who works then.

    >>> worth, active = members_may_rest(np.array([0.0, 5.0, 0.0, 4.0]))
    >>> worth.tolist(), active.tolist()
    ([0.0, 5.0, 0.0, 5.0], [0, 1, 0, 1])
    """
    worth, active = worth.astype(np.float64), np.arange(worth.size)
    for bit in range(int(worth.size).bit_length() - 1):
        with_it = np.flatnonzero(np.arange(worth.size) >> bit & 1)
        without = with_it ^ (1 << bit)
        rests = worth[without] >= worth[with_it]
        worth[with_it[rests]], active[with_it[rests]] = worth[without[rests]], active[without[rests]]
    return worth, active


class _Groups:
    """All groups of one table: who is in, what they pay, what they bring."""

    def __init__(self, undertaking: Undertaking, conditions: Conditions, within: dict[str, NDArray], count: int):
        self.it, self.on, self.within, self.count = undertaking, conditions, within, count
        self.has_client = within[undertaking.client]
        needed = NEEDED_IN_DOMAIN.get(undertaking.domain)
        if needed:
            self.has_client = self.has_client & self.has(needed)

    def has(self, name: str) -> NDArray[np.bool_]:
        """Groups in which a role is, all False when it is not at the table."""
        return self.within.get(name, np.zeros(self.count, dtype=bool))

    def ways(self) -> list[Way]:
        """All ways that somebody at the table can go."""
        it, on, price = self.it, self.on, self._price()
        bank, advised = self.has("bank"), self._realised_own()
        own = (advised, price, 0.0, it.transaction_own_eur, on.overrun_own)
        found = [
            Way("own_budget", self.has_client, on.client_rate, it.own_spread_years, *own),
            Way("loan", self.has_client & bank, on.loan_cost, 1, *own),
        ]
        service = (it.service_cost_eur, it.transaction_service_eur, 0.0)
        with_bank = on.debt_share * on.business_cost + (1 - on.debt_share) * on.equity_rate
        for name in PROVIDERS:
            here = self.has_client & self.has(name)
            terms = (on.realised_service, price * (1 - on.provider_discount), *service)
            alone = it.spread_years(on.provider_purse_eur)
            found.append(Way(f"{name}_with_bank", here & bank, with_bank, 1, *terms))
            found.append(Way(f"{name}_alone", here, on.equity_rate, alone, *terms))
        here = self.has_client & self.has("grid_operator")
        terms = (on.realised_service, price * (1 - on.operator_discount), 0.0, it.transaction_service_eur, 0.0)
        with_bank = on.debt_share * on.business_cost + (1 - on.debt_share) * on.operator_equity_rate
        alone = it.spread_years(on.operator_purse_eur)
        found.append(Way("grid_operator_with_bank", here & bank, with_bank, 1, *terms))
        found.append(Way("grid_operator_alone", here, on.operator_equity_rate, alone, *terms))
        terms = (on.realised_service, price, *service)
        years = it.spread_years(on.cooperative_purse_eur)
        members = self.has_client & self.has("cooperative")
        found.append(Way("cooperative", members, on.cooperative_rate, years, *terms))
        return [way for way in found if way.open_to.any()]

    def value(self, way: Way) -> Floats:
        """Present value of a way to each group, against doing nothing [EUR]."""
        it, on = self.it, self.on
        served = served_years(it, on.client_rate, way.spread_years)
        saving = it.saving_eur * way.realised * price_weighted_years(it, on.client_rate, way.spread_years)
        capex = it.capex_eur * (way.price * (1 + way.overrun) - it.paid_by_others_share)
        yearly = capital_recovery(way.capital_rate, it.term_years) - residual_per_year(it, on.client_rate)
        yearly_eur = capex * yearly + way.yearly_eur - it.upkeep_saved_eur
        transaction = way.transaction_eur * self._transaction_share()
        begun = begun_when(on.client_rate, way.spread_years)
        return (
            saving
            - served * yearly_eur
            - transaction
            + begun * it.capex_eur * (way.price * self._margins() - self._costs())
        )

    def _price(self) -> Floats:
        """Paid over list price: straight from the maker, and together with the neighbours."""
        direct = 1 - self.on.direct_purchase_cut * self.on.material_share * self.has("manufacturer")
        return direct * np.where(self.has("neighbours"), self._group_price(), 1.0)

    def _group_price(self) -> float:
        return float((1 + self.on.neighbours_quantity) ** -self.on.group_exponent)

    def _realised_own(self) -> Floats:
        """Advice closes part of the gap between promise and delivery, never more than there is."""
        on = self.on
        gap = max(0.0, 1.0 - on.realised_own)
        return on.realised_own + gap * on.university_gap_closed * self.has("university")

    def _transaction_share(self) -> Floats:
        """Of the cost of preparing and tendering: a facilitator takes off a part, neighbours share it."""
        left = 1 - self.on.facilitator_cut * self.has("facilitator")
        return left / (1 + self.on.neighbours_quantity * self.has("neighbours"))

    def _margins(self) -> Floats:
        """What builders and makers in the group earn on it above their next best work, per euro of capex."""
        on = self.on
        builder = on.contractor_margin * self.has("contractors")
        maker = on.manufacturer_margin * on.material_share * self.has("manufacturer")
        return (1 - on.next_best_share) * (builder + maker)

    def _costs(self) -> Floats:
        """What advice and agreement cost, less what the neighbours save on their own purchase, per euro of capex."""
        on = self.on
        together = on.neighbours_cost - on.neighbours_quantity * (1 - self._group_price())
        return (
            on.facilitator_cost * self.has("facilitator") + on.university_cost * self.has("university")
            + together * self.has("neighbours")
        )  # fmt: skip


def shares_standing(term_years: int, spread_years: int) -> Floats:
    """Part of the programme that stands in each year of the term, shape (term_years,).

    >>> shares_standing(4, 2).tolist()
    [0.5, 1.0, 1.0, 1.0]
    """
    return np.minimum(np.arange(1, term_years + 1), spread_years) / spread_years


def served_years(it: Undertaking, rate: float, spread_years: int) -> float:
    """Years of the whole programme, discounted [yr].

    >>> it = Undertaking("led", "loan", "lighting", "city_hall", 10, 6e6, 1e6, 15, 1e6)
    >>> round(served_years(it, 0.03, 1), 3)
    11.938
    """
    if spread_years == 1:
        return float(annuity_factor(rate, it.term_years))
    years = np.arange(1, it.term_years + 1)
    return float(shares_standing(it.term_years, spread_years) @ (1 + rate) ** -years)


def price_weighted_years(it: Undertaking, rate: float, spread_years: int) -> float:
    """The same with each year weighted by the energy price over that of the first year [yr]."""
    years = np.arange(1, it.term_years + 1)
    weight = (1 + it.price_growth) ** (years - 1) * (1 + rate) ** -years
    return float(shares_standing(it.term_years, spread_years) @ weight)


def residual_per_year(it: Undertaking, rate: float) -> float:
    """What is put by each year in the worth after the term, per euro of capex [1/yr]."""
    today = it.residual_share * (1 + rate) ** -float(it.term_years)
    return today * float(capital_recovery(rate, it.term_years))


def begun_when(rate: float, spread_years: int) -> float:
    """Worth today of a euro of works, paid in equal tranches at the start of each year of the spread.

    >>> round(begun_when(0.0, 5), 6), round(begun_when(0.1, 2), 6)
    (1.0, 0.954545)
    """
    return float(np.mean((1 + rate) ** -np.arange(spread_years)))
