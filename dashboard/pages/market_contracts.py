"""Tab of the market: contracts, who bears which risk in them, and how they stand.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.address import View
from dashboard.headlines import group_of
from dashboard.market import RISKS, Group, contracts_of, states_of
from dashboard.market_words import capital, contracts_told
from dashboard.pages.base import card, measure_title, plain_table
from dashboard.pages.market_parts import CityWays, badge, first_ones, fold, form_title
from dashboard.reasons import firm_name, reason_words, who_said
from dashboard.texts import N_, catalogue, in_sentence, money, number, percent, t, word
from sim.markets.contracts import FORMS
from sim.results import Results

RULES = {
    "who_decides": N_("Who decides"), "exit": N_("Leaving early"), "data_ownership": N_("Whose the data are"),
}  # fmt: skip
MEANS = {
    "price": N_("loses when energy gets dearer, or cheaper than reckoned"),
    "volume": N_("loses when less is used than reckoned"),
    "performance": N_("loses when less is delivered or saved than promised"),
}
STATE_LOOKS = {"running": "good", "ended": "plain", "broken": "bad"}
OPEN_BELOW = 3


def contracts_panel(view: View, results: Results) -> Any:
    """The risk table of all kinds of contract, then each kind with its rules and its contracts."""
    lang, groups = view.lang, contracts_of(results)
    if not groups:
        return card(html.P(t(lang, "No contract was signed."), className="empty"), title=t(lang, "Contracts"))
    ways = CityWays(view, results)
    told = html.P(contracts_told(lang, states_of(results), int(results.years[-1])), className="card-answer")
    risks = card(
        [told, risk_table(view, groups)], title=t(lang, "Who bears which risk"),
        help=t(lang, "Contracts of one kind for one measure are one line; all parties are simulated."), className="wide",
    )  # fmt: skip
    folds = [_group(view, ways, group, len(groups) < OPEN_BELOW) for group in groups]
    help_line = t(lang, "Open a row for its rules, every single contract, and where the works are.")
    return html.Div([risks, card(folds, title=t(lang, "All contracts"), help=help_line, className="wide")])


def risk_table(view: View, groups: list[Group]) -> Any:
    """One line a kind of contract: who loses when prices, use or performance turn out otherwise."""
    lang = view.lang
    head = [
        t(lang, "Contract"), t(lang, "Measure"), *[word(lang, "risk", risk) for risk in RISKS], t(lang, "Owner at the end"),
        t(lang, "Running"), t(lang, "Ended"), t(lang, "Broken"),
    ]  # fmt: skip
    rows = [
        [
            form_title(lang, group.form), measure_title(lang, view.runs, group.measure),
            *[parties(lang, group.bearers(risk)) for risk in (*RISKS, "owner")],
            *[number(lang, group.count(state)) for state in ("running", "ended", "broken")],
        ]
        for group in groups
    ]  # fmt: skip
    return plain_table(head, rows, words=(1, 2, 3, 4, 5), stacks=True)


def parties(lang: str, names: list[str]) -> str:
    """Parties as people call them; a dash for nobody."""
    return ", ".join(dict.fromkeys(who_said(lang, name) for name in names)) or "–"


def _group(view: View, ways: CityWays, group: Group, is_open: bool) -> Any:
    lang = view.lang
    count = t(lang, "{count} contracts", count=len(group.rows)) if len(group.rows) > 1 else t(lang, "one contract")
    title = [html.Strong(form_title(lang, group.form)), html.Span(measure_title(lang, view.runs, group.measure), className="difference")]  # fmt: skip
    cells = [html.Span(title), count, t(lang, "{amount} invested", amount=money(lang, group.capex_eur)), _states(lang, group)]  # fmt: skip
    years = sorted({row["begins"] for row in group.rows})
    body = [rules_list(lang, group), ways.told(group.measure, years)]
    body += first_ones(lang, group.rows, lambda rows: [contracts_table(view, ways, rows)])
    return fold(cells, body, is_open, "group")


def _states(lang: str, group: Group) -> Any:
    """How many contracts run, have ended, were broken off; states that none is in are left out."""
    counts = [(state, group.count(state)) for state in STATE_LOOKS]
    return [badge(f"{number(lang, count)} {in_sentence(lang, word(lang, 'contract state', state))}", STATE_LOOKS[state]) for state, count in counts if count]  # fmt: skip


def rules_list(lang: str, group: Group) -> Any:
    """The risks, the ending and the rules of the table, in words."""
    told = [
        (word(lang, "risk", risk), f"{parties(lang, group.bearers(risk))}: {t(lang, MEANS[risk])}") for risk in RISKS
    ]
    form = FORMS.get(group.form)
    if form is not None:
        told.append((t(lang, "Who invests"), who_said(lang, group_of(form.who_invests))))
        told.append((t(lang, "What happens at the end"), word(lang, "at the end", form.at_the_end)))
        told += [(t(lang, title), capital(rule_words(lang, form.rules[key]))) for key, title in RULES.items() if form.rules.get(key)]  # fmt: skip
    share = group.delivered_share
    if share is not None:
        told.append((t(lang, "Delivered so far"), t(lang, "{share} of what was promised", share=percent(lang, share))))
    return html.Dl([part for title, text in told for part in (html.Dt(title), html.Dd(text))], className="facts rules")


def rule_words(lang: str, rule: str) -> str:
    """A rule of a form of contract in the language of the screen."""
    return catalogue(lang).pgettext("rule", rule)


def contracts_table(view: View, ways: CityWays, contracts: list[dict[str, Any]]) -> Any:
    """Contracts of a kind, one a row."""
    lang = view.lang
    head = [
        t(lang, "Begins"), t(lang, "Until"), t(lang, "With"), t(lang, "Pieces"), t(lang, "Investment"), t(lang, "Yearly fee"),
        t(lang, "Delivered"), t(lang, "Money moved by it"), t(lang, "State"),
    ]  # fmt: skip
    rows = [
        [
            ways.link(row["measure"], row["begins"]), str(row["ends"]),
            firm_name(lang, row["firm_name"]) if row["firm_name"] else who_said(lang, row["provider"]),
            number(lang, row["items"]), money(lang, row["capex_eur"]),
            money(lang, row["yearly_fee_eur"]) if row["yearly_fee_eur"] else "–",
            percent(lang, row["delivered"] / row["promised"]) if row.get("promised") else "–",
            _moved(lang, row["money_eur"]), _state(lang, row),
        ]
        for row in contracts
    ]  # fmt: skip
    return plain_table(head, rows, t(lang, "The first year leads to the plan of the city."), words=(2,), stacks=True)


def _moved(lang: str, kinds: dict[str, float]) -> Any:
    """Penalties, bonuses, shortfalls and disputes."""
    told = [f"{word(lang, 'performance', kind)} {money(lang, amount)}" for kind, amount in kinds.items()]
    return [html.Div(each) for each in told] or "–"


def _state(lang: str, row: dict[str, Any]) -> Any:
    """Running, ended or broken, with the year and the reason."""
    state = row.get("state", "running")
    shown = badge(word(lang, "contract state", state), STATE_LOOKS.get(state, "plain"))
    if not row.get("end_reason"):
        return shown
    why = f"{row['ended_year']}: {reason_words(lang, row['end_reason'])}"
    return [shown, html.Span(why, className="difference")]
