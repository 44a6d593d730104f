"""What measures propose as ideas that must first become projects: partners, tender, money, permit.

Place in the flow: part of the model: measures propose -> [ideas live in the project office] -> orders to the works yard.
Used when the scenario says `context: {projects: from_idea}`; otherwise what measures propose is decided already.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sim.actors.decisions import LoanRequest
from sim.markets.contract import BROKEN, RUNNING, ContractForm
from sim.markets.contracts import FORMS
from sim.markets.tender_call import FAILED, Award
from sim.procuring import draw_id_of
from sim.works.orders import FinishedLot, WorkOrder
from sim.works.pipeline import Hooks, Idea, ProjectOffice, Verdict

if TYPE_CHECKING:
    from sim.model import CityModel

FROM_IDEA = "project_mode.from_idea"
"""Switch in the book: above one half, projects begin as ideas."""
FACILITATOR = "facilitator"


class Ventures:
    """Ideas under way, each with the order it stands for.

    Args:
        model: whose measures propose, whose market and bank answer
    """

    def __init__(self, model: CityModel):
        self.model = model
        hooks = Hooks(hold_tender=self._hold_tender, close_finance=self._close_finance, help_of=self._help)
        self.office = ProjectOffice(
            model.book, model.luck, model.first_year, hooks, inhabitants=model.city.facts.inhabitants
        )
        self._orders: dict[int, WorkOrder] = {}
        self._awards: dict[int, Award] = {}
        self._rows_left: dict[int, int] = {}
        self._watched: set[int] = set()
        self._number = 0

    # --- from proposal to order --------------------------------------------------------------------------------------

    def take_up(self, order: WorkOrder, name: str, domain: str, needs_permit: bool) -> None:
        """A measure's proposal becomes an idea; what it is about is spoken for until the project stops."""
        number, size = self._number, float(order.prices_eur.sum())
        self._number += 1
        order = replace(order, project=number)
        self._orders[number] = order
        self.model.mark(order, waits=True)
        self.office.submit(
            Idea(
                id=number, measure=name, kind=order.kind, form=order.payer, domain=domain, district="", size_eur=size,
                items=float(len(order)), day=order.from_day, draw_id=draw_id_of(name, order.kind, self.model.year),
                needs_permit=needs_permit, sponsor=order.client,
            )
        )  # fmt: skip

    def advance(self, until_day: int) -> list[WorkOrder]:
        """Let the office work until a day; returns the orders that may be built, and frees what stopped."""
        self.office.run_until(until_day)
        for idea, _ in self.office.take_stopped():
            self.model.mark(self._orders.pop(idea.id), waits=False)
        ready = []
        for idea, day in self.office.take_ready():
            order = replace(self._orders[idea.id], from_day=day)
            self._rows_left[idea.id] = len(order)
            ready.append(order)
        return ready

    def note_finished(self, lots: list[FinishedLot]) -> None:
        """A project operates from the day on which its last lot is done."""
        for lot in lots:
            number = lot.order.project
            if number < 0:
                continue
            self._rows_left[number] -= len(lot.rows)
            if self._rows_left[number] == 0:
                self.office.built(number, lot.day)
                self._watched.add(number)

    def note_contracts(self, day: int) -> None:
        """Projects end with their last contract, as agreed or broken off."""
        if not self._watched:
            return
        of_project: dict[int, list] = {}
        for contract in self.model.market.contracts:
            if contract.deal.project in self._watched:
                of_project.setdefault(contract.deal.project, []).append(contract)
        for number, contracts in of_project.items():
            if all(contract.state != RUNNING for contract in contracts):
                last = contracts[-1]
                self.office.ended(number, day, last.end_reason, broken=last.state == BROKEN)
                self._watched.discard(number)

    # --- who decides -------------------------------------------------------------------------------------------------

    def _hold_tender(self, idea: Idea, day: int) -> Verdict | None:
        """The market answers; forms that need no tender go on by negotiation."""
        form = FORMS[idea.form]
        if not form.tendered:
            return None
        procurement = self.model.procurement
        call = procurement.call(
            idea.measure, idea.kind, form, idea.domain, idea.size_eur, idea.items, day, project=idea.id
        )
        award = procurement.hold(call)
        self._awards[idea.id] = award
        order = self._orders[idea.id]
        self._orders[idea.id] = replace(order, tender=award.id, firm=award.winner, price_ratio=award.price_ratio)
        return Verdict(award.status != FAILED, form.client, award.reason)

    def _close_finance(self, idea: Idea, day: int) -> Verdict:
        """Partners that are needed must be there, the budget or debt room must hold it, the bank must agree."""
        form, market, year = FORMS[idea.form], self.model.market, self.model.year
        missing = form.missing_roles(market)
        if missing:
            return Verdict(False, missing[0], f"no {missing[0].replace('_', ' ')} in this city")
        order = self._cut(self._orders[idea.id], form, year)
        if order is None:
            return Verdict(False, form.client, "no room in the budget or under the debt limit of the year")
        answer = self._ask_bank(order, form, year)
        if answer is not None and not answer.passes:
            return answer
        self._orders[idea.id] = order
        form.set_aside(market, float(order.prices_eur.sum()) * order.price_ratio)
        return answer or Verdict(True, form.who_invests, "the money is there")

    def _cut(self, order: WorkOrder, form: ContractForm, year: int) -> WorkOrder | None:
        """The first items of an order that fit the room of the form; None when not one does, the rest is free again."""
        room = form.room_eur(self.model.market, year)
        if not np.isfinite(room):
            return order
        costs = np.cumsum(order.prices_eur) * order.price_ratio
        count = int(np.searchsorted(costs, room, side="right"))
        if count == 0:
            return None
        if count < len(order):
            self.model.mark(replace(order, rows=order.rows[count:], price_eur=order.prices_eur[count:]), waits=False)
            order = order.first(count)
        return order

    def _ask_bank(self, order: WorkOrder, form: ContractForm, year: int) -> Verdict | None:
        """What the bank says where it lends; None where it is not asked."""
        if "bank" not in form.needs:
            return None
        model = self.model
        amount, terms = float(order.prices_eur.sum()) * order.price_ratio, model.market.terms
        public = form.who_invests == form.client
        lent = amount if public else amount * terms.provider_debt_share
        rate, years = self._pays_back(form, year)
        income = amount * rate / -np.expm1(-years * np.log1p(rate))
        borrower = form.client if public else form.provider
        answer = model.actors_by_name["bank"].answer_loan(
            LoanRequest(
                borrower, lent, years, float(income), kind="public" if public else "business",
                owes_eur=model.market.loans.owed_eur(borrower=borrower),
            )
        )  # fmt: skip
        return Verdict(answer.granted, "bank", answer.reason)

    def _pays_back(self, form: ContractForm, year: int) -> tuple[float, int]:
        """Rate and years in which a fee, or the client's own means, pay an investment back."""
        terms = self.model.market.terms
        if form.rate_parameter:
            return self.model.book.at(form.rate_parameter, year), int(terms.service_term_years)
        cover = self.model.book.at("actors.bank_minimum_cover_ratio", year)
        return terms.municipal_loan_rate * cover, int(terms.municipal_loan_term_years)

    def _help(self, idea: Idea, stage: str) -> float:
        """Help of a facilitator, when there is one with hours to spare [0 to 1]."""
        model = self.model
        return model.book.at("projects.help_of_facilitator", model.year) if model.present(FACILITATOR) else 0.0
