"""Why two inventories of one city differ."""

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as some

from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS
from sim.inventory.difference import as_counted, can_be_compared, differences, given_year
from sim.inventory.inventory import Cell, Inventory, Place

FACTORS = np.linspace(0.05, 0.4, len(CARRIERS))
SHAPE = len(SECTORS), len(CARRIERS)


def energy(row, carrier):
    return Place("energy_mwh", "A", row, carrier, 2011)


def emissions(row, carrier):
    return Place("co2_t", "B", row, carrier, 2011)


def test_gas_of_homes_taken_apart_by_hand():
    cells = {energy("residential", "natural_gas"): Cell(100.0), emissions("residential", "natural_gas"): Cell(21.0)}
    cells |= {energy("residential", "coal"): Cell(10.0), emissions("residential", "coal"): Cell(3.5)}
    given = given_year(Inventory(cells=cells), 2011, FACTORS)
    model, factors = np.zeros(SHAPE), np.full(len(CARRIERS), 0.2)
    model[SECTOR["residential"], CARRIER["natural_gas"]] = 80.0
    model[SECTOR["industry"], CARRIER["natural_gas"]] = 50.0
    parts, homes, industry = differences(given, model, factors), SECTOR["residential"], SECTOR["industry"]
    assert parts.factor_t[homes] == pytest.approx(21.0 - 100 * 0.2)
    assert parts.activity_t[homes] == pytest.approx((100 - 80) * 0.2)
    assert parts.boundary_t[homes] == pytest.approx(3.5) and parts.boundary_t[industry] == pytest.approx(-10.0)


@drawn(some.dictionaries(some.tuples(some.sampled_from(SECTORS), some.sampled_from(CARRIERS)),
                         some.tuples(some.floats(0, 1e6), some.floats(0, 1e6)), max_size=30),
       some.lists(some.floats(0, 1e6), min_size=SHAPE[0] * SHAPE[1], max_size=SHAPE[0] * SHAPE[1]))  # fmt: skip
def test_the_three_parts_always_add_up_to_the_whole_difference(cells, model):
    numbers = {energy(*spot): Cell(mwh) for spot, (mwh, _) in cells.items()}
    numbers |= {emissions(*spot): Cell(tonnes) for spot, (_, tonnes) in cells.items()}
    inventory, model_mwh = Inventory(cells=numbers), np.array(model).reshape(SHAPE)
    given = given_year(inventory, 2011, FACTORS)
    parts = differences(given, model_mwh, FACTORS)
    whole = inventory.total("B", 2011) - float((model_mwh * FACTORS).sum())
    assert float((parts.factor_t + parts.activity_t + parts.boundary_t).sum()) == pytest.approx(
        whole, rel=1e-9, abs=1e-3
    )


def test_a_row_that_is_included_elsewhere_is_compared_where_it_is():
    cells = {energy("public_lighting", "electricity"): Cell(None, "IE"), energy("tertiary", "electricity"): Cell(120.0)}
    given = given_year(Inventory(cells=cells), 2011, FACTORS)
    model = np.zeros(SHAPE)
    model[SECTOR["public_lighting"], CARRIER["electricity"]], model[SECTOR["tertiary"], CARRIER["electricity"]] = (
        20.0,
        100.0,
    )
    moved = as_counted(model, given)
    assert moved[SECTOR["tertiary"], CARRIER["electricity"]] == 120.0 and moved.sum() == model.sum()
    assert can_be_compared(given)[SECTOR["tertiary"], CARRIER["electricity"]]
    assert differences(given, moved, FACTORS).activity_t.sum() == pytest.approx(0.0)


def test_nothing_of_it_is_a_zero_and_not_estimated_is_none():
    cells = {
        energy("residential", "heating_oil"): Cell(None, "NO"),
        energy("residential", "natural_gas"): Cell(None, "NE"),
    }
    compared = can_be_compared(given_year(Inventory(cells=cells), 2011, FACTORS))
    assert (
        compared[SECTOR["residential"], CARRIER["heating_oil"]]
        and not compared[SECTOR["residential"], CARRIER["natural_gas"]]
    )
