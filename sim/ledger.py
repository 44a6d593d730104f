"""Every euro with its payer, its payee and its reason.

Place in the flow: a small tool; markets, works and actors write, results and the value map read.
"""

from __future__ import annotations

import numpy as np
from numba import njit

ENTRY = np.dtype(
    [("year", "i2"), ("payer", "i4"), ("payee", "i4"), ("account", "i2"), ("contract", "i4"), ("amount_eur", "f8")]
)
NO_CONTRACT = -1


def has_rows(given) -> bool:
    """Whether these are many values and not one; `np.ndim` takes ten times as long to say so of a number.

    >>> has_rows(3), has_rows(np.float64(3)), has_rows(np.arange(3)), has_rows([3])
    (False, False, True, True)
    """
    return not isinstance(given, (int, float, np.integer)) and np.ndim(given) > 0


@njit(cache=True)
def write_entries(table, year, payer, payee, account, contract, amount_eur):
    """Fill in one entry for each amount above zero; each of the others is a row of as many, or one for all, int64.

    Returns:
        how many were written, -1 when an amount is negative or not a finite number
    """
    count = max(payer.size, payee.size, contract.size) if amount_eur.size == 1 else amount_eur.size
    for i in range(amount_eur.size):
        if not 0.0 <= amount_eur[i] < np.inf:
            return -1
    written = 0
    for i in range(count):
        amount = amount_eur[i if amount_eur.size > 1 else 0]
        if amount > 0.0:
            entry = table[written]
            entry.year, entry.amount_eur = year, amount
            entry.payer, entry.payee = payer[i if payer.size > 1 else 0], payee[i if payee.size > 1 else 0]
            entry.account = account[i if account.size > 1 else 0]
            entry.contract = contract[i if contract.size > 1 else 0]
            written += 1
    return written


class Ledger:
    """Growing table of entries between named parties; amounts are positive, the direction is payer to payee."""

    def __init__(self) -> None:
        self._entries = np.empty(4096, dtype=ENTRY)
        self._size = 0
        self.parties: list[str] = []
        self.accounts: list[str] = []
        self._party_index: dict[str, int] = {}
        self._account_index: dict[str, int] = {}

    def party(self, name: str) -> int:
        """Index of a party, entered at first sight."""
        if name not in self._party_index:
            self._party_index[name] = len(self.parties)
            self.parties.append(name)
        return self._party_index[name]

    def account(self, name: str) -> int:
        """Index of an account, entered at first sight."""
        if name not in self._account_index:
            self._account_index[name] = len(self.accounts)
            self.accounts.append(name)
        return self._account_index[name]

    def pay(self, year, payer, payee, account: str | np.ndarray, amount_eur, contract=NO_CONTRACT) -> None:
        """Write entries; scalars or arrays of equal length. Zero amounts leave no trace.

        Args:
            year: calendar year, a scalar
            payer, payee: indices from `party`
            account: what the money is for; for many entries also their indices from `account`
            amount_eur: amounts, not negative [EUR]
            contract: contract ids, or NO_CONTRACT

        Raises:
            ValueError: an amount is negative or not a finite number
        """
        if not (has_rows(amount_eur) or has_rows(payer) or has_rows(payee) or has_rows(contract)):
            self.pay_one(year, payer, payee, account, float(amount_eur), contract)
            return
        amounts = np.ascontiguousarray(amount_eur, dtype=np.float64)
        if not amounts.any():
            return
        number = self.account(account) if isinstance(account, str) else account
        columns = [np.ascontiguousarray(given, dtype=np.int64) for given in (payer, payee, number, contract)]
        self._make_room(max(amounts.size, columns[0].size, columns[1].size, columns[3].size))
        written = write_entries(self._entries[self._size :], year, *columns, amounts)
        if written < 0:
            raise ValueError(f"an entry for {account!r} is negative or not a finite number")
        self._size += written

    def pay_one(self, year: int, payer: int, payee: int, account: str, amount_eur: float, contract: int) -> None:
        """One entry, which is what a contract writes; a tenth of the time of a block of one. Arguments as `pay`."""
        if not 0.0 <= amount_eur < np.inf:
            raise ValueError(f"an entry for {account!r} is negative or not a finite number")
        if amount_eur > 0.0:
            self._make_room(1)
            self._entries[self._size] = (year, payer, payee, self.account(account), contract, amount_eur)
            self._size += 1

    def _make_room(self, count: int) -> None:
        """Let the table grow when so many entries no longer fit."""
        if self._size + count > len(self._entries):
            grown = np.empty(max(2 * len(self._entries), self._size + count), dtype=ENTRY)
            grown[: self._size] = self._entries[: self._size]
            self._entries = grown

    @property
    def entries(self) -> np.ndarray:
        """All entries so far, dtype ENTRY, shape (n,)."""
        return self._entries[: self._size]

    def sum_of(self, side: str, party: str, since: int = 0) -> float:
        """What a party paid (side "payer") or received ("payee") in the entries from one on [EUR]."""
        entries = self._entries[since : self._size]
        return float(np.sum(entries["amount_eur"], where=entries[side] == self.party(party)))

    def net_by_party_and_year(self, first_year: int, years: int) -> np.ndarray:
        """Received less paid, float64, shape (parties, years) [EUR]; entries of other years are left out."""
        entries, parties = self.entries, len(self.parties)
        offset = entries["year"].astype(np.int64) - first_year
        inside = (offset >= 0) & (offset < years)
        if not inside.all():
            entries, offset = entries[inside], offset[inside]
        shape = parties * years
        income = np.bincount(entries["payee"] * years + offset, weights=entries["amount_eur"], minlength=shape)
        outlay = np.bincount(entries["payer"] * years + offset, weights=entries["amount_eur"], minlength=shape)
        return (income - outlay).reshape(parties, years)
