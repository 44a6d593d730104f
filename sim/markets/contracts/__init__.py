"""All forms of contract, by name: each file of this folder that defines one signs in by itself."""

from __future__ import annotations

import importlib
import pkgutil

from sim.markets.contract import ContractForm

__all__ = ["FORMS", "forms_for"]


def _sign_in() -> dict[str, ContractForm]:
    """One instance of every form, by name, in the order of the files.

    Raises:
        ValueError: two forms have the same name
    """
    found: dict[str, ContractForm] = {}
    for file in sorted(pkgutil.iter_modules(__path__), key=lambda file: file.name):
        module = importlib.import_module(f"{__name__}.{file.name}")
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, ContractForm) and thing.__module__ == module.__name__:
                if thing.name in found:
                    raise ValueError(f"two forms of contract are called {thing.name!r}")
                found[thing.name] = thing()
    return found


FORMS: dict[str, ContractForm] = _sign_in()
"""Every form of contract by the word scenario files use for it."""


def forms_for(domain: str) -> list[str]:
    """Names of the forms that signed in for a domain, like `lighting`."""
    return [name for name, form in FORMS.items() if domain in form.domains]
