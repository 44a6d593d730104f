"""Help households choose a heat pump."""

from sim.measures.heat_pumps import HeatPumps


def test_the_grant_and_the_campaign_reach_the_decision(untouched):
    (support,) = HeatPumps(grant_eur=2500.0, campaign=0.3).support(untouched.city, 2026, 1)
    assert (support.technology, support.grant_eur, support.campaign) == ("heat_pump", 2500.0, 0.3)
    assert not HeatPumps(ends=2030).support(untouched.city, 2031, 1)


def test_the_city_orders_nothing_itself(untouched):
    assert not HeatPumps().propose(untouched.city, 2026)


def test_with_a_generous_grant_more_homes_have_a_heat_pump(town):
    plan = {"heat_pumps": {"begins": 2025, "grant_eur": 8_000.0, "campaign": 1.0}}
    plain, helped = (town.results(p).yearly("heat_pumps")[-1] for p in ({}, plan))
    assert helped > plain
