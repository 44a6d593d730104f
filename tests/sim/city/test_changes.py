"""The diary: what changed on which day."""

import numpy as np

from sim.city.changes import Diary


def test_days_in_the_diary_are_days_of_its_year():
    diary = Diary()
    diary.begin_year(365)
    diary.energy("residential", "natural_gas", np.array([0]), np.array([100.0]), np.array([60.0]), np.array([365 + 30]))
    (late,) = diary.put_backs
    assert late.day_of_year.tolist() == [30] and late.more_kwh.tolist() == [40.0]


def test_a_new_year_forgets_the_energy_but_not_the_events():
    diary = Diary()
    diary.begin_year(0)
    diary.solar(np.array([0]), np.array([900.0]), np.array([0.4]), np.array([10]), owner="homes")
    diary.event("panels installed", "dwellings", np.array([3]), np.array([10]), "households")
    diary.trait("buildings", "solar_kwp", np.array([2]), np.array([10]), np.array([4.0]))
    diary.begin_year(365)
    assert not diary.put_backs and not diary.solar_put_backs
    assert len(diary.events) == 1 and len(diary.traits) == 1


def test_what_happened_to_nobody_is_not_written_down():
    diary, nobody = Diary(), np.empty(0, dtype=int)
    diary.event("panels installed", "dwellings", nobody, nobody, "households")
    diary.trait("buildings", "label", nobody, nobody, nobody)
    assert not diary.events and not diary.traits
