"""All measures a city can decide on, by name: each file of this folder that defines one signs in by itself."""

from __future__ import annotations

import importlib
import pkgutil

from sim.measures.base import ContractName, Measure, Where, Year

__all__ = ["MEASURES", "ContractName", "Measure", "Where", "Year"]


def _measures_in(module_name: str) -> list[type[Measure]]:
    """The measures a module defines itself (not those it imports)."""
    module = importlib.import_module(module_name)
    found = [thing for thing in vars(module).values() if isinstance(thing, type) and issubclass(thing, Measure)]
    return [measure for measure in found if measure.__module__ == module_name and measure is not Measure]


def _sign_in() -> dict[str, type[Measure]]:
    """Measures by name, in the order of their files.

    Raises:
        ValueError: two measures have the same name
    """
    signed_in: dict[str, type[Measure]] = {}
    for file in sorted(pkgutil.iter_modules(__path__), key=lambda file: file.name):
        for measure in _measures_in(f"{__name__}.{file.name}"):
            if measure.name in signed_in:
                raise ValueError(f"two measures are called {measure.name!r}")
            signed_in[measure.name] = measure
    return signed_in


MEASURES: dict[str, type[Measure]] = _sign_in()
"""Every kind of measure by the word scenario files use for it."""
