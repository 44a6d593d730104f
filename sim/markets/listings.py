"""The notice board of the market: needs, tenders, offers, products, services, finance, assets and knowledge.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
A listing goes from draft to open, is matched or tendered, contracted, runs and is closed, or is withdrawn on the way;
each change is a dated event with its actor and reason, and nothing goes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

KINDS = ("need", "tender", "offer", "product", "service", "finance", "asset", "knowledge")
EVERYBODY = "everybody"
NEXT_STATES = {
    "draft": ("open", "withdrawn"),
    "open": ("matched", "tendered", "closed", "withdrawn"),
    "matched": ("open", "contracted", "withdrawn"),
    "tendered": ("open", "contracted", "withdrawn"),
    "contracted": ("running", "closed", "withdrawn"),
    "running": ("closed",),
    "closed": (),
    "withdrawn": (),
}
"""What may follow each state; a match or tender that came to nothing opens again."""
NOT_YET = -1


@dataclass(frozen=True)
class Change:
    """One change in the life of a listing."""

    listing: int
    day: int
    before: str
    """Empty for its first state."""
    after: str
    actor: str
    reason: str


@dataclass
class Listing:
    """One entry of the board."""

    id: int
    kind: str
    party: str
    """Who offers or asks."""
    subject: str
    """What it is about: a domain, a measure or a thing."""
    size: float
    unit: str
    value_eur: float
    visible_to: tuple[str, ...] = (EVERYBODY,)
    """Parties that may see it, or everybody."""
    state: str = "draft"
    opened_day: int = NOT_YET
    closed_day: int = NOT_YET
    reason: str = ""
    """Of the last change."""
    changes: list[Change] = field(default_factory=list)

    def is_visible_to(self, party: str) -> bool:
        """Its own party sees a draft; others see what is out of draft and meant for them."""
        if party == self.party:
            return True
        return self.state != "draft" and (EVERYBODY in self.visible_to or party in self.visible_to)


class ListingBook:
    """All listings of a run; the id of one is its place here."""

    def __init__(self) -> None:
        self.listings: list[Listing] = []

    def draft(
        self, kind: str, party: str, subject: str, day: int, size: float, unit: str, value_eur: float,
        visible_to: tuple[str, ...] = (EVERYBODY,), reason: str = "drafted",
    ) -> Listing:  # fmt: skip
        """A new listing, not yet on the board.

        Raises:
            ValueError: unknown kind, no party, nobody to see it, or a size or value that is negative
        """
        if kind not in KINDS:
            raise ValueError(f"no listing of kind {kind!r}; wanted one of {', '.join(KINDS)}")
        if not party or not visible_to:
            raise ValueError("a listing needs a party, and somebody who may see it")
        if not (size >= 0 and value_eur >= 0):
            raise ValueError(f"size and value of a listing are not negative: {size:g} {unit}, {value_eur:g} EUR")
        listing = Listing(len(self.listings), kind, party, subject, size, unit, value_eur, tuple(visible_to))
        self.listings.append(listing)
        self._note(listing, "", "draft", day, party, reason)
        return listing

    def publish(self, kind: str, party: str, subject: str, day: int, size: float, unit: str, value_eur: float,
                visible_to: tuple[str, ...] = (EVERYBODY,), reason: str = "published") -> Listing:  # fmt: skip
        """A new listing, open at once.

        Raises:
            ValueError: as `draft`
        """
        listing = self.draft(kind, party, subject, day, size, unit, value_eur, visible_to)
        return self.change(listing.id, "open", day, party, reason)

    def change(self, listing_id: int, state: str, day: int, actor: str, reason: str) -> Listing:
        """Bring a listing to another state.

        Raises:
            ValueError: no such listing, a state that cannot follow, an earlier day, or no actor or reason
        """
        if not 0 <= listing_id < len(self.listings):
            raise ValueError(f"no listing {listing_id}; there are {len(self.listings)}")
        listing = self.listings[listing_id]
        allowed = NEXT_STATES[listing.state]
        if state not in allowed:
            wanted = f"one of {', '.join(allowed)}" if allowed else "nothing: its life is over"
            raise ValueError(f"listing {listing_id} is {listing.state} and cannot become {state!r}; wanted {wanted}")
        if day < listing.changes[-1].day:
            raise ValueError(f"listing {listing_id} changed on day {listing.changes[-1].day}, after day {day}")
        if not actor or not reason:
            raise ValueError(f"a change of listing {listing_id} needs an actor and a reason")
        self._note(listing, listing.state, state, day, actor, reason)
        return listing

    def _note(self, listing: Listing, before: str, after: str, day: int, actor: str, reason: str) -> None:
        listing.state, listing.reason = after, reason
        if after == "open" and listing.opened_day == NOT_YET:
            listing.opened_day = day
        if after in ("closed", "withdrawn"):
            listing.closed_day = day
        listing.changes.append(Change(listing.id, day, before, after, actor, reason))

    def seen_by(self, party: str, kind: str = "", state: str = "open") -> list[Listing]:
        """What a party finds on the board, oldest first.

        Args:
            party: who looks
            kind: one of KINDS, or empty for all
            state: in which state, or empty for all
        """
        return [
            each for each in self.listings
            if each.is_visible_to(party) and kind in ("", each.kind) and state in ("", each.state)
        ]  # fmt: skip

    def unmet(self, day: int, after_days: float) -> list[Listing]:
        """Needs that stand open for longer than so many days."""
        return [
            each for each in self.listings
            if each.kind == "need" and each.state == "open" and day - each.opened_day > after_days
        ]  # fmt: skip

    def changes(self) -> list[Change]:
        """All changes, by day and then by listing."""
        found = [change for listing in self.listings for change in listing.changes]
        return sorted(found, key=lambda change: change.day)

    def summary(self) -> dict[str, float]:
        """Listings, needs that found a contract, and days it took from opening to contract."""
        needs = [each for each in self.listings if each.kind == "need"]
        days = [
            change.day - each.opened_day for each in needs for change in each.changes if change.after == "contracted"
        ]
        return {
            "listings": len(self.listings),
            "needs": len(needs),
            "needs_filled_share": len(days) / len(needs) if needs else 0.0,
            "days_to_match": float(np.mean(days)) if days else 0.0,
        }

    def table(self) -> dict[str, np.ndarray]:
        """Columns of the table `listings`."""
        numbers = {"id": "i8", "opened_day": "i8", "closed_day": "i8", "size": "f8", "value_eur": "f8"}
        names = "id kind party subject opened_day closed_day size unit value_eur state".split()
        table = {
            name: np.array([getattr(each, name) for each in self.listings], dtype=numbers.get(name, str))
            for name in names
        }
        table["visible_to"] = np.array([" ".join(each.visible_to) for each in self.listings], dtype=str)
        table["reason"] = np.array([each.reason for each in self.listings], dtype=str)
        return table
