"""Gas per home follows from the stock; the meters only judge it."""

import numpy as np
import pytest

from scenarios.book import read_book
from scenarios.municipality.gas import agreement, gas_per_home_kwh, homes_by_period, read_metered
from scenarios.municipality.size import home_size, relative_size
from scenarios.municipality.stock_table import read_stock
from scenarios.problems import Unusable
from tests.scenarios.municipality.tables import NEW_HAMLET, OLD_HAMLET, changed, stock_rows, write, write_stock

BOOK = read_book()
METERED = ("area", "nis_or_key", "year", "quantity", "carrier", "value", "unit")


def metered_rows(code, kwh, points, year=2019):
    return [
        ("a place", code, year, "metered_residential", "natural_gas", kwh, "kWh"),
        ("a place", code, year, "access_points_residential", "natural_gas", points, "count"),
        ("a place", code, year, "metered_residential", "electricity", 1, "kWh"),
    ]


def predicted(folder, rows=None, year=2019, book=BOOK):
    table = read_stock(write_stock(folder, rows))
    return table, gas_per_home_kwh(table, book, year, 2011)


def test_homes_built_after_the_year_of_metering_do_not_count(tmp_path):
    table = read_stock(write_stock(tmp_path))
    then, now = homes_by_period(table, 2018), homes_by_period(table, 2024)
    assert now.sum() == pytest.approx(np.nansum(table.of("T8")) - 1 / 14 * 0, rel=0.02)
    assert then[:, :, -1] == pytest.approx(now[:, :, -1] * 7 / 13)
    assert np.all(then[:, :, :-1] == now[:, :, :-1])


def test_the_old_hamlet_burns_more_than_the_new_one(tmp_path):
    table, gas = predicted(tmp_path)
    assert table.codes == (OLD_HAMLET, NEW_HAMLET) and gas[0] > gas[1]


def test_more_bathrooms_mean_larger_homes_and_more_gas(tmp_path):
    table, gas = predicted(tmp_path, stock_rows({NEW_HAMLET: 1.5}))
    assert relative_size(table, BOOK)[1, 2] > 1 > relative_size(table, BOOK)[0, 2] and np.all(
        relative_size(table, BOOK)[:, 5] == 1
    )
    assert gas[1] > predicted(tmp_path)[1][1]


def test_the_strength_of_bathrooms_is_a_number_of_the_book(tmp_path):
    table, _ = predicted(tmp_path, stock_rows({NEW_HAMLET: 1.5}))
    half = BOOK.with_values({"municipality.floor_per_bathroom": {2025: 0.5}})
    assert relative_size(table, half) == pytest.approx(relative_size(table, BOOK) ** 0.5)


def test_a_drawn_city_is_told_the_same_sizes_within_what_can_be_drawn(tmp_path):
    table, _ = predicted(tmp_path, stock_rows({NEW_HAMLET: 1.5}))
    size = home_size(table, NEW_HAMLET, BOOK)
    assert size["detached"] == pytest.approx(relative_size(table, BOOK)[1, 2], abs=1e-4) and "other" not in size
    wild, _ = predicted(tmp_path, stock_rows({NEW_HAMLET: 0.1}))
    assert home_size(wild, NEW_HAMLET, BOOK)["detached"] == 0.5


def test_bathrooms_that_nobody_counted_leave_the_usual_size(tmp_path):
    rows = [row for row in stock_rows({NEW_HAMLET: 1.5}) if row[3] != "T6.2"]
    assert np.all(relative_size(predicted(tmp_path, rows)[0], BOOK) == 1)


def test_agreement_scales_all_by_one_number_and_measures_what_is_left(tmp_path):
    table, gas = predicted(tmp_path)
    path = write(
        tmp_path / "m.csv",
        METERED,
        metered_rows(OLD_HAMLET, 3 * gas[0] * 50, 50) + metered_rows(NEW_HAMLET, 3 * gas[1] * 20, 20),
    )
    found = agreement(table, gas, read_metered(path, 2019), {})
    assert (
        found.scale == pytest.approx(3)
        and found.median_abs_error == pytest.approx(0)
        and found.correlation == pytest.approx(1)
    )


def test_merged_municipalities_are_added_up_and_halves_left_out(tmp_path):
    table, gas = predicted(tmp_path)
    path = write(
        tmp_path / "m.csv",
        METERED,
        metered_rows("98001", 1000, 1) + metered_rows("98002", 2000, 3) + metered_rows(NEW_HAMLET, 1000, 2),
    )
    metered, merged = read_metered(path, 2019), {"98001": OLD_HAMLET, "98002": OLD_HAMLET}
    assert agreement(table, gas, metered, merged).metered_kwh.tolist() == [750, 500]
    del metered["metered_residential"]["98002"]
    assert agreement(table, gas, metered, merged).codes == (NEW_HAMLET,)


def test_another_year_no_connection_and_no_number_say_nothing(tmp_path):
    rows = (
        metered_rows(OLD_HAMLET, 1000, 0) + metered_rows(NEW_HAMLET, 1000, 2, year=2018) + metered_rows("99003", "", 2)
    )
    metered = read_metered(write(tmp_path / "m.csv", METERED, rows), 2019)
    assert not set(metered["metered_residential"]) & set(metered["access_points_residential"])


def test_a_metered_value_that_is_no_number_is_told(tmp_path):
    with pytest.raises(Unusable) as refused:
        read_metered(write(tmp_path / "m.csv", METERED, metered_rows(OLD_HAMLET, "much", 2)), 2019)
    assert (refused.value.problems[0].line, refused.value.problems[0].key) == (2, "value")


def test_a_municipality_without_homes_has_no_average_home(tmp_path):
    rows = stock_rows()
    for kind in ("R1", "R2", "R3", "R4", "R5"):
        rows = changed(rows, OLD_HAMLET, "T8", kind, "0")
    assert np.isnan(predicted(tmp_path, rows)[1][0])
