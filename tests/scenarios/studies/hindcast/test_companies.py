import pytest

from scenarios.book import read_book
from scenarios.studies.hindcast.companies import company_battery_shares, cost_after_tax_keur, range_trouble_keur
from sim.parameter import Book


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book()


def test_the_tax_rule_makes_companies_order_battery_cars(book):
    shares = company_battery_shares(book, 2010, 2024)
    kept_deductible = book.with_values(
        {
            "hindcast.company_car_deductible_share": {2010: {"fuel": 0.75, "battery": 1.0}},
            "hindcast.company_car_levy_eur": {2010: 300.0},
        }
    )
    without = company_battery_shares(kept_deductible, 2010, 2024)
    assert shares[2024] > 3 * shares[2021]
    assert without[2024] < 0.7 * shares[2024]


def test_a_share_is_a_share(book):
    assert all(0.0 < share < 1.0 for share in company_battery_shares(book, 2010, 2024).values())


def test_cost_after_tax_by_hand(book):
    """Battery car of 2021: 38,000 EUR, 4.2 years of 23,080 km at 0.19 kWh/km and 0.288 EUR/kWh and 1,350 EUR, a quarter back."""
    yearly = 23_080 * 0.19 * 0.288 + 1_350
    assert cost_after_tax_keur(book, 2021, "battery") == pytest.approx((38_000 + 4.2 * yearly) * 0.75 / 1000)


def test_a_car_that_goes_far_enough_is_no_trouble(book):
    far = book.with_values({"hindcast.battery_car_range_km": {2010: 800.0}})
    assert range_trouble_keur(far, 2020) == 0.0
    assert range_trouble_keur(book, 2012) > range_trouble_keur(book, 2022) > 0.0
