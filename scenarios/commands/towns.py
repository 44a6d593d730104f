"""Make a city, bring one in, describe one.

Place in the flow: `stadslab city new`, `city import`, `city info`. Own cities stand in `scenarios.folders`, found by name.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from geodata import BUILDING_TYPES, FILLED, PERIODS, YEAR_CLASSES, CityMap, cached_city, read_city_file, save_map
from scenarios.book import read_book
from scenarios.cities import (
    CITY_FILE,
    city_file,
    drawn_maps,
    facts_of_import,
    find_city,
    is_imported,
    open_city,
    stock_norms,
    tables_of,
)  # fmt: skip
from scenarios.cities import list_cities as known_cities
from scenarios.commands.telling import OK, Voice, amount, percent, table
from scenarios.folders import own_cities_folder
from scenarios.problems import Problem, Unusable, cut, shown
from sim.city.facts import CityFacts

NAME = r"[a-z][a-z0-9_]{0,59}"
COMPLETENESS = ("height", "year", "use", "lamp_power")


def new_town(
    voice: Voice, archetype: str, inhabitants: int | None, seed: int | None, name: str | None, replace: bool
) -> int:
    """Draw a city of another size or with other dice after an archetype, and keep it under a name."""
    from pydantic import ValidationError

    place = find_city(archetype)
    if is_imported(place):
        raise _bad("ARCHETYPE", f"the imported city {shown(archetype)}", "a city that is drawn: see stadslab list")
    file = city_file(place)
    seed = file.seed if seed is None else seed
    try:
        recipe = file.recipe.for_inhabitants(inhabitants or file.facts.inhabitants).model_copy(update={"seed": seed})
    except ValidationError:
        raise _bad("--inhabitants", f"{inhabitants}", "a number from 2000 to 500000") from None
    name = free_town_name(name or f"{file.name}_{recipe.inhabitants}_{seed}", replace)
    counts = {key: getattr(recipe, key) for key in ("inhabitants", "households", "dwellings")}
    facts = file.facts.model_dump(mode="json") | counts
    title = {language: f"{words} ({name})" for language, words in file.title.model_dump().items()}
    content = file.model_dump(mode="json", exclude={"origin"}) | {
        "name": name,
        "title": title,
        "seed": seed,
        "facts": facts,
    }
    content["recipe"] = recipe.model_dump(mode="json")
    voice.progress(f"drawing a city of {recipe.inhabitants:,} people".replace(",", " "))
    cached_city(recipe, stock_norms(read_book(), recipe.first_year), drawn_maps())
    keep_town_file(name, content)
    return show_town(voice, name)


def import_town(voice: Voice, files: Sequence[Path], name: str, replace: bool) -> int:
    """Bring in a real place from open map files, and keep it under a name."""
    from geodata.importing import ImportDefaults, ImportProblem, import_city

    name, book = free_town_name(name, replace), read_book()
    defaults = ImportDefaults.from_tables(tables_of(book, _present_year(), "stock", "import"))
    voice.progress(f"reading {', '.join(file.name for file in files)}")
    try:
        city_map = import_city(list(files), name, defaults)
    except ImportProblem as trouble:
        raise Unusable([Problem(trouble.file, None, "", cut(trouble.found, 300), cut(trouble.wanted, 300))]) from None
    facts = facts_of_import(city_map, book)
    folder = own_cities_folder() / name
    try:
        save_map(city_map, folder)
    except OSError as trouble:
        raise _bad(str(folder), cut(str(trouble)), "a folder that can be written to") from trouble
    return _describe(voice, city_map, facts, folder)


def show_town(voice: Voice, name: str) -> int:
    """Describe a city by name or path."""
    place = find_city(name)
    return _describe(voice, *open_city(name), place)


def _describe(voice: Voice, city_map: CityMap, facts: CityFacts, place: Path) -> int:
    about = description(city_map, facts, place)
    counts = {"inhabitants": facts.inhabitants, "households": facts.households, **about["counts"]}
    lines = [
        table(f"{facts.titles['en']} ({about['name']}), {about['crs']}", ("what", "how many"),
              [(key, amount(number)) for key, number in counts.items()]),
        table("Read from a source, not filled in", ("what", "share"),
              [(key, percent(share)) for key, share in about["completeness"].items()]),
    ]  # fmt: skip
    if about["origin"]:
        by_year = about["buildings_by_type_and_year"]
        lines.append(
            table(
                "Buildings on the map by type and year",
                ("year", *by_year),
                [(name, *(amount(row[name]) for row in by_year.values())) for name in YEAR_CLASSES],
            )
        )
        rows = [(key, each["marked"], each["source"], each["note"]) for key, each in about["origin"].items()]
        lines.append(table("Where each field comes from", ("field", "marked", "from", "note"), rows))
    if about["dropped"]:
        lines.append(table("Left out", ("reason", "how many"), about["dropped"].items()))
    voice.answer(about, *lines, *(f"Note: {warning}" for warning in about["warnings"]), *about["attribution"])
    return OK


def description(city_map: CityMap, facts: CityFacts, place: Path) -> dict[str, Any]:
    """What `city info --json` prints."""
    return {
        "name": facts.name,
        "title": facts.titles,
        "crs": city_map.crs,
        "counts": city_map.counts(),
        "inhabitants": facts.inhabitants,
        "households": facts.households,
        "dwellings": int(city_map.buildings.dwellings.sum()),
        "completeness": city_map.completeness or _completeness(city_map),
        "dropped": city_map.dropped,
        "warnings": list(city_map.warnings),
        "attribution": list(city_map.attribution),
        "buildings_by_type_and_period": _by_type(city_map, city_map.buildings.period, PERIODS),
        "buildings_by_type_and_year": _by_type(city_map, _year_class(city_map), tuple(YEAR_CLASSES)),
        "origin": _origin(place),
        "imported": is_imported(place),
        "where": str(place),
    }


def _year_class(city_map: CityMap) -> np.ndarray:
    """Class of construction year of each building, as Statbel counts them; the newest class has no end here."""
    ends = [last for _, last in YEAR_CLASSES.values()][:-1]
    return np.searchsorted(ends, city_map.buildings.year_built)


def _by_type(city_map: CityMap, kinds: np.ndarray, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Buildings of the map by type and by kind, both by name."""
    at = city_map.buildings.type.astype(int) * len(names) + kinds
    counts = np.bincount(at, minlength=len(BUILDING_TYPES) * len(names)).reshape(len(BUILDING_TYPES), -1)
    return {kind: dict(zip(names, row, strict=True)) for kind, row in zip(BUILDING_TYPES, counts.tolist(), strict=True)}


def _origin(place: Path) -> dict[str, Any]:
    """Statistic or default, and from where, by field; empty for a city that was not made from statistics."""
    return {} if is_imported(place) else city_file(place).model_dump(mode="json")["origin"]


def _completeness(city_map: CityMap) -> dict[str, float]:
    """Shares that nobody had to fill in; 1 throughout for a drawn city, which is told everything by its recipe."""
    layers = {name: city_map.lamps if name == "lamp_power" else city_map.buildings for name in COMPLETENESS}
    return {
        name: round(float((layer.filled & FILLED[name] == 0).mean()), 3) if len(layer) else 0.0
        for name, layer in layers.items()
    }


def _present_year() -> int:
    """Year whose stock tables fill what an import lacks: the first year of the model city."""
    return read_city_file("ideal_city").recipe.first_year


def free_town_name(name: str, replace: bool) -> str:
    """The name, when a city may be kept under it."""
    if not re.fullmatch(NAME, name):
        raise _bad("--name", shown(name), "small letters, digits and _, a letter first, at most 60")
    folder = own_cities_folder() / name
    if name in known_cities() and not folder.exists():
        raise _bad("--name", f"{shown(name)}, a city of the library", "another name")
    if folder.exists() and not replace:
        raise _bad("--name", f"{shown(name)}, which exists", "another name, or --replace to overwrite it")
    return name


def keep_town_file(name: str, content: dict[str, Any]) -> None:
    """Write the city file, whole or not at all."""
    folder = own_cities_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
        try:
            text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)
            (draft / CITY_FILE).write_text(text, encoding="utf-8")
            shutil.rmtree(folder / name, ignore_errors=True)
            draft.rename(folder / name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as trouble:
        raise _bad(str(folder), cut(str(trouble)), "a folder that can be written to") from trouble


def _bad(where: str, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(where, None, "", found, wanted)])
