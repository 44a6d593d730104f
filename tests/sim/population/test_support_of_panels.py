import pytest

from scenarios.book import read_book
from sim.population.support_of_panels import lost_next_year_keur, support_of_panels


@pytest.fixture(scope="module")
def book():
    return read_book()


def test_a_meter_that_runs_back_makes_a_kilowatt_hour_fed_in_worth_the_full_price(book):
    assert support_of_panels(book, 2020).fed_in_eur_kwh == book.at("prices.electricity_household", 2020)
    assert support_of_panels(book, 2021).fed_in_eur_kwh == book.at("prices.injection", 2021)


def test_from_2025_on_there_is_no_support_left_and_nothing_to_hurry_for(book):
    for year in (2025, 2035, 2050):
        support = support_of_panels(book, year)
        assert (support.certificate_eur_kwh, support.grid_fee_eur_per_kwp, support.premium_eur) == (0.0, 0.0, 0.0)
        assert lost_next_year_keur(book, year, 4300, 0.37) == 0.0


def test_only_what_was_announced_is_lost(book):
    """The premium of 2023 was known to end: 750 EUR, whatever the panels give. The tax credit of 2011 was not."""
    assert lost_next_year_keur(book, 2023, 4300, 0.37) == pytest.approx(0.75)
    silent = book.with_values({"solar_market.announced": {2009: {"certificates": 0, "meter": 0, "premium": 0}}})
    assert all(lost_next_year_keur(silent, year, 4300, 0.37) == 0.0 for year in range(2009, 2025))


def test_certificates_lost_by_hand(book):
    """2013 to 2014: 0.02 EUR/kWh on 1,000 kWh for ten years at 15 %, worth 5.019 times a year."""
    assert lost_next_year_keur(book, 2013, 1000, 0.37) == pytest.approx(0.02 * 1000 * 5.0188 / 1000, rel=1e-3)
