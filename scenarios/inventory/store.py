"""Inventories under a name, in the user's folder.

Place in the flow: `stadslab inventory import` keeps one here; export, check and fit find it by its name.
"""

from __future__ import annotations

import re
from pathlib import Path

from scenarios.folders import own_inventories_folder
from scenarios.inventory.files import save_inventory
from scenarios.inventory.from_results import inventory_of_results
from scenarios.inventory.json_form import inventory_from_json
from scenarios.inventory.reading import FORMATS, read_inventory
from scenarios.problems import Problem, Unusable, near_word, one_of, shown, shown_path
from scenarios.results_folder import MANIFEST
from sim.inventory.inventory import Inventory

NAME = r"[a-z][a-z0-9_]{0,59}"


def kept_inventories() -> list[str]:
    """Names of the inventories that were brought in."""
    return sorted(path.stem for path in own_inventories_folder().glob("*.json"))


def name_of_file(path: Path) -> str:
    """A name made of a file's own.

    >>> name_of_file(Path("SEAP Gent 2011.xlsx"))
    'seap_gent_2011'
    """
    return re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_").lstrip("0123456789_")[:60] or "inventory"


def free_name(name: str, replace: bool) -> str:
    """The name, when an inventory may be kept under it.

    Raises:
        Unusable: it is no name, or it is taken
    """
    if not re.fullmatch(NAME, name):
        raise Unusable(
            [Problem("--name", None, "", shown(name), "small letters, digits and _, a letter first, at most 60")]
        )
    if name in kept_inventories() and not replace:
        raise Unusable([Problem("--name", None, "", f"{shown(name)}, which exists", "another name, or --replace")])
    return name


def keep(inventory: Inventory, name: str) -> Path:
    """Keep an inventory under a name."""
    return save_inventory(inventory, own_inventories_folder() / f"{name}.json")


def open_inventory(place: str, years: list[int] | None = None) -> tuple[Inventory, str]:
    """An inventory by its name, from a file of its own, or from the results of a run; with the name it goes by.

    Raises:
        Unusable: there is no such thing, or it cannot be used
    """
    if place in kept_inventories():
        path = own_inventories_folder() / f"{place}.json"
        inventory, problems = inventory_from_json(path)
        if problems:
            raise Unusable(problems)
        return inventory, place
    path = Path(place)
    if (path / MANIFEST).is_file():
        return inventory_of_results(path, years), name_of_file(path)
    if path.is_file():
        reading = read_inventory(path)
        if not reading.usable:
            raise Unusable(reading.problems)
        return reading.inventory, name_of_file(path)
    wanted = f"{one_of(kept_inventories(), 20)}, a folder of results, or a file ending in {', '.join(FORMATS)}"
    raise Unusable(
        [Problem(shown_path(path), None, "", "no inventory of this name", wanted, near_word(place, kept_inventories()))]
    )
