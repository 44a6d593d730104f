"""Vehicles of enterprises, of public transport and of the city hall, as energy per inhabitant.

Place in the flow: [city]. They carry no agents yet: only how much is electric changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.energy import EnergyAccount

if TYPE_CHECKING:
    from sim.city.city import City


def add_traffic(city: City, account: EnergyAccount, year: int) -> None:
    """Vans, lorries and buses by homes per district; the city's own vehicles in the same way."""
    book, facts = city.book, city.facts
    homes = city.homes_by_district.counts.astype(np.float64)
    inhabitants = homes / max(1.0, homes.sum()) * facts.inhabitants
    diesel = book.at("mobility.heavy_diesel_share", year)
    gain = book.at("assembly.electric_over_diesel_energy", year)
    rows = (
        ("private_transport", book.at("mobility.vans_kwh_per_inhabitant", year), diesel),
        ("private_transport", book.at("mobility.trucks_kwh_per_inhabitant", year), diesel),
        ("public_transport", book.at("mobility.buses_kwh_per_inhabitant", year), diesel),
        ("municipal_fleet", book.at("mobility.municipal_fleet_kwh_per_inhabitant", year), _fossil_share(city)),
    )
    for sector, kwh, fossil in rows:
        account.add_by_district(sector, "diesel", inhabitants * kwh * fossil)
        account.add_by_district(sector, "electricity", inhabitants * kwh * (1.0 - fossil) * gain)


def _fossil_share(city: City) -> float:
    """Share of the city's vehicles that burn fuel."""
    return city.fleet.still_fossil / city.fleet.vehicles if city.fleet.vehicles else 1.0
