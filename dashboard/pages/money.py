"""Who pays, who earns, and whether everybody is better off than without.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html

from dashboard.address import View, read_address
from dashboard.charts import CHARTS
from dashboard.charts.money_flows import payments_by_account
from dashboard.headlines import EVEN_EUR, by_district, gains
from dashboard.pages.base import (
    Page,
    card,
    chart_card,
    city_picker,
    heading,
    measure_title,
    plain_table,
    proper,
    scenario_picker,
)
from dashboard.pages.origin import origin_line
from dashboard.runs import Runs
from dashboard.texts import N_, local, money, number, signed, t, word
from geodata import CityMap
from sim.results import Results

NO_MEASURES = "no measures"
"""As `scenarios.running` calls the city that decides nothing."""


def layout(view: View) -> Any:
    """Winners and losers, ways to buy light, flows of a year, contracts."""
    lang, results = view.lang, view.runs.run(view.plan)
    lead = t(lang, "Every euro has a payer and a receiver. Nothing is drawn by hand: all of it is asked of the ledger.")
    parts = [
        heading(t(lang, "Money"), lead, scenario_picker(view), city_picker(view)),
        html.P(who_wins(lang, results), className="plain-answer"),
        dcc.Store(id="money-search", data=view.search),
        html.Div([_gains(view, results, view.runs.city_of(view.plan)), _lighting(view, results)], className="charts"),
        _flows(lang, view, results),
        _contracts(lang, view, results),
    ]
    return html.Div(parts, className="money")


def who_wins(lang: str, results: Results) -> str:
    """One sentence: who gains most, who loses."""
    rows = gains(results)
    if not rows:
        return t(lang, "In this scenario no party takes a decision that could be compared.")
    winners = [row for row in rows if row["gain_eur"] > EVEN_EUR]
    losers = [row for row in rows if row["gain_eur"] < -EVEN_EUR]
    best = _named(lang, winners[:2])
    if winners and not losers:
        return t(lang, "Everybody wins or breaks even; most of all {names}.", names=best)
    if winners:
        return t(
            lang,
            "{winners} gain most; {losers} lose most against their best alternative.",
            winners=best,
            losers=_named(lang, losers[:-4:-1]),
        )
    return t(lang, "Nobody gains against the best alternative.")


def _named(lang: str, rows: list[dict[str, Any]]) -> str:
    return ", ".join(
        f"{word(lang, 'actor', row['id'])} ({signed(money(lang, row['gain_eur']), row['gain_eur'])})" for row in rows
    )


def _gains(view: View, results: Results, city: CityMap) -> Any:
    lang, origin = view.lang, origin_line(view, "who_gains")
    height = max(240, 34 * len(gains(results)) + 40)
    drawing = chart_card(
        lang, CHARTS["who_gains"], "gains-chart", CHARTS["who_gains"](results, lang), height, origin=origin
    )
    head = [
        t(lang, "Party"),
        t(lang, "With the plan"),
        t(lang, "Best alternative"),
        t(lang, "worth"),
        t(lang, "Difference"),
    ]
    rows = [_party_row(lang, [word(lang, "actor", row["id"]), role_of(lang, row)], row) for row in gains(results)]
    drawing.children.append(html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)]))
    districts = [_party_row(lang, district_name(lang, city, row["id"]), row) for row in by_district(results)]
    if districts:
        title = t(lang, "Households, district by district")
        drawing.children.append(html.Details([html.Summary(title), plain_table(head, districts)]))
    return drawing


def role_of(lang: str, row: dict[str, Any]) -> Any:
    """What a party does, in small letters under its name."""
    return html.Span(word(lang, "role", row["role"]) if row["role"] else "", className="difference")


def _party_row(lang: str, name: Any, row: dict[str, Any]) -> list[Any]:
    return [
        name,
        money(lang, row["npv_eur"]),
        alternative_word(lang, row["alternative"]),
        money(lang, row["npv_alternative_eur"]),
        signed(money(lang, row["gain_eur"]), row["gain_eur"]),
    ]


def alternative_word(lang: str, alternative: str) -> str:
    """What a party could have had instead, in words: no measures, or another contract for the lamps."""
    if alternative == NO_MEASURES:
        return t(lang, "no new measures")
    if not alternative:
        return t(lang, "differs by district")
    return t(lang, "lamps by: {form}", form=word(lang, "contract", alternative))


def district_name(lang: str, city: CityMap, party: str) -> str:
    """The district of a party like `households:harbour`, as people call it."""
    name = party.partition(":")[2]
    names = [str(each) for each in city.districts.name]
    if name not in names:
        return word(lang, "district", name)
    row = names.index(name)
    return local(lang, {"en": str(city.districts.title_en[row]), "nl": str(city.districts.title_nl[row])})


def lighting_answer(lang: str, forms: list[dict[str, Any]]) -> str:
    """One plain sentence: which way to light the streets is best for the city, and what the others bring.

    Args:
        lang: language of the screen
        forms: `summary["lighting_forms"]`, net present values for the city against leaving the lamps alone
    """
    ordered = sorted(forms, key=lambda form: -form["npv_city_eur"])
    best, others = ordered[0], ordered[1:]
    name = word(lang, "lighting", best["form"])
    amount = money(lang, abs(best["npv_city_eur"]), 2)
    rest = "; ".join(
        f"{word(lang, 'lighting', form['form'])} {_against_dark(lang, form['npv_city_eur'])}" for form in others
    )
    if best["npv_city_eur"] >= EVEN_EUR:
        told = t(
            lang,
            "Here {form} is best for the city: {amount} better than leaving the lamps alone.",
            form=name,
            amount=amount,
        )
    elif best["npv_city_eur"] > -EVEN_EUR:
        told = t(lang, "Here {form} is best for the city, and no better than leaving the lamps alone.", form=name)
    else:
        told = t(
            lang,
            "Here leaving the lamps alone is cheapest for the city; {form} comes next, {amount} worse.",
            form=name,
            amount=amount,
        )
    return f"{told} {proper(rest)}." if rest else told


def _against_dark(lang: str, npv_eur: float) -> str:
    amount = money(lang, abs(npv_eur), 2)
    return t(lang, "{amount} better", amount=amount) if npv_eur >= 0 else t(lang, "{amount} worse", amount=amount)


def _lighting(view: View, results: Results) -> Any:
    lang = view.lang
    forms = results.summary.get("lighting_forms")
    chart = CHARTS["lighting_forms"]
    if not forms:
        empty = html.P(
            t(lang, "This scenario does not touch the street lamps, so there is nothing to compare."), className="empty"
        )
        return card(empty, title=t(lang, chart.title), help=t(lang, chart.help))
    height = max(230, 44 * len(forms) + 40)
    drawing = chart_card(
        lang, chart, "lighting-chart", chart(results, lang), height, origin=origin_line(view, chart.id)
    )
    drawing.children.insert(2, html.P(lighting_answer(lang, forms), className="card-answer"))
    head = [t(lang, "Form"), t(lang, "For the city"), t(lang, "Fee per lamp and year"), t(lang, "All LED in")]
    rows = [
        [
            word(lang, "contract", form["form"]),
            signed(money(lang, form["npv_city_eur"]), form["npv_city_eur"]),
            money(lang, form["fee_eur_per_lamp"]) if form.get("fee_eur_per_lamp") else "–",
            str(form["led_complete_year"]) if form.get("led_complete_year") else t(lang, "later"),
        ]
        for form in sorted(forms, key=lambda form: -form["npv_city_eur"])
    ]
    drawing.children.append(plain_table(head, rows))
    return drawing


def _flows(lang: str, view: View, results: Results) -> Any:
    first, last = int(results.years[0]), int(results.years[-1])
    year = view.year or min(last, first + 4)
    chart = CHARTS["money_flows"]
    pick = dmc.Slider(
        id="flow-year", min=first, max=last, step=1, value=year, updatemode="mouseup", size="sm", thumbSize=18,
        marks=[{"value": each, "label": str(each)} for each in (first, last)], labelAlwaysOn=False,
        thumbLabel=t(lang, "Year"), className="flow-year",
    )  # fmt: skip
    drawing = chart_card(
        lang, chart, "flow-chart", chart(results, lang, year), 460, "wide", origin_line(view, chart.id)
    )
    drawing.children.insert(
        2, html.Div([html.Span(str(year), id="flow-shown", className="figure"), pick], className="flow-head")
    )
    drawing.children.append(html.Div(_flow_table(lang, results, year), id="flow-table"))
    return drawing


def _flow_table(lang: str, results: Results, year: int) -> Any:
    head = [t(lang, "Payer"), t(lang, "Receiver"), t(lang, "What for"), t(lang, "Amount")]
    rows = [
        [word(lang, "actor", payer), word(lang, "actor", payee), word(lang, "account", account), money(lang, amount)]
        for payer, payee, account, amount in payments_by_account(results, year)
    ]
    return html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)])


def _contracts(lang: str, view: View, results: Results) -> Any:
    head = [
        t(lang, "Contract"), t(lang, "Measure"), t(lang, "Client"), t(lang, "Provider"), t(lang, "Years"),
        t(lang, "Signed"), t(lang, "Pieces"), t(lang, "Investment"), t(lang, "Yearly fee"),
    ]  # fmt: skip
    rows = [
        [
            word(lang, "contract", form),
            measure_title(lang, view.runs, measure),
            word(lang, "actor", client),
            word(lang, "actor", provider),
            f"{begins}–{ends}",
            number(lang, signed_count),
            number(lang, items),
            money(lang, capex_eur),
            money(lang, fee_eur) if fee_eur else "–",
        ]
        for (form, measure, client, provider), (signed_count, begins, ends, items, capex_eur, fee_eur) in alike(results)
    ]
    help_line = t(lang, "Contracts of one kind between the same parties are one line; all parties are simulated.")
    shown = plain_table(head, rows) if rows else html.P(t(lang, "No contract was signed."), className="empty")
    return card(shown, title=t(lang, "Contracts"), help=help_line, className="wide")


def alike(results: Results) -> list[tuple[tuple[str, ...], tuple[float, ...]]]:
    """Contracts of one form for one measure between the same parties, the largest investment first.

    Returns:
        (form, measure, client, provider) and (how many, first year, last year, pieces, investment, yearly fee)
    """
    table = results.tables["contracts"]
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in range(len(table["id"])):
        key = tuple(str(table[name][row]) for name in ("form", "measure", "client", "provider"))
        groups.setdefault(key, []).append(row)
    found = [
        (
            key,
            (
                len(rows), int(table["begins"][rows].min()), int(table["ends"][rows].max()), float(table["items"][rows].sum()),
                float(table["capex_eur"][rows].sum()), float(table["yearly_fee_eur"][rows].sum()),
            ),
        )
        for key, rows in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda entry: -entry[1][4])


def register(app: Dash, runs: Runs) -> None:
    """The flows follow their year."""

    @app.callback(
        Output("flow-chart", "figure"),
        Output("flow-shown", "children"),
        Output("flow-table", "children"),
        Input("flow-year", "value"),
        State("money-search", "data"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _flow(year: int, search: str, pathname: str) -> tuple[Any, str, Any]:
        view = read_address(pathname, search, ["money"], runs)
        lang, results = view.lang, runs.run(view.plan)
        return CHARTS["money_flows"](results, lang, int(year)), str(int(year)), _flow_table(lang, results, int(year))


PAGE = Page("money", N_("Money"), 4, layout, register)
