"""What measures propose as ideas that must first become projects: partners, tender, money, permit.

Place in the flow: part of the model: measures propose -> [ideas live in the project office] -> orders to the works yard.
Used when the scenario says `context: {projects: from_idea}`; otherwise what measures propose is decided already.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sim.actors.decisions import LoanRequest
from sim.markets.contract import ContractForm
from sim.markets.contracts import FORMS
from sim.markets.plan import BROKEN, RUNNING, Plan
from sim.ordering import cost_eur, cut_to_room, expected_deal, mark
from sim.procuring import draw_id_of
from sim.results import Table
from sim.works.orders import FinishedLot, WorkOrder
from sim.works.pipeline import Hooks, Idea, ProjectLog, ProjectOffice, Verdict

if TYPE_CHECKING:
    from sim.model import CityModel

FROM_IDEA = "project_mode.from_idea"
"""Switch in the book: above one half, projects begin as ideas."""
FACILITATOR = "facilitator"
NEED_A_PERMIT = ("public_buildings", "collective_homes", "heat", "charging")
"""Domains whose works need a permit; lamps on their poles, panels on roofs and trees in the street do not."""


def no_projects() -> Table:
    """The table of projects of a run that takes its works as decided."""
    return ProjectLog().table()


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
        self._rows_left: dict[int, int] = {}
        self._watched: set[int] = set()
        self._number = 0

    # --- from proposal to order --------------------------------------------------------------------------------------

    def take_up(self, order: WorkOrder, name: str, domain: str) -> None:
        """A measure's proposal becomes an idea; what it is about is spoken for until the project stops."""
        number, size = self._number, float(order.prices_eur.sum())
        self._number += 1
        order = replace(order, project=number)
        self._orders[number] = order
        mark(self.model, order, waits=True)
        self.office.submit(
            Idea(
                id=number, measure=name, kind=order.kind, form=order.payer, domain=domain, district="", size_eur=size,
                items=float(len(order)), day=order.from_day, draw_id=draw_id_of(name, order.kind, self.model.year),
                needs_permit=domain in NEED_A_PERMIT, sponsor=order.client,
            )
        )  # fmt: skip

    def advance(self, until_day: int) -> list[WorkOrder]:
        """Let the office work until a day; returns the orders that may be built, and frees what stopped."""
        self.office.run_until(until_day)
        for idea, _ in self.office.take_stopped():
            mark(self.model, self._orders.pop(idea.id), waits=False)
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
        order = self._orders[idea.id]
        self._orders[idea.id] = replace(order, tender=award.id, firm=award.winner, price_ratio=award.price_ratio)
        return Verdict(award.won, form.client, award.reason)

    def _close_finance(self, idea: Idea, day: int) -> Verdict:
        """Partners that are needed must be there, the budget or debt room must hold it, the bank must agree."""
        form, market, year = FORMS[idea.form], self.model.market, self.model.year
        missing = form.missing_roles(market)
        if missing:
            return Verdict(False, missing[0], f"no {missing[0].replace('_', ' ')} in this city")
        whole = self._orders[idea.id]
        order = cut_to_room(self.model, whole, year)
        if not len(order):
            return Verdict(False, form.client, "no room in the budget or under the debt limit of the year")
        answer = self._ask_bank(order, form, year)
        if answer is not None and not answer.passes:
            return answer
        mark(self.model, whole.after(len(order)), waits=False)
        self._orders[idea.id] = order
        form.set_aside(market, cost_eur(self.model, order))
        return answer or Verdict(True, form.who_invests, "the money is there")

    def _ask_bank(self, order: WorkOrder, form: ContractForm, year: int) -> Verdict | None:
        """What the bank says of the loans that the contract plans; None where it plans none."""
        model = self.model
        plan = form.plan(model.market, expected_deal(model, order, year))
        answer = None
        for lent in plan.loans:
            if lent.lender != "bank" or not lent.principal_eur > 0.0:
                continue
            public = lent.borrower != form.provider
            request = LoanRequest(
                lent.borrower, lent.principal_eur, lent.term_years, self._cash_eur(lent.borrower, plan, lent.term_years),
                kind="public" if public else "business",
                owes_eur=0.0 if public else model.market.loans.owed_eur(borrower=lent.borrower),
            )  # fmt: skip
            answer = model.actors_by_name["bank"].answer_loan(request)
            if not answer.granted:
                break
        return answer and Verdict(answer.granted, "bank", answer.reason)

    def _cash_eur(self, borrower: str, plan: Plan, years: int) -> float:
        """Cash for debt service: what the contract leaves its provider, or the means of a public body over the term [EUR/yr]."""
        earned = sum(
            payment.amount_eur * ((payment.payee == borrower) - (payment.payer == borrower)) for payment in plan.yearly
        )
        if earned > 0.0:
            return earned
        actor = self.model.actors_by_name.get(borrower)
        return max(0.0, actor.means_eur) / years if actor else 0.0

    def _help(self, idea: Idea, stage: str) -> float:
        """Help of a facilitator, when there is one with hours to spare [0 to 1]."""
        model = self.model
        return model.book.at("project_mode.help_of_facilitator", model.year) if model.present(FACILITATOR) else 0.0
