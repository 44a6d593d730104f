"""Who fits a tender best, and why: the bidders ranked by the parts of their score that a run writes down.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Knows no Dash; a card of the page Partners asks it.
How far a firm is, how clean it works and what it owns stand in no table of a run: these parts weigh nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.ecosystem.partner_matching import Candidate, Ranking, Scale, Wanted, rank
from sim.ecosystem.rank_flips import Flip, flips
from sim.parameter import Book
from sim.results import Results

KNOWN_PARTS = ("capability", "capacity", "cost", "track_record", "trust")
"""Parts of the score that the tables of a run tell."""
FEWEST_BIDS = 2
"""Fewer leave nothing to compare."""


@dataclass(frozen=True)
class Fit:
    """The bidders of a tender, ranked by fit."""

    tender: int
    ranking: Ranking
    prices_eur: dict[str, float]
    sizes_eur: dict[str, float]
    """Yearly turnover that each can carry."""
    size_eur: float
    """What is asked of one firm."""
    winner: str
    """Firm that won by the tender's own rules; empty when none did."""
    flip: Flip | None
    """The smallest change that turns the first two around."""
    level_price_eur: float | None
    """Price at which the second would stand level with the first; None when no price does it."""


def tenders_to_compare(results: Results) -> list[dict]:
    """Tenders with bidders enough to compare, in order of their id: id, measure, year, estimate_eur, bids."""
    table = results.tables.get("tenders")
    if table is None or not len(table["id"]):
        return []
    first_year = int(results.years[0])
    rows = np.flatnonzero(table["bids"] >= FEWEST_BIDS)
    return [
        {
            "id": int(table["id"][row]), "measure": str(table["measure"][row]), "year": first_year + int(table["opened_day"][row]) // 365,
            "estimate_eur": float(table["estimate_eur"][row]), "bids": int(table["bids"][row]),
        }
        for row in rows
    ]  # fmt: skip


def fit_of(results: Results, book: Book, tender: int) -> Fit:
    """Rank the bidders of a tender.

    Args:
        results: of a run
        book: parameters of the score
        tender: id, one of `tenders_to_compare`
    """
    tenders, bids = results.tables["tenders"], results.tables["bids"]
    row = int(np.flatnonzero(tenders["id"] == tender)[0])
    rows = np.flatnonzero(bids["tender"] == tender)
    rows = rows[np.unique(bids["firm"][rows], return_index=True)[1]]  # one bid for each firm, whatever the lots
    candidates = [_candidate(results, int(bid), int(tenders["opened_day"][row])) for bid in rows]
    wanted = Wanted(
        frozenset({str(bids["trade"][rows[0]])}), float(tenders["estimate_eur"][row]) / _lots(results, tender)
    )
    scale = Scale.from_book(book, int(results.years[0]))
    known = replace(scale, weights={name: scale.weights[name] for name in KNOWN_PARTS})
    ranking = rank(candidates, wanted, known)
    won = [str(bids["firm_name"][bid]) for bid in rows if bids["won"][bid]]
    first = [each.id for each in ranking.places[:2]]
    changes = flips(ranking, *first) if len(first) == 2 else []
    return Fit(
        tender=tender, ranking=ranking, prices_eur={each.id: each.price_eur for each in candidates},
        sizes_eur={each.id: each.free_eur for each in candidates}, size_eur=wanted.size_eur, winner=won[0] if won else "",
        flip=changes[0] if changes else None, level_price_eur=_level_price_eur(changes, wanted, known),
    )  # fmt: skip


def _level_price_eur(changes: list[Flip], wanted: Wanted, scale: Scale) -> float | None:
    """The part `cost` of the second, turned back into a price (`partner_matching.parts_of`)."""
    level = next((flip.then for flip in changes if (flip.part, flip.what) == ("cost", "part of below")), None)
    if level is None:
        return None
    cheap, dear = scale.price_range["cheap"], scale.price_range["dear"]
    return (dear - level * (dear - cheap)) * wanted.size_eur


def _lots(results: Results, tender: int) -> int:
    bids = results.tables["bids"]
    return int(bids["lot"][bids["tender"] == tender].max()) + 1


def _candidate(results: Results, bid: int, day: int) -> Candidate:
    """A bidder as the tables know it: its price, its size and name, and what it won of this buyer before."""
    bids, firms, tenders = results.tables["bids"], results.tables["firms"], results.tables["tenders"]
    firm = int(bids["firm"][bid])
    place = int(np.flatnonzero(firms["id"] == firm)[0])
    earlier = tenders["id"][tenders["awarded_day"] < day]
    before = np.isin(bids["tender"], earlier) & (bids["firm"] == firm) & bids["won"].astype(bool)
    return Candidate(
        id=str(bids["firm_name"][bid]), roles=frozenset({str(bids["trade"][bid])}), price_eur=float(bids["price_eur"][bid]),
        free_eur=float(firms["size_eur"][place]), reputation=float(firms["reputation"][place]), deals_together=int(before.sum()),
    )  # fmt: skip
