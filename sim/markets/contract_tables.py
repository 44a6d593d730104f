"""The tables that contracts leave: who bears what and how it ended, and what was delivered year by year.

Place in the flow: markets -> [results].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.markets.performance import COLUMNS, own_purchase_share, promise_of
from sim.results import Table

if TYPE_CHECKING:
    from sim.markets.contract import Contract
    from sim.markets.market import Market

WORDS = {"owner", "state", "end_reason", "price_risk", "volume_risk", "performance_risk", "unit", "kind"}
WHOLE = {"project", "tender", "firm", "ended_year", "contract", "year"}


def contract_columns(market: Market, last_year: int) -> Table:
    """What the table `contracts` says beyond form, parties, term and money; one row per contract, in the order of ids.

    Promised and delivered are sums over the years lived so far, in kWh where the deal has energy, else in days or lamp-days.

    Args:
        market: of the run
        last_year: of the run
    """
    contracts, yearly = market.contracts, performance_table(market, last_year)
    told = yearly["kind"] != "dispute"  # a dispute is a second row of its year
    sums = {
        name: np.bincount(yearly["contract"][told], weights=yearly[name][told], minlength=len(contracts))
        for name in ("promised", "delivered")
    }
    columns = {
        "project": [c.deal.project for c in contracts],
        "tender": [c.deal.tender for c in contracts],
        "firm": [c.deal.firm for c in contracts],
        "price_risk": [c.form.price_risk for c in contracts],
        "volume_risk": [c.form.volume_risk for c in contracts],
        "performance_risk": [c.form.performance_risk for c in contracts],
        "owner": [c.owner for c in contracts],
        "state": [c.state for c in contracts],
        "ended_year": [c.ended_year for c in contracts],
        "end_reason": [c.end_reason for c in contracts],
    }
    return {**_as_arrays(columns), **sums}


def performance_table(market: Market, last_year: int) -> Table:
    """Promised and delivered by contract and year, and what it cost or brought.

    Own purchases are told here for every year they serve, without money: nobody measures, nobody pays.

    Args:
        market: of the run
        last_year: of the run
    """
    rows = list(market.performance.rows)
    for contract in market.contracts:
        if contract.form.promises == "own" and contract.deal.saved_kwh > 0.0:
            rows += _own_rows(market, contract, last_year)
    rows.sort(key=lambda row: (row[1], row[0]))
    return _as_arrays({name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)})


def _own_rows(
    market: Market, contract: Contract, last_year: int
) -> list[tuple[int, int, float, float, str, float, str]]:
    delivered, (promised, unit) = own_purchase_share(market, contract), promise_of(contract)
    return [
        (contract.id, year, share * promised, share * promised * delivered, unit, 0.0, "none")
        for year in range(contract.deal.year, min(last_year, contract.last_year) + 1)
        if (share := contract.share_of(year)) > 0.0
    ]


def _as_arrays(columns: dict[str, list]) -> Table:
    kinds = {name: "U" if name in WORDS else ("i4" if name in WHOLE else "f8") for name in columns}
    return {name: np.array(values, dtype=kinds[name]) for name, values in columns.items()}
