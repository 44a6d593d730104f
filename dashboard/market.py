"""What happened on the market of a run: tenders with their bids and awards, contracts with who bears which risk.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure functions of results; the words come from
`market_words`, the drawing from `charts` and `pages`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.markets.contracts import FORMS
from sim.markets.tender_call import DIRECTLY, FAILED
from sim.procuring import TRADE_OF_DOMAIN
from sim.results import Results, Table

DAYS_PER_YEAR = 365
RISKS = ("price", "volume", "performance")
STATES = ("running", "ended", "broken")
SAME_SHARE = 0.005
"""Prices nearer to the estimate than this are told as equal to it."""


@dataclass(frozen=True)
class Bid:
    """What one firm asked for one lot."""

    name: str
    lot: int
    price_eur: float
    quality: float
    score_eur: float
    abnormally_low: bool
    won: bool


@dataclass(frozen=True)
class Tender:
    """A call of a public buyer, with everything that came of it."""

    id: int
    project: int
    measure: str
    form: str
    domain: str
    buyer: str
    procedure: str
    criteria: str
    estimate_eur: float
    opened_day: int
    awarded_day: int
    status: str
    winner: str
    """Name of the firm, empty for nobody."""
    price_eur: float
    reason: str
    bids: tuple[Bid, ...]
    years: tuple[int, ...]
    """In which the contracts begin that were awarded in it."""

    @property
    def is_direct(self) -> bool:
        """Given to a firm without a call."""
        return self.status == DIRECTLY

    @property
    def has_failed(self) -> bool:
        """Nobody got it."""
        return self.status == FAILED

    @property
    def trade(self) -> str:
        """Of the firms that may bid."""
        return trade_of(self.form, self.domain)

    @property
    def lots(self) -> int:
        """Lots that got a bid."""
        return len({bid.lot for bid in self.bids})

    @property
    def firms(self) -> int:
        """Firms that bid."""
        return len({bid.name for bid in self.bids})

    @property
    def over_share(self) -> float:
        """Price above the estimate, as a share of it; 0 when nothing was awarded."""
        return 0.0 if self.has_failed or not self.estimate_eur else self.price_eur / self.estimate_eur - 1.0

    @cached_property
    def won_by(self) -> Bid | None:
        """The winning bid, where there is one lot only."""
        winning = [bid for bid in self.bids if bid.won]
        return winning[0] if len(winning) == 1 and self.lots == 1 else None

    @cached_property
    def next_best(self) -> Bid | None:
        """The bid that would have won without the winner; one so low that it needed explaining does not count."""
        others = [bid for bid in self.bids if not bid.won and not bid.abnormally_low]
        return min(others, key=lambda bid: bid.score_eur) if self.won_by and others else None


def trade_of(form: str, domain: str) -> str:
    """Trade of the firms that are asked; empty where no firm is.

    >>> trade_of("private_lighting_service", "lighting"), trade_of("own_budget", "lighting")
    ('lighting_service', 'lighting')
    """
    service = FORMS[form].service_trade if form in FORMS else ""
    return service or TRADE_OF_DOMAIN.get(domain, "")


def table_of(results: Results, name: str) -> Table | None:
    """A table of the run, None where the run has none or it is empty."""
    table = results.tables.get(name)
    return table if table and len(next(iter(table.values()))) else None


def rows_of(table: Table | None) -> list[dict[str, Any]]:
    """The rows of a table as plain values."""
    if table is None:
        return []
    columns = [values.tolist() for values in table.values()]
    return [dict(zip(table, row, strict=True)) for row in zip(*columns, strict=True)]


def tenders_of(results: Results) -> list[Tender]:
    """All tenders of a run in the order of their calls."""
    bids: dict[int, list[Bid]] = {}
    firms: dict[int, str] = {row["id"]: row["name"] for row in rows_of(table_of(results, "firms"))}
    for row in rows_of(table_of(results, "bids")):
        firms[row["firm"]] = row["firm_name"]
        told = (
            row[name] for name in ("firm_name", "lot", "price_eur", "quality", "score_eur", "abnormally_low", "won")
        )
        bids.setdefault(row["tender"], []).append(Bid(*told))
    years: dict[int, set[int]] = {}
    for row in rows_of(table_of(results, "contracts")):
        years.setdefault(row.get("tender", -1), set()).add(row["begins"])
    same = ("id", "project", "measure", "form", "domain", "buyer", "procedure", "criteria", "estimate_eur", "opened_day",
            "awarded_day", "status", "price_eur", "reason")  # fmt: skip
    found = [
        Tender(
            **{name: row[name] for name in same}, winner=firms.get(row["winner"], ""),
            bids=tuple(sorted(bids.get(row["id"], ()), key=lambda bid: (bid.lot, bid.score_eur))),
            years=tuple(sorted(years.get(row["id"], ()))),
        )
        for row in rows_of(table_of(results, "tenders"))
    ]  # fmt: skip
    return sorted(found, key=lambda tender: tender.opened_day)


def by_measure(things: list[Any]) -> dict[str, list[Any]]:
    """Things of the market gathered by their measure, the most worth first."""
    groups: dict[str, list[Any]] = {}
    for each in things:
        groups.setdefault(each.measure, []).append(each)
    return dict(sorted(groups.items(), key=lambda entry: -sum(each.estimate_eur for each in entry[1])))


@dataclass(frozen=True)
class Group:
    """Contracts of one form for one measure between the same parties."""

    form: str
    measure: str
    client: str
    provider: str
    rows: list[dict[str, Any]]
    """As in the table `contracts`, by year; `firm_name` and `money_eur` added."""

    @property
    def capex_eur(self) -> float:
        """Invested in all of them [EUR]."""
        return sum(row["capex_eur"] for row in self.rows)

    def count(self, state: str) -> int:
        """How many are in a state at the end of the run."""
        return sum(row.get("state") == state for row in self.rows)

    def bearers(self, risk: str) -> list[str]:
        """Who bears a risk, or owns the things."""
        column = "owner" if risk == "owner" else f"{risk}_risk"
        return sorted({row[column] for row in self.rows if row.get(column)})

    @property
    def delivered_share(self) -> float | None:
        """Delivered over promised, over all years; None where nothing is promised or measured."""
        promised = sum(row.get("promised", 0.0) for row in self.rows)
        return sum(row.get("delivered", 0.0) for row in self.rows) / promised if promised else None


def contracts_of(results: Results) -> list[Group]:
    """All contracts of a run, gathered, the largest investment first."""
    firms = {row["id"]: row["name"] for row in rows_of(table_of(results, "firms"))}
    moved = money_by_contract(results)
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows_of(table_of(results, "contracts")):
        row |= {"firm_name": firms.get(row.get("firm", -1), ""), "money_eur": moved.get(row["id"], {})}
        groups.setdefault(tuple(row[name] for name in ("form", "measure", "client", "provider")), []).append(row)
    found = [Group(*key, sorted(rows, key=lambda row: (row["begins"], row["id"]))) for key, rows in groups.items()]
    return sorted(found, key=lambda group: -group.capex_eur)


def money_by_contract(results: Results) -> Mapping[int, dict[str, float]]:
    """What penalties, bonuses, shortfalls and disputes moved or cost, by contract and kind [EUR]."""
    found: dict[int, dict[str, float]] = {}
    for row in rows_of(table_of(results, "performance")):
        if row["kind"] != "none" and row["money_eur"]:
            kinds = found.setdefault(row["contract"], {})
            kinds[row["kind"]] = kinds.get(row["kind"], 0.0) + row["money_eur"]
    return found


def states_of(results: Results) -> dict[str, int]:
    """Contracts running, ended as agreed and broken off, at the end of the run."""
    table = table_of(results, "contracts")
    states = table["state"] if table and "state" in table else np.array([], dtype=str)
    return {state: int(np.count_nonzero(states == state)) for state in STATES}
