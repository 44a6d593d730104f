"""Bids, lots and awards of a tender.

Place in the flow: results folder -> [scenarios.export]. An award gathers the lots that one firm won. Bids stand in the
bid extension of the standard, lots in its lots extension. What a tender cost beyond its winning bids was paid for lots on
which nobody bid; the market negotiates those with the cheapest winner that can take them, so they are put to the cheapest.
"""

from __future__ import annotations

from typing import Any

from scenarios.export.ocds_tables import NOBODY, Tables
from scenarios.export.ocds_words import TENDER_STATUS, value, without_nothing
from scenarios.export.parties import Parties
from scenarios.export.plain_text import moment, sentence
from scenarios.export.run_tables import Row, grouped

CENT = 0.01
"""Smaller differences of prices are rounding [EUR]."""


def lot_id(lot: int) -> str:
    """Name of a lot; people count from one.

    >>> lot_id(0)
    'lot-1'
    """
    return f"lot-{lot + 1}"


def lots_of(bids: list[Row]) -> list[int]:
    """The lots of a tender as far as its bids tell: up to the last one with a bid; none when it was not cut in lots.

    >>> lots_of([{"lot": 2}, {"lot": 0}]), lots_of([{"lot": 0}]), lots_of([])
    ([0, 1, 2], [], [])
    """
    last = max((bid["lot"] for bid in bids), default=0)
    return list(range(last + 1)) if last else []


def firm_id(firm: int, tables: Tables, parties: Parties, bids: list[Row]) -> str:
    """Id of a firm, with the name that a table has for it."""
    named = {bid["firm"]: bid["firm_name"] for bid in bids}
    return parties.names.firm(firm, named.get(firm) or tables.firms.get(firm, ""))


def lot_list(tender: Row, tables: Tables) -> list[dict[str, Any]]:
    """The lots; a tender gives out all of them or fails as a whole."""
    status = TENDER_STATUS.get(tender["status"])
    return [
        without_nothing(id=lot_id(lot), title=f"Lot {lot + 1}", status=status)
        for lot in lots_of(tables.bids.get(tender["id"], []))
    ]


def bid_list(tender: Row, tables: Tables, parties: Parties) -> list[dict[str, Any]]:
    """The bids, each with who made it and its price."""
    bids = tables.bids.get(tender["id"], [])
    in_lots = bool(lots_of(bids))
    return [
        without_nothing(
            id=f"bid-{tender['id']}-{number}",
            status="disqualified" if _was_turned_down(bid, bids) else "valid",
            tenderers=[parties.reference(firm_id(bid["firm"], tables, parties, bids), "tenderer")],
            value=value(bid["price_eur"]),
            relatedLots=[lot_id(bid["lot"])] if in_lots else None,
        )
        for number, bid in enumerate(bids, 1)
    ]


def _was_turned_down(bid: Row, bids: list[Row]) -> bool:
    """Whether an abnormally low bid ranked before the one that won: then its explanation was not believed."""
    if bid["won"] or not bid.get("abnormally_low"):
        return False
    return any(other["won"] and other["lot"] == bid["lot"] and bid["score_eur"] < other["score_eur"] for other in bids)


def award_id(tender: Row, firm: int) -> str:
    """Id of what a firm won in a tender."""
    return f"award-{tender['id']}-{firm}"


def award_list(tender: Row, tables: Tables, parties: Parties, first_year: int) -> list[dict[str, Any]]:
    """One award for each firm that won; none when the tender failed."""
    if TENDER_STATUS.get(tender["status"]) != "complete":
        return []
    bids = tables.bids.get(tender["id"], [])
    lots = lots_of(bids)
    return [
        without_nothing(
            id=award_id(tender, firm),
            description=sentence(tender["reason"]),
            status="active",
            date=moment(first_year, tender["awarded_day"]),
            value=value(sum(price for _, price in own)),
            suppliers=[parties.reference(firm_id(firm, tables, parties, bids), "supplier")],
            relatedLots=[lot_id(lot) for lot in sorted({lot for lot, _ in own}) if lot in lots],
        )
        for firm, own in _won(tender, bids).items()
    ]


def _won(tender: Row, bids: list[Row]) -> dict[int, list[tuple[int, float]]]:
    """Lot and price of what each firm won."""
    winning = [bid for bid in bids if bid["won"]]
    won = {firm: [(bid["lot"], bid["price_eur"]) for bid in own] for firm, own in grouped(winning, "firm").items()}
    if not winning:
        return {tender["winner"]: [(0, tender["price_eur"])]} if tender["winner"] != NOBODY else {}
    beyond = tender["price_eur"] - sum(bid["price_eur"] for bid in winning)
    if beyond > CENT:
        cheapest = min(winning, key=lambda bid: bid["price_eur"])["firm"]
        unbid = sorted(set(lots_of(bids)) - {bid["lot"] for bid in winning}) or [winning[0]["lot"]]
        won[cheapest] += [(lot, beyond / len(unbid)) for lot in unbid]
    return won
