"""Checks of years, pledges and actions: does the plan hang together?

Place in the flow: [inventory]; part of `sim.inventory.review`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.inventory import Place
from sim.inventory.review.remarks import ERROR, Given, Remark, amount
from sim.inventory.template import GROUPS, KEY_SECTORS, TRANSPORT

FIRST_PLEDGE_YEAR = 2030
YEARS_OF_JUMP = 5.0
"""`inventory.jump_share` is for so many years."""


def years(given: Given) -> Iterator[Remark]:
    """Monitoring follows the baseline; every table belongs to one of these years, and heads are known."""
    inventory, baseline = given.inventory, given.inventory.baseline_year
    if baseline is None:
        yield Remark("baseline", "baseline_year", "nothing", "the year the pledge is held against", severity=ERROR)
        return
    for year in inventory.monitoring_years:
        if year <= baseline:
            yield Remark("monitoring_before_baseline", "monitoring_year", f"{year}, with {baseline} as the baseline",
                         f"a year after {baseline}", severity=ERROR)  # fmt: skip
    known = {baseline, *inventory.monitoring_years}
    for year in inventory.years:
        if year not in known:
            yield Remark("year", f"tables of {year}", "a year that is no baseline and no monitoring year",
                         ", ".join(map(str, sorted(known))))  # fmt: skip
    for year in sorted(known - set(inventory.years)):
        yield Remark("year", f"tables of {year}", "no table of this year", "its tables, or the year left out")
    if baseline not in inventory.inhabitants:
        yield Remark("inhabitants", f"inhabitants {baseline}", "nothing", "inhabitants of the baseline year")


def gaps_and_jumps(given: Given) -> Iterator[Remark]:
    """A cell that comes, goes or changes by half between two inventories."""
    for before, after in pairwise(given.inventory.years):
        whole = max(given.inventory.total("A", year) for year in (before, after))
        for row in SECTORS:
            for carrier in CARRIERS:
                yield from _change(given, Place("energy_mwh", "A", row, carrier, before), after, whole)


def _change(given: Given, place: Place, after: int, whole_mwh: float) -> Iterator[Remark]:
    cells, then = given.inventory.cells, place._replace(year=after)
    old, new = (cell.value if (cell := cells.get(each)) is not None else None for each in (place, then))
    weight = max(old or 0.0, new or 0.0) / whole_mwh if whole_mwh > 0 else 0.0
    if weight < given.limit("jump_weight"):
        return
    about = f"A.{place.row}.{place.carrier} {place.year} to {after}"
    if old is None or new is None:
        missing, there = (place.year, after) if old is None else (after, place.year)
        spot = then if old is None else place
        yield Remark(
            "gap", about, f"a value in {there}, none in {missing}", "both years, or the reason in a note", place=spot
        )
    elif old and not _believed(given, new / old, after - place.year):
        yield Remark("jump", about, f"{100 * (new / old - 1):+.0f} %, {amount(old)} to {amount(new)} MWh",
                     f"at most {100 * given.limit('jump_share'):.0f} % in five years, or the reason in a note", place=then)  # fmt: skip
    elif not old:
        yield Remark("jump", about, f"from 0 to {amount(new)} MWh", "a reason in a note", place=then)


def _believed(given: Given, ratio: float, years_apart: int) -> bool:
    """Whether a change needs no reason: by half in five years, more over longer."""
    steps = max(1.0, years_apart / YEARS_OF_JUMP)
    limit = given.limit("jump_share")
    return (1 - limit) ** steps <= ratio <= (1 + limit) ** steps


def pledges(given: Given) -> Iterator[Remark]:
    """At least 40 % by 2030, against the baseline, for the whole territory whatever the heads do."""
    inventory = given.inventory
    least = given.limit("least_pledge_share")
    by_2030 = [pledge for pledge in inventory.pledges if pledge.year <= FIRST_PLEDGE_YEAR]
    if not inventory.pledges:
        yield Remark("target", "targets", "no target", f"a cut of {100 * least:.0f} % by {FIRST_PLEDGE_YEAR} at least")
    elif max((pledge.pledged_share for pledge in by_2030), default=0.0) < least:
        best = max((pledge.pledged_share for pledge in by_2030), default=0.0)
        yield Remark(
            "target",
            "targets",
            f"{100 * best:.0f} % by {FIRST_PLEDGE_YEAR}",
            f"{100 * least:.0f} % at least",
            f"{least:g}",
            number=0,
        )
    for number, pledge in enumerate(inventory.pledges):
        if inventory.baseline_year is not None and pledge.year <= inventory.baseline_year:
            yield Remark("target", f"targets {pledge.year}", "a target before the baseline", f"a year after {inventory.baseline_year}",
                         severity=ERROR, number=number)  # fmt: skip
        if pledge.kind == "per_head":
            yield from _per_head(
                given, number, pledge.pledged_share, least if pledge.year <= FIRST_PLEDGE_YEAR else 0.0
            )


def _per_head(given: Given, number: int, share: float, least: float) -> Iterator[Remark]:
    """What a pledge per head means for the tonnes of the whole territory."""
    heads, baseline = given.inventory.inhabitants, given.inventory.baseline_year
    if baseline not in heads or len(heads) < 2:
        yield Remark(
            "per_head",
            f"targets[{number}]",
            "a target per head",
            "inhabitants of the baseline and of a later year",
            number=number,
        )
        return
    last = max(heads)
    whole = 1 - (1 - share) * heads[last] / heads[baseline]
    if whole < least <= share:
        yield Remark("per_head", f"targets[{number}]",
                     f"{100 * share:.0f} % per head, but {100 * whole:.0f} % of the tonnes with the inhabitants of {last}",
                     f"{100 * least:.0f} % of the tonnes too, or an absolute target", number=number)  # fmt: skip


def actions(given: Given) -> Iterator[Remark]:
    """Every key sector has an action; each begins before it ends, costs and saves no less than nothing."""
    inventory = given.inventory
    if not inventory.actions:
        yield Remark("actions", "actions", "no action", f"actions for {', '.join(KEY_SECTORS)}")
        return
    covered = {action.sector for action in inventory.actions}
    for sector in KEY_SECTORS:
        mine = {sector, *GROUPS.get(sector, ()), *(("buildings",) if sector not in ("transport",) else ())}
        if not covered & mine:
            yield Remark(
                "key_sector", f"actions for {sector}", "no action", "an action in every key sector, or the reason"
            )
    for number, action in enumerate(inventory.actions):
        about = f"action {action.title[:40]!r}"
        if action.begin is not None and action.end is not None and action.end < action.begin:
            yield Remark(
                "action",
                about,
                f"{action.begin} to {action.end}",
                "an end after the beginning",
                severity=ERROR,
                number=number,
            )
        for name in ("investment_eur", "running_eur", "staff_eur", "saved_mwh", "renewable_mwh", "co2_t"):
            value = getattr(action, name)
            if value is not None and value < 0:
                yield Remark(
                    "action", f"{about}, {name}", amount(value), "zero or more", amount(-value), ERROR, number=number
                )
        yield from _more_than_there_is(given, number, about)


def _more_than_there_is(given: Given, number: int, about: str) -> Iterator[Remark]:
    """An action cannot save more than its sector used, nor avoid more than it emitted."""
    action, inventory = given.inventory.actions[number], given.inventory
    rows = TRANSPORT if action.sector == "transport" else GROUPS.get(action.sector, (action.sector,))
    for name, table, unit in (("saved_mwh", "A", "MWh"), ("co2_t", "B", "t")):
        whole = inventory.total(table, inventory.baseline_year or 0, rows)
        value = getattr(action, name)
        if value is not None and value > whole > 0:
            yield Remark("action", f"{about}, {name}", f"{amount(value)} {unit} a year",
                         f"at most the {amount(whole)} {unit} of its sector in the baseline year", number=number)  # fmt: skip
