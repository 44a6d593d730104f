"""The table `transfers`: who gave what to whom in a run, money and all else.

Place in the flow: recorded run -> [value map] -> results, put together when it is asked for, from the other tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.ecosystem.given_in_return import READINGS_UNDER
from sim.ecosystem.public_value import recorded_quantities
from sim.ecosystem.transfers import Transfers
from sim.ecosystem.value_map import Records, value_map
from sim.ledger import ENTRY
from sim.needs_of_run import DAYS_PER_YEAR
from sim.results import Results, Table

Note = tuple[int, str, str, str, str]
"""Year, giver, taker, kind, object."""
READINGS = "readings of lamps and meters"
UNIVERSITY = "university"


@dataclass(frozen=True)
class Entries:
    """A ledger as it was written down."""

    entries: np.ndarray
    parties: list[str]
    accounts: list[str]

    @classmethod
    def of_table(cls, table: Table) -> Entries:
        """From the table `ledger`.

        >>> table = {"year": np.array([2030]), "payer": np.array(["b"]), "payee": np.array(["a"]),
        ...          "account": np.array(["fee"]), "contract": np.array([-1]), "amount_eur": np.array([5.0])}
        >>> found = Entries.of_table(table)
        >>> found.parties, found.accounts, found.entries["payer"].tolist()
        (['a', 'b'], ['fee'], [1])
        """
        entries = np.zeros(len(table["year"]), dtype=ENTRY)
        for name in ("year", "contract", "amount_eur"):
            entries[name] = table[name]
        parties, place = np.unique(np.concatenate([table["payer"], table["payee"]]), return_inverse=True)
        accounts, account = np.unique(table["account"], return_inverse=True)
        entries["payer"], entries["payee"] = np.split(place.ravel(), 2)
        entries["account"] = account.ravel()
        return cls(entries, parties.tolist(), accounts.tolist())


def transfers_of(
    run: Results, jobs_fte_per_meur: float, avoided_co2_t: Mapping[str, Mapping[int, float]] | None = None
) -> Transfers:
    """All transfers of a run.

    Args:
        run: with the tables ledger, contracts, inventory, yearly and listings
        jobs_fte_per_meur: full-time years of work in a million of works
        avoided_co2_t: by sector and year against the run without measures, where that is known
    """
    contracts = run.tables["contracts"]
    records = Records(
        contracts, recorded_quantities(run), avoided_co2_t or {}, jobs_fte_per_meur, of_the_university(run)
    )
    return value_map(Entries.of_table(run.tables["ledger"]), records)


def transfers_table(run: Results, jobs_fte_per_meur: float) -> Table:
    """Columns of the table `transfers`."""
    return transfers_of(run, jobs_fte_per_meur).table()


def of_the_university(run: Results) -> list[Note]:
    """Without payment: its findings, as the board tells them, for the city; what contracts measure, for it to read."""
    board, contracts = run.tables["listings"], run.tables["contracts"]
    rows = np.flatnonzero((board["kind"] == "knowledge") & (board["party"] == UNIVERSITY))
    if not len(rows):
        return []
    years = run.years[0] + board["opened_day"][rows] // DAYS_PER_YEAR
    found = zip(years.tolist(), board["subject"][rows].tolist(), strict=True)
    notes = [(year, UNIVERSITY, "city_hall", "know_how", subject) for year, subject in found]
    measured = np.zeros(len(contracts["form"]), dtype=bool)
    for name in READINGS_UNDER:
        measured |= np.char.endswith(contracts["form"].astype(str), name)
    for year in run.years.tolist():
        runs = measured & (contracts["begins"] <= year) & (contracts["ends"] >= year)
        if (runs & ((contracts["ended_year"] < 0) | (contracts["ended_year"] >= year))).any():
            notes.append((year, "city_hall", UNIVERSITY, "data", READINGS))
    return notes
