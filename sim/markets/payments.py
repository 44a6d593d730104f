"""Money on the move: each payment is entered in the ledger and felt in two purses.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
The purses are kept apart from the ledger, so that the two can be held against each other at the end of a run.
"""

from __future__ import annotations

import numpy as np

from sim.ledger import NO_CONTRACT, Ledger, has_rows


class Payments:
    """The only way money moves.

    Args:
        ledger: where every payment is entered
    """

    def __init__(self, ledger: Ledger):
        self.ledger = ledger
        self._cash_eur = np.zeros(64)

    def party(self, name: str) -> int:
        """Index of a party; it gets a purse at first sight."""
        index = self.ledger.party(name)
        if index >= len(self._cash_eur):
            self._cash_eur = np.concatenate([self._cash_eur, np.zeros(max(len(self._cash_eur), index))])
        return index

    def cash_eur(self, name: str) -> float:
        """What a party has received less what it has paid since the start [EUR]."""
        return float(self._cash_eur[self.party(name)])

    def purses(self) -> np.ndarray:
        """All purses in the order of the ledger's parties, float64 [EUR]."""
        return self._cash_eur[: len(self.ledger.parties)]

    def pay(self, year: int, payer, payee, account: str | np.ndarray, amount_eur, contract=NO_CONTRACT) -> None:
        """Pay one amount or many at once.

        Args:
            year: calendar year
            payer, payee: names, or arrays of indices from `party`
            account: what the money is for; for many also their indices from `Ledger.account`
            amount_eur: a float or an array, not negative [EUR]
            contract: contract id or ids
        """
        payer = self.party(payer) if isinstance(payer, str) else payer
        payee = self.party(payee) if isinstance(payee, str) else payee
        if isinstance(amount_eur, float) and isinstance(payer, int) and isinstance(payee, int):  # most payments
            self.ledger.pay_one(year, payer, payee, account, amount_eur, contract)
            self._cash_eur[payer] -= amount_eur
            self._cash_eur[payee] += amount_eur
            return
        self.ledger.pay(year, payer, payee, account, amount_eur, contract)
        self._give(payer, -amount_eur)
        self._give(payee, amount_eur)

    def _give(self, party, amount_eur) -> None:
        """What one party or many receive, or pay when it is below zero."""
        if has_rows(party):
            np.add.at(self._cash_eur, party, amount_eur)
        else:
            self._cash_eur[party] += np.sum(amount_eur, dtype=np.float64) if has_rows(amount_eur) else amount_eur
