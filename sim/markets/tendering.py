"""A public tender: who may bid, who does, at what price, who wins, and what the work then really costs.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
Hard filters first (trade, reach, free capacity, own capital when no bank is there), then a logit on expected profit, past
success and the cost of bidding; `bidding` has the formulas and their source. Draws hang on the tender's `draw_id`, the
lot, the firm and the year alone, so a tender has the same luck with and without another.
"""

from __future__ import annotations

import math

import numpy as np

from sim.luck import Luck
from sim.markets.bidding import (
    BID,
    FULL_POINTS,
    BidRules,
    looks_abnormally_low,
    markups,
    scores_eur,
    turnover_needed_eur,
    with_mean_one,
)
from sim.markets.firms import Firms
from sim.markets.procedures import DIRECT, MOST_LOTS, NEGOTIATED, in_lots, procedure_for
from sim.markets.tender_call import AWARDED, DIRECTLY, FAILED, NOBODY, Award, Criteria, TenderCall, check_call
from sim.parameter import Book

__all__ = ["Award", "Criteria", "TenderCall", "hold_tender"]


def hold_tender(call: TenderCall, firms: Firms, book: Book, luck: Luck, year: int, knowledge: float = 0.0) -> Award:
    """Hold a tender: bids, award, capacity of the winners committed.

    Args:
        call: what is asked
        firms: the pool; bids, wins, work in hand and profit are noted in it
        book: parameters
        luck: draws of the run
        year: calendar year of the call
        knowledge: what buyer and firms know of such projects [0 to 1]: less error of cost, less risk seen

    Raises:
        ValueError: a call that cannot be held
    """
    check_call(call, knowledge)
    return _Sitting(call, firms, book, luck, year, knowledge).award()


class _Sitting:
    """One tender while it is held; nothing is noted in the pool before its end."""

    def __init__(self, call: TenderCall, firms: Firms, book: Book, luck: Luck, year: int, knowledge: float):
        self.call, self.firms, self.luck, self.year = call, firms, luck, year
        self.rules = rules = BidRules.of(book, year)
        self.procedure = call.procedure or procedure_for(book, year, call.trade, call.estimate_eur)
        self.rows = firms.rows_of(call.trade)
        self.size = firms.size_eur[self.rows]
        self.free = firms.free_eur[self.rows]
        self.capital = firms.own_capital_eur[self.rows]
        self.needs_capital = 0.0 if call.bank_present else call.needs_capital_eur / call.lots / call.partners
        self.signal_sd = rules.cost_signal_sd * (1.0 - rules.knowledge_sd_cut * knowledge)
        self.risk = call.risk * (1.0 - rules.knowledge_risk_cut * knowledge)
        estimate_error = with_mean_one(rules.estimate_sd, self.normal_of_tender("error of the estimate"))
        self.true_share = rules.cost_share_of_list_price * float(estimate_error)
        self.points_eur = np.array([worth for _, worth in call.criteria.quality])
        self.jobs: list[tuple[int, int, float, float]] = []
        """Lots given out: place among rows, lot, price, turnover needed."""

    def number(self, lot: int) -> int:
        """Draw number of a lot of this tender."""
        return (self.call.draw_id * MOST_LOTS + lot) % 2**32

    def draw(self, stream: str, lot: int) -> np.ndarray:
        """One draw for each firm of the trade."""
        return self.luck.draw(stream, self.year, self.rows, self.number(lot)).astype(np.float64)

    def normal_of_tender(self, stream: str, lot: int = 0) -> float:
        """One normal draw for the tender or a lot of it."""
        from scipy.special import ndtri

        return float(ndtri(float(self.luck.draw(stream, self.year, _ONE, self.number(lot))[0])))

    def award(self) -> Award:
        """Bids on every lot, then the award, or the reason why there is none."""
        bids, orphans = [], []
        for lot, value_eur in enumerate(in_lots(self.call.estimate_eur, self.call.lots)):
            found = self.bids_for(lot, float(value_eur))
            bids.append(found)
            if not found["won"].any():
                orphans.append((lot, float(value_eur)))
        bids = np.concatenate(bids)
        if not self.jobs:
            return self.failed(bids, self.why_nobody(bids))
        for lot, value_eur in orphans:
            if not self.give_to_a_winner(lot, value_eur):
                return self.failed(bids, f"nobody could take lot {lot + 1}")
        price_eur = sum(price for _, _, price, _ in self.jobs)
        if price_eur > self.rules.ceiling_over_estimate * self.call.estimate_eur:
            return self.failed(bids, "the best price lies too far above the estimate")
        return self.given(bids, price_eur, len(orphans))

    def fitting(self, value_eur: float) -> np.ndarray:
        """Hard filters: reach, free capacity, own capital; bool by firm of the trade."""
        call, rules, firms, rows = self.call, self.rules, self.firms, self.rows
        travels_km = rules.travel_base_km + rules.travel_km_per_keur * value_eur / 1000.0
        fits = firms.distance_km[rows] <= travels_km
        fits &= self.free >= turnover_needed_eur(rules, value_eur / call.partners)
        if self.needs_capital > 0:
            fits &= self.capital >= self.needs_capital
        return fits

    def keenness(self, value_eur: float) -> np.ndarray:
        """Logit of bidding, without what is particular to the tender; a markup for risk or partners only pays for them."""
        rules, firms, rows = self.rules, self.firms, self.rows
        margin = markups(rules, rules.typical_bids, 0.0, 1.0)
        margin = margin - rules.travel_cost_share * firms.distance_km[rows] / 100.0
        bid_cost = rules.bid_cost_fixed_eur + rules.bid_cost_share * value_eur
        profit = np.maximum(margin, rules.bid_cost_share) * value_eur / rules.typical_bids
        usual = 1.0 / rules.typical_bids
        success = (firms.wins[rows] + 1.0) / (firms.bids[rows] + rules.typical_bids) - usual
        worth = rules.entry_weight_profit * np.log(profit / bid_cost)
        return rules.entry_intercept + worth + rules.entry_weight_success * success

    def entering(self, lot: int, value_eur: float) -> np.ndarray:
        """Who bids: places among the firms of the trade."""
        fits, rules = self.fitting(value_eur), self.rules
        if not fits.any():
            return _NONE
        known = self.firms.reputation[self.rows] + rules.quality_sd * self.draw("whom the buyer thinks of", lot)
        best_known = np.argsort(np.where(fits, -known, np.inf), kind="stable")[: int(fits.sum())]
        if self.procedure == DIRECT:
            return best_known[:1]
        logit = self.keenness(value_eur) + rules.interest_sd * self.normal_of_tender("interest in a tender")
        if self.procedure == NEGOTIATED:
            asked = np.zeros_like(fits)
            asked[best_known[: round(rules.invited_firms)]] = True
            fits, logit = fits & asked, logit + rules.invited_pull
        comes = fits & (self.draw("bids in a tender", lot) < 1.0 / (1.0 + np.exp(-logit)))
        if not comes.any() and self.draw("answers the buyer", lot)[best_known[0]] < rules.answer_chance:
            return best_known[:1]
        return np.flatnonzero(comes)

    def bids_for(self, lot: int, value_eur: float) -> np.ndarray:
        """The bids on a lot, the winning one marked; dtype BID."""
        from scipy.special import ndtri

        who = self.entering(lot, value_eur)
        bids = np.zeros(len(who), dtype=BID)
        if not len(who):
            return bids
        rules, call = self.rules, self.call
        bidders = rules.direct_expected_bidders if self.procedure == DIRECT else len(who)
        signal = with_mean_one(self.signal_sd, ndtri(self.draw("signal of the cost", lot)[who]))
        load = 1.0 - self.free[who] / self.size[who]
        points = self.points_of(who, lot)
        bids["firm"], bids["lot"] = self.rows[who], lot
        bids["cost_eur"] = self.true_share * value_eur * signal
        bids["price_eur"] = bids["cost_eur"] * (1.0 + markups(rules, bidders, self.risk, load, call.partners))
        bids["quality"] = points.mean(axis=1) if points.shape[1] else 0.0
        bids["score_eur"] = scores_eur(bids["price_eur"], points, self.points_eur, call.criteria.price_weight > 0)
        bids["abnormally_low"] = looks_abnormally_low(rules, bids["price_eur"])
        self.choose(bids, who, lot, value_eur)
        return bids

    def choose(self, bids: np.ndarray, who: np.ndarray, lot: int, value_eur: float) -> None:
        """Mark the lowest score among bids that stand, and give the lot out."""
        stands = np.ones(len(bids), dtype=bool)
        if bids["abnormally_low"].any():
            explains = self.draw("explains a low bid", lot)[who] >= self.rules.explanation_fails_chance
            stands = ~bids["abnormally_low"] | explains
        best = int(np.argmin(np.where(stands, bids["score_eur"], np.inf)))
        bids["won"][best] = True
        self.give(int(who[best]), lot, float(bids["price_eur"][best]), value_eur)

    def points_of(self, who: np.ndarray, lot: int) -> np.ndarray:
        """Quality points of each bid, around the firm's name; shape (bids, criteria), 0 to 10."""
        from scipy.special import ndtri

        names = [name for name, _ in self.call.criteria.quality]
        if not names:
            return np.zeros((len(who), 0))
        drawn = [ndtri(self.draw(f"quality points {place}", lot)[who]) for place in range(len(names))]
        name = self.firms.reputation[self.rows[who], np.newaxis]
        return FULL_POINTS * np.clip(name + self.rules.quality_sd * np.array(drawn).T, 0.0, 1.0)

    def give(self, place: int, lot: int, price_eur: float, value_eur: float) -> None:
        """A lot given out: the firm has that much less turnover and capital free for the next lots."""
        needed = turnover_needed_eur(self.rules, value_eur / self.call.partners)
        self.free[place] -= needed
        self.capital[place] -= self.needs_capital
        self.jobs.append((place, lot, price_eur, needed))

    def give_to_a_winner(self, lot: int, value_eur: float) -> bool:
        """A lot without bids is negotiated with the cheapest winner of another that fits; False when none can."""
        fits = self.fitting(value_eur)
        able = [job for job in self.jobs if fits[job[0]]]
        if able:
            place, _, price_eur, _ = min(able, key=lambda job: job[2])
            self.give(place, lot, price_eur, value_eur)
        return bool(able)

    def given(self, bids: np.ndarray, price_eur: float, negotiated: int) -> Award:
        """The award: noted in the pool, with the real cost."""
        self.note_bids(bids)
        total_cost = 0.0
        value_eur = self.call.estimate_eur / self.call.lots
        worth_of: dict[int, float] = {}
        for place, lot, lot_price_eur, needed in self.jobs:
            overrun = (1.0 + self.rules.overrun_median) * math.exp(
                self.rules.overrun_sd * self.normal_of_tender("overrun of the works", lot)
            )
            cost_eur = self.true_share * value_eur * overrun
            total_cost += cost_eur
            row = int(self.rows[place])
            worth_of[row] = worth_of.get(row, 0.0) + lot_price_eur
            share = 1.0 / self.call.partners  # the rest is work, profit and loss of its partners, who are no rows here
            self.firms.take_on(row, needed, share * lot_price_eur, share * cost_eur)
        winner = max(worth_of, key=worth_of.__getitem__)
        status = DIRECTLY if self.procedure == DIRECT else AWARDED
        return self.ended(status, bids, winner, price_eur, total_cost, self.why(bids, winner, negotiated))

    def why(self, bids: np.ndarray, winner: int, negotiated: int) -> str:
        """The award in words."""
        name = self.firms.name_of(winner)
        if self.procedure == DIRECT:
            return f"direct award to {name}: under the threshold"
        firms = len(np.unique(bids["firm"]))
        text = f"{name} was the only bidder" if firms == 1 else f"{name} had the best score of {firms} bidders"
        low = int((bids["abnormally_low"] & ~bids["won"]).sum())
        text += f"; {low} abnormally low" if low else ""
        return text + (f"; {negotiated} lots without bids negotiated" if negotiated else "")

    def why_nobody(self, bids: np.ndarray) -> str:
        """Why a tender got no bid, in words."""
        value_eur = self.call.estimate_eur / self.call.lots
        if self.fitting(value_eur).any():
            return "no firm made a bid"
        if self.needs_capital > 0:
            return "no firm has the capacity and, without a bank, the capital"
        return "no firm in reach has the capacity"

    def failed(self, bids: np.ndarray, reason: str) -> Award:
        """A tender without award; those who did bid have paid for it."""
        bids["won"] = False
        self.note_bids(bids)
        return self.ended(FAILED, bids, NOBODY, 0.0, 0.0, reason)

    def note_bids(self, bids: np.ndarray) -> None:
        """Bids made, and their cost; a direct award costs the firm no bid."""
        if self.procedure != DIRECT and len(bids):
            value_eur = self.call.estimate_eur / self.call.lots
            cost = self.rules.bid_cost_fixed_eur + self.rules.bid_cost_share * value_eur
            rows, lots = np.unique(bids["firm"], return_counts=True)
            self.firms.note_bids(rows, cost * lots)

    def ended(
        self, status: str, bids: np.ndarray, winner: int, price_eur: float, cost_eur: float, reason: str
    ) -> Award:
        """The award with its day."""
        sd = self.rules.days_to_award_sd
        days = self.rules.days_to_award[self.procedure] * with_mean_one(sd, self.normal_of_tender("days to award"))
        day = self.call.day + max(1, round(float(days)))
        return Award(self.call, NOBODY, self.procedure, status, day, bids, winner, price_eur, cost_eur, reason)


_ONE = np.zeros(1, dtype=np.int64)
_NONE = np.zeros(0, dtype=np.int64)
