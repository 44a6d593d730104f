"""Who gives what to whom, as one JSON object: parties as nodes, transfers of each year as edges.

Place in the flow: results folder -> [scenarios.export]. The table `transfers` holds money, energy, CO2, data, know-how,
comfort, jobs, risk and service; a folder without it still has its ledger, which shows the money.
"""

from __future__ import annotations

from typing import Any

from scenarios.export.ocds_words import number
from scenarios.export.parties import name_of_party
from scenarios.export.plain_text import clean
from scenarios.export.run_tables import Row, Run, grouped

FORM = "stadslab value map 1"
COLUMNS = ("year", "giver", "taker", "kind", "object", "quantity", "unit", "eur", "contract")
LEDGER_COLUMNS = ("year", "payer", "payee", "account", "contract", "amount_eur")
NO_CONTRACT = -1


def value_map(run: Run) -> dict[str, Any]:
    """The map of a run; an amount that is not known is null, never zero.

    Raises:
        Unusable: there are neither transfers nor a ledger
    """
    edges = _transfers(run) if run.has("transfers") else _money(run)
    by_year = grouped(edges, "year")
    kinds = sorted({edge["kind"] for edge in edges})
    return {
        "form": FORM,
        "scenario": run.scenario, "city": run.city, "seed": run.seed,
        "note": "All parties are simulated. Euros are real euros of the price year; null where an amount is not known.",
        "kinds": kinds,
        "nodes": _nodes(edges),
        "years": [
            {"year": year, "edges": [{name: each for name, each in edge.items() if name != "year"} for edge in own]}
            for year, own in sorted(by_year.items())
        ],
    }  # fmt: skip


def _nodes(edges: list[Row]) -> list[dict[str, Any]]:
    """Everybody who gives or takes, with the kinds of it."""
    gives: dict[str, set[str]] = {}
    takes: dict[str, set[str]] = {}
    for edge in edges:
        gives.setdefault(edge["giver"], set()).add(edge["kind"])
        takes.setdefault(edge["taker"], set()).add(edge["kind"])
    return [
        {"id": party, "name": name_of_party(party), "gives": sorted(gives.get(party, ())),
         "takes": sorted(takes.get(party, ()))}
        for party in sorted({*gives, *takes})
    ]  # fmt: skip


def _transfers(run: Run) -> list[Row]:
    return [
        _edge(row["year"], row["giver"], row["taker"], row["kind"], row["object"], row["quantity"], row["unit"],
              row["eur"], row["contract"])
        for row in run.rows("transfers", *COLUMNS)
    ]  # fmt: skip


def _money(run: Run) -> list[Row]:
    """Money alone, from the ledger: its entries summed by year, payer, payee, account and contract."""
    run.demand("ledger")
    run.remark("transfers", "no table transfers in these results", "today's version; the map shows money only")
    table = run.columns("ledger", *LEDGER_COLUMNS)
    sums = table.group_by(["year", "payer", "payee", "account", "contract"], use_threads=False).aggregate(
        [("amount_eur", "sum")]
    )
    return [
        _edge(row["year"], row["payer"], row["payee"], "money", row["account"], row["amount_eur_sum"], "EUR",
              row["amount_eur_sum"], row["contract"])
        for row in sums.to_pylist()
    ]  # fmt: skip


def _edge(
    year: int, giver: str, taker: str, kind: str, what: str, quantity: float, unit: str, eur: float, contract: int
) -> Row:
    return {
        "year": int(year), "giver": clean(giver), "taker": clean(taker), "kind": clean(kind), "object": clean(what),
        "quantity": number(quantity), "unit": clean(unit), "eur": number(eur, 2),
        "contract": None if contract is None or contract == NO_CONTRACT else int(contract),
    }  # fmt: skip
