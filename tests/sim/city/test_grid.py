"""The transformers of the districts."""

import numpy as np
import pytest

from scenarios.hours import hours_of
from sim.city.dwellings import ELECTRIC, GAS, HEAT_PUMP
from sim.city.grid import Grid, fill_peaks
from sim.inventory.covenant import CARRIER, SECTOR
from sim.physics.hourly_electricity import LOAD, LOADS


@pytest.fixture(scope="module")
def hours(town):
    return hours_of(town.city_map.latitude, town.city_map.longitude, town.book)


@pytest.fixture(scope="module")
def lived_on_the_grid(town, hours):
    from tests.sim.worlds import FULL_PLAN

    return town.live(FULL_PLAN, last_year=2032, hours=hours)


def plainly(load_kwh, load_shapes, solar_kwh, solar_shapes):
    """The same by numpy."""
    load, sun = load_kwh @ load_shapes, solar_kwh @ solar_shapes
    kept = np.minimum(load, sun).sum(axis=1)
    peaks = (load - sun).max(axis=1).clip(0), (sun - load).max(axis=1).clip(0)
    return np.column_stack([*peaks, kept, sun.sum(axis=1) - kept])


def test_the_loop_finds_what_numpy_finds(hours):
    luck = np.random.default_rng(3)
    loads = (luck.random((3, len(LOADS))) * 1e6).astype(np.float32)
    solar = (luck.random((3, len(hours.solar_shapes))) * 2e6).astype(np.float32)
    found = np.empty((3, 4))
    fill_peaks(loads, hours.load_shapes, solar, hours.solar_shapes, found)
    assert found == pytest.approx(plainly(loads, hours.load_shapes, solar, hours.solar_shapes), rel=1e-4)


def test_two_hours_worked_out_by_hand():
    """2 kWh of load as 0.25 and 0.75, 4 kWh of sun as 1 and 0: 3.5 kW back, 1.5 kW drawn, 0.5 kWh kept."""
    found = np.empty((1, 4))
    one = np.float32
    fill_peaks(
        np.array([[2]], one), np.array([[0.25, 0.75]], one), np.array([[4]], one), np.array([[1, 0]], one), found
    )
    assert found[0].tolist() == [1.5, 3.5, 0.5, 3.5]


def test_every_kwh_of_the_accounts_gets_its_hours(lived_on_the_grid):
    model = lived_on_the_grid
    loads, solar = model.grid._noted[-1]
    electricity = model.energy.kwh[:, :, CARRIER["electricity"]].sum(axis=1)
    assert loads.sum(axis=1) == pytest.approx(electricity, rel=0.02)
    late = model.energy.solar_kwh[:, 0]  # panels that went up in the year count in full here
    assert np.all(solar.sum(axis=1) >= late * (1 - 1e-4) - 1)


def test_panels_electricity_is_kept_or_sent_out(lived_on_the_grid):
    model = lived_on_the_grid
    for (_, solar), year in zip(model.grid._noted, model.grid.years(), strict=True):
        made = solar.sum(axis=1) / 1000
        assert year.solar_kept_mwh + year.solar_sent_out_mwh == pytest.approx(made, rel=1e-3, abs=1e-3)


def test_a_home_draws_about_a_kilowatt_at_the_peak_of_its_district(lived_on_the_grid):
    """Homes without much electric heating: 0.5 to 1.5 kW each at the yearly peak, as grid operators plan with."""
    model = lived_on_the_grid
    homes = np.bincount(model.city.dwellings.district, minlength=len(model.city.district_names))
    suburb = model.city.district_names.index("garden_suburb")
    first = model.grid.years()[0]
    assert 0.5 < first.peak_load_kw[suburb] / homes[suburb] < 1.5


def test_the_limit_is_the_first_peak_and_some_room_and_stays(lived_on_the_grid, book):
    years = lived_on_the_grid.grid.years()
    first = years[0]
    headroom = book.at("hourly_electricity.transformer_headroom", 2025)
    assert first.limit_kw == pytest.approx(headroom * np.maximum(first.peak_load_kw, first.peak_feed_in_kw))
    assert np.all(years[-1].limit_kw == first.limit_kw) and np.all(first.overload_kw == 0)


def test_heat_pumps_raise_the_peak_and_gas_does_not(town, hours):
    model = town.model(hours=hours)
    homes, persons = model.city.dwellings, model.people.households.persons
    peaks = {}
    for heating in (GAS, HEAT_PUMP, ELECTRIC):
        homes.heating[:] = heating
        grid = Grid(model.city, hours, town.book, 2025)
        account = model.energy_use(2025)
        grid.note(account, persons, 2025)
        peaks[heating] = grid.years()[0].peak_load_kw.sum()
        rooms = grid._noted[0][0][:, LOAD["rooms_pump_0"] :].sum()
        assert (rooms > 0) == (heating == HEAT_PUMP)
    assert peaks[GAS] < peaks[HEAT_PUMP]
    assert peaks[ELECTRIC] > peaks[GAS]


def test_the_heat_of_a_home_is_split_between_rooms_and_hot_water(town, hours):
    model = town.model(hours=hours)
    homes = model.city.dwellings
    homes.heating[:] = HEAT_PUMP
    grid = Grid(model.city, hours, town.book, 2025)
    rooms, water = grid._homes(model.people.households.persons, np.zeros((len(model.city.district_names), 5)))
    assert rooms.sum() + water.sum() == pytest.approx(homes.heat_kwh.sum(dtype=np.float64), rel=1e-5)
    assert 0.03 < water.sum() / (rooms.sum() + water.sum()) < 0.3


def test_a_run_without_hours_is_the_same_run(town, hours):
    from tests.sim.worlds import FULL_PLAN

    with_hours, without = (town.live(FULL_PLAN, last_year=2027, hours=one) for one in (hours, None))
    sector = SECTOR["residential"]
    assert np.array_equal(with_hours.energy.kwh[:, sector], without.energy.kwh[:, sector])
    assert without.grid is None and len(with_hours.grid.years()) == 3
