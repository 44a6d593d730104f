"""What a city knows about itself beyond its map.

Place in the flow: [city]. Filled by `scenarios.cities` from the city's file, or from typed defaults for an import.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.scenario import Target


@dataclass(frozen=True)
class CityFacts:
    """Counts and promises of one city."""

    name: str
    inhabitants: int
    households: int
    base_year: int
    gas_network_share: dict[str, float] = field(default_factory=dict)
    """Share of buildings with a gas main in the street, by kind of district; others take the mean of those given."""
    targets: tuple[Target, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    """What people read, by language."""
