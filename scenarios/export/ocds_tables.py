"""The rows of a run that its tenders lead to, gathered once for all releases.

Place in the flow: results folder -> [scenarios.export]. What is missing or does not fit together is remarked, in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from scenarios.export.parties import HOUSEHOLDS
from scenarios.export.run_tables import Row, Run, grouped

NOBODY = -1
TENDER_COLUMNS = (
    "id", "project", "measure", "form", "domain", "buyer", "procedure", "criteria", "estimate_eur", "opened_day",
    "awarded_day", "winner", "price_eur", "status", "reason",
)  # fmt: skip
BID_COLUMNS = ("tender", "firm", "firm_name", "trade", "lot", "price_eur", "won")
CONTRACT_COLUMNS = (
    "id",
    "form",
    "measure",
    "client",
    "provider",
    "begins",
    "ends",
    "items",
    "capex_eur",
    "yearly_fee_eur",
)
LEDGER_COLUMNS = ("year", "payer", "payee", "account", "contract", "amount_eur")
STAGE_COLUMNS = ("project", "measure", "kind", "district", "day", "stage", "outcome", "actor", "reason")
PERFORMANCE_COLUMNS = ("contract", "year", "promised", "delivered", "unit", "money_eur", "kind")


@dataclass(frozen=True)
class Tables:
    """Rows by what they are looked up with."""

    tenders: list[Row]
    bids: Mapping[int, list[Row]]
    """By tender."""
    contracts: Mapping[int, list[Row]]
    """By tender."""
    stages: Mapping[int, list[Row]]
    """Transitions by project, in time."""
    ledger: Mapping[int, list[Row]]
    """By contract."""
    performance: Mapping[int, list[Row]]
    """By contract."""
    trades: Mapping[str, str]
    """Form of contract -> trade of the firms that bid for it."""
    firms: Mapping[int, str]
    """Number of a firm -> its name."""

    def trade_of(self, tender: Row) -> str:
        """Trade of those who bid; else of those who bid for the same form; empty when nobody ever did."""
        bids = self.bids.get(tender["id"], [])
        return bids[0]["trade"] if bids else self.trades.get(tender["form"], "")


def tables_of(run: Run) -> Tables:
    """Everything that the releases of a run are made from.

    Raises:
        Unusable: tables or columns are missing without which there is nothing to tell
    """
    run.demand("tenders", "contracts", "ledger")
    for name in ("bids", "projects", "firms", "performance"):
        if not run.has(name):
            run.remark(name, f"no table {name} in these results", "today's version; what it would tell is left out")
    tenders = run.rows("tenders", *TENDER_COLUMNS)
    bids = run.rows("bids", *BID_COLUMNS)
    contracts = _contracts(run, {row["id"] for row in tenders})
    form_of = {row["id"]: row["form"] for row in tenders}
    return Tables(
        tenders=tenders,
        bids=grouped(bids, "tender"),
        contracts=contracts,
        stages=grouped(sorted(run.rows("projects", *STAGE_COLUMNS), key=lambda row: row["day"]), "project"),
        ledger=grouped(_payments(run, {row["id"] for rows in contracts.values() for row in rows}), "contract"),
        performance=grouped(run.rows("performance", *PERFORMANCE_COLUMNS), "contract"),
        trades={form_of[bid["tender"]]: bid["trade"] for bid in bids if bid["tender"] in form_of},
        firms={row["id"]: row["name"] for row in run.rows("firms", "id", "name")},
    )


def _contracts(run: Run, tenders: set[int]) -> dict[int, list[Row]]:
    """Contracts by their tender; those of no tender are counted aloud."""
    by_tender = grouped(run.rows("contracts", *CONTRACT_COLUMNS), "tender")
    outside = [row for nobody in (None, NOBODY) for row in by_tender.pop(nobody, [])]
    if outside:
        private = sum(row["client"].startswith(HOUSEHOLDS) for row in outside)
        told = f"{len(outside)} contracts came without a tender ({private} of them with households)"
        run.notes.append(f"{told}: they are not in the open contracting data")
    strays = [tender for tender in by_tender if tender not in tenders]
    if strays:
        run.remark(
            "contracts.tender", f"contracts of tenders {strays[:5]}, which are not there", "an id of the table tenders"
        )
    return {tender: rows for tender, rows in by_tender.items() if tender in tenders}


def _payments(run: Run, contracts: set[int]) -> list[Row]:
    """Entries of the ledger under some contracts, picked before they become rows: most belong to no contract."""
    table = run.columns("ledger", *LEDGER_COLUMNS)
    ours = pa.array(sorted(contracts), table["contract"].type)
    return table.filter(pc.is_in(table["contract"], value_set=ours)).to_pylist()
