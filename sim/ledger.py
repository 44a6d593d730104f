"""Every euro with its payer, its payee and its reason.

Place in the flow: a small tool; markets, works and actors write, results and the value map read.
"""

from __future__ import annotations

import numpy as np

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
        amounts = np.atleast_1d(np.asarray(amount_eur, dtype=np.float64))
        if amounts.size == 1:  # one amount for many parties
            amounts = np.full(max(np.size(payer), np.size(payee), np.size(contract)), amounts[0])
        if not amounts.size:
            return
        least = amounts.min()
        if not (least >= 0 and amounts.max() < np.inf):
            raise ValueError(f"an entry for {account!r} is negative or not a finite number")
        paid = slice(None) if least > 0 else np.flatnonzero(amounts)
        amounts = amounts[paid]
        count = len(amounts)
        if count == 0:
            return
        self._make_room(count)
        block = self._entries[self._size : self._size + count]
        block["year"] = year
        account = self.account(account) if isinstance(account, str) else account
        for name, given in (("payer", payer), ("payee", payee), ("contract", contract), ("account", account)):
            block[name] = np.asarray(given)[paid] if has_rows(given) else given
        block["amount_eur"] = amounts
        self._size += count

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
