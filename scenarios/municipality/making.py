"""A city file out of statistics: counted where tables count, borrowed from an archetype where they do not.

Place in the flow: tables -> [scenarios.municipality] -> a city.yaml whose map `geodata` draws. Every field says whether
it is a statistic, with name and date of the table, or a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geodata import CityFile, CountedStock, Facts, Origin, Recipe
from scenarios.municipality.archetype import Choice
from scenarios.municipality.population import Population
from scenarios.problems import Problem, Unusable
from sim.parameter import Book

MOST_INHABITANTS, FEWEST_INHABITANTS, FEWEST_BUILDINGS = 500_000, 20, 20
LARGEST_HOUSEHOLD = 6
"""More people than this in every dwelling do not fit into the model's households."""
SMALLEST_VILLAGE_HA = 2.0
"""A village of the archetype that would shrink below this, some twenty houses, is left out with its church."""
SCALES = ("lamps", "farms")
"""Counts of the archetype that grow with the number of buildings."""


@dataclass(frozen=True)
class Known:
    """What tables say about one municipality."""

    code: str
    name: str
    names_from: str
    """File of the table of codes, or nothing when the name is only the code."""
    year: int
    """Of the stock table."""
    stock: CountedStock
    stock_from: str
    unknown_years: int
    home_size: dict[str, float]
    """Floor of homes by type, against the mean of all municipalities of the table."""
    population: Population | None
    inhabitants: int | None
    added_up_from: tuple[str, ...]


@dataclass(frozen=True)
class People:
    """Inhabitants and households of the drawn city."""

    inhabitants: int
    households: int


def city_of(known: Known, choice: Choice, name: str, seed: int | None, scale: float | None, book: Book) -> CityFile:
    """The city file of a municipality.

    Args:
        known: what the tables say
        choice: archetype that lends the rest
        name: of the new city
        seed: dice of the drawing; None: those of the archetype
        scale: drawn size over real size, None: 1, or less where the municipality is larger than can be drawn
        book: persons per household, share of dwellings that are lived in

    Raises:
        Unusable: too small or too large to be drawn, or more people than homes can hold
    """
    model = choice.file
    real = _people(known, int(known.stock.homes().sum()), book, model.facts.first_year)
    factor = min(1.0, MOST_INHABITANTS / max(real.inhabitants, 1)) if scale is None else scale
    _can_be_drawn(round(real.inhabitants * factor), round(int(known.stock.table().sum()) * factor), factor)
    stock = known.stock if factor == 1 else known.stock.scaled(factor)
    dwellings, inhabitants = int(stock.homes().sum()), round(real.inhabitants * factor)
    people = People(inhabitants, max(1, min(round(real.households * factor), dwellings, inhabitants)))
    seed = model.seed if seed is None else seed
    counts = {"inhabitants": people.inhabitants, "households": people.households, "dwellings": dwellings}
    recipe = _recipe(model.recipe, stock, counts | {"home_size": known.home_size}, name, seed)
    facts = model.facts.model_dump() | counts
    text = _texts(known, choice, factor)
    return CityFile(
        name=name, title={"en": known.name, "nl": known.name}, text=text, latitude=model.latitude,
        longitude=model.longitude, seed=seed, recipe=recipe.model_dump(), facts=facts,
        origin=origins(known, choice, factor),
    )  # fmt: skip


def _people(known: Known, dwellings: int, book: Book, year: int) -> People:
    """Inhabitants as counted, or by the usual dwelling; households at the usual size, at most one per dwelling."""
    each = book.at("city.persons_per_household", year)
    if known.inhabitants is None:
        households = max(1, round(dwellings * book.at("people.occupied_share", year)))
        return People(round(households * each), households)
    if known.inhabitants > LARGEST_HOUSEHOLD * dwellings:
        found = f"{known.inhabitants} people in {dwellings} dwellings of {known.code}"
        raise Unusable([Problem(known.population.file, None, "Totaal", found, "tables of the same municipality")])
    return People(known.inhabitants, max(1, min(dwellings, round(known.inhabitants / each))))


def _can_be_drawn(inhabitants: int, buildings: int, factor: float) -> None:
    size = f"{inhabitants} inhabitants and {buildings} buildings at scale {factor:.4g}"
    if inhabitants > MOST_INHABITANTS:
        raise Unusable([Problem("--scale", None, "", size, f"at most {MOST_INHABITANTS} inhabitants")])
    if inhabitants < FEWEST_INHABITANTS or buildings < FEWEST_BUILDINGS:
        wanted = f"at least {FEWEST_INHABITANTS} inhabitants and {FEWEST_BUILDINGS} buildings"
        raise Unusable([Problem("--scale", None, "", size, wanted)])


def _recipe(model: Recipe, stock: CountedStock, counts: dict[str, Any], name: str, seed: int) -> Recipe:
    """The archetype's recipe at the size of the counted stock."""
    buildings = int(stock.table().sum())
    factor = buildings / model.buildings
    grown: dict[str, Any] = {key: max(1, round(getattr(model, key) * factor)) for key in SCALES}
    grown["docks"] = max(min(model.docks, 1), min(12, round(model.docks * factor**0.5)))
    grown["districts"] = [
        d.model_dump() | {"area_ha": d.area_ha * factor}
        for d in model.districts
        if d.kind != "village" or d.area_ha * factor >= SMALLEST_VILLAGE_HA
    ]
    told = {"name": name, "seed": seed, "stock": stock, "buildings": buildings, "other_share": None}
    return Recipe(**(model.model_dump() | grown | told | counts))


def _texts(known: Known, choice: Choice, factor: float) -> dict[str, str]:
    """What visitors read: where the city comes from and what it is not."""
    model = choice.file.title
    english = (
        f"The building stock of {known.name} ({known.code}) by type and year, after {known.stock_from}, in the streets "
        f"of the archetype {model.en}. Not a map of {known.name}: no street, no address is real."
    )
    dutch = (
        f"De gebouwen van {known.name} ({known.code}) naar type en bouwjaar, volgens {known.stock_from}, in de straten "
        f"van het archetype {model.nl}. Geen kaart van {known.name}: geen straat en geen adres is echt."
    )
    if factor != 1:
        english += f" Drawn at {factor:.4g} of its real size, counts rounded."
        dutch += f" Getekend op {factor:.4g} van de ware grootte, aantallen afgerond."
    return {"en": english, "nl": dutch}


def origins(known: Known, choice: Choice, factor: float) -> dict[str, Origin]:
    """Every field of the city file, marked statistic or default."""
    lent = f"archetype {choice.file.name}"
    found = {f"recipe.{key}": Origin(marked="default", source=lent) for key in Recipe.model_fields}
    found |= {f"facts.{key}": Origin(marked="default", source=lent) for key in Facts.model_fields}
    found |= {key: Origin(marked="default", source=lent) for key in ("latitude", "longitude", "seed")}
    found["archetype"] = Origin(marked="default", source=choice.file.name, note=choice.why)
    for key in (*SCALES, "docks"):
        found[f"recipe.{key}"] = Origin(marked="default", source=lent, note="scaled with the number of buildings")
    unused = Origin(marked="default", source=lent, note="not used: buildings are counted")
    found["recipe.districts"] = Origin(
        marked="default", source=lent,
        note=f"scaled with the number of buildings; villages below {SMALLEST_VILLAGE_HA:g} ha left out",
    )  # fmt: skip
    found |= dict.fromkeys(("recipe.quota", "recipe.other_share"), unused)
    found["recipe.home_size"] = Origin(
        marked="default", source=f"parameter municipality.floor_per_bathroom, on T6.2 over T8 of {known.stock_from}",
        note="inferred: bathrooms per dwelling against all municipalities of the table",
    )  # fmt: skip
    found |= _counted(known, factor) | _settled(known, factor)
    return dict(sorted(found.items(), key=lambda each: (each[1].marked != "statistic", each[0] != "archetype")))


def _counted(known: Known, factor: float) -> dict[str, Origin]:
    """Fields that the stock table and the table of codes count."""
    rounded = "" if factor == 1 else f"; {factor:.4g} of the real number, rounded"
    years = f"{known.unknown_years} buildings of unknown year dealt over the years of their type" + rounded
    by_year = Origin(marked="statistic", source=known.stock_from, note=f"T3.1 to T3.7.4 and T8 by R1 to R6; {years}")
    buildings = Origin(marked="statistic", source=known.stock_from, note=f"T1{rounded}")
    homes = Origin(
        marked="statistic", source=known.stock_from,
        note=f"T8{rounded}; on the map dwellings counted in buildings of class R6 stand in the flats",
    )  # fmt: skip
    named = Origin(marked="statistic", source=known.names_from) if known.names_from else Origin(
        marked="default", source=f"NIS code {known.code}", note="no table of codes was given"
    )  # fmt: skip
    keys = {"recipe.stock": by_year, "recipe.buildings": buildings, "title": named}
    return keys | dict.fromkeys(("recipe.dwellings", "facts.dwellings"), homes)


def _settled(known: Known, factor: float) -> dict[str, Origin]:
    """Who lives there, and what the city is called."""
    rounded = "" if factor == 1 else f"; {factor:.4g} of the real number, rounded"
    book = "parameters people.occupied_share and city.persons_per_household"
    if known.population is None:
        people = Origin(marked="default", source=book, note="no population table was given; usual people per dwelling")
        homes = Origin(marked="default", source=book, note="the usual share of dwellings is lived in")
    else:
        when = f"1 January {known.population.year} by its name" if known.population.year else "year not told"
        old = known.added_up_from != (known.code,)
        note = f"added up from {', '.join(known.added_up_from)}, merged since" if old else ""
        source = f"Statbel, population by municipality, {when}; {known.population.file}"
        people = Origin(marked="statistic", source=source, note=(note + rounded).strip("; "))
        note = "inhabitants over the usual size of a household, at most one household per dwelling"
        homes = Origin(marked="default", source="parameter city.persons_per_household", note=note)
    told = {"recipe.inhabitants": people, "facts.inhabitants": people}
    given = Origin(marked="default", source="command line, or made of the title")
    seeded = Origin(marked="default", source="command line, or the archetype's")
    told |= {"name": given, "recipe.name": given, "seed": seeded, "recipe.seed": seeded}
    told["text"] = Origin(marked="default", source="made of the other fields")
    return told | {"recipe.households": homes, "facts.households": homes}
