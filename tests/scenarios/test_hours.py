"""Shapes over the hours are reckoned once for a place and kept."""

import numpy as np
import pytest

from scenarios import hours as module
from scenarios.book import read_book
from scenarios.folders import cache_folder
from scenarios.hours import day_tables, hours_of

BOOK = read_book()


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path))
    monkeypatch.setattr(module, "_recent", {})


def never_again(*_, **__):
    pytest.fail("it was reckoned before")


def same(one, other):
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in module.ARRAYS)


def test_what_is_kept_is_the_same_to_the_last_bit(home, monkeypatch):
    first = hours_of(51.0, 3.7, BOOK)
    monkeypatch.setattr(module, "_recent", {})
    monkeypatch.setattr(module, "hourly_electricity", never_again)
    assert same(hours_of(51.04, 3.66, BOOK), first)


@pytest.mark.parametrize("damage", [b"", b"PK", b"{}"])
def test_a_damaged_cache_is_reckoned_anew(home, damage, monkeypatch):
    first = hours_of(51.0, 3.7, BOOK)
    (file,) = (cache_folder() / "hours").iterdir()
    file.write_bytes(damage)
    monkeypatch.setattr(module, "_recent", {})
    assert same(hours_of(51.0, 3.7, BOOK), first)


def test_a_bent_number_is_not_answered_from_the_cache(home):
    usual = hours_of(51.0, 3.7, BOOK)
    later = BOOK.with_values({"hourly_electricity.car_charging_home": {2000: {"peak": 23.0, "width": 2.5}}})
    assert not same(hours_of(51.0, 3.7, later), usual)


def test_the_profiles_hold_a_thousand_kwh_a_year():
    """W of a customer with 1,000 kWh: 261 workdays, 52 Saturdays and 52 Sundays, by month."""
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    for name, table in day_tables().items():
        assert table.shape == (12, 3, 24) and np.isfinite(table).all(), name
        total = (table.sum(axis=2) @ np.array([5 / 7, 1 / 7, 1 / 7]) * days).sum() / 1000
        assert total == pytest.approx(1000, rel=0.01), name
