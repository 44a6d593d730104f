"""Owners of houses weigh panels."""

import numpy as np
import pytest

from sim.population.going_solar import yearly_gain_eur
from sim.works.jobs import jobs


def test_power_used_inside_is_worth_more_than_power_fed_in(untouched, book):
    rows = np.arange(20)
    small, large = (
        yearly_gain_eur(untouched.city, rows, np.full(20, 4.0), np.full(20, use), book, 2025)
        for use in (1_000.0, 8_000.0)
    )
    assert np.all(large > small)


def test_panels_fill_the_roof_up_to_the_usual_plant_and_change_no_heat(model, book):
    homes = model.city.dwellings
    home = np.flatnonzero(homes.occupied & (homes.solar_kwp == 0) & (homes.solar_room_kwp > 2) & (homes.type < 3))[:5]
    heat, label = homes.heat_kwh.copy(), homes.label[home].copy()
    model.city.begin_year(2025, 0)
    done = jobs(home, option=1)
    model.people.receive("solar", done, np.full(len(home), 182), done[:0], 2025)
    usual = book.at("solar_market.kwp_per_home", 2025)
    assert homes.solar_kwp[home] == pytest.approx(np.minimum(homes.solar_room_kwp[home], usual))
    assert np.all((homes.solar_used[home] > 0) & (homes.solar_used[home] <= 1))
    assert np.array_equal(homes.heat_kwh, heat) and np.all(homes.label[home] <= label)


def test_by_hand_panels_of_mid_july_count_for_half_a_year(model):
    homes = model.city.dwellings
    home = np.flatnonzero(homes.occupied & (homes.solar_kwp == 0) & (homes.solar_room_kwp > 2) & (homes.type < 3))[:1]
    model.city.begin_year(2025, 0)
    before = model.energy_use(2025).solar_kwh[:, 0].sum()
    done = jobs(home, option=1)
    model.people.receive("solar", done, np.array([219]), done[:0], 2025)
    after = model.energy_use(2025).solar_kwh[:, 0].sum()
    whole = float(homes.solar_kwp[home[0]]) * float(homes.solar_kwh_per_kwp[home[0]])
    assert after - before == pytest.approx(whole * (365 - 219) / 365, rel=1e-5)


def test_a_campaign_brings_more_panels(town):
    plan = {"rooftop_solar": {"begins": 2025, "grant_eur_per_kwp": 200.0, "campaign": 1.0, "public_kwp_per_year": 0}}
    plain, told = (town.results(p, last_year=2030).yearly("homes_with_solar")[-1] for p in ({}, plan))
    assert told > plain
