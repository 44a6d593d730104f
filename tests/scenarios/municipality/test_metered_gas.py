"""The kind `metered_gas`: judged from any file that names its tables."""

import json

import pytest

from scenarios.validation import judge
from tests.scenarios.municipality.tables import NEW_HAMLET, OLD_HAMLET, SHARED, write, write_stock
from tests.scenarios.municipality.test_gas import METERED, metered_rows

CASES = SHARED / "validation" / "cases.jsonl"
EXPECTED = {"correlation": {"low": -1, "high": 1}, "median_abs_error": {"low": 0, "high": 1}}


def verdicts(folder, **inputs):
    case = {"kind": "metered_gas", "case": "hamlets", "inputs": inputs, "expected": EXPECTED}
    (folder / "cases.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    return judge(folder / "cases.jsonl")


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
def test_the_physics_meets_the_meters_of_flemish_municipalities():
    found = {row.quantity: row.computed for row in judge(CASES) if row.kind == "metered_gas"}
    assert found["correlation"] > 0.7 and found["median_abs_error"] < 0.056


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
@pytest.mark.parametrize("year", [2018, 2020, 2021])
def test_it_meets_them_in_other_years_too(tmp_path, year):
    tables = {
        "stock": SHARED / "data/be/statbel_building_stock_2025.csv",
        "metered": CASES.with_name("etm_belgian_areas.csv"),
    }
    found = {
        row.quantity: row.computed for row in verdicts(tmp_path, year=year, **{k: str(v) for k, v in tables.items()})
    }
    assert found["correlation"] > 0.7 and found["median_abs_error"] < 0.056


def test_two_municipalities_are_too_few_to_judge(tmp_path):
    write_stock(tmp_path)
    write(tmp_path / "m.csv", METERED, metered_rows(OLD_HAMLET, 1000, 1) + metered_rows(NEW_HAMLET, 1000, 2))
    rows = verdicts(tmp_path, stock="stock.csv", metered="m.csv", year=2019)
    assert {row.verdict for row in rows} == {"fail"} and "3 at least" in rows[0].why


def test_a_case_without_its_tables_says_which(tmp_path):
    write_stock(tmp_path)
    assert "'metered'" in verdicts(tmp_path, stock="stock.csv", year=2019)[0].why
    assert "No such file" in verdicts(tmp_path, stock="elsewhere.csv", metered="m.csv", year=2019)[0].why
