"""All checks, in the order in which a reviewer reads.

Place in the flow: [inventory]; part of `sim.inventory.review`.
"""

from __future__ import annotations

from sim.inventory.review import emissions, plan, tables
from sim.inventory.review.remarks import ERROR, Given, Remark

CHECKS = (
    plan.years,
    tables.negative_numbers,
    tables.gross_columns,
    tables.unit_of_homes,
    tables.missing_parts,
    tables.sums_that_do_not_add,
    emissions.factors,
    emissions.energy_times_factor,
    emissions.missing_emissions,
    emissions.local_factor,
    tables.local_electricity_over_use,
    tables.counted_twice,
    plan.gaps_and_jumps,
    plan.pledges,
    plan.actions,
)


def review(given: Given) -> list[Remark]:
    """Every remark on an inventory, errors first, else in the order of the checks."""
    remarks = [remark for check in CHECKS for remark in check(given)]
    return sorted(remarks, key=lambda remark: remark.severity != ERROR)
