"""The average home of a type and period uses what drawn homes of that type use on average."""

import numpy as np
import pytest

from scenarios.book import read_book
from sim.city.average_homes import AverageHomes, share_built_before_insulation
from sim.city.dwellings import GAS
from sim.city.homes import HomePhysics, heating_efficiencies
from sim.physics.envelopes import ENVELOPE_PERIODS, ENVELOPE_TYPES, typical_envelope
from sim.physics.heat import heat_need_kwh_m2

BOOK = read_book()
TERRACED, DETACHED = ENVELOPE_TYPES.index("terraced"), ENVELOPE_TYPES.index("detached")
OLDEST, NEWEST = 0, len(ENVELOPE_PERIODS) - 1


def homes(year=2019, old_share=0.7):
    return AverageHomes(BOOK, year, 2011, old_share)


def test_a_new_home_has_one_envelope_and_two_kinds_of_boiler():
    physics, condensing = HomePhysics(BOOK, 2019), BOOK.at("heating.condensing_share", 2019)
    floor = np.array([150.0])
    need = heat_need_kwh_m2(typical_envelope(TERRACED, NEWEST, 1.0, physics.tables), physics.climate) * floor
    new, old = heating_efficiencies(BOOK, 2019)[GAS], BOOK.at("heat.old_boiler_efficiency", 2019)
    both = [physics.use(need, floor, 2.0, GAS, efficiency).measured_kwh for efficiency in (new, old)]
    by_hand = condensing * both[0] + (1 - condensing) * both[1]
    assert homes().gas_kwh(TERRACED, NEWEST, floor, 2.0) == pytest.approx(by_hand)


def test_shares_of_all_states_add_up_to_one():
    average = homes()
    for period in (OLDEST, 1, NEWEST):
        share, need = average._need_by_state(DETACHED, period)
        assert share.sum() == pytest.approx(1) and np.all(share >= 0) and np.all(need > 0)


def test_old_open_and_large_homes_use_more():
    average, floor = homes(), np.array([120.0, 200.0])
    old, new = (average.gas_kwh(DETACHED, period, floor, 2.3) for period in (OLDEST, NEWEST))
    row = average.gas_kwh(TERRACED, OLDEST, floor, 2.3)
    assert np.all(old > new) and np.all(old > row) and old[1] > old[0]


def test_years_of_works_bring_the_use_down():
    early, late = (homes(year).gas_kwh(DETACHED, OLDEST, np.array([200.0]), 2.3)[0] for year in (2011, 2024))
    assert late < early


def test_the_old_are_those_built_before_1991():
    assert share_built_before_insulation(np.array([1, 1, 1, 1, 1, 1])) == 0.5
    with pytest.raises(ValueError, match="3 periods"):
        share_built_before_insulation(np.ones(3))
