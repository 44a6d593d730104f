"""What is written down while the city lives."""

import numpy as np
import pytest

from sim.inventory.covenant import CARRIER, SECTOR
from sim.recording import residential_gas_mwh

QUANTITIES = {
    "led_share", "lighting_mwh", "solar_kwp", "homes_with_solar", "heat_pumps", "renovated_homes", "battery_cars",
    "charge_points", "public_cost_eur", "gas_connections",
}  # fmt: skip


def test_each_year_has_every_quantity(lived):
    for record in lived.recorder.years:
        assert set(record.quantities) >= QUANTITIES
        assert all(np.isfinite(value) for value in record.quantities.values())


def test_quantities_of_the_last_year_are_those_of_the_city_as_it_stands(lived):
    last, city = lived.recorder.years[-1].quantities, lived.city
    assert last["led_share"] == pytest.approx(city.street_lights.is_led.mean())
    assert last["homes_with_solar"] == (city.dwellings.solar_kwp > 0).sum()
    assert last["charge_points"] == city.charge_points.sum() == lived.recorder.charge_points
    assert last["battery_cars"] == (lived.people.cars.powertrain == 3).sum()


def test_public_cost_is_what_city_and_region_paid_less_what_they_got(lived):
    ledger = lived.market.payments.ledger
    entries = ledger.entries[ledger.entries["year"] == 2030]
    public = [ledger.party("city_hall"), ledger.party("region")]
    net = sum(
        entries["amount_eur"][np.isin(entries[name], public)].sum() * sign
        for name, sign in (("payer", 1), ("payee", -1))
    )
    assert lived.recorder.years[-1].quantities["public_cost_eur"] == pytest.approx(net)


def test_local_sun_makes_the_electricity_of_the_city_cleaner(lived, book):
    for record in lived.recorder.years:
        used = record.energy_mwh[:, :, CARRIER["electricity"]].sum()
        made = record.solar_mwh[:, 0].sum()
        grid = book.at("emission_factors.electricity", record.year)
        assert record.electricity_factor == pytest.approx(grid * max(0.0, used - made) / used)


def test_gas_of_homes_is_the_gas_row_of_the_residential_sector(lived):
    record = lived.recorder.years[0]
    by_hand = record.energy_mwh[:, SECTOR["residential"], CARRIER["natural_gas"]].sum()
    assert residential_gas_mwh(record) == pytest.approx(by_hand)


def test_swapped_lamps_are_noted_with_what_they_drew_before_and_draw_after(lived):
    touched, lamps = lived.recorder.touched[0], lived.city.street_lights
    mine = lamps.contract >= 0
    assert touched.uptake == mine.sum()
    assert touched.after_kwh == pytest.approx(lamps.energy_kwh[mine].sum(dtype=np.float64), rel=1e-5)
