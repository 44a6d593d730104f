"""Energy prices as people meet them."""

import numpy as np
import pytest

from sim.city.dwellings import ELECTRIC, GAS, HEAT_PUMP, OIL
from sim.inventory.covenant import CARRIER
from sim.population.prices import business_prices, car_prices_eur_kwh, heat_prices_eur_kwh, household_prices

CARBON = "prices.carbon_price_buildings_transport"


def test_gas_is_priced_at_net_calorific_value_with_its_carbon_price(book):
    gross, ratio = book.at("prices.gas_household", 2030), book.at("heat.gas_net_over_gross", 2030)
    carbon = book.at(CARBON, 2030) * book.at("emission_factors.natural_gas", 2030) / 1000
    assert heat_prices_eur_kwh(book, 2030)[GAS] == pytest.approx(gross / ratio + carbon)


def test_a_carbon_price_makes_fuels_dearer_and_electricity_not(book):
    free, dear = (book.with_values({CARBON: {2000: price}}) for price in (0.0, 100.0))
    rise = heat_prices_eur_kwh(dear, 2030) - heat_prices_eur_kwh(free, 2030)
    assert rise[ELECTRIC] == rise[HEAT_PUMP] == 0
    assert rise[OIL] > rise[GAS] > 0
    on_the_road = car_prices_eur_kwh(dear, 2030) - car_prices_eur_kwh(free, 2030)
    assert on_the_road[0] > 0 and on_the_road[3] == 0
    assert np.all(business_prices(dear, 2030) >= business_prices(free, 2030))


def test_heat_of_any_kind_has_a_price_by_carrier(book):
    prices = household_prices(book, 2025)
    for carrier in ("electricity", "natural_gas", "heating_oil", "other_biomass", "heat_cold"):
        assert prices[CARRIER[carrier]] > 0.02, carrier
    assert prices[CARRIER["electricity"]] > 2 * prices[CARRIER["natural_gas"]]
