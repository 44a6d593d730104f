"""The few: city hall, operator, companies, bank and others, each a Mesa agent in a file of its own.

Each file that defines an actor signs in by itself; the model lets every one settle in the city.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping

from sim.actors.base import CityActor
from sim.actors.citizens import Citizens
from sim.actors.city_hall import usual_budget_eur

__all__ = ["ACTORS", "CityActor", "Citizens", "presence", "usual_budget_eur"]


def _sign_in() -> dict[str, type[CityActor]]:
    """Actors by name, in the order of their files."""
    found: dict[str, type[CityActor]] = {}
    for file in sorted(pkgutil.iter_modules(__path__), key=lambda file: file.name):
        module = importlib.import_module(f"{__name__}.{file.name}")
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, CityActor) and thing.__module__ == module.__name__:
                if thing is not CityActor:
                    found[thing.name] = thing
    return found


ACTORS: dict[str, type[CityActor]] = _sign_in()
"""Every kind of actor by the name the ledger uses for it."""


def presence(actors: Mapping[str, CityActor]) -> Callable[[str], bool]:
    """Whether a party is in the city; who is no actor (households, businesses, the rest of the world) always is."""
    return lambda name: name not in actors or actors[name].present
