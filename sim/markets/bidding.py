"""The arithmetic of a bid: signal of the cost, markup, score, abnormally low bids. Pure; `tendering` draws and keeps.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.

All firms face one real cost c. Each sees a signal c_i = c exp(s z - s^2/2), with mean c, and bids b_i = c_i (1 + mu_i),
mu_i = mu0 + muc/n + mur risk - mun (1 - load_i): competition, risk and need for work (Asgari et al. 2016). The lowest of
n signals lies under c, which is the winner's curse. Source: METHODS section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.parameter import Book, yearly

BID = np.dtype(
    [("firm", "i4"), ("lot", "i4"), ("cost_eur", "f8"), ("price_eur", "f8"), ("quality", "f8"), ("score_eur", "f8"),
     ("abnormally_low", "?"), ("won", "?")]
)  # fmt: skip
"""One bid: firm (row of `Firms`), lot, signal of the cost, price, mean quality points, score, flags."""
FULL_POINTS = 10.0


@dataclass(frozen=True)
class BidRules:
    """The numbers of a year behind entry and bids; each field is `procurement.<field>` in the book."""

    typical_bids: float
    entry_intercept: float
    interest_sd: float
    entry_weight_profit: float
    entry_weight_success: float
    invited_pull: float
    invited_firms: float
    answer_chance: float
    bid_cost_fixed_eur: float
    bid_cost_share: float
    travel_cost_share: float
    travel_base_km: float
    travel_km_per_keur: float
    markup_base: float
    markup_lonely: float
    markup_risk: float
    markup_need: float
    coordination_markup: float
    cost_signal_sd: float
    estimate_sd: float
    cost_share_of_list_price: float
    overrun_median: float
    overrun_sd: float
    abnormally_low_share: float
    abnormally_low_from_bids: float
    explanation_fails_chance: float
    ceiling_over_estimate: float
    direct_expected_bidders: float
    quality_sd: float
    long_job_keur: float
    days_to_award: dict[str, float]
    days_to_award_sd: float
    knowledge_sd_cut: float
    knowledge_risk_cut: float

    @classmethod
    def of(cls, book: Book, year: int) -> BidRules:
        """The rules of a year."""
        return _rules_of(book, year)


@yearly
def _rules_of(book: Book, year: int) -> BidRules:
    return BidRules(**{entry.name: book.at(f"procurement.{entry.name}", year) for entry in fields(BidRules)})


def with_mean_one(sd: float, normal: np.ndarray | float) -> np.ndarray:
    """Log-normal factor of mean 1: exp(s z - s^2/2).

    >>> round(float(with_mean_one(0.06, -0.5642)), 4)
    0.965
    """
    return np.exp(sd * normal - sd * sd / 2.0)


def markups(rules: BidRules, bidders: float, risk: float, load: np.ndarray | float, partners: int = 1) -> np.ndarray:
    """Markup of each firm on its signal of the cost [share].

    Args:
        rules: of the year
        bidders: how many firms bid, as each of them knows
        risk: risk of the job as firms see it [0 to 1]
        load: committed work over size [0 to 1]
        partners: firms that bid as one; each further one must be co-ordinated
    """
    competition = rules.markup_base + rules.markup_lonely / bidders
    return (
        competition
        + rules.markup_risk * risk
        - rules.markup_need * (1.0 - load)
        + rules.coordination_markup * (partners - 1)
    )


def scores_eur(price_eur: np.ndarray, points: np.ndarray, eur_per_point: np.ndarray, price_counts: bool) -> np.ndarray:
    """Score of each bid, lowest wins: price - sum_k W_k q_k, with W fixed beforehand in EUR per point.

    Unlike points for price relative to the lowest price, a further bid never turns two others round (METHODS 4 [54]).

    Args:
        price_eur: shape (n,)
        points: shape (n, criteria)
        eur_per_point: W, shape (criteria,)
        price_counts: False when quality alone decides

    >>> scores_eur(np.array([100.0, 104.0]), np.array([[5.0], [8.0]]), np.array([2.0]), True).tolist()
    [90.0, 88.0]
    """
    return price_eur * float(price_counts) - points @ eur_per_point


def relative_scores(price_eur: np.ndarray, points: np.ndarray, price_weight: float) -> np.ndarray:
    """The common formula, for comparison only: w pmin/p + (1 - w) q / full points, highest wins.

    >>> relative_scores(np.array([100.0, 125.0]), np.array([5.0, 10.0]), 0.6).round(2).tolist()
    [0.8, 0.88]
    """
    return price_weight * price_eur.min() / price_eur + (1.0 - price_weight) * points / FULL_POINTS


def looks_abnormally_low(rules: BidRules, price_eur: np.ndarray) -> np.ndarray:
    """Bids so far under the mean that the buyer asks for an explanation; bool, shape (n,)."""
    if len(price_eur) < rules.abnormally_low_from_bids:
        return np.zeros(len(price_eur), dtype=bool)
    return price_eur < (1.0 - rules.abnormally_low_share) * price_eur.mean()


def turnover_needed_eur(rules: BidRules, value_eur: float) -> float:
    """What a job takes of a firm's yearly turnover [EUR]: E / (1 + E/L), for a job of E lasts 1 + E/L years."""
    return value_eur / (1.0 + value_eur / (1000.0 * rules.long_job_keur))
