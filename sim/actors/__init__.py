"""The few: city hall, operator, companies, bank and others, each a Mesa agent in a file of its own.

Each file that defines an actor signs in by itself; the model lets every one settle in the city.
"""

from __future__ import annotations

import importlib
import pkgutil

from sim.actors.base import CityActor

__all__ = ["ACTORS", "CityActor"]


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
