"""The energy bills of households and businesses.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR
from sim.parameter import Book, yearly
from sim.population.prices import business_prices, car_prices_eur_kwh, household_prices

if TYPE_CHECKING:
    from sim.model import CityModel


def households_pay(model: CityModel, year: int) -> None:
    """Households of each district and all businesses pay their energy, and are paid for what panels feed in."""
    kwh, market, book = model.energy.kwh, model.market, model.book
    homes, suppliers = market.household_parties, market.payments.party("suppliers")
    produced, used, fed_in = model.home_solar_kwh.T
    bill = kwh[:, SECTOR["residential"], :] @ household_prices(book, year)
    bill -= used * book.at("prices.electricity_household", year)
    share_of_driving = model.household_share_of_driving(year)
    driven = kwh[:, SECTOR["private_transport"], :] * share_of_driving
    accounts = [
        market.payments.ledger.account(name) for name in ("energy of homes", "electricity fed in", "energy of cars")
    ]
    payer, payee, account = np.empty((3, len(accounts), len(homes)), dtype=np.int64)
    payer[0], payer[1], payer[2], payee[0], payee[1], payee[2] = homes, suppliers, homes, suppliers, homes, suppliers
    account.T[:] = accounts
    amount_eur = np.concatenate(
        [np.maximum(0.0, bill), fed_in * book.at("prices.injection", year), driven @ road_prices(book, year)]
    )
    market.payments.pay(year, payer.ravel(), payee.ravel(), account.ravel(), amount_eur)
    _businesses_pay(model, share_of_driving, year)


@yearly
def road_prices(book: Book, year: int) -> np.ndarray:
    """Price of each carrier at the pump or charge point, shape (carriers,) [EUR/kWh]."""
    petrol, diesel, _, electricity = car_prices_eur_kwh(book, year)
    prices = np.zeros(len(CARRIERS))
    prices[[CARRIER["gasoline"], CARRIER["diesel"], CARRIER["biofuel"], CARRIER["electricity"]]] = (
        petrol,
        diesel,
        diesel,
        electricity,
    )
    return prices


def _businesses_pay(model: CityModel, share_of_driving: np.ndarray, year: int) -> None:
    prices = business_prices(model.book, year)
    total = model.energy.total_kwh
    bill = sum(
        float(total[SECTOR[name]] @ prices) for name in ("tertiary", "industry", "agriculture", "public_transport")
    )
    driven = total[SECTOR["private_transport"]] * (1.0 - share_of_driving)
    bill += float(driven @ road_prices(model.book, year))
    _, used, fed_in = model.city.solar_kwh["businesses"].sum(axis=0)
    bill -= used * model.book.at("prices.electricity_business", year)
    pay = model.market.payments.pay
    pay(year, "businesses", "suppliers", "energy", max(0.0, bill))
    pay(year, "suppliers", "businesses", "electricity fed in", fed_in * model.book.at("prices.injection", year))
