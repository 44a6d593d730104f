"""Each measure has a row with what it did, cost, and who invests."""

from scenarios.report.blocks import Table
from scenarios.report.parts.measures import forms_of, measures, measures_sheet


def test_each_measure_has_its_row_and_its_tonnes(made):
    table = next(block for block in measures(made.given()).blocks if isinstance(block, Table))
    assert len(table.rows) == len(made.scenario.measures)
    assert all(row[-1] != "–" for row in table.rows)


def test_all_ways_to_pay_of_a_measure_are_named(made):
    assert forms_of(made.given(), "building_retrofit") == ["household_with_grant", "energy_performance_contract"]


def test_the_sheet_has_raw_numbers(made):
    row = measures_sheet(made.given()).rows[0]
    assert row[3] == made.results.summary["measures"][0]["capex_eur"]


def test_without_measures_it_says_so(quiet):
    assert "no measures" in measures(quiet.given()).blocks[0].text
