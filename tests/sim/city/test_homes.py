"""What a home needs, uses and is labelled."""

import numpy as np
import pytest

from sim.city.dwellings import GAS, HEAT_PUMP
from sim.city.homes import HomePhysics, heating_efficiencies


def test_a_heat_pump_gives_more_heat_than_it_takes_and_a_boiler_less(book):
    efficiency = heating_efficiencies(book, 2025)
    assert 2.0 < efficiency[HEAT_PUMP] < 5.0
    assert 0.7 < efficiency[GAS] < 1.0


def test_more_people_use_more_hot_water_and_no_more_heat_of_rooms(untouched):
    physics, one = untouched.city.homes, np.ones(1)
    alone, four = (physics.use(one * 8_000, one * 120, one * n, np.array([GAS]), one * 0.9) for n in (1, 4))
    assert alone.need_kwh == four.need_kwh
    extra = float(four.calculated_kwh[0] - alone.calculated_kwh[0])
    assert extra == pytest.approx(3 * physics.hot_water_kwh_per_person / 0.9)


def test_measured_use_falls_behind_the_calculated_one_the_worse_the_home(untouched):
    homes = untouched.city.dwellings
    lived = homes.occupied
    ratio = homes.heat_kwh[lived] / homes.calculated_kwh[lived]
    primary = homes.calculated_kwh[lived] / homes.floor_m2[lived]
    assert ratio.max() <= 1 + 1e-6
    gas = homes.heating[lived] == GAS
    order = np.argsort(primary[gas])
    assert np.all(np.diff(ratio[gas][order]) <= 1e-4)


def test_a_leaky_roof_costs_heat_and_a_better_one_saves_it(untouched):
    city = untouched.city
    rows = np.flatnonzero(city.dwellings.roof_m2 > 20)[:200]
    kind = city.kind[rows]
    leaky, tight = (
        city.homes.need_kwh(city.dwellings, rows, kind, {"roof": np.full(len(rows), u)}) for u in (2.0, 0.2)
    )
    assert np.all(leaky > tight)


def test_one_switch_takes_prebound_and_rebound_away(book):
    counted, plain = (
        HomePhysics(book.with_values({"heat.prebound_counts": {2000: on}}), 2025).use(
            np.array([30_000.0]), np.array([120.0]), np.array([2.0]), np.array([0]), np.array([0.9])
        )
        for on in (1, 0)
    )
    assert plain.measured_kwh == plain.calculated_kwh == counted.calculated_kwh
    assert counted.measured_kwh < 0.7 * counted.calculated_kwh
