"""The needs of a run: what was noticed at the end of each year, what followed, and what stood open.

Place in the flow: noted counts and recorded years -> [needs] -> the notice board, when its listings are asked for.
A need belongs to a sector and a district. It is matched and contracted when a measure that may help has a contract, or
gives households support, in a year in which something was done about it there; it is closed when it is no longer felt,
and withdrawn or closed when the measure ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sim.inventory.covenant import SECTOR
from sim.markets.listings import Listing, ListingBook
from sim.markets.need_board import open_and_unmet, post_needs, subject_of
from sim.markets.needs import REMEDIES, NeedsInput, detect_needs
from sim.noticing import YearSeen
from sim.parameter import Book
from sim.recording import YearRecord
from sim.scenario import Target
from sim.worth_doing import FUELS, PRIVATE, Ground, Option, Sight, options_of

DAYS_PER_YEAR = 365
NEED_SECTORS = (
    "public_lighting", "municipal_buildings", "residential", "tertiary", "private_transport", "heat", "industry",
)  # fmt: skip
"""Sectors whose needs the model can see. Greening has neither emissions nor savings by which its needs could be told."""
DOMAINS = {
    "public_lighting": ("lighting",), "municipal_buildings": ("public_buildings", "public_solar"),
    "residential": ("collective_homes",), "private_transport": ("charging",), "heat": ("heat",), "industry": ("heat",),
    "tertiary": (),
}  # fmt: skip
"""Domains of the contracts that answer a need."""
BY_SUPPORT = ("residential", "private_transport")
"""Sectors in which households answer an offer one by one, without a contract of the city's."""
ON_THE_GRID = ("residential", "tertiary", "private_transport", "industry")
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


@dataclass(frozen=True)
class RunSeen:
    """All that needs are worked out from; nothing in it changes after the run."""

    ground: Ground
    book: Book
    districts: tuple[str, ...]
    records: Sequence[YearRecord]
    seen: Sequence[YearSeen]
    baseline: YearRecord
    baseline_inhabitants: float
    inhabitants: float
    targets: Sequence[Target]
    profile: str
    measures: Sequence[tuple[str, Any]]
    """Id in the scenario, and the measure."""
    supporting: frozenset[str] = frozenset()
    """Of these, the ids of those that give households something."""
    grid_load: Sequence[np.ndarray] = ()
    """Peak over limit by year, each of shape (districts,); empty without a grid."""

    @cached_property
    def lamps_by_district(self) -> np.ndarray:
        """Lamps of each district."""
        return np.bincount(self.ground.city_map.lamps.district, minlength=len(self.districts))

    @cached_property
    def homes_by_district(self) -> np.ndarray:
        """Homes of each district, empty ones too."""
        return self.ground.share_of_homes * float(self.ground.city_map.buildings.dwellings.sum())


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
        run, record, seen = self.run, self.run.records[number], self.run.seen[number]
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
            **self._presses(number, seen, record.year), budget_eur=seen.budget_left_eur, present=run.ground.present,
        )  # fmt: skip

    def _presses(self, number: int, seen: YearSeen, year: int) -> dict[str, np.ndarray]:
        """How near the next pledge is, lamps that fail, complaints in the dark, heat too dear, transformers full."""
        run, at = self.run, self.run.book.at
        shape = (len(NEED_SECTORS), len(run.districts))
        deadline, failures, complaints, poverty, congestion = (np.zeros(shape) for _ in range(5))
        due = next_pledge(run.targets, year)
        if due is not None:
            deadline[:] = np.clip(1.0 - (due.year - year) / at("noticing.deadline_in_sight_years", year), 0.0, 1.0)
        lamps, light = run.lamps_by_district, NEED_SECTORS.index("public_lighting")
        failures[light] = _per(seen["failed_lamps"], lamps) / at("noticing.failures_that_hurt", year)
        told = seen["dark_lamp_days"] * at("actors.complaints_per_dark_lamp_day", year)
        people = run.inhabitants * run.ground.share_of_homes
        complaints[light] = _per(told, people) / at("noticing.complaints_that_move_a_council", year)
        homes = run.homes_by_district
        poverty[NEED_SECTORS.index("residential")] = np.minimum(1.0, _per(seen["heat_poor_households"], homes))
        if number < len(run.grid_load):
            for sector in ON_THE_GRID:
                congestion[NEED_SECTORS.index(sector)] = np.minimum(1.0, run.grid_load[number])
        return {
            "deadline": deadline, "failures": failures, "complaints": complaints, "energy_poverty": poverty,
            "congestion": congestion,
        }  # fmt: skip

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


def left_share(options: Sequence[Option], districts: int) -> np.ndarray:
    """What is left to do over what there was, all options of a sector together, shape (sectors, districts) [0 to 1]."""
    left, whole = np.zeros((len(NEED_SECTORS), districts)), np.zeros((len(NEED_SECTORS), districts))
    for option in options:
        row = NEED_SECTORS.index(option.sector)
        left[row] += option.cost_eur
        whole[row] += option.whole_cost_eur
    return _per(left, whole)


def next_pledge(targets: Sequence[Target], year: int) -> Target | None:
    """The nearest pledge that is not over yet, the first named of one year; the last one when all are over."""
    ahead = [target for target in targets if target.year >= year]
    if ahead:
        return min(ahead, key=lambda target: target.year)
    return max(targets, key=lambda target: target.year, default=None)


def gap_to_path(run: RunSeen, record: YearRecord) -> tuple[np.ndarray, np.ndarray]:
    """Cut that the next pledge asks of every sector and district alike, and the part that today's path will miss [t].

    Today's path is the straight line from the base year through this year to the pledge. Heat, whose emissions are those
    of homes and buildings, has no cut of its own. A pledge per head allows more to more heads.
    """
    shape = (len(NEED_SECTORS), len(run.districts))
    target, gap = np.zeros(shape), np.zeros(shape)
    due = next_pledge(run.targets, record.year)
    if due is None or record.year <= run.baseline.year:
        return target, gap
    heads = run.inhabitants / run.baseline_inhabitants if due.kind == "per_head" else 1.0
    ahead = max(1.0, (due.year - run.baseline.year) / (record.year - run.baseline.year))
    for row, sector in enumerate(NEED_SECTORS):
        if sector in SECTOR:
            base, now = (each.co2_t[:, SECTOR[sector]].sum(axis=1) for each in (run.baseline, record))
            target[row] = np.maximum(0.0, base - base * heads * (1.0 - due.pledged_share))
            gap[row] = np.clip(target[row] - (base - now) * ahead, 0.0, target[row])
    return target, gap


def _per(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part by whole, 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=np.asarray(whole) > 0)
