"""Opens a city by name or path: its map, and what it knows about itself.

Place in the flow: geodata -> sim -> [scenarios] -> dashboard. Three kinds: an archetype of the library, a city file of
the user's (made by `stadslab city new` or written by hand), and a place imported from open map files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata import CityMap, StockNorms, cached_city, load_map, read_city_file
from scenarios.book import read_book
from scenarios.folders import cache_folder, own_cities_folder
from scenarios.problems import Problem, Unusable, cut, near_word, one_of, shown, shown_path
from sim.city.facts import CityFacts
from sim.parameter import Book
from sim.scenario import Target

if TYPE_CHECKING:
    from geodata import CityFile

CITY_FILE, MAP_HEADER = "city.yaml", "city.json"
MODEL_CITY = "ideal_city"
"""Imported places borrow its pledges and its gas network until they have their own."""


def open_city(name_or_path: str | Path, book: Book | None = None) -> tuple[CityMap, CityFacts]:
    """A city ready to be settled; a drawn map comes from the cache when it is there.

    Args:
        name_or_path: name of a library or own city, a city.yaml, or the folder of one or of an imported map
        book: holds `stock.*` for drawing, `people.*` and `city.*` for the facts of an import; None: the book as it is

    Raises:
        Unusable: there is no such city, or its file or map cannot be used
    """
    book = book or read_book()
    place = find_city(name_or_path)
    if is_imported(place):
        city_map = _imported_map(place)
        return city_map, facts_of_import(city_map, book)
    file = city_file(place)
    return cached_city(file.recipe, stock_norms(book, file.recipe.first_year), drawn_maps()), facts_of_file(file)


def list_cities() -> dict[str, dict[str, str]]:
    """Titles per language by name: the library first, then the user's own."""
    return {name: _title(place) for name, place in _known_places().items()}


def known_districts(name_or_path: str | Path) -> tuple[str, ...] | None:
    """Names of a city's districts, read without drawing it; None when there is no such city."""
    try:
        place = find_city(name_or_path)
        if not is_imported(place):
            return tuple(district.name for district in city_file(place).recipe.districts)
        import pyarrow.parquet as pq

        return tuple(pq.read_table(place / "districts.parquet", columns=["name"])["name"].to_pylist())
    except (Unusable, OSError, ValueError):
        return None


def find_city(name_or_path: str | Path) -> Path:
    """The city.yaml of a city, or the folder of an imported map.

    Raises:
        Unusable: no city of that name, and no file or folder either
    """
    known = _known_places()
    if str(name_or_path) in known:
        return known[str(name_or_path)]
    try:
        place = _place_at(Path(name_or_path))
    except (OSError, ValueError):
        place = None
    if place is not None:
        return place
    wanted = f"{one_of(known, 20)}, or the path of a city.yaml or of an imported city's folder"
    near = near_word(name_or_path, known)
    raise Unusable([Problem(shown(str(name_or_path)), None, "", "no city of this name", wanted, near)])


def is_imported(place: Path) -> bool:
    """Whether a place that `find_city` gave is an imported map (else it is a city file)."""
    return place.is_dir()


def city_file(path: Path) -> CityFile:
    """A city file, read and checked with line numbers.

    Raises:
        Unusable: with everything that is wrong with it
    """
    from pydantic import ValidationError

    from scenarios.complaints import complaints

    if path.parent.parent == _library_folder():
        return read_city_file(path)
    from geodata import CityFile
    from scenarios.reading import read_yaml

    reading = read_yaml(path)
    if reading.value is None or reading.problems:
        raise Unusable(reading.problems)
    try:
        return CityFile.model_validate(reading.value)
    except ValidationError as wrong:
        raise Unusable(complaints(wrong, CityFile, reading.value, (), reading.place)) from None


def stock_norms(book: Book, year: int) -> StockNorms:
    """The `stock.*` tables of the book as the map generator takes them."""
    return StockNorms.from_tables(tables_of(book, year, "stock"))


def tables_of(book: Book, year: int, *topics: str) -> dict[str, Any]:
    """Values of whole topics in a year, by the name after the dot."""
    parted = {name: name.split(".", 1) for name in book.parameters}
    return {key: book.at(name, year) for name, (topic, key) in parted.items() if topic in topics}


def drawn_maps() -> Path:
    """Folder of drawn maps."""
    return cache_folder() / "cities"


def facts_of_file(file: CityFile) -> CityFacts:
    """What a city file says beyond its map."""
    facts = file.facts
    targets = tuple(
        Target(each.year, each.kind, each.pledged_share, in_all_languages(each.label.model_dump()))
        for each in facts.targets
    )
    return CityFacts(
        file.name, facts.inhabitants, facts.households, facts.base_year, dict(facts.gas_network_share), targets,
        in_all_languages(file.title.model_dump()),
    )  # fmt: skip


def facts_of_import(city_map: CityMap, book: Book) -> CityFacts:
    """Facts of an imported place: people reckoned from its dwellings, pledges and gas network of the ideal city.

    Raises:
        Unusable: nobody can live there
    """
    model = facts_of_file(read_city_file(MODEL_CITY))
    households = round(int(city_map.buildings.dwellings.sum()) * book.at("people.occupied_share", model.base_year))
    if not households:
        raise Unusable([Problem(city_map.name, None, "", "a map without homes", "a place where people live")])
    inhabitants = round(households * book.at("city.persons_per_household", model.base_year))
    title = in_all_languages({"en": city_map.name.replace("_", " ")})
    return replace(model, name=city_map.name, inhabitants=inhabitants, households=households, titles=title)


def in_all_languages(words: Mapping[str, str]) -> dict[str, str]:
    """A text for each of nl, fr, de, en; a missing one is the English.

    >>> in_all_languages({"en": "Port city", "nl": "Havenstad"})["de"]
    'Port city'
    """
    return {language: words.get(language) or words["en"] for language in ("nl", "fr", "de", "en")}


def _imported_map(folder: Path) -> CityMap:
    try:
        return load_map(folder)
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        found = f"an imported city that cannot be read ({cut(str(trouble))})"
        raise Unusable([Problem(shown_path(folder), None, "", found, "the city imported anew")]) from trouble


def _library_folder() -> Path:
    import geodata

    return Path(geodata.__file__).parent / "cities"


def _known_places() -> dict[str, Path]:
    """Every city that goes by a name; the library's names cannot be taken over."""
    library = {path.parent.name: path for path in sorted(_library_folder().glob(f"*/{CITY_FILE}"))}
    own = {path.name: place for path in sorted(own_cities_folder().glob("[!.]*")) if (place := _place_at(path))}
    return library | {name: place for name, place in own.items() if name not in library}


def _place_at(path: Path) -> Path | None:
    """The city that lies at a path: a file, a folder with one, or a folder with an imported map."""
    if path.is_file():
        return path
    if (path / CITY_FILE).is_file():
        return path / CITY_FILE
    return path if (path / MAP_HEADER).is_file() else None


def _title(place: Path) -> dict[str, str]:
    """Title without checking the whole file."""
    if is_imported(place):
        return in_all_languages({"en": place.name.replace("_", " ")})
    try:
        state = place.stat()
        return dict(_title_in_file(place, state.st_mtime_ns, state.st_size))
    except (OSError, Unusable):
        return in_all_languages({"en": place.parent.name.replace("_", " ")})


@lru_cache(maxsize=64)
def _title_in_file(place: Path, modified_ns: int, size: int) -> dict[str, str]:
    """The title, read again only when the file changed."""
    return in_all_languages(city_file(place).title.model_dump())
