"""The plain value the model gets."""

from sim.scenario import Scenario


def test_the_last_year_is_simulated_too():
    scenario = Scenario("x", {}, {}, "ideal_city", 2025, 2030, 1, 20)
    assert list(scenario.years) == [2025, 2026, 2027, 2028, 2029, 2030]
    assert scenario.targets is None
