"""Bids, lots and awards of a tender.

Place in the flow: results folder -> [scenarios.export]. An award gathers the lots that one firm won. Bids stand in the
bid extension of the standard, lots in its lots extension; a lot on which nobody bid is not known here.
"""

from __future__ import annotations

from typing import Any

from scenarios.export.ocds_tables import NOBODY, Tables
from scenarios.export.ocds_words import TENDER_STATUS, value, without_nothing
from scenarios.export.parties import Parties
from scenarios.export.plain_text import moment, sentence
from scenarios.export.run_tables import Row, grouped


def lot_id(lot: int) -> str:
    """Name of a lot; people count from one.

    >>> lot_id(0)
    'lot-1'
    """
    return f"lot-{lot + 1}"


def is_in_lots(bids: list[Row]) -> bool:
    """Whether a tender was cut in lots, as far as its bids tell."""
    return any(bid["lot"] > 0 for bid in bids)


def firm_id(firm: int, tables: Tables, parties: Parties, bids: list[Row]) -> str:
    """Id of a firm, with the name that a table has for it."""
    named = {bid["firm"]: bid["firm_name"] for bid in bids}
    return parties.names.firm(firm, named.get(firm) or tables.firms.get(firm, ""))


def lot_list(bids: list[Row]) -> list[dict[str, Any]]:
    """The lots; complete when somebody won, else unsuccessful."""
    if not is_in_lots(bids):
        return []
    won = {bid["lot"] for bid in bids if bid["won"]}
    return [
        {"id": lot_id(lot), "title": f"Lot {lot + 1}", "status": "complete" if lot in won else "unsuccessful"}
        for lot in sorted({bid["lot"] for bid in bids})
    ]


def bid_list(tender: Row, tables: Tables, parties: Parties) -> list[dict[str, Any]]:
    """The bids, each with who made it and its price."""
    bids = tables.bids.get(tender["id"], [])
    in_lots = is_in_lots(bids)
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
    won = grouped([bid for bid in bids if bid["won"]], "firm")
    if not won and tender["winner"] != NOBODY:
        won = {tender["winner"]: [{"price_eur": tender["price_eur"], "lot": 0}]}
    return [
        without_nothing(
            id=award_id(tender, firm),
            description=sentence(tender["reason"]),
            status="active",
            date=moment(first_year, tender["awarded_day"]),
            value=value(sum(bid["price_eur"] for bid in own)),
            suppliers=[parties.reference(firm_id(firm, tables, parties, bids), "supplier")],
            relatedLots=sorted({lot_id(bid["lot"]) for bid in own}) if is_in_lots(bids) else None,
        )
        for firm, own in won.items()
    ]
