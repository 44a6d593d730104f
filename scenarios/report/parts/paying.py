"""How the plan is paid: contracts, tenders, and the ways to pay for light side by side.

Place in the flow: part of a report.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from scenarios.export.plain_text import headed
from scenarios.report.blocks import Block, Column, Paragraph, Section, Sheet, Table
from scenarios.report.given import Given

FAILED, DIRECT = "failed", "direct"
FIRST_DAY = 365.0


def paying(given: Given) -> Section:
    """Contracts by form, tenders by measure."""
    w = given.words
    blocks: list[Block] = [Paragraph(_public(given))]
    contracts, tenders = _contracts(given), _tenders(given)
    if contracts is None:
        blocks.append(Paragraph(w("paying.no_contracts")))
    else:
        blocks.append(contracts)
    if tenders is not None:
        blocks += [Paragraph(_market(given)), tenders]
    if given.summary.get("lighting_forms"):
        blocks += [Paragraph(w("paying.forms_intro")), _lighting_forms(given)]
    return Section(w("paying.title"), tuple(blocks))


def _public(given: Given) -> str:
    w, means = given.words, given.summary.get("means") or {}
    spent = float(given.results.yearly("public_cost_eur").sum())
    values = {"amount": w.euros(spent), "first": given.first_year, "last": given.last_year}
    if not means:
        return w("paying.public", **values)
    room = {"budget": w.euros(means["yearly_budget_eur"]), "room": w.euros(means["debt_room_eur"])}
    return w("paying.public_room", **values, **room)


def _contracts(given: Given) -> Table | None:
    w, found = given.words, defaultdict(lambda: [0, 0.0, 0.0, 0.0])
    names = ("form", "domain", "client", "provider", "performance_risk", "items", "capex_eur", "yearly_fee_eur")
    for form, domain, client, provider, risk, items, capex, fee in given.rows("contracts", *names):
        sums = found[form, domain, client, provider, risk]
        for place, amount in enumerate((1, items, capex, fee)):
            sums[place] += amount
    if not found:
        return None
    columns = (
        Column(w("paying.form"), 2.4), Column(w("paying.between"), 2.4), Column(w("paying.count"), 0.9, True),
        Column(w("paying.items"), 1.6, True), Column(w("paying.invested"), 1.3, True), Column(w("paying.fee"), 1.4, True),
        Column(w("paying.risk"), 1.7),
    )  # fmt: skip
    rows = tuple(
        (w.form(form), f"{w.actor(client)} – {w.actor(provider)}", w.number(count),
         f"{w.number(items)} {w.name('item', domain)}", w.thousands(capex), w.thousands(fee) if fee else "–", w.actor(risk))
        for (form, domain, client, provider, risk), (count, items, capex, fee) in sorted(found.items(), key=lambda x: -x[1][2])
    )  # fmt: skip
    return Table(w("paying.contracts"), columns, rows, note=w("paying.contracts_note"))


def _tenders(given: Given) -> Table | None:
    w, found = given.words, defaultdict(list)
    names = ("domain", "procedure", "estimate_eur", "price_eur", "bids", "opened_day", "awarded_day", "status")
    for domain, *rest in given.rows("tenders", *names):
        found[domain].append(rest)
    if not found:
        return None
    columns = (
        Column(w("paying.subject"), 2), Column(w("paying.tenders_count"), 1, True), Column(w("paying.bids"), 1.1, True),
        Column(w("paying.failed"), 1, True), Column(w("paying.direct"), 1.1, True), Column(w("paying.price_ratio"), 1.4, True),
        Column(w("paying.days"), 1.2, True),
    )  # fmt: skip
    rows = tuple(
        (headed(w.name("item", domain)), *_tender_cells(given, calls)) for domain, calls in sorted(found.items())
    )
    return Table(w("paying.tenders"), columns, rows, note=w("paying.tenders_note"))


def _tender_cells(given: Given, calls: list[list[Any]]) -> tuple[str, ...]:
    w = given.words
    won = [call for call in calls if call[6] != FAILED and call[1] > 0]
    called = [call for call in calls if call[6] != DIRECT]
    ratio = sum(call[2] for call in won) / sum(call[1] for call in won) if won else None
    bids = sum(call[3] for call in called) / len(called) if called else None
    days = sum(call[5] - call[4] for call in won) / len(won) if won else None
    counts = sum(call[6] == FAILED for call in calls), sum(call[6] == DIRECT for call in calls)
    change = None if ratio is None else ratio - 1.0
    return w.number(len(calls)), w.number(bids, 1), *map(w.number, counts), w.percent(change, 0, True), w.number(days)


def _market(given: Given) -> str:
    w, market = given.words, given.summary["market"]
    single = market.get("single_bid_share")
    return w("paying.market", tenders=w.number(market["tenders"]), single=w.percent(single, 0))


def _lighting_forms(given: Given) -> Table:
    w = given.words
    columns = (
        Column(w("paying.form"), 3), Column(w("paying.worth"), 1.6, True), Column(w("paying.fee_lamp"), 1.6, True),
        Column(w("paying.led_in"), 1.2, True),
    )  # fmt: skip
    mine = {m.paid_by for m in given.scenario.measures.values() if m.name == "led_street_lighting"}
    rows = []
    for form in sorted(given.summary["lighting_forms"], key=lambda form: -form["npv_city_eur"]):
        marks = [w("paying.best")] if form["wins"] else []
        marks += [w("paying.chosen")] if form["form"] in mine else []
        name = w.form(form["form"]) + (f" ({', '.join(marks)})" if marks else "")
        fee = w.number(form["fee_eur_per_lamp"], 1) if form["fee_eur_per_lamp"] else "–"
        rows.append((name, w.thousands(form["npv_city_eur"], True), fee, str(form["led_complete_year"] or "–")))
    return Table(w("paying.forms"), columns, tuple(rows), note=w("paying.forms_note"))


def contracts_sheet(given: Given) -> Sheet:
    """Every contract."""
    w = given.words
    columns = (
        w("sheet.number"), w("paying.form"), w("measures.measure"), w("paying.subject"), w("sheet.client"), w("sheet.provider"),
        w("sheet.begins"), w("sheet.ends"), w("sheet.items"), w("sheet.list_price"), w("sheet.invested"),
        w("sheet.saving_expected"), w("sheet.fee"), w("sheet.price_risk"), w("sheet.volume_risk"), w("paying.risk"), w("sheet.owner"), w("sheet.state"),
    )  # fmt: skip
    names = (
        "id", "form", "measure", "domain", "client", "provider", "begins", "ends", "items", "list_price_eur", "capex_eur",
        "saved_eur", "yearly_fee_eur", "price_risk", "volume_risk", "performance_risk", "owner", "state",
    )  # fmt: skip
    rows = tuple(
        (number, w.form(form), _measure(given, measure), w.name("item", domain), w.actor(client), w.actor(provider), *amounts,
         w.actor(price), w.actor(volume), w.actor(performance), w.actor(owner), w.name("state", state))
        for number, form, measure, domain, client, provider, *amounts, price, volume, performance, owner, state
        in given.rows("contracts", *names)
    )  # fmt: skip
    return Sheet(w("sheet.contracts"), columns, rows)


def tenders_sheet(given: Given) -> Sheet:
    """Every tender."""
    w = given.words
    columns = (
        w("sheet.number"), w("measures.measure"), w("paying.form"), w("paying.subject"), w("sheet.buyer"), w("sheet.procedure"),
        w("sheet.estimate"), w("sheet.price"), w("sheet.bids"), w("sheet.opened"), w("sheet.days"), w("sheet.status"),
    )  # fmt: skip
    names = (
        "id", "measure", "form", "domain", "buyer", "procedure", "estimate_eur", "price_eur", "bids", "opened_day",
        "awarded_day", "status",
    )  # fmt: skip
    rows = tuple(
        (number, _measure(given, measure), w.form(form), w.name("item", domain), w.actor(buyer), w.name("procedure", procedure),
         estimate, None if status == FAILED else price, bids, given.first_year + opened / FIRST_DAY, awarded - opened,
         w.name("status", status))
        for number, measure, form, domain, buyer, procedure, estimate, price, bids, opened, awarded, status
        in given.rows("tenders", *names)
    )  # fmt: skip
    return Sheet(w("sheet.tenders"), columns, rows)


def _measure(given: Given, name: str) -> str:
    measure = given.scenario.measures.get(name)
    return given.words.measure(measure.name if measure else name)
