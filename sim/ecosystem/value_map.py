"""Who gives what to whom: the ledger's money, and what is given in return.

Place in the flow: actors -> [ecosystem]. Money is the ledger itself, grouped by year, payer, payee, account and contract.
What comes back follows from the declared tables of `sim.ecosystem.given_in_return` and from the contracts' risk columns;
what has no payment (avoided CO2, shared knowledge) comes in by the records of the run. Nothing is drawn by hand.

Source: Gordijn and Akkermans, e3value (METHODS section 3, reference 44).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.ecosystem.given_in_return import (
    GIVEN_BY,
    READINGS_UNDER,
    RISKS,
    SOCIETY,
    USERS_OF_SECTOR,
    Return,
    kind_of,
    returns_of,
)
from sim.ecosystem.transfers import KIND, MONEY, TRANSFER, Transfers, Words
from sim.ledger import NO_CONTRACT, Ledger
from sim.results import Table

EUR_PER_MEUR = 1e6
Amounts = Mapping[int, float]
"""Amount by calendar year."""


@dataclass(frozen=True)
class Records:
    """What a run knows beside its ledger; each may be missing, and its transfers are then of unknown size or absent."""

    contracts: Table = field(default_factory=dict)
    """The contracts table; its risk columns name who bears a risk."""
    quantities: Mapping[tuple[str, str], Amounts] = field(default_factory=dict)
    """(account, household or other kind of party in it) -> yearly total, shared over the payments by euros."""
    avoided_co2_t: Mapping[str, Amounts] = field(default_factory=dict)
    """Sector -> avoided emissions by year against the same city without measures [t]."""
    jobs_fte_per_meur: float = 0.0
    """Full-time years of work in a million of works, `works.jobs_fte_per_meur`."""
    noted: Sequence[tuple[int, str, str, str, str]] = ()
    """Transfers without payment that somebody noted: year, giver, taker, kind, object."""


def value_map(ledger: Ledger, records: Records | None = None) -> Transfers:
    """All value transfers of a run, by year, giver and taker.

    Args:
        ledger: entries with the names of parties and accounts
        records: contracts and yearly records
    """
    records = records or Records()
    book = _Book(Words(list(ledger.parties)), Words([*ledger.accounts]), Words(["", "EUR"]))
    paid = _grouped(ledger)
    blocks = [book.money(paid)]
    for account, name in enumerate(ledger.accounts):
        of_account = paid[paid["account"] == account]
        for given in (returns_of(name) or ()) if len(of_account) else ():
            blocks.append(_in_return(book, of_account, name, given, records))
    blocks += _by_payee(book, paid)
    blocks += _under_contracts(book, paid, records.contracts)
    blocks.append(_without_payment(book, records))
    rows = np.concatenate(blocks)
    order = np.lexsort((rows["contract"], rows["taker"], rows["giver"], rows["year"]))
    return Transfers(rows[order], book.parties.names, book.objects.names, book.units.names)


def undeclared_accounts(ledger: Ledger) -> list[str]:
    """Accounts of a ledger for which no return is declared; a line in `given_in_return` mends it."""
    return [name for name in ledger.accounts if returns_of(name) is None]


@dataclass(frozen=True)
class _Book:
    """The words of the transfers, and how a block of rows is filled."""

    parties: Words
    objects: Words
    units: Words

    def block(self, size: int, kind: str, what: str, unit: str, **columns: Any) -> np.ndarray:
        rows = np.zeros(size, dtype=TRANSFER)
        rows["kind"], rows["object"], rows["unit"] = KIND[kind], self.objects.index(what), self.units.index(unit)
        rows["quantity"] = rows["eur"] = np.nan
        rows["contract"] = NO_CONTRACT
        for name, values in columns.items():
            rows[name] = values
        return rows

    def money(self, paid: np.ndarray) -> np.ndarray:
        amount = paid["amount_eur"]
        rows = self.block(
            len(paid), "money", "", "EUR", year=paid["year"], giver=paid["payer"], taker=paid["payee"],
            contract=paid["contract"], quantity=amount, eur=amount,
        )  # fmt: skip
        rows["object"] = paid["account"]  # accounts come first among the objects
        return rows


def _grouped(ledger: Ledger) -> np.ndarray:
    """Entries summed by year, payer, payee, account and contract, same dtype, shape (groups,)."""
    entries = ledger.entries
    if not len(entries):
        return entries.copy()
    key = entries["year"].astype(np.int64)
    for name in ("payer", "payee", "account", "contract"):
        column = entries[name].astype(np.int64) + 1  # NO_CONTRACT becomes zero
        key = key * (int(column.max()) + 1) + column
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    paid = entries[first]
    paid["amount_eur"] = np.bincount(place.ravel(), weights=entries["amount_eur"])
    return paid


def _in_return(book: _Book, paid: np.ndarray, account: str, given: Return, records: Records) -> np.ndarray:
    """What payees give for the payments of one account."""
    taker = book.parties.index(given.taker) if given.taker else paid["payer"]
    rows = book.block(
        len(paid), given.kind, given.object, given.unit, year=paid["year"], giver=paid["payee"], taker=taker,
        contract=NO_CONTRACT if given.taker else paid["contract"],
    )  # fmt: skip
    if given.quantity == "jobs":
        rows["quantity"] = paid["amount_eur"] / EUR_PER_MEUR * (records.jobs_fte_per_meur or np.nan)
    elif given.quantity == "items":
        rows["quantity"] = _of_contract(records.contracts, "items", paid["contract"], np.nan)
    elif given.quantity == "given":
        _share_out(rows["quantity"], paid, account, book.parties.names, records.quantities)
    return rows


def _share_out(
    quantity: np.ndarray, paid: np.ndarray, account: str, parties: list[str],
    totals: Mapping[tuple[str, str], Amounts],
) -> None:  # fmt: skip
    """Yearly totals of an account over its payments, by euros: prices are the same in all districts."""
    kinds = np.array([kind_of(name) for name in parties])
    for (of_account, kind), by_year in totals.items():
        if of_account != account:
            continue
        mine = np.flatnonzero((kinds[paid["payer"]] == kind) | (kinds[paid["payee"]] == kind))
        years, place = np.unique(paid["year"][mine], return_inverse=True)
        eur = paid["amount_eur"][mine]
        total = np.array([by_year.get(year, np.nan) for year in years.tolist()])
        sums = np.bincount(place.ravel(), weights=eur, minlength=len(years))
        quantity[mine] = (total / sums)[place.ravel()] * eur


def _by_payee(book: _Book, paid: np.ndarray) -> list[np.ndarray]:
    """Know-how of those who live from giving it; one transfer a year to each who pays."""
    blocks = []
    for name, given in GIVEN_BY.items():
        if name in book.parties.names:
            mine = paid[paid["payee"] == book.parties.index(name)]
            pairs = np.unique(mine[["year", "payer", "payee", "contract"]])
            blocks.append(_for_pairs(book, given.kind, given.object, pairs))
    return blocks


def _for_pairs(book: _Book, kind: str, what: str, pairs: np.ndarray, unit: str = "", quantity: Any = np.nan):
    return book.block(
        len(pairs), kind, what, unit, year=pairs["year"], giver=pairs["payee"], taker=pairs["payer"],
        contract=pairs["contract"], quantity=quantity,
    )  # fmt: skip


def _under_contracts(book: _Book, paid: np.ndarray, contracts: Table) -> list[np.ndarray]:
    """Readings and risks: given in each year in which the client pays under the contract."""
    if not len(contracts.get("id", ())):
        return []
    client = _of_contract(contracts, "client", paid["contract"], "", book.parties)
    served = paid[(paid["contract"] >= 0) & (paid["payer"] == client)]
    if not len(served):
        return []
    keys, first, place = np.unique(served[["year", "contract"]], return_index=True, return_inverse=True)
    fee_eur = np.bincount(place.ravel(), weights=served["amount_eur"], minlength=len(keys))
    pairs = served[first].copy()
    pairs["payee"] = _of_contract(contracts, "provider", pairs["contract"], "", book.parties)
    blocks, form = [], _of_contract(contracts, "form", pairs["contract"], "")
    for name, what in READINGS_UNDER.items():
        blocks.append(_for_pairs(book, "data", what, pairs[np.char.endswith(form, name)]))
    for column, what in RISKS.items():
        if column not in contracts:
            continue
        bearer = _of_contract(contracts, column, pairs["contract"], "", book.parties)
        moved = (bearer >= 0) & (bearer != pairs["payer"])
        carried = pairs[moved].copy()
        carried["payee"] = bearer[moved]
        blocks.append(_for_pairs(book, "risk", what, carried, "EUR at stake", fee_eur[moved]))
    return blocks


def _of_contract(contracts: Table, column: str, ids: np.ndarray, missing: Any, parties: Words | None = None):
    """A column of the contracts table looked up by id; names as indices of parties (-1 for none) when these are given."""
    values = contracts.get(column)
    if values is None or not len(values):
        return np.full(len(ids), -1 if parties else missing)
    if parties:
        values = np.array([parties.index(str(name)) if str(name) else -1 for name in values])
        missing = -1
    by_id = np.full(int(max(contracts["id"].max(), ids.max(initial=-1))) + 2, missing, dtype=np.asarray(values).dtype)
    by_id[contracts["id"]] = values
    return by_id[ids]  # NO_CONTRACT reads the last place, which no contract has


def _without_payment(book: _Book, records: Records) -> np.ndarray:
    """Avoided emissions, and what somebody noted."""
    rows = [
        (year, USERS_OF_SECTOR.get(sector, "businesses"), SOCIETY, "co2", f"avoided emissions, {sector}", tonnes)
        for sector, by_year in records.avoided_co2_t.items()
        for year, tonnes in by_year.items()
        if tonnes > 0
    ]
    rows += [(*note, np.nan) for note in records.noted]
    block = np.zeros(len(rows), dtype=TRANSFER)
    for at, (year, giver, taker, kind, what, quantity) in enumerate(rows):
        unit = book.units.index("t" if kind == "co2" else "")
        block[at] = (
            year, book.parties.index(giver), book.parties.index(taker), KIND[kind], book.objects.index(what), unit,
            NO_CONTRACT, quantity, np.nan,
        )  # fmt: skip
    return block


def money_of(transfers: Transfers) -> float:
    """Euros of all money transfers, which are those of the ledger [EUR]."""
    rows = transfers.rows
    return float(rows["eur"][rows["kind"] == MONEY].sum())
