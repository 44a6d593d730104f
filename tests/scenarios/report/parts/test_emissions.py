"""Emissions: the table adds up, every pledge has its row."""

from scenarios.report.blocks import Table
from scenarios.report.parts.emissions import emissions, emissions_sheet


def test_every_pledge_has_its_row(made):
    table = next(block for block in emissions(made.given()).blocks if isinstance(block, Table))
    assert [row[0] for row in table.rows] == [str(target["year"]) for target in made.results.summary["targets"]]


def test_a_band_is_drawn_when_there_is_one(made):
    figure = emissions(made.given(bands={"co2_band": [(2025, 1e4, 2e4)]})).blocks[1]
    assert list(figure.drawing.lines[0].band) == [(2025, 10.0, 20.0)]


def test_sectors_of_the_sheet_add_up_to_the_run(made):
    rows = emissions_sheet(made.given()).rows
    assert abs(rows[-1][-1] - made.results.summary["final"]["co2_t"]) < 1e-6 * rows[-1][-1]
