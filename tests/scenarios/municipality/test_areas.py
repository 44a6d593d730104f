"""A code means one municipality, also when it merged; another code gets the near one."""

import pytest

from geodata import read_city_file
from scenarios.book import read_book
from scenarios.municipality.areas import codes_beside, merged_into, municipality, read_names, sum_of_parts
from scenarios.municipality.stock_table import read_stock
from scenarios.problems import Unusable
from tests.scenarios.municipality.tables import NEW_HAMLET, OLD_HAMLET, REAL, write_stock


@pytest.fixture
def table(tmp_path):
    return read_stock(write_stock(tmp_path))


@pytest.fixture
def names(tmp_path, table):
    return read_names(codes_beside(tmp_path / "stock.csv"))


def refusal(table, wish, names, merged=None):
    with pytest.raises(Unusable) as refused:
        municipality(table, wish, names, merged or {})
    return refused.value.problems[0]


def test_names_are_read_beside_the_stock_table(names):
    assert names[OLD_HAMLET] == "Oudegem"


def test_a_known_code_is_taken(table, names):
    assert municipality(table, f" {NEW_HAMLET} ", names, {}) == NEW_HAMLET


def test_an_old_code_is_told_its_new_one(table, names):
    problem = refusal(table, "98765", names, {"98765": NEW_HAMLET})
    assert "an old code" in problem.found and problem.suggestion == "99002 (Nieuwegem)"


def test_a_typing_slip_gets_the_near_code_and_a_name_its_code(table, names):
    assert refusal(table, "9901", names).suggestion == "99001 (Oudegem)"
    assert refusal(table, "Nieuwegm", names).suggestion == "99002 (Nieuwegem)"
    assert refusal(table, "11111", names).suggestion == "99001 (Oudegem)"


def test_an_arrondissement_is_no_municipality(table, names):
    assert "arrondissement (Arrondissement Proef)" in refusal(table, "99000", names).found


def test_a_merged_municipality_is_the_sum_of_all_its_parts_or_nothing():
    merged = {"1": "9", "2": "9"}
    assert sum_of_parts({"1": 3.0, "2": 4.0, "5": 1.0}, "9", merged) == (7.0, ("1", "2"))
    assert sum_of_parts({"1": 3.0}, "9", merged) is None
    assert sum_of_parts({"9": 8.0}, "9", merged) == (8.0, ("9",))


def test_mergers_lead_to_codes_that_are_not_old_themselves():
    merged = merged_into(read_book(), read_city_file("ideal_city").facts.first_year)
    assert len(merged) > 40 and not set(merged) & set(merged.values())


@pytest.mark.skipif(not REAL.exists(), reason="the real tables are not here")
def test_every_old_code_is_gone_from_the_real_table_and_every_new_one_is_in_it():
    table = read_stock(REAL / "statbel_building_stock_2025.csv")
    merged = merged_into(read_book(), 2025)
    assert not set(merged) & set(table.codes)
    assert set(merged.values()) <= set(table.codes)
