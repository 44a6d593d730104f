"""One row per front door."""

from sim.population.households import OWNER, TENURES, Households


def test_who_owns_the_home_is_told_by_the_tenure():
    people = Households(3, tenure=[0, 1, 2])
    assert people.owns_home.tolist() == [True, False, False]
    assert TENURES[OWNER] == "owner"


def test_a_household_fits_into_few_bytes():
    assert Households(1000).nbytes / 1000 < 60
