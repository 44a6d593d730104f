"""Works on the envelope: asked when there is an occasion, and felt in heat and label."""

import numpy as np
import pytest

from sim.city.dwellings import ELEMENTS
from sim.works.jobs import jobs


@pytest.mark.parametrize(("option", "element"), list(enumerate(ELEMENTS, start=1)))
def test_works_on_an_element_better_that_element_only(model, option, element):
    homes = model.city.dwellings
    leaky = homes.u_of(element) > np.quantile(homes.u_of(element), 0.8)
    home = np.flatnonzero(homes.occupied & leaky & (homes.area_of(element) > 5))[:4]
    before = {name: homes.u_of(name)[home].copy() for name in ELEMENTS}
    heat = homes.heat_kwh[home].copy()
    model.city.begin_year(2025, 0)
    done = jobs(home, option=option, price_eur=5_000.0)
    gain = model.people.receive("envelope", done, np.full(len(home), 40), done[:0], 2025)
    assert len(home)
    for name in ELEMENTS:
        if name == element:
            assert np.all(homes.u_of(name)[home] < before[name])
        else:
            assert np.array_equal(homes.u_of(name)[home], before[name])
    assert np.all(homes.heat_kwh[home] <= heat)
    assert gain.before_kwh - gain.after_kwh == pytest.approx(heat - homes.heat_kwh[home], abs=0.1)
    assert np.all(homes.renovated[home] == 1 << (option - 1))


def test_a_deep_retrofit_betters_all_that_is_poor(model):
    homes = model.city.dwellings
    home = np.flatnonzero(homes.occupied & (homes.u_roof > 1.5) & (homes.u_wall > 1.0))[:3]
    model.city.begin_year(2025, 0)
    done = jobs(home, option=5, price_eur=50_000.0)
    before = homes.heat_kwh[home].copy()
    model.people.receive("envelope", done, np.full(len(home), 40), done[:0], 2025)
    assert len(home) and np.all(homes.heat_kwh[home] < 0.8 * before)


def test_without_measures_about_one_to_three_percent_of_homes_are_improved_each_year(town):
    renovated = town.results(last_year=2034).yearly("renovated_homes")
    yearly = (renovated[-1] - renovated[0]) / 9 / town.facts.households
    assert 0.005 < yearly < 0.03


def test_help_and_a_grant_bring_more_works(town):
    plan = {"building_retrofit": {"begins": 2025, "grant_share": 0.4, "campaign": 1.0, "advice": 1.0}}
    plain, helped = (town.results(p, last_year=2034).yearly("renovated_homes")[-1] for p in ({}, plan))
    assert helped > plain
