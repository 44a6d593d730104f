"""Who gains and who loses against the best they could have had instead.

Place in the flow: part of a report.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scenarios.report.blocks import Block, Column, Figure, Paragraph, Section, Sheet, Table
from scenarios.report.charts import Bars
from scenarios.report.given import OUTSIDE, Given

EVEN_EUR = 1000.0
"""Below this, the last figure that is shown, a party breaks even [EUR]."""
ONE_OF_MANY = "households"


@dataclass(frozen=True)
class Gain:
    """A kind of party; households of all districts are one."""

    party: str
    npv_eur: float
    alternative: str
    alternative_eur: float

    @property
    def gain_eur(self) -> float:
        """Worth above the alternative."""
        return self.npv_eur - self.alternative_eur


def gains_of(given: Given) -> list[Gain]:
    """Every party whose alternative was worked out, who gains most first."""
    found: dict[str, list] = defaultdict(list)
    for actor in given.summary["actors"]:
        if actor["npv_alternative_eur"] is not None and actor["id"] != OUTSIDE:
            found[actor["id"].split(":")[0]].append(actor)
    rows = [
        Gain(
            party,
            sum(a["npv_eur"] for a in actors),
            actors[0]["alternative"] or "",
            sum(a["npv_alternative_eur"] for a in actors),
        )
        for party, actors in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.gain_eur, row.party))


def gains(given: Given) -> Section:
    """Winners and losers as bars and as a table."""
    w, rows = given.words, gains_of(given)
    moved = [row for row in rows if abs(row.gain_eur) >= EVEN_EUR]
    if not rows:
        return Section(w("gains.title"), (Paragraph(w("gains.not_run")),))
    blocks: list[Block] = [Paragraph(w("gains.intro"))]
    if moved:
        table = _table(given, moved)
        drawing = Bars([(w.actor(row.party), row.gain_eur / 1e3) for row in moved], lambda v: w.number(v, signed=True))
        best, worst = w.actor(moved[0].party), w.actor(moved[-1].party)
        blocks += [Figure(w("gains.figure"), w("gains.alt", best=best, worst=worst), drawing), table]
    even = [w.actor(row.party) for row in rows if abs(row.gain_eur) < EVEN_EUR]
    if even:
        blocks.append(Paragraph(w("gains.even", names=w.listed(even))))
    return Section(w("gains.title"), tuple(blocks))


def _table(given: Given, rows: list[Gain]) -> Table:
    w = given.words
    columns = (
        Column(w("column.party"), 2.2), Column(w("gains.role"), 2.6), Column(w("gains.alternative"), 2), 
        Column(w("gains.npv"), 1.3, True), Column(w("gains.npv_alternative"), 1.3, True), Column(w("gains.gain"), 1.2, True),
    )  # fmt: skip
    told = tuple(
        (w.actor(row.party), w.name("role", row.party), alternative(given, row.alternative), w.thousands(row.npv_eur),
         w.thousands(row.alternative_eur), w.thousands(row.gain_eur, signed=True))
        for row in rows
    )  # fmt: skip
    return Table(w("gains.table"), columns, told, note=w("gains.note"))


def alternative(given: Given, code: str) -> str:
    """What a party could have had instead: no measures, or another form of contract."""
    w = given.words
    return w("emissions.no_measures") if code == "no measures" else w.form(code)


def parties_sheet(given: Given) -> Sheet:
    """Every party of the ledger, households by district."""
    w = given.words
    columns = (
        w("column.party"), w("column.district"), w("sheet.npv"), w("gains.alternative"), w("sheet.npv_alternative"),
        w("sheet.gain"), w("sheet.cash_in"), w("sheet.cash_out"),
    )  # fmt: skip
    rows = []
    for a in given.summary["actors"]:
        other = a["npv_alternative_eur"]
        rows.append(
            (w.actor(a["id"]), a["id"].partition(":")[2].replace("_", " ") or None, a["npv_eur"],
             alternative(given, a["alternative"]) if a["alternative"] else None, other,
             None if other is None else a["npv_eur"] - other, a["cash_in_eur"], a["cash_out_eur"])
        )  # fmt: skip
    return Sheet(w("sheet.parties"), columns, tuple(rows))


def cash_sheet(given: Given) -> Sheet:
    """What every party pays and gets, by account and year."""
    w, years = given.words, [int(year) for year in given.results.years]
    flows: dict[tuple[str, str, str], list[float]] = defaultdict(lambda: [0.0] * len(years))
    for year, payer, payee, account, amount in given.rows("ledger", "year", "payer", "payee", "account", "amount_eur"):
        if years[0] <= year <= years[-1]:
            flows[payee, account, "in"][year - years[0]] += amount
            flows[payer, account, "out"][year - years[0]] -= amount
    net: dict[str, list[float]] = {}
    for (party, _, _), amounts in flows.items():
        so_far = net.get(party, [0.0] * len(years))
        net[party] = [a + b for a, b in zip(so_far, amounts, strict=True)]
    rows = []
    for party in sorted(net):
        who = w.actor(party), party.partition(":")[2].replace("_", " ") or None
        for (name, account, way), amounts in sorted(flows.items()):
            if name == party:
                rows.append((*who, w.name("account", account), w(f"cash.{way}"), *amounts, sum(amounts)))
        rows.append((*who, w("cash.net"), None, *net[party], sum(net[party])))
    columns = (
        w("column.party"),
        w("column.district"),
        w("cash.account"),
        w("cash.way"),
        *(f"{year} [EUR]" for year in years),
        f"{w('column.total')} [EUR]",
    )
    return Sheet(w("sheet.cash"), columns, tuple(rows))
