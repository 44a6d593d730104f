"""A year's energy: by district, sector and carrier, and changes count from their day."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.energy import EnergyAccount, add_panels, add_per_head, take_panels_off
from sim.inventory.covenant import CARRIER, SECTOR

things = some.lists(some.tuples(some.integers(0, 3), some.floats(0, 1e6)), min_size=1, max_size=40)


@given(things)
def test_what_things_use_is_what_their_districts_use(uses):
    district, kwh = (np.array(column) for column in zip(*uses, strict=True))
    account = EnergyAccount(4)
    account.add("residential", "natural_gas", district, kwh)
    assert account.by_asset_kwh == pytest.approx(kwh.sum())
    assert account.kwh.sum() == pytest.approx(kwh.sum())
    assert account.kwh[2].sum() == pytest.approx(kwh[district == 2].sum())
    assert account.total_kwh[SECTOR["residential"], CARRIER["natural_gas"]] == pytest.approx(kwh.sum())


@given(things, some.randoms())
def test_a_table_of_kinds_gives_the_same_as_kind_by_kind(uses, luck):
    district, kwh = (np.array(column) for column in zip(*uses, strict=True))
    carriers = ("natural_gas", "heating_oil", "electricity", "electricity")
    kind = np.array([luck.randrange(4) for _ in uses])
    together, apart = EnergyAccount(4), EnergyAccount(4)
    together.add_table("residential", carriers, district, kind, kwh)
    for number, carrier in enumerate(carriers):
        apart.add("residential", carrier, district[kind == number], kwh[kind == number])
    assert together.kwh == pytest.approx(apart.kwh)
    assert together.by_asset_kwh == pytest.approx(apart.by_asset_kwh)


def test_by_hand_a_lamp_swapped_on_day_73_uses_a_fifth_of_the_year_as_before():
    account = EnergyAccount(1)
    account.add("public_lighting", "electricity", np.array([0]), np.array([100.0]))
    account.put_back("public_lighting", "electricity", np.array([0]), np.array([400.0 - 100.0]), np.array([73]))
    assert account.kwh.sum() == pytest.approx(400 * 73 / 365 + 100 * (365 - 73) / 365)
    assert account.by_asset_kwh == pytest.approx(160.0)


@given(some.floats(0, 1e5), some.floats(0, 1e5), some.integers(0, 365))
def test_a_change_on_day_d_counts_for_365_less_d_days(before, after, day):
    account = EnergyAccount(1)
    account.add("residential", "natural_gas", np.array([0]), np.array([after]))
    account.put_back("residential", "natural_gas", np.array([0]), np.array([before - after]), np.array([day]))
    by_hand = before + (after - before) * (365 - day) / 365
    assert account.kwh.sum() == pytest.approx(by_hand, abs=1e-6)


def test_another_carrier_from_a_day_on_takes_over_from_the_old_one():
    account, here = EnergyAccount(1), np.array([0])
    account.add("residential", "electricity", here, np.array([3_650.0]))
    account.put_back("residential", "natural_gas", here, np.array([14_600.0]), np.array([100]))
    account.put_back("residential", "electricity", here, np.array([-3_650.0]), np.array([100]))
    use = account.total_kwh[SECTOR["residential"]]
    assert use[CARRIER["natural_gas"]] == pytest.approx(4_000.0)
    assert use[CARRIER["electricity"]] == pytest.approx(2_650.0)


@given(things, some.floats(0, 1))
def test_panels_are_used_or_fed_in(plants, share):
    district, kwh = (np.array(column) for column in zip(*plants, strict=True))
    account = EnergyAccount(4)
    account.add_solar(district, kwh, np.full(len(kwh), share))
    produced, used, fed_in = account.solar_kwh.T
    assert produced == pytest.approx(used + fed_in, abs=1e-6)
    assert produced.sum() == pytest.approx(kwh.sum())
    assert account.kwh.sum() == 0


def test_in_the_model_a_swap_on_a_day_counts_from_that_day(model):
    city = model.city
    city.begin_year(2025, 0)
    before = model.energy_use(2025).total_kwh[SECTOR["public_lighting"]].sum()
    row = np.flatnonzero(city.street_lights.is_sodium)[:1]
    saved = city.swap_lamps(row, np.array([146]), regime=0.0)
    after = model.energy_use(2025).total_kwh[SECTOR["public_lighting"]].sum()
    assert saved > 0
    assert before - after == pytest.approx(saved * (365 - 146) / 365, rel=1e-6)


@given(things, some.floats(0, 5e3), some.floats(0, 2e3))
def test_the_loop_over_homes_equals_the_plain_sum_by_head(homes, base, per_person):
    district, persons = np.array([each for each, _ in homes]), np.array([int(size) % 7 for _, size in homes])
    occupied, sums = persons > 0, np.zeros(4)
    total = add_per_head(district, persons, occupied, base, per_person, sums)
    plain = (base + per_person * persons) * occupied
    assert sums == pytest.approx(np.bincount(district, weights=plain, minlength=4))
    assert total == pytest.approx(plain.sum())


@given(things)
def test_the_loop_over_roofs_equals_the_plain_sum_of_panels(roofs):
    district, kwh = (np.array(column) for column in zip(*roofs, strict=True))
    kwp, used, sums = (kwh % 7).astype(np.float32), ((kwh % 11) / 11).astype(np.float32), np.zeros((4, 2))
    yields = np.full(len(roofs), 900.0, dtype=np.float32)
    add_panels(district, kwp, yields, used, sums)
    produced = (kwp * yields).astype(np.float64)
    plain = [np.bincount(district, weights=each, minlength=4) for each in (produced, produced * used)]
    assert sums == pytest.approx(np.column_stack(plain))


@given(things, some.integers(0, 365))
def test_panels_not_yet_up_are_taken_off_for_the_days_before(plants, day):
    district, produced = (np.array(column) for column in zip(*plants, strict=True))
    used, days, sums = (produced % 11) / 11, np.full(len(plants), day), np.ones((4, 2))
    take_panels_off(district, produced, used, days, sums)
    not_yet = produced * day / 365.0
    plain = [1.0 - np.bincount(district, weights=each, minlength=4) for each in (not_yet, not_yet * used)]
    assert sums == pytest.approx(np.column_stack(plain))
