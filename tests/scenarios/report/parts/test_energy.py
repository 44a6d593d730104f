"""Energy by carrier."""

from scenarios.report.blocks import Figure, Table
from scenarios.report.parts.energy import energy, energy_sheet


def test_energy_is_shown_and_listed(made):
    kinds = [type(block) for block in energy(made.given("de")).blocks]
    assert Figure in kinds and Table in kinds


def test_carriers_of_the_sheet_add_up(made):
    row = energy_sheet(made.given()).rows[0]
    assert abs(sum(row[1:-1]) - row[-1]) < 1e-6 * row[-1]
