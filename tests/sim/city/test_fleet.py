"""The city's own vehicles."""

from sim.city.fleet import Fleet


def test_what_is_not_electric_still_burns_fuel():
    assert Fleet(10).still_fossil == 10
    assert Fleet(10, electric=4).still_fossil == 6
