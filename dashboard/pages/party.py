"""One party, told in full: what it wants, may, has and needs, its money, its contracts, whether it gains.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]: a card of the page Partners.
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.address import View
from dashboard.charts import CHARTS
from dashboard.deals import listed
from dashboard.ecosystem import cash_by_year, flows_of, gain_of, needed_by, reputations_of
from dashboard.headlines import EVEN_EUR, group_of
from dashboard.pages.base import legend, measure_title, plain_table
from dashboard.pages.money import alike
from dashboard.texts import in_sentence, local, money, number, percent, signed, t, word
from dashboard.theme import graph
from sim.actors import ACTORS
from sim.results import Results


def party_told(view: View, results: Results, party: str) -> list[Any]:
    """Everything known of a party, the plainest first."""
    lang, kind = view.lang, ACTORS.get(party)
    role = word(lang, "role", kind.role) if kind else word(lang, "role", _role_in(results, party))
    parts: list[Any] = [html.H2(word(lang, "actor", party)), html.P(role, className="party-role")]
    parts.append(html.P(_gain(lang, results, party), className="card-answer"))
    facts = _facts(lang, results, party)
    if facts:
        parts.append(
            html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="party-facts")
        )
    parts += [*_cash(lang, results, party), *_contracts(view, results, party)]
    return parts


def _role_in(results: Results, party: str) -> str:
    roles = (actor.get("role", "") for actor in results.summary.get("actors", ()) if group_of(actor["id"]) == party)
    return next(roles, "") or "everything outside the model"


def _gain(lang: str, results: Results, party: str) -> str:
    """Whether the plan is better for it than what it could have had instead."""
    row = gain_of(results, party)
    if row is None:
        return t(lang, "Whether it gains is not reckoned: it has no alternative of its own in this run.")
    amount = money(lang, abs(row["gain_eur"]), 2)
    if abs(row["gain_eur"]) < EVEN_EUR:
        return t(lang, "With this plan it is as well off as with its best alternative.")
    if row["gain_eur"] > 0:
        return t(lang, "With this plan it is {amount} better off than with its best alternative.", amount=amount)
    return t(lang, "With this plan it is {amount} worse off than with its best alternative.", amount=amount)


def _facts(lang: str, results: Results, party: str) -> list[tuple[str, Any]]:
    """Goals, powers, assets and ties, as far as they are known."""
    kind, facts = ACTORS.get(party), []
    if kind:
        for name, texts in (
            (t(lang, "Wants"), kind.goals),
            (t(lang, "May"), kind.powers),
            (t(lang, "Has"), kind.assets),
        ):
            if texts:
                facts.append((name, "; ".join(local(lang, each) for each in texts)))
        if kind.gives:
            facts.append(
                (t(lang, "Can give"), ", ".join(in_sentence(lang, word(lang, "kind", each)) for each in kind.gives))
            )
        needs = listed(lang, kind.needs) if kind.needs else t(lang, "nobody in particular")
        facts.append((t(lang, "Cannot do without"), needs))
    wanted_by = needed_by(party)
    if wanted_by:
        facts.append((t(lang, "Cannot do without it"), listed(lang, wanted_by)))
    trades = list(dict.fromkeys(
        flow.taker if flow.giver == party else flow.giver for flow in flows_of(results) if party in (flow.giver, flow.taker)
    ))  # fmt: skip
    facts.append(
        (t(lang, "Deals with, in this plan"), listed(lang, trades) if trades else t(lang, "nobody: it takes no part"))
    )
    names = reputations_of(results, party)
    if len(names):
        told = t(
            lang, "{middle} on average, from {low} to {high}, over {count} simulated firms",
            middle=percent(lang, float(names.mean())), low=percent(lang, float(names.min())),
            high=percent(lang, float(names.max())), count=number(lang, len(names)),
        )  # fmt: skip
        facts.append((t(lang, "Reputation"), told))
    return facts


def _cash(lang: str, results: Results, party: str) -> list[Any]:
    earned, paid = cash_by_year(results, party)
    title = html.H3(t(lang, CHARTS["party_cash"].title))
    if not (earned.any() or paid.any()):
        return [title, html.P(t(lang, "No money passes through its hands in this plan."), className="empty")]
    figure = CHARTS["party_cash"](results, lang, party)
    head = [t(lang, "Year"), t(lang, "comes in"), t(lang, "goes out"), t(lang, "left over")]
    rows = [
        [str(int(year)), money(lang, gets), money(lang, gives), signed(money(lang, gets - gives), gets - gives)]
        for year, gets, gives in zip(results.years, earned, paid, strict=True)
    ]
    return [
        title, graph({"type": "party-cash", "of": party}, figure, 230), html.Ul(legend(figure), className="chart-legend"),
        html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)]),
    ]  # fmt: skip


def _contracts(view: View, results: Results, party: str) -> list[Any]:
    lang = view.lang
    head = [t(lang, "Contract"), t(lang, "With"), t(lang, "Years"), t(lang, "Yearly fee")]
    rows = [
        [
            html.Span([word(lang, "contract", form), html.Span(measure_title(lang, view.runs, measure), className="difference")]),
            word(lang, "actor", group_of(provider if group_of(client) == party else client)),
            f"{begins}–{ends}", money(lang, fee_eur) if fee_eur else "–",
        ]
        for (form, measure, client, provider), (_, begins, ends, _, _, fee_eur) in alike(results)
        if party in (group_of(client), group_of(provider))
    ]  # fmt: skip
    shown = (
        html.Div(plain_table(head, rows), className="text-2")
        if rows
        else html.P(t(lang, "It has signed no contract."), className="empty")
    )
    return [html.H3(t(lang, "Contracts")), shown]
