"""The workbook: numbers are numbers, texts never formulas, Covenant tables read back."""

import io

import openpyxl
import pytest

from scenarios.inventory import read_inventory
from scenarios.report.xlsx import as_xlsx


@pytest.fixture(scope="module")
def workbook(report):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(report)))


def test_numbers_are_numbers_under_headings_with_units(workbook):
    emissions = workbook["Uitstoot per jaar"]
    assert all("[t CO2]" in cell.value for cell in emissions[1][1:])
    assert all(isinstance(cell.value, int | float) for row in emissions.iter_rows(min_row=2) for cell in row)


def test_cash_flows_of_all_parties_add_up_to_nothing(made, workbook):
    rows = [row for row in workbook["Kasstromen"].iter_rows(min_row=2, values_only=True) if row[2] == "Netto"]
    assert len(rows) > 5 and sum(row[-1] for row in rows) == pytest.approx(0.0, abs=1.0)


@pytest.mark.parametrize("which", ["report", "hostile"])
def test_no_text_is_a_formula(request, which):
    found = openpyxl.load_workbook(io.BytesIO(as_xlsx(request.getfixturevalue(which))))
    assert not any(cell.data_type == "f" for sheet in found for row in sheet.iter_rows() for cell in row)
    assert all(len(name) <= 31 for name in found.sheetnames)


def test_a_hostile_title_is_there_as_text(hostile):
    found = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile)))
    assert found.worksheets[0]["A1"].value.startswith("=HYPERLINK") and found.worksheets[0]["A1"].data_type == "s"


def test_the_covenant_tables_are_read_back(made, report, tmp_path):
    (tmp_path / "it.xlsx").write_bytes(as_xlsx(report))
    reading = read_inventory(tmp_path / "it.xlsx")
    assert reading.inventory.baseline_year == made.results.summary["baseline"]["year"]
    total = reading.inventory.total("B", made.results.summary["baseline"]["year"])
    assert total == pytest.approx(made.results.summary["baseline"]["co2_t"], rel=1e-6)


def test_the_same_report_gives_the_same_bytes(report):
    assert as_xlsx(report) == as_xlsx(report)
