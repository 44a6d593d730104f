"""The loop over many homes gives the heat of the plain equations."""

import numpy as np
import pytest

from sim.city.dwellings import ELEMENTS
from sim.physics.heat import Envelope, heat_need_kwh_m2


def plainly(city, rows, u):
    """Heat need by the equations of `sim.physics.heat`, column by column [kWh]."""
    homes, tables, kind = city.dwellings, city.homes.tables, city.kind[rows]
    period = homes.period[rows]
    of_type = {
        name: tables.by_period[name][kind, period] for name in ("window_g", "infiltration_per_h", "thermal_bridge_u")
    }
    floor = homes.floor_m2[rows].astype(np.float64)
    areas = {name: getattr(homes, name)[rows] for name in ("roof_m2", "wall_m2", "ground_m2", "window_m2")}
    envelope = Envelope(
        floor_m2=floor, **areas, **{f"u_{element}": u[:, n] for n, element in enumerate(ELEMENTS)}, **of_type,
        air_use_per_h=tables.air_use_per_h, c_m=tables.c_m, reduction_at_1=tables.reduction_at_1[kind],
        reduction_at_4=tables.reduction_at_4[kind], ground_share=tables.ground_share,
    )  # fmt: skip
    return heat_need_kwh_m2(envelope, city.homes.climate) * floor


def losses(homes, rows):
    return np.column_stack([homes.u_of(element)[rows].astype(np.float64) for element in ELEMENTS])


def test_the_heat_of_every_home_of_the_town_is_that_of_the_plain_equations(untouched):
    city = untouched.city
    rows = np.arange(len(city.dwellings))
    found = city.homes.need_kwh(city.dwellings, rows, city.kind)
    assert found == pytest.approx(plainly(city, rows, losses(city.dwellings, rows)), rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("state", range(6))
def test_each_state_is_the_home_with_just_these_elements_changed(untouched, state):
    city = untouched.city
    rows = np.arange(0, len(city.dwellings), 7)
    now = losses(city.dwellings, rows)
    then = now * np.array([0.3, 0.4, 0.5, 0.6])
    wanted = np.ones((len(rows), 6), dtype=bool)
    found = city.homes.need_by_state_kwh(city.dwellings, rows, city.kind[rows], then, wanted)
    touched = np.array([state in (number, 5) for number in range(1, 5)])
    assert found[:, state] == pytest.approx(plainly(city, rows, np.where(touched, then, now)), rel=1e-6, abs=1e-3)


def test_states_nobody_asked_for_are_as_the_home_is(untouched):
    city = untouched.city
    rows = np.arange(20)
    then = losses(city.dwellings, rows) * 0.1
    nothing = np.zeros((20, 6), dtype=bool)
    found = city.homes.need_by_state_kwh(city.dwellings, rows, city.kind[rows], then, nothing)
    assert np.all(found == found[:, :1])
