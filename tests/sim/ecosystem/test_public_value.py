"""What nobody pays for: tonnes, homes and shadow euros of one run against another."""

import numpy as np
import pytest

from sim.ecosystem.public_value import (
    avoided_co2_t,
    by_sector_and_year,
    public_value_eur,
    public_value_of_runs,
    recorded_quantities,
)
from sim.outcome import results_of


def test_a_tonne_a_home_and_a_year_by_hand(book):
    priced = book.with_values(
        {
            "ecosystem.co2_shadow_price": {2025: 100.0},
            "ecosystem.health_eur_per_renovated_home": {2025: 300.0},
            "ecosystem.comfort_eur_per_renovated_home": {2025: 150.0},
        }
    )
    worth = public_value_eur(priced, np.array([2025, 2026]), np.array([0.0, 10.0]), np.array([0.0, 2.0]))
    assert worth["society"].tolist() == [0.0, 1600.0] and worth["households"].tolist() == [0.0, 300.0]


def test_the_shadow_price_rises_in_a_straight_line(book):
    assert [book.at("ecosystem.co2_shadow_price", year) for year in (2025, 2030, 2040)] == [165.0, 250.0, 525.0]


def test_sectors_add_up_over_carriers():
    inventory = {
        "kind": np.array(["co2_t"] * 3 + ["energy_mwh"]),
        "table": np.array(["B", "B", "B", "A"]),
        "row": np.array(["residential", "residential", "tertiary", "residential"]),
        "year": np.array([2025, 2025, 2026, 2025]),
        "value": np.array([1.0, 2.0, 4.0, 8.0]),
    }
    sums = by_sector_and_year(inventory, "co2_t", np.array([2025, 2026]))
    assert {name: values.tolist() for name, values in sums.items()} == {
        "residential": [3.0, 0.0],
        "tertiary": [0.0, 4.0],
    }


@pytest.fixture(scope="module")
def two_runs(lived, town):
    return results_of(lived), town.results()


def test_avoided_emissions_of_sectors_are_those_of_the_city(two_runs, book):
    with_measures, without = two_runs
    avoided = avoided_co2_t(with_measures, without)
    by_year = np.sum([list(by_year.values()) for by_year in avoided.values()], axis=0)
    assert by_year == pytest.approx(without.emissions_by_year() - with_measures.emissions_by_year(), abs=1e-6)
    assert avoided["residential"][2030] > 0
    assert public_value_of_runs(book, with_measures, without)["society"][-1] > 0


def test_a_run_against_itself_is_worth_nothing(two_runs, book):
    worth = public_value_of_runs(book, two_runs[0], two_runs[0])
    assert not np.any(worth["society"]) and not np.any(worth["households"])


def test_runs_of_other_years_are_refused(two_runs, town):
    with pytest.raises(ValueError, match="same years"):
        avoided_co2_t(two_runs[0], town.results(last_year=2026))


def test_recorded_quantities_have_the_light_and_the_homes(two_runs):
    found = recorded_quantities(two_runs[0])
    assert found["electricity for light", "city_hall"][2027] > 0
    renovated = two_runs[0].yearly("renovated_homes")
    assert sum(found["works on homes", "households"].values()) == pytest.approx(renovated[-1] - renovated[0])
