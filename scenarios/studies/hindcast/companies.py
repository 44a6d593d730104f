"""Which part of new company cars is a battery car: the tax rule, the price and the range of each year decide.

Place in the flow: scenarios -> [studies]. Takes the place of the observed series `mobility.company_battery_share_new` in the
book of the hindcast, so that the rise has to come from the rule.
"""

from __future__ import annotations

import math

from sim.parameter import Book

FUEL = "diesel"
"""What company cars ran on before; the price of the car is that of the petrol one."""


def company_battery_shares(book: Book, first_year: int, last_year: int) -> dict[int, float]:
    """Battery cars among new company cars by year [0 to 1].

    A logit on what a car costs after tax over its time in the fleet, and on range missed as money.
    """
    return {year: _share(book, year) for year in range(first_year, last_year + 1)}


def _share(book: Book, year: int) -> float:
    gain_keur = cost_after_tax_keur(book, year, FUEL) - cost_after_tax_keur(book, year, "battery")
    weight = book.at("hindcast.company_weight_per_keur", year)
    appeal = book.at("hindcast.company_battery_taste", year)
    return 1.0 / (1.0 + math.exp(-appeal - weight * (gain_keur - range_trouble_keur(book, year))))


def cost_after_tax_keur(book: Book, year: int, drive: str) -> float:
    """Car, energy and upkeep over the time a company keeps it, less the tax saved on what is deductible [kEUR]."""
    kept = book.at("mobility.company_car_life_years", year)
    battery = drive == "battery"
    price = book.at("mobility.car_prices_eur", year)["battery" if battery else "petrol"]
    km, use = book.at("mobility.km_per_car", year)["company"], book.at("mobility.consumption", year)[drive]
    if battery:
        per_km = use * book.at("prices.electricity_household", year)
    else:
        per_km = use / 100.0 * book.at("mobility.energy_content", year)[drive] * book.at(f"prices.{drive}", year)
    yearly = km * per_km + book.at("mobility.car_upkeep_eur", year)[drive]
    levy = 0.0 if battery else book.at("hindcast.company_car_levy_eur", year)
    cost = price + kept * yearly
    deductible = book.at("hindcast.company_car_deductible_share", year)["battery" if battery else "fuel"]
    return (cost * (1.0 - deductible * book.at("hindcast.company_tax_rate", year)) + kept * levy) / 1000.0


def range_trouble_keur(book: Book, year: int) -> float:
    """Range that a battery car lacks, as money [kEUR]."""
    lacking = 1.0 - book.at("hindcast.battery_car_range_km", year) / book.at("hindcast.range_wanted_km", year)
    return book.at("hindcast.range_trouble_keur", year) * max(0.0, lacking)
