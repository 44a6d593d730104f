"""The laws that hold in every run: money, energy, stock and emissions close.

Place in the flow: [results]. Called once at the end of a run; what it finds is part of the summary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.inventory.covenant import emission_factors

if TYPE_CHECKING:
    from sim.model import CityModel

TOLERANCE = 1e-6
"""Largest residual allowed, as a share of the gross flow."""


def check_laws(model: CityModel) -> dict[str, Any]:
    """Residuals of every law; `ok` when all are within tolerance."""
    ledger = model.market.payments.ledger
    gross_eur = float(ledger.entries["amount_eur"].sum())
    gross_mwh = sum(float(r.energy_mwh.sum()) for r in model.recorder.years)
    residuals = {
        "money_residual_eur": money_residual_eur(model),
        "gross_flow_eur": gross_eur,
        "energy_residual_mwh": energy_residual_mwh(model),
        "gross_energy_mwh": gross_mwh,
        "stock_residual": stock_residual(model),
        "emissions_residual_t": emissions_residual_t(model),
    }
    ok = abs(residuals["money_residual_eur"]) <= TOLERANCE * max(1.0, gross_eur)
    ok &= abs(residuals["energy_residual_mwh"]) <= TOLERANCE * max(1.0, gross_mwh)
    ok &= residuals["stock_residual"] == 0
    ok &= abs(residuals["emissions_residual_t"]) <= TOLERANCE * max(1.0, gross_mwh)
    return {**residuals, "ok": bool(ok)}


def money_residual_eur(model: CityModel) -> float:
    """Largest of: sum over all parties, a purse against the ledger, a lender's claims against what is owed [EUR]."""
    payments, loans = model.market.payments, model.market.loans
    net = payments.ledger.net_by_party_and_year(model.first_year, len(model.recorder.years)).sum(axis=1)
    purses = np.abs(net - payments.purses()).max()
    lent = _account_sum(model, "loan paid out") - _account_sum(model, "repayment")
    return float(max(abs(net.sum()), purses, abs(lent - loans.owed_eur()), abs(loans.owed_by_party().sum())))


def _account_sum(model: CityModel, account: str) -> float:
    ledger = model.market.payments.ledger
    if account not in ledger.accounts:
        return 0.0
    entries = ledger.entries
    return float(entries["amount_eur"][entries["account"] == ledger.accounts.index(account)].sum())


def energy_residual_mwh(model: CityModel) -> float:
    """Largest yearly difference between things and districts, and between panels' production and its two uses [MWh]."""
    worst = 0.0
    for record in model.recorder.years:
        by_district = float(record.energy_mwh.sum(axis=(1, 2)).sum())
        solar = float((record.solar_mwh[:, 0] - record.solar_mwh[:, 1] - record.solar_mwh[:, 2]).sum())
        worst = max(worst, abs(by_district - record.by_asset_mwh), abs(solar))
    return worst


def stock_residual(model: CityModel) -> int:
    """Lamps, homes and cars that appeared, vanished or changed without an event."""
    city, diary = model.city, model.city.diary
    swapped = np.concatenate(
        [rows for kind, _, rows, *_ in diary.events if kind == "lamp swapped for LED"] or [np.empty(0)]
    )
    twice = len(swapped) - len(np.unique(swapped))
    led_now, led_then = int(city.street_lights.is_led.sum()), int((model.recorder.start_lamps == 0).sum())
    people = int(model.people.households.persons.sum()) - city.facts.inhabitants
    homes = int(city.dwellings.occupied.sum()) - city.facts.households
    cars = len(model.people.cars) - int(model.people.households.cars.sum())
    return twice + abs(led_now - led_then - len(swapped)) + abs(people) + abs(homes) + abs(cars)


def emissions_residual_t(model: CityModel) -> float:
    """Largest yearly difference between emissions and energy times factor, reckoned again from the totals [t]."""
    worst = 0.0
    for record in model.recorder.years:
        factors = emission_factors(model.book, record.year, record.electricity_factor, record.heat_factor)
        again = float((record.energy_mwh.sum(axis=(0, 1)) * factors).sum())
        worst = max(worst, abs(again - float(record.co2_t.sum())))
    return worst
