"""Which kinds of case the model answers: every module of this folder that has `ANSWERS` is listed.

A new kind is a new file here with `ANSWERS = {"kind": function}`; the function takes a `Given` and returns the
values by quantity. Heavy parts of the model are imported inside the function, so that listing stays quick.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from scenarios.validation.given import Answer


@cache
def answers_by_kind() -> dict[str, Answer]:
    """The answering function of each kind.

    Raises:
        ValueError: two modules answer one kind
    """
    found: dict[str, Answer] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        listed = importlib.import_module(f"{__name__}.{module.name}").ANSWERS
        twice = found.keys() & listed.keys()
        if twice:
            raise ValueError(f"{module.name} answers {', '.join(sorted(twice))}, which another module answers already")
        found.update(listed)
    return found
