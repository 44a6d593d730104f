"""What exists: scenarios, measures, forms of contract, actors, cities, charts; and the schema of scenario files.

Place in the flow: `stadslab list` and `stadslab schema`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from scenarios.book import read_book
from scenarios.cities import list_cities
from scenarios.commands.telling import OK, Voice, table
from scenarios.loading import list_scenarios
from scenarios.schema import scenario_schema


def list_everything(voice: Voice, charts: Mapping[str, str]) -> int:
    """Every list, one line a thing.

    Args:
        charts: titles by name; handed in, because charts live right of this package
    """
    lists = everything(charts)
    shown = [table(name, ("id", "title"), [(row["id"], row["title"]) for row in rows]) for name, rows in lists.items()]
    voice.answer(lists, *shown)
    return OK


def everything(charts: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """Ids with their English titles, by kind of thing."""
    from sim.actors import ACTORS
    from sim.markets.contracts import FORMS
    from sim.measures import MEASURES

    titles = {
        "scenarios": {name: title.get("en", name) for name, title in list_scenarios().items()},
        "measures": _titles(MEASURES),
        "contracts": _titles(FORMS),
        "actors": _titles(ACTORS),
        "cities": {name: title["en"] for name, title in list_cities().items()},
        "charts": dict(charts),
    }
    return {kind: [{"id": name, "title": title} for name, title in named.items()] for kind, named in titles.items()}


def _titles(things: Mapping[str, Any]) -> dict[str, str]:
    return {name: thing.title.get("en", name.replace("_", " ")) for name, thing in things.items()}


def print_schema() -> int:
    """The JSON Schema on standard output."""
    json.dump(scenario_schema(book=read_book()), sys.stdout, indent=1)
    sys.stdout.write("\n")
    return OK
