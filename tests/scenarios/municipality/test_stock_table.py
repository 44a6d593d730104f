"""A stock table is read to the last cell, or refused with the line and column that is wrong."""

import numpy as np
import pytest

from scenarios.municipality.stock_table import BATHROOMS, read_stock
from scenarios.problems import Unusable
from tests.scenarios.municipality.tables import (
    COUNTED,
    NEW_HAMLET,
    OLD_HAMLET,
    REAL,
    STOCK_COLUMNS,
    TYPES,
    changed,
    stock_rows,
    write,
    write_stock,
)


def refusal(path, code=None):
    with pytest.raises(Unusable) as refused:
        table = read_stock(path)
        if code:
            table.stock_of(code)
    return refused.value.problems


def test_every_count_of_a_municipality_arrives(tmp_path):
    stock, unknown = read_stock(write_stock(tmp_path)).stock_of(NEW_HAMLET)
    assert unknown == 0
    assert np.array_equal(stock.table(), [COUNTED[NEW_HAMLET][kind] for kind in TYPES])
    assert stock.homes().tolist() == [10, 20, 30, 24, 2, 0]


def test_buildings_of_unknown_year_are_dealt_and_the_type_keeps_its_number(tmp_path):
    stock, unknown = read_stock(write_stock(tmp_path)).stock_of(OLD_HAMLET)
    assert unknown == 1
    assert stock.table()[0].sum() == 14
    assert np.array_equal(stock.table()[1:], [COUNTED[OLD_HAMLET][kind] for kind in TYPES[1:]])


def test_what_was_not_collected_is_not_zero(tmp_path):
    baths = read_stock(write_stock(tmp_path)).of(BATHROOMS)
    assert np.isnan(baths[:, 5]).all() and baths[0, 0] == 14


def test_columns_may_stand_in_any_order_beside_others(tmp_path):
    rows = [[*reversed(row), "a remark"] for row in stock_rows()]
    path = write(tmp_path / "turned.csv", (*reversed(STOCK_COLUMNS), "REMARK"), rows)
    assert read_stock(path).stock_of(NEW_HAMLET)[0].table().sum() == 90


def test_of_two_years_the_newest_is_read(tmp_path):
    older = [["2024", *row[1:5], "0" if row[5] != "NaN" else "NaN"] for row in stock_rows()]
    table = read_stock(write_stock(tmp_path, older + stock_rows()))
    assert table.year == 2025 and table.stock_of(NEW_HAMLET)[0].table().sum() == 90


@pytest.mark.parametrize(
    ("value", "words"),
    [("twelve", "'twelve'"), ("-1", "'-1'"), ("2.5", "'2.5'"), ("inf", "'inf'"), ("1;2", "'1;2'")],
)
def test_a_bad_cell_is_told_by_line_and_column(tmp_path, value, words):
    rows = changed(stock_rows(), OLD_HAMLET, "T3.1", "R1", value)
    line = 2 + next(place for place, row in enumerate(rows) if row[5] == value)
    (problem,) = refusal(write_stock(tmp_path, rows))
    assert (problem.line, problem.key, problem.found) == (line, "MS_VALUE", words)


@pytest.mark.parametrize(
    ("value", "words"), [("NaN", "not collected"), ("", "not collected"), (None, "no row with T3.4 of R2")]
)
def test_a_city_cannot_do_without_a_year_class(tmp_path, value, words):
    path = write_stock(tmp_path, changed(stock_rows(), OLD_HAMLET, "T3.4", "R2", value))
    assert words in refusal(path, OLD_HAMLET)[0].found
    assert read_stock(path).stock_of(NEW_HAMLET)  # the neighbours do not suffer


def test_classes_that_do_not_add_up_to_their_type_are_refused(tmp_path):
    (problem,) = refusal(write_stock(tmp_path, changed(stock_rows(), OLD_HAMLET, "T1", "R3", "99")), OLD_HAMLET)
    assert problem.key == "MS_VALUE of T1" and problem.wanted.startswith("30,")


def test_a_count_given_twice_names_both_lines(tmp_path):
    rows = stock_rows()
    (problem,) = refusal(write_stock(tmp_path, [*rows, rows[1]]))
    assert problem.line == len(rows) + 2 and "after line 3" in problem.found


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [(0, "MMXXV", "CD_YEAR"), (1, "Gent", "CD_REFNIS"), (2, "7", "CD_REFNIS_LVL"), (4, "R9", "CD_BUILDING_TYPE")],
)
def test_a_key_that_means_nothing_is_told_by_its_column(tmp_path, place, value, column):
    rows = stock_rows()
    rows[3][place] = value
    (problem,) = refusal(write_stock(tmp_path, rows))
    assert (problem.line, problem.key) == (5, column) and value in problem.found


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_named(tmp_path, separator, word):
    assert word in refusal(write_stock(tmp_path, separator=separator))[0].found


def test_a_missing_column_names_the_nearest_one(tmp_path):
    path = write(tmp_path / "stock.csv", (*STOCK_COLUMNS[:-1], "MS_VALEU"), stock_rows())
    (problem,) = refusal(path)
    assert (problem.key, problem.suggestion) == ("MS_VALUE", "MS_VALEU")


def test_a_short_row_and_a_table_without_rows_are_refused(tmp_path):
    assert "2 cells" in refusal(write_stock(tmp_path, [*stock_rows(), ["2025", "99001"]]))[0].found
    assert "no row of a municipality" in refusal(write_stock(tmp_path, stock_rows()[:1]))[0].found


def test_a_hundred_bad_cells_fill_no_screen(tmp_path):
    rows = [row[:5] + ["x"] for row in stock_rows()]
    problems = refusal(write_stock(tmp_path, rows))
    assert len(problems) == 21 and problems[-1].found == "149 more problems"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00C", b"CD_YEAR\x00\n"])
def test_what_is_no_table_is_refused_in_words(tmp_path, content):
    (tmp_path / "odd.csv").write_bytes(content)
    assert refusal(tmp_path / "odd.csv")


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    assert "No such file" in refusal(tmp_path / "nowhere.csv")[0].found


@pytest.mark.skipif(not REAL.exists(), reason="the real tables are not here")
def test_the_real_table_of_2025_holds_565_sound_municipalities():
    table = read_stock(REAL / "statbel_building_stock_2025.csv")
    assert (table.year, len(table.codes)) == (2025, 565)
    totals = [table.stock_of(code)[0].table().sum() for code in table.codes]
    assert sum(totals) == 4_668_425
