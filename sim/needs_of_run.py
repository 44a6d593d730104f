"""The needs of a run: what was noticed at the end of each year, what followed, and what stood open.

Place in the flow: noted counts and recorded years -> [needs] -> the notice board, when its listings are asked for.
A need belongs to a sector and a district. It is matched and contracted when a measure that may help has a contract, or
gives households support, in a year in which something was done about it there; it is closed when it is no longer felt,
and withdrawn or closed when the measure ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from sim.markets.listings import Listing, ListingBook
from sim.markets.need_board import open_and_unmet, post_needs, subject_of
from sim.markets.needs import REMEDIES, NeedsInput, detect_needs
from sim.run_seen import NEED_SECTORS, RunSeen, gap_to_path, left_share, presses
from sim.worth_doing import FUELS, PRIVATE, Option, Sight, options_of

DAYS_PER_YEAR = 365
DOMAINS = {
    "public_lighting": ("lighting",), "municipal_buildings": ("public_buildings", "public_solar"),
    "residential": ("collective_homes",), "private_transport": ("charging",), "heat": ("heat",), "industry": ("heat",),
    "tertiary": (),
}  # fmt: skip
"""Domains of the contracts that answer a need."""
BY_SUPPORT = ("residential", "private_transport")
"""Sectors in which households answer an offer one by one, without a contract of the city's."""
SEEN_BY = {
    "public_lighting": ("old_lamps",), "municipal_buildings": ("public_left", "free_public_kwp"),
    "residential": ("poor_homes", "free_home_kwp"), "tertiary": ("free_shop_kwp",), "heat": ("heating_kwh",),
    "private_transport": (), "industry": ("heating_kwh",),
}  # fmt: skip
"""Counts that fall in a district when something is done about a need there; who drives what is seen by the fuel burnt."""


class Signed(NamedTuple):
    """A contract as needs see it."""

    measure: str
    domain: str
    day: int
    tender: int
    provider: str


@dataclass
class NeedsOfRun:
    """The needs of a run on a board.

    Args:
        run: what was seen
        signed: contracts in the order of signing
        awards: measure, day and winner by id of the tender, of those that were awarded
    """

    run: RunSeen
    signed: Sequence[Signed]
    awards: Mapping[int, tuple[str, int, str]] = field(default_factory=dict)
    board: ListingBook = field(default_factory=ListingBook)
    _about: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)
    """Sector and district of each listing."""
    _by: dict[int, str] = field(default_factory=dict, repr=False)
    """Measure that answers it."""

    def fill(self) -> ListingBook:
        """Live through the years: answer what stands, then post what is new."""
        places = {
            subject_of(sector, district): (row, column)
            for row, sector in enumerate(NEED_SECTORS)
            for column, district in enumerate(self.run.districts)
        }
        for number, record in enumerate(self.run.records):
            last_day = (number + 1) * DAYS_PER_YEAR - 1
            options = options_of(self._sight(number))
            left, done = left_share(options, len(self.run.districts)), self._done_in(number)
            needs = detect_needs(self.seen_in(number, options), self.run.book, record.year, self.run.profile)
            felt = {subject_of(need.sector, need.district) for need in needs}
            for listing in self.board.listings:
                if listing.state not in ("closed", "withdrawn"):
                    here = self._about[listing.id]
                    self._answer(
                        listing, number, last_day, bool(done[here]), float(left[here]), listing.subject in felt
                    )
            for listing in post_needs(needs, self.board, "city_hall", last_day):
                self._about[listing.id] = places[listing.subject]
        return self.board

    # --- what is seen ------------------------------------------------------------------------------------------------

    def _sight(self, number: int) -> Sight:
        run = self.run
        return Sight(run.ground, run.seen[number], run.records[number], run.book, run.records[number].year)

    def _done_in(self, number: int) -> np.ndarray:
        """Where something was done in a year, by what is left at its end; bool, shape (sectors, districts)."""
        run, now = self.run, self.run.seen[number]
        before = run.seen[number - 1] if number else run.ground.start
        done = np.zeros((len(NEED_SECTORS), len(run.districts)), dtype=bool)
        for row, sector in enumerate(NEED_SECTORS):
            for name in SEEN_BY[sector]:
                done[row] |= now[name] < before[name]
        if number:
            burnt = [run.records[at].energy_mwh[:, PRIVATE, FUELS].sum(axis=1) for at in (number - 1, number)]
            done[NEED_SECTORS.index("private_transport")] = burnt[1] < burnt[0]
        return done

    def seen_in(self, number: int, options: Sequence[Option] | None = None) -> NeedsInput:
        """Everything the rules look at, at the end of one year; number 0 is the first.

        Potential and unused are the options that pay at the social discount rate. Of several options of a sector each
        counts where it pays. The gap is that of `gap_to_path`.
        """
        run, record = self.run, self.run.records[number]
        options = options_of(self._sight(number)) if options is None else options
        rate = run.book.at("finance.social_discount_rate", record.year)
        shape = (len(NEED_SECTORS), len(run.districts))
        whole, unused, kwh, saved_t = (np.zeros(shape) for _ in range(4))
        for option in options:
            row, pays = NEED_SECTORS.index(option.sector), option.pays(rate)
            whole[row] += option.whole_cost_eur * pays
            unused[row] += option.cost_eur * pays
            kwh[row] += option.saved_kwh * pays
            saved_t[row] += np.maximum(0.0, option.saved_t) * pays
        target, gap = gap_to_path(run, record)
        day = (number + 1) * DAYS_PER_YEAR - 1
        stands, waits = open_and_unmet(self.board, NEED_SECTORS, run.districts, day, run.book, record.year)
        return NeedsInput(
            NEED_SECTORS, run.districts, target, gap, stands, waits, whole, unused, kwh, saved_t,
            **presses(run, number), budget_eur=run.seen[number].budget_left_eur, present=run.ground.present,
        )  # fmt: skip

    # --- what follows ------------------------------------------------------------------------------------------------

    def _answer(self, listing: Listing, number: int, last_day: int, done: bool, left: float, felt: bool) -> None:
        """One year in the life of a need that stands."""
        sector, year = NEED_SECTORS[self._about[listing.id][0]], self.run.records[number].year
        first_day = last_day - DAYS_PER_YEAR + 1
        if listing.state in ("open", "matched"):
            self._look_for_an_answer(listing, sector, first_day, last_day, done)
        if not felt and listing.state in ("open", "contracted", "running"):
            self._change(listing, "closed", last_day, listing.party, "the need is no longer felt")
        elif not felt and listing.state == "matched":
            self._change(
                listing, "withdrawn", last_day, listing.party, "the need is no longer felt, and nothing was signed"
            )
        elif (measure := self._by.get(listing.id)) and self._ends(measure, year):
            over = "closed" if listing.state == "running" else "withdrawn"
            self._change(listing, over, last_day, listing.party, f"{measure} ended with {left:.0%} left to do")

    def _look_for_an_answer(self, listing: Listing, sector: str, first_day: int, last_day: int, done: bool) -> None:
        """A tender that may help matches an open need; a contract in a year in which something was done answers it."""
        fits = [c for c in self.signed if self._helps(c, sector) and first_day <= c.day <= last_day]
        year = self.run.records[first_day // DAYS_PER_YEAR].year
        if done and fits:
            first = fits[0]
            awarded = self.awards.get(first.tender)
            if listing.state == "open":
                day, actor, why = first_day, first.provider, "chosen without a tender"
                if awarded:
                    day, actor, why = awarded[1], awarded[2], f"tender {first.tender} was awarded"
                self._change(listing, "matched", min(day, first.day), actor, f"{first.measure}: {why}")
            self._by[listing.id] = first.measure
            self._change(listing, "contracted", first.day, first.provider, f"a contract of {first.measure}")
            self._change(listing, "running", last_day, first.provider, f"works of {first.measure} in this district")
        elif done and sector in BY_SUPPORT and (measure := self._supporting(sector, year)):
            self._by[listing.id] = measure
            if listing.state == "open":
                self._change(listing, "matched", first_day, "city_hall", f"{measure} is offered to households")
            self._change(listing, "contracted", last_day, "contractors", f"households order works, {measure} helps")
            self._change(listing, "running", last_day, "contractors", "works in homes of this district")
        elif listing.state == "open":
            self._match_with_tender(listing, sector, first_day, last_day)

    def _match_with_tender(self, listing: Listing, sector: str, first_day: int, last_day: int) -> None:
        for number, (measure, day, actor) in self.awards.items():
            if first_day <= day <= last_day and self._kind(measure) in REMEDIES[sector].measures:
                self._by[listing.id] = measure
                self._change(listing, "matched", day, actor, f"{measure}: tender {number} was awarded")
                return

    def _change(self, listing: Listing, state: str, day: int, actor: str, reason: str) -> None:
        self.board.change(listing.id, state, max(day, listing.changes[-1].day), actor, reason)

    def _kind(self, measure: str) -> str:
        """What kind of measure an id of the scenario is."""
        return next((each.name for name, each in self.run.measures if name == measure), "")

    def _helps(self, contract: Signed, sector: str) -> bool:
        return contract.domain in DOMAINS[sector] and self._kind(contract.measure) in REMEDIES[sector].measures

    def _supporting(self, sector: str, year: int) -> str:
        """A measure under way that may help here; empty for none."""
        for name, each in self.run.measures:
            if name in self.run.supporting and each.name in REMEDIES[sector].measures and each.active(year):
                return name
        return ""

    def _ends(self, measure: str, year: int) -> bool:
        """Whether a measure does its last works in this year."""
        return any(n == measure and each.active(year) and not each.active(year + 1) for n, each in self.run.measures)
