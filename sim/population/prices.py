"""Energy prices as households meet them.

Place in the flow: city -> [population]. Reads the book, knows no state.
"""

from __future__ import annotations

import numpy as np

from sim.inventory.covenant import CARRIER, CARRIERS
from sim.parameter import Book, yearly


@yearly
def heat_prices_eur_kwh(book: Book, year: int) -> np.ndarray:
    """Price of final energy at net calorific value by heating (gas, oil, electric, heat pump, wood, district heat).

    The carbon price on fuels for buildings is passed on in full [EUR/kWh].
    """

    def carbon(carrier: str) -> float:
        return (
            book.at("prices.carbon_price_buildings_transport", year)
            * book.at(f"emission_factors.{carrier}", year)
            / 1000.0
        )

    gas_net = book.at("prices.gas_household", year) / book.at("heat.gas_net_over_gross", year) + carbon("natural_gas")
    electricity = book.at("prices.electricity_household", year)
    oil = book.at("prices.heating_oil", year) + carbon("heating_oil")
    return np.array([gas_net, oil, electricity, electricity, book.at("prices.wood", year), gas_net])


@yearly
def car_prices_eur_kwh(book: Book, year: int) -> np.ndarray:
    """Price of energy by powertrain (petrol, diesel, hybrid, battery), carbon price in [EUR/kWh]."""
    carbon_price = book.at("prices.carbon_price_buildings_transport", year)
    petrol = book.at("prices.petrol", year) + carbon_price * book.at("emission_factors.petrol", year) / 1000.0
    diesel = book.at("prices.diesel", year) + carbon_price * book.at("emission_factors.diesel", year) / 1000.0
    home, share = book.at("prices.electricity_household", year), book.at("mobility.home_charging_share", year)
    electricity = home * share + book.at("prices.public_charging", year) * (1.0 - share)
    return np.array([petrol, diesel, petrol, electricity])


@yearly
def household_prices(book: Book, year: int) -> np.ndarray:
    """What households pay for each carrier at home, shape (carriers,) [EUR/kWh]."""
    gas, oil, electricity, _, wood, heat = heat_prices_eur_kwh(book, year)
    return _by_carrier(electricity=electricity, natural_gas=gas, heating_oil=oil, other_biomass=wood, heat_cold=heat)


@yearly
def business_prices(book: Book, year: int) -> np.ndarray:
    """What the city hall and businesses pay for each carrier, carbon price in, shape (carriers,) [EUR/kWh]."""
    carbon = book.at("prices.carbon_price_buildings_transport", year) / 1000.0

    def with_carbon(price: float, carrier: str) -> float:
        return price + carbon * book.at(f"emission_factors.{carrier}", year)

    gas = with_carbon(book.at("prices.gas_business", year) / book.at("heat.gas_net_over_gross", year), "natural_gas")
    diesel = with_carbon(book.at("prices.diesel", year), "diesel")
    return _by_carrier(
        electricity=book.at("prices.electricity_business", year), natural_gas=gas, diesel=diesel, biofuel=diesel,
        heating_oil=with_carbon(book.at("prices.heating_oil", year), "heating_oil"), heat_cold=gas,
        gasoline=with_carbon(book.at("prices.petrol", year), "petrol"), other_biomass=book.at("prices.wood", year),
    )  # fmt: skip


def _by_carrier(**prices: float) -> np.ndarray:
    row = np.zeros(len(CARRIERS))
    for name, price in prices.items():
        row[CARRIER[name]] = price
    return row
