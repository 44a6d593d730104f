"""Vehicles that are not the households': buses, vans, lorries, the city's own; as energy per inhabitant.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
They carry no agents yet: the mobility of enterprises and of public transport comes with a later issue.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Fleet:
    """The city's own vehicles, and charge points in the street."""

    vehicles: int
    """Vehicles of the city hall."""
    electric: int = 0
    charge_points: int = 0

    @property
    def still_fossil(self) -> int:
        """Vehicles of the city hall that still burn fuel."""
        return self.vehicles - self.electric
