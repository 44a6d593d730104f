"""What a megawatt-hour of each carrier counts for in an inventory: direct or life cycle, CO2 or CO2-equivalents.

Place in the flow: [inventory]. The model counts direct CO2 (`covenant.emission_factors`); an inventory brought in or
taken out may choose another way.
"""

from __future__ import annotations

from sim.inventory.covenant import CARRIERS, FACTOR_OF_CARRIER
from sim.parameter import Book

TJ_PER_MWH = 0.0036
KG_PER_T = 1000.0


def factor_t_mwh(book: Book, carrier: str, year: int, approach: str, gas: str) -> float:
    """Emission factor of one carrier; that of electricity is the national one.

    Args:
        book: all parameters
        carrier: one of CARRIERS
        year: calendar year
        approach: `ipcc` or `lca`
        gas: `co2` or `co2e`; life-cycle factors are CO2-equivalents whichever is asked

    Returns:
        factor [t/MWh net calorific value]
    """
    name = FACTOR_OF_CARRIER.get(carrier, "electricity")
    if approach == "lca":
        return float(book.at(f"emission_factors.lca_{name}", year))
    direct = float(book.at(f"emission_factors.{name}", year))
    return direct + (other_gases_t_mwh(book, carrier, year) if gas == "co2e" else 0.0)


def other_gases_t_mwh(book: Book, carrier: str, year: int) -> float:
    """Methane and nitrous oxide from burning, as CO2-equivalents [t/MWh]: f = (m g_m + n g_n) 0.0036 / 1000.

    Gas of a boiler: (5 x 28 + 0.1 x 265) x 0.0036 / 1000 = 0.0006 t/MWh.
    """
    potential = book.at("emission_factors.warming_potential", year)
    warming_kg_tj = sum(book.at(f"emission_factors.{gas}", year)[carrier] * potential[gas] for gas in potential)
    return warming_kg_tj * TJ_PER_MWH / KG_PER_T


def factors_t_mwh(book: Book, year: int, approach: str, gas: str) -> dict[str, float]:
    """The factor of every carrier in a year [t/MWh]."""
    return {carrier: factor_t_mwh(book, carrier, year, approach, gas) for carrier in CARRIERS}
