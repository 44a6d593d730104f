"""What a reviewer remarks, each with a town that has just this fault."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.factors import factors_t_mwh
from sim.inventory.inventory import Action, Cell, Inventory, Place, Pledge
from sim.inventory.review import Given, StatedSum, review
from sim.inventory.template import NOT_ENERGY, ROWS, columns_of

HEADS = 30_000.0
SECTORS_OF_ACTIONS = ("municipal_buildings", "tertiary", "residential", "transport")


def energy(row, carrier, year=2011):
    return Place("energy_mwh", "A", row, carrier, year)


def emissions(row, carrier, year=2011):
    return Place("co2_t", "B", row, carrier, year)


def factor(carrier, year=2011):
    return Place("factor_t_mwh", "F", "emission_factor", carrier, year)


@pytest.fixture(scope="module")
def fair(book):
    """A town without a fault: every cell filled, every sum right, a plan in every sector."""
    cells = {}
    for year in (2011, 2020):
        usual = factors_t_mwh(book, year, "ipcc", "co2")
        for place, row in enumerate(SECTORS):
            for column, carrier in enumerate(CARRIERS):
                mwh = 1_000.0 + 100 * place + 7 * column
                cells[energy(row, carrier, year)] = Cell(mwh)
                cells[emissions(row, carrier, year)] = Cell(mwh * usual[carrier])
        cells |= {emissions(row, "", year): Cell(None, "NE") for row in NOT_ENERGY}
        cells |= {factor(carrier, year): Cell(usual[carrier]) for carrier in CARRIERS}
        for row in ROWS["C"]:
            for carrier in columns_of("C", "production_mwh", row):
                cells[Place("production_mwh", "C", row, carrier, year)] = Cell(0.0)
        cells[energy("residential", "natural_gas", year)] = Cell(150_000.0)
        cells[emissions("residential", "natural_gas", year)] = Cell(150_000.0 * usual["natural_gas"])
        cells[Place("factor_t_mwh", "F", "national_electricity", "electricity", year)] = Cell(usual["electricity"])
    actions = tuple(Action(f"plan for {sector}", sector=sector, begin=2021, end=2030) for sector in SECTORS_OF_ACTIONS)
    return Inventory(
        "Fair",
        "ipcc",
        "co2",
        2011,
        (2020,),
        {2011: HEADS, 2020: HEADS},
        cells,
        (Pledge(2030, "absolute", 0.4),),
        {},
        actions,
    )


def remarks(inventory, book, **more):
    return review(Given(inventory, book, **more))


def with_cells(inventory, changes):
    cells = {**inventory.cells, **changes}
    return replace(inventory, cells={place: cell for place, cell in cells.items() if cell is not None})


def test_a_fair_inventory_gets_no_remark(fair, book):
    assert remarks(fair, book) == []


NOBODY = {row: None for row in ("agriculture",)}
FAULTS = {
    "missing_row": {place(row, carrier, year): None for place in (energy, emissions) for row in NOBODY for carrier in CARRIERS
                    for year in (2011, 2020)},
    "missing_carrier": {place(row, "lignite", year): None for place in (energy, emissions) for row in SECTORS for year in (2011, 2020)},
    "empty_cells": {energy("industry", "coal"): None, emissions("industry", "coal"): None, energy("industry", "coal", 2020): None,
                    emissions("industry", "coal", 2020): None},
    "negative": {energy("tertiary", "solar_thermal"): Cell(-5.0)},
    "gross_calorific": {emissions("residential", "natural_gas"): Cell(150_000.0 * 0.202 * 0.903)},
    "emissions": {emissions("residential", "diesel"): Cell(12.0)},
    "factor_unit": {factor("diesel"): Cell(267.0)},
    "local_over_use": {Place("production_mwh", "C", "wind", "", 2011): Cell(1e6)},
    "counted_twice": {energy("municipal_fleet", "diesel"): Cell(5_000.0), energy("private_transport", "diesel"): Cell(5_000.0)},
    "ets_industry": {energy("industry", "solar_thermal"): Cell(1e6), energy("industry", "solar_thermal", 2020): Cell(1e6)},
    "jump": {energy("residential", "solar_thermal"): Cell(40_000.0)},
    "gap": {energy("residential", "natural_gas", 2020): Cell(None, "NE"), emissions("residential", "natural_gas", 2020): Cell(None, "NE")},
    "energy_per_head": {energy("residential", "solar_thermal"): Cell(2e8), energy("residential", "solar_thermal", 2020): Cell(2e8)},
    "local_factor": {factor("electricity"): Cell(0.3)},
}  # fmt: skip


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_in_a_table_is_found_where_it_is(fair, book, rule):
    found = [remark for remark in remarks(with_cells(fair, FAULTS[rule]), book) if remark.rule == rule]
    assert found and all(remark.found and remark.wanted for remark in found)
    years = {place.year for place in FAULTS[rule]} | {2020}
    assert all(any(str(year) in remark.about for year in years) for remark in found)


def test_gas_on_gross_calorific_value_is_told_with_the_energy_it_should_be(fair, book):
    wrong = with_cells(fair, FAULTS["gross_calorific"])
    (remark,) = (each for each in remarks(wrong, book) if each.rule == "gross_calorific")
    assert remark.place == emissions("residential", "natural_gas") and remark.severity == "error"
    ratio = book.at("heat.gas_net_over_gross", 2011)
    assert remark.suggestion == f"{150_000 * ratio:.0f} MWh"


def test_a_column_that_says_gross_is_taken_at_its_word(fair, book):
    assert [each.rule for each in remarks(fair, book, gross={("natural_gas", 2011): 0})] == ["gross_calorific"]


PLANS = {
    "monitoring_before_baseline": {"monitoring_years": (2020, 2005)},
    "baseline": {"baseline_year": None},
    "inhabitants": {"inhabitants": {}},
    "target": {"pledges": (Pledge(2030, "absolute", 0.35),)},
    "per_head": {"pledges": (Pledge(2030, "per_head", 0.42), Pledge(2030, "absolute", 0.4)), "inhabitants": {2011: HEADS, 2020: 1.2 * HEADS}},
    "actions": {"actions": ()},
    "key_sector": {"actions": (Action("homes only", sector="residential"),)},
    "action": {"actions": tuple(Action("late", sector=sector, begin=2030, end=2021) for sector in SECTORS_OF_ACTIONS)},
    "year": {"monitoring_years": (2020, 2024)},
}  # fmt: skip


@pytest.mark.parametrize("rule", PLANS)
def test_a_fault_in_the_plan_is_found(fair, book, rule):
    assert rule in {remark.rule for remark in remarks(replace(fair, **PLANS[rule]), book)}


def test_an_action_cannot_save_more_than_its_sector_uses(fair, book):
    greedy = replace(fair, actions=(*fair.actions, Action("too much", sector="public_lighting", saved_mwh=1e7)))
    assert [(each.rule, each.number) for each in remarks(greedy, book)] == [("action", len(fair.actions))]


def test_a_stated_total_that_does_not_add_up_is_told_with_the_sum(fair, book):
    right = fair.total("A", 2011, ("residential",))
    sums = (StatedSum("A", "residential", "all", 2011, right), StatedSum("A", "all", "electricity", 2011, 1.0))
    (remark,) = remarks(fair, book, sums=sums)
    assert remark.rule == "sum" and remark.suggestion == f"{fair.total('A', 2011, carrier='electricity'):.0f}"


@given(some.floats(1e-3, 1e3))
def test_an_inventory_of_any_size_without_a_fault_gets_no_remark_on_its_sums_and_factors(fair, book, size):
    scaled = {
        place: Cell(cell.value * size)
        for place, cell in fair.cells.items()
        if cell.value is not None and place.table != "F"
    }
    found = {remark.rule for remark in remarks(with_cells(fair, scaled), book)}
    assert not found & {"sum", "emissions", "factor", "gross_calorific", "local_factor", "negative"}
