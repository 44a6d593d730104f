"""Finds scenarios and hands them over ready to run, or says why they cannot be.

Place in the flow: scenarios [reads -> checks] -> runs. The front door to `reading`, `extending` and `checking`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from scenarios.bending import bend
from scenarios.book import check_parameter_file, read_book
from scenarios.checking import Around, Checked, check_scenario, name_of
from scenarios.contexts import check_context_file, read_contexts
from scenarios.extending import LIBRARY, family_of, is_path, library_names, read_family
from scenarios.problems import Problem, Unusable, is_fatal, near_word, one_of, shown
from scenarios.reading import PARAMETER_LIMITS, read_yaml, read_yaml_text
from scenarios.scenario_file import Words
from sim.markets.contracts import FORMS
from sim.parameter import Book
from sim.scenario import Change, Scenario

Districts = Callable[[str], tuple[str, ...] | None]


def find_scenario(name_or_path: str | Path) -> Path:
    """File of a scenario: a name of the library or a path.

    Raises:
        Unusable: the library has no such scenario
    """
    name = str(name_or_path)
    if isinstance(name_or_path, Path) or is_path(name):
        return Path(name)
    if name in library_names():
        return LIBRARY / f"{name}.yaml"
    try:
        if Path(name).is_file():
            return Path(name)
    except (OSError, ValueError):
        pass  # no path at all; the message below says what it should be
    wanted = f"{one_of(library_names(), 20)}, or the path of a scenario file"
    raise Unusable(
        [Problem(shown(name), None, "", "no scenario of this name", wanted, near_word(name, library_names()))]
    )


def list_scenarios() -> dict[str, dict[str, str]]:
    """Scenarios of the library: title per language by name."""
    titles: dict[str, dict[str, str]] = {}
    for name in library_names():
        value = read_yaml(LIBRARY / f"{name}.yaml").value or {}
        title = value.get("title")
        titles[name] = Words.model_validate(title).by_language() if isinstance(title, str | dict) else {}
    return titles


def around(
    known_districts: Districts | None = None,
    known_cities: Collection[str] | None = None,
    known_actors: Collection[str] | None = None,
    book: Book | None = None,
) -> Around:
    """What scenarios are checked against: the book and contexts as they are now, and what the caller knows."""
    return Around(
        book=book or read_book(),
        known_districts=known_districts,
        known_cities=known_cities,
        known_actors=known_actors,
    )


def load_scenario(
    name_or_path: str | Path, known_districts: Districts | None = None, **known: Any
) -> tuple[Scenario, list[Problem]]:
    """A scenario ready to run, and warnings about it.

    Args:
        name_or_path: name in the library, or path of a file
        known_districts: districts of a city by its name or path; None for a city that is not known
        known: `known_cities`, `known_actors`, `book`, as in `around`

    Raises:
        Unusable: with everything that is wrong with the file, its parents or the book
    """
    path = find_scenario(name_or_path)
    return _or_unusable(check_scenario(read_family(path), name_of(path), around(known_districts, **known)))


def load_scenario_text(
    text: str, name: str = "sandbox", known_districts: Districts | None = None, **known: Any
) -> tuple[Scenario, list[Problem]]:
    """The same for a scenario that is no file yet; it may extend the library, and open no other file.

    Raises:
        Unusable: with everything that is wrong with the text
    """
    family = family_of(read_yaml_text(text, name), folder=None)
    return _or_unusable(check_scenario(family, name, around(known_districts, **known)))


def _or_unusable(checked: Checked) -> tuple[Scenario, list[Problem]]:
    if checked.scenario is None:
        raise Unusable(checked.problems)
    return checked.scenario, checked.problems


def check_file(name_or_path: str | Path, known_districts: Districts | None = None, **known: Any) -> list[Problem]:
    """Every problem and warning of a scenario, parameter or context file, whichever it is."""
    try:
        path = find_scenario(name_or_path)
        kind = _kind_of(path)
        if kind == "parameters":
            return check_parameter_file(path)
        if kind == "context":
            return check_context_file(path)
        return check_scenario(read_family(path), name_of(path), around(known_districts, **known)).problems
    except Unusable as unusable:
        return unusable.problems


def _kind_of(path: Path) -> str:
    """What a file is, told from its keys."""
    value = read_yaml(path, PARAMETER_LIMITS).value or {}
    if "variants" in value:
        return "context"
    entries = [entry for entry in value.values() if isinstance(entry, dict)]
    has_papers = any("values" in entry or "evidence" in entry for entry in entries)
    return "parameters" if has_papers and "measures" not in value else "scenario"


def apply_to_book(book: Book, scenario: Scenario) -> Book:
    """The book of a scenario: its context first, its what-ifs after, then what it wants in its contracts.

    Raises:
        Unusable: a variant or a parameter does not exist, or cannot be bent so
    """
    aspects = read_contexts()
    problems: list[Problem] = []
    for name, variant in scenario.context.items():
        if name not in aspects or variant not in aspects[name].variants:
            variants = aspects[name].variants if name in aspects else aspects
            near = near_word(variant if name in aspects else name, variants)
            problems.append(Problem(scenario.name, None, f"context.{name}", shown(variant), one_of(variants), near))
            continue
        book = _bent(book, aspects[name].variants[variant].changes, scenario, f"context.{name}", problems)
    book = _bent(book, scenario.what_if, scenario, "what_if", problems)
    book = _bent(book, _terms_wanted(scenario), scenario, "contracts", problems)
    if is_fatal(problems):
        raise Unusable(problems)
    return book


def _terms_wanted(scenario: Scenario) -> dict[str, Change]:
    """Terms and caps that the scenario names for its forms of contract, as changes of the book."""
    changes = {}
    for name, wish in scenario.contracts.items():
        if wish.term_years is not None and FORMS[name].term_parameter:
            changes[FORMS[name].term_parameter] = Change("set", float(wish.term_years), f"contracts.{name}")
        if wish.penalty_cap_share is not None:
            changes["contracts.sla_penalty_cap_share"] = Change("set", wish.penalty_cap_share, f"contracts.{name}")
    return changes


def _bent(book: Book, changes: dict[str, Any], scenario: Scenario, key: str, problems: list[Problem]) -> Book:
    book, troubles = bend(book, changes)
    for trouble in troubles:
        severity = "warning" if trouble.is_odd_only else "error"
        where = f"{key}.{trouble.parameter}"
        problems.append(
            Problem(scenario.name, None, where, trouble.found, trouble.wanted, trouble.suggestion, severity)
        )
    return book
