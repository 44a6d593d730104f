"""The tenders of a run: kept in order, summed up, and written out as tables.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.luck import Luck
from sim.markets.bidding import BID
from sim.markets.firms import Firms
from sim.markets.procedures import DIRECT
from sim.markets.tender_call import DIRECTLY, FAILED, Award, TenderCall
from sim.markets.tendering import hold_tender
from sim.parameter import Book


class TenderBook:
    """Awards of a run; the id of a tender is its place here."""

    def __init__(self) -> None:
        self.awards: list[Award] = []

    def keep(self, award: Award) -> Award:
        """Keep an award, with its id filled in."""
        kept = replace(award, id=len(self.awards))
        self.awards.append(kept)
        return kept

    def hold(self, call: TenderCall, firms: Firms, book: Book, luck: Luck, year: int, knowledge: float = 0.0) -> Award:
        """Hold a tender and keep how it ended.

        Raises:
            ValueError: a call that cannot be held
        """
        return self.keep(hold_tender(call, firms, book, luck, year, knowledge))

    def bidders(self) -> np.ndarray:
        """Number of bids on each lot that got one, direct awards apart: how notices of award count them."""
        counted = [np.bincount(award.bids["lot"]) for award in self.awards if award.procedure != DIRECT]
        bids = np.concatenate([np.zeros(0, dtype=np.int64), *counted])
        return bids[bids > 0]

    def summary(self) -> dict[str, float]:
        """What stands under `market` in `run --json`.

        Bids are counted by lot that got one, direct awards apart; shares of failed and direct ones over all
        calls; prices and days over what was awarded; abnormally low over all bids. 0 where there is nothing to count,
        but 1 for the price ratio.
        """
        status = np.array([award.status for award in self.awards], dtype=str)
        failed, direct = status == FAILED, status == DIRECTLY
        counted = self.bidders()
        given = [award for award in self.awards if award.status != FAILED]
        low = sum(int(award.bids["abnormally_low"].sum()) for award in self.awards)
        all_bids = sum(len(award.bids) for award in self.awards)
        waited = [award.awarded_day - award.call.day for award in given if award.status != DIRECTLY]
        return {
            "tenders": len(self.awards),
            "mean_bids": _mean(counted),
            "single_bid_share": _mean(counted == 1),
            "failed_share": _mean(failed),
            "direct_share": _mean(direct),
            "days_to_award": _mean(waited),
            "abnormally_low_share": low / max(1, all_bids),
            "mean_price_ratio": _mean([award.price_ratio for award in given], nothing=1.0),
        }

    def tenders(self) -> dict[str, np.ndarray]:
        """Columns of the table `tenders`."""
        awards, calls = self.awards, [award.call for award in self.awards]
        return {
            "id": np.array([award.id for award in awards], dtype=np.int64),
            "project": np.array([call.project for call in calls], dtype=np.int64),
            "measure": _words(call.measure for call in calls),
            "form": _words(call.form for call in calls),
            "domain": _words(call.domain for call in calls),
            "buyer": _words(call.buyer for call in calls),
            "procedure": _words(award.procedure for award in awards),
            "criteria": _words(call.criteria.text for call in calls),
            "estimate_eur": np.array([call.estimate_eur for call in calls], dtype=np.float64),
            "opened_day": np.array([call.day for call in calls], dtype=np.int64),
            "awarded_day": np.array([award.awarded_day for award in awards], dtype=np.int64),
            "bids": np.array([len(award.bids) for award in awards], dtype=np.int64),
            "winner": np.array([award.winner for award in awards], dtype=np.int64),
            "price_eur": np.array([award.price_eur for award in awards], dtype=np.float64),
            "cost_eur": np.array([award.cost_eur for award in awards], dtype=np.float64),
            "status": _words(award.status for award in awards),
            "reason": _words(award.reason for award in awards),
        }

    def bids(self, firms: Firms) -> dict[str, np.ndarray]:
        """Columns of the table `bids`; set the signal of the winner beside `cost_eur` of its tender, and see the curse."""
        rows = np.concatenate([np.zeros(0, dtype=BID), *(award.bids for award in self.awards)])
        tender = np.repeat([award.id for award in self.awards], [len(award.bids) for award in self.awards])
        return {
            "tender": tender.astype(np.int64),
            "firm": rows["firm"].astype(np.int64),
            "firm_name": _words(firms.name_of(row) for row in rows["firm"]),
            "trade": _words(firms.trade_of(row) for row in rows["firm"]),
            "lot": rows["lot"].astype(np.int64),
            "price_eur": rows["price_eur"].copy(),
            "cost_signal_eur": rows["cost_eur"].copy(),
            "quality": rows["quality"].copy(),
            "score_eur": rows["score_eur"].copy(),
            "abnormally_low": rows["abnormally_low"].copy(),
            "won": rows["won"].copy(),
        }


def _mean(values: np.ndarray | list[float], nothing: float = 0.0) -> float:
    return float(np.mean(values)) if len(values) else nothing


def _words(words) -> np.ndarray:
    return np.array(list(words), dtype=str)
