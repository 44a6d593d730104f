"""What is noticed at the end of a year, against plain sums; and what kind of city it is by what stands there."""

import numpy as np
import pytest

from scenarios.cities import open_city
from sim.city.dwellings import DISTRICT_HEAT, HEAT_PUMP
from sim.inventory.covenant import CARRIER
from sim.noticing import COUNTED, MUNICIPAL, POOR_LABEL, profile_of
from sim.population.prices import heat_prices_eur_kwh


def by_district(model, district, weights):
    return np.bincount(district, weights=weights, minlength=len(model.city.district_names))


def test_counts_on_the_first_day_are_plain_sums(untouched):
    city, start = untouched.city, untouched.recorder.noticing.start
    homes, lamps, premises = city.dwellings, city.street_lights, city.premises
    poor = homes.occupied & (homes.label >= POOR_LABEL)
    bill_eur = homes.heat_kwh * heat_prices_eur_kwh(untouched.book, 2025)[homes.heating]
    income_eur = untouched.people.households.income_eur
    strained = homes.occupied & (bill_eur > untouched.book.at("noticing.heat_poverty_share", 2025) * income_eur)
    heated = homes.occupied & ~np.isin(homes.heating, (HEAT_PUMP, DISTRICT_HEAT))
    public = premises.sector == MUNICIPAL
    off_heat = public & (premises.fuel_carrier != CARRIER["heat_cold"])
    wanted = {
        "old_lamps": (lamps.district, ~lamps.is_led), "old_lamp_kwh": (lamps.district, ~lamps.is_led * lamps.energy_kwh),
        "poor_homes": (homes.district, poor), "poor_home_kwh": (homes.district, poor * homes.heat_kwh),
        "heat_poor_households": (homes.district, strained),
        "free_home_kwp": (homes.district, homes.occupied * (homes.solar_kwp <= 0) * homes.solar_room_kwp),
        "public_kwh": (premises.district, public * ~premises.renovated * (premises.fuel_kwh + premises.electricity_kwh)),
        "free_public_kwp": (premises.district, public * (premises.solar_kwp <= 0) * premises.solar_room_kwp),
        "public_left": (premises.district, public & ~premises.renovated),
    }  # fmt: skip
    for name, (district, weights) in wanted.items():
        assert start[name] == pytest.approx(by_district(untouched, district, weights), rel=1e-5, abs=1.01), name
    heating = by_district(untouched, homes.district, heated * homes.heat_kwh)
    heating += by_district(untouched, premises.district, off_heat * premises.fuel_kwh)
    assert start["heating_kwh"] == pytest.approx(heating, rel=1e-5)


def test_the_envelopes_are_those_of_poor_homes(untouched):
    homes, found = untouched.city.dwellings, untouched.recorder.noticing.envelopes
    poor = np.flatnonzero(homes.occupied & (homes.label >= POOR_LABEL))
    assert found[:, 0].sum(axis=0) == pytest.approx(homes.areas(poor).sum(axis=0))
    assert found[:, 1].sum(axis=0) == pytest.approx((homes.areas(poor) * homes.losses(poor)).sum(axis=0))


def test_a_run_notices_once_a_year_and_sees_lamps_fail_and_old_ones_go(lived):
    noticing = lived.recorder.noticing
    assert len(noticing.years) == len(lived.recorder.years)
    assert all(seen.counts.shape == (len(lived.city.district_names), len(COUNTED)) for seen in noticing.years)
    left = [seen["old_lamps"].sum() for seen in noticing.years]
    assert all(np.diff(left) <= 0) and left[-1] < noticing.start["old_lamps"].sum()
    assert sum(seen["failed_lamps"].sum() for seen in noticing.years) > 0
    dark = sum(seen["dark_lamp_days"].sum() for seen in noticing.years)
    assert dark == pytest.approx(lived.recorder.dark_lamp_days)


@pytest.mark.parametrize(
    ("city", "profile"),
    [("port_city", "port"), ("rural_municipality", "rural"), ("historic_city", "centre"), ("ideal_city", "ideal"),
     ("commuter_town", "ideal")],
)  # fmt: skip
def test_a_city_is_known_by_what_stands_there(city, profile, book, maps_home, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(maps_home))
    city_map, facts = open_city(city, book)
    assert profile_of(city_map, facts.inhabitants, book, 2025) == profile
