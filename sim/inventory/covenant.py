"""The Covenant of Mayors inventory as the model fills it: sectors, carriers, and emissions as energy times factor.

Place in the flow: city -> population -> behaviour, markets -> physics -> [inventory] -> results.
Called once a year by `sim.model`. Knows arrays and names only.

Source of the rows: Covenant of Mayors reporting template, "final energy consumption" table. The layout was not checked
against the current official workbook. The rest of the template is in `sim.inventory.template`.
"""

from __future__ import annotations

import numpy as np

from sim.parameter import Book, yearly

SECTORS = (
    "municipal_buildings",
    "tertiary",
    "residential",
    "public_lighting",
    "industry",
    "municipal_fleet",
    "public_transport",
    "private_transport",
    "agriculture",
    "other",
)
"""Rows of table A and B: industry without plants under emission trading; private transport with vans and lorries."""
COMPUTED_SECTORS = SECTORS[:-1]
"""Rows that the model has activity in; everything anybody does in it stands in one of these."""
CARRIERS = (
    "electricity",
    "heat_cold",
    "natural_gas",
    "liquid_gas",
    "heating_oil",
    "diesel",
    "gasoline",
    "lignite",
    "coal",
    "other_fossil",
    "plant_oil",
    "biofuel",
    "other_biomass",
    "solar_thermal",
    "geothermal",
)
"""Columns of table A and B, in the order of the template."""
FACTOR_OF_CARRIER = {
    "heat_cold": "district_heat",
    "natural_gas": "natural_gas",
    "liquid_gas": "lpg",
    "heating_oil": "heating_oil",
    "diesel": "diesel",
    "gasoline": "petrol",
    "lignite": "lignite",
    "coal": "coal",
    "other_fossil": "other_fossil",
    "plant_oil": "plant_oil",
    "biofuel": "biofuel",
    "other_biomass": "wood",
    "solar_thermal": "solar_thermal",
    "geothermal": "geothermal",
}
"""Name of a carrier's factor in the book, after `emission_factors.` or `emission_factors.lca_`."""
SECTOR = {name: index for index, name in enumerate(SECTORS)}
CARRIER = {name: index for index, name in enumerate(CARRIERS)}


def emission_factors(
    book: Book, year: int, local_electricity_t_mwh: float, local_heat_t_mwh: float | None = None
) -> np.ndarray:
    """Emission factor of every carrier in a year, float64, shape (carriers,) [t CO2/MWh net calorific value].

    Args:
        book: all parameters
        year: calendar year
        local_electricity_t_mwh: the city's own electricity factor of that year, local production taken in
        local_heat_t_mwh: the same for heat from networks; None where the factor of the book holds
    """
    factors = _factors_of_fuels(book, year).copy()
    factors[CARRIER["electricity"]] = local_electricity_t_mwh
    if local_heat_t_mwh is not None:
        factors[CARRIER["heat_cold"]] = local_heat_t_mwh
    return factors


@yearly
def _factors_of_fuels(book: Book, year: int) -> np.ndarray:
    """The same with that of electricity left open."""
    factors = np.zeros(len(CARRIERS))
    for carrier, name in FACTOR_OF_CARRIER.items():
        factors[CARRIER[carrier]] = book.at(f"emission_factors.{name}", year)
    return factors


def emissions_t(energy_mwh: np.ndarray, factors_t_mwh: np.ndarray) -> np.ndarray:
    """Emissions by the shape of the energy given: E = A f.

    Args:
        energy_mwh: final energy, shape (..., carriers) [MWh]
        factors_t_mwh: factor of each carrier, shape (carriers,) [t CO2/MWh]

    Returns:
        emissions, shape (..., carriers) [t CO2]

    >>> emissions_t(np.full((1, 2), 10.0), np.array([0.2, 0.3])).tolist()
    [[2.0, 3.0]]
    """
    return np.asarray(energy_mwh, dtype=np.float64) * factors_t_mwh
