"""Make a city out of a municipality's statistics.

Place in the flow: `stadslab city new --nis CODE --stock FILE`.
"""

from __future__ import annotations

from pathlib import Path

from geodata import cached_city
from scenarios.book import read_book
from scenarios.cities import drawn_maps, stock_norms
from scenarios.commands.telling import Voice
from scenarios.commands.towns import free_town_name, keep_town_file, show_town
from scenarios.municipality.archetype import choose_archetype
from scenarios.municipality.areas import codes_beside, file_name, merged_into, municipality, read_names
from scenarios.municipality.making import Known, city_of
from scenarios.municipality.population import read_population
from scenarios.municipality.size import home_size
from scenarios.municipality.stock_table import read_stock
from scenarios.problems import Problem, Unusable, cut
from sim.parameter import Book

LARGEST_SCALE = 1.0


def asks_for_municipality(
    archetype: str | None, inhabitants: int | None, nis: str | None, stock: Path | None, population: Path | None,
    codes: Path | None, scale: float | None,
) -> bool:  # fmt: skip
    """Whether `city new` is to make a municipality (else a city after an archetype).

    Raises:
        Unusable: the options do not go together
    """
    problems = []
    if nis is None:
        tables = {"--stock": stock, "--population": population, "--codes": codes, "--scale": scale}
        problems += [_odd(name, "no --nis", "--nis CODE beside it") for name, given in tables.items() if given]
        if archetype is None and not problems:
            problems.append(_odd("ARCHETYPE", "nothing", "a city of the library, or --nis CODE --stock FILE"))
    else:
        if stock is None:
            problems.append(_odd("--stock", "nothing", "the table of the building stock that knows this --nis"))
        if inhabitants is not None:
            problems.append(_odd("--inhabitants", f"{inhabitants}, beside --nis", "--population FILE, or --scale"))
    if problems:
        raise Unusable(problems)
    return nis is not None


def _odd(option: str, found: str, wanted: str) -> Problem:
    return Problem(option, None, "", found, wanted)


def new_municipality(
    voice: Voice, nis: str, stock: Path, population: Path | None, codes: Path | None, archetype: str | None,
    scale: float | None, seed: int | None, name: str | None, replace: bool,
) -> int:  # fmt: skip
    """Draw the city of a municipality and keep it under a name."""
    if scale is not None and not 0 < scale <= LARGEST_SCALE:
        raise Unusable([Problem("--scale", None, "", f"{scale:g}", "a number above 0, up to 1")])
    book = read_book()
    voice.progress(f"reading {stock.name}")
    known = _known(nis, stock, population, codes, book)
    name = free_town_name(name or file_name(known.name), replace)
    choice = choose_archetype(known.code, known.stock, archetype, book, known.year)
    file = city_of(known, choice, name, seed, scale, book)
    voice.progress(f"drawing {known.name} after {choice.file.name}: {choice.why}")
    try:
        cached_city(file.recipe, stock_norms(book, file.recipe.first_year), drawn_maps())
    except ValueError as trouble:
        wanted = "another --archetype, --seed or --scale"
        raise Unusable([Problem(f"--nis {known.code}", None, "", cut(str(trouble), 200), wanted)]) from None
    keep_town_file(name, file.model_dump(mode="json"))
    return show_town(voice, name)


def _known(nis: str, stock: Path, population: Path | None, codes: Path | None, book: Book) -> Known:
    """What the tables say about the municipality; all are read before anything is made."""
    table = read_stock(stock)
    codes = codes or codes_beside(stock)
    names = read_names(codes) if codes else {}
    people = read_population(population) if population else None
    merged = merged_into(book, table.year)
    code = municipality(table, nis, names, merged)
    counted, unknown = table.stock_of(code)
    inhabitants, parts = people.of(code, merged) if people else (None, ())
    title = names.get(code, f"Municipality {code}")
    source = f"Statbel, building stock (cadastral statistics), 1 January {table.year}; {stock.name}"
    named = f"Statbel, codes and names of the stock table of {table.year}; {codes.name}" if code in names else ""
    return Known(
        code,
        title,
        named,
        table.year,
        counted,
        source,
        unknown,
        home_size(table, code, book),
        people,
        inhabitants,
        parts,
    )
