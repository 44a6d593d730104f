"""Bring a Covenant inventory in, take one out, look at it as a reviewer would.

Place in the flow: `stadslab inventory import`, `inventory export`, `inventory check`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from scenarios.commands.telling import BAD_INPUT, FOUND_A_PROBLEM, OK, Voice, amount, table
from scenarios.inventory import (
    FORMATS,
    LANGUAGES,
    Reading,
    confirmed,
    free_name,
    general,
    keep,
    name_of_file,
    open_inventory,
    problems_of,
    read_inventory,
    remember,
    save_inventory,
)
from scenarios.problems import Problem, Unusable, is_fatal, near_word, one_of, shown
from sim.inventory.inventory import Inventory

MOST_TOLD = 12
"""Warnings that an import tells itself; `check` tells all."""


def import_inventory(voice: Voice, file: Path, name: str | None, aliases: Sequence[str], replace: bool) -> int:
    """Read an inventory and keep it under a name; labels that nobody knows are asked for, or told with a near word."""
    labels = confirmed(aliases)
    name = free_name(name or name_of_file(file), replace)
    voice.progress(f"reading {file.name}")
    reading = read_inventory(file, labels)
    if not voice.as_json and sys.stdin.isatty() and (asked := _ask(voice, reading)):
        labels |= asked
        reading = read_inventory(file, labels)
    problems = problems_of(reading)
    if is_fatal(problems):
        raise Unusable([problem for problem in problems if problem.severity == "error"])
    if labels:
        voice.progress(f"labels kept in {remember(labels)}")
    for problem in problems[:MOST_TOLD]:
        voice.progress(str(problem))
    path = keep(reading.inventory, name)
    about = {
        "name": name,
        "out": str(path),
        **description(reading.inventory),
        "problems": [p.as_dict() for p in problems],
    }
    hints = [f"{len(problems)} remarks; see them with: stadslab inventory check {file}"] if problems else []
    voice.answer(about, *shown_inventory(reading.inventory, name), *hints, f"Kept as {name}")
    return OK


def _ask(voice: Voice, reading: Reading) -> dict[str, str]:
    """At a terminal: whether each label that nobody knows means its near word."""
    import typer

    labels = {}
    for problem in reading.problems:
        if problem.rule == "label" and problem.suggestion:
            label = problem.found.strip("'\"")
            voice.progress(str(problem))
            if typer.confirm(f"Is {label!r} the same as {problem.suggestion}?", default=False, err=True):
                labels[label] = problem.suggestion
    return labels


def export_inventory(voice: Voice, place: str, formats: str, out: Path | None, language: str, years: str | None) -> int:
    """Write the inventory of a run, or one that was brought in, in one form or several."""
    wanted = [word.strip().lower() for word in formats.split(",") if word.strip()]
    for word in wanted or [formats]:
        if word not in FORMATS:
            raise Unusable([Problem("--format", None, "", shown(word), one_of(FORMATS), near_word(word, FORMATS))])
    if language not in LANGUAGES:
        raise Unusable(
            [Problem("--language", None, "", shown(language), one_of(LANGUAGES), near_word(language, LANGUAGES))]
        )
    inventory, name = open_inventory(place, _years(years))
    paths = [_path(out, name, word, len(wanted)) for word in wanted]
    for path in paths:
        voice.progress(f"writing {path}")
        save_inventory(inventory, path, language)
    about = {"name": name, "out": [str(path) for path in paths], **description(inventory)}
    voice.answer(about, *shown_inventory(inventory, name), *(f"Written to {path}" for path in paths))
    return OK


def _years(text: str | None) -> list[int] | None:
    """Years of an option such as `2025,2030`."""
    if text is None:
        return None
    try:
        return [int(word) for word in text.split(",")]
    except ValueError:
        raise Unusable(
            [Problem("--years", None, "", shown(text), "years with commas between, such as 2025,2030")]
        ) from None


def _path(out: Path | None, name: str, form: str, count: int) -> Path:
    """Where one form goes: `--out` itself when it is a file of that form, else a file in that folder."""
    if out is not None and out.suffix.lower() == f".{form}":
        return out
    if out is not None and out.suffix.lower().lstrip(".") in FORMATS:
        if count > 1:
            return out.with_suffix(f".{form}")
        raise Unusable(
            [
                Problem(
                    "--out", None, "", shown(str(out)), f"a folder, or a file ending in .{form}", f"{out.stem}.{form}"
                )
            ]
        )
    return (out or Path()) / f"{name}.{form}"


def check_inventory(voice: Voice, file: str, aliases: Sequence[str]) -> int:
    """Everything a reviewer would remark: 2 when the inventory cannot be used so, 1 when there are only warnings."""
    labels = confirmed(aliases)
    reading = _reading_of(file, labels)
    problems = problems_of(reading)
    usable = not is_fatal(problems)
    about = {"ok": not problems, "usable": usable, "file": file, **description(reading.inventory)}
    about["problems"] = [problem.as_dict() for problem in problems]
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity] += 1
    last = f"{file} checked: {counts['error']} errors, {counts['warning']} warnings"
    voice.answer(about, *(str(problem) for problem in problems), last)
    return OK if not problems else FOUND_A_PROBLEM if usable else BAD_INPUT


def _reading_of(place: str, labels: dict[str, str]) -> Reading:
    """A file as it was read; an inventory by its name, or a run's, has no cells of a file to point at."""
    path = Path(place)
    if path.is_file():
        return read_inventory(path, labels)
    inventory, name = open_inventory(place)
    return Reading(name, inventory)


def description(inventory: Inventory) -> dict[str, Any]:
    """What `--json` tells of an inventory."""
    return {
        **general(inventory),
        "years": [
            {"year": year, "energy_mwh": inventory.total("A", year), "co2_t": inventory.total("B", year)}
            for year in inventory.years
        ],
        "cells": len(inventory.cells),
        "targets": len(inventory.pledges),
        "actions": len(inventory.actions),
    }


def shown_inventory(inventory: Inventory, name: str) -> list[Any]:
    """An inventory in a few lines."""
    unit = "t CO2" if inventory.gas == "co2" else "t CO2e"
    rows = [
        (year, "baseline" if year == inventory.baseline_year else "monitoring", amount(inventory.total("A", year)),
         amount(inventory.total("B", year)), amount(inventory.inhabitants.get(year)))
        for year in inventory.years
    ]  # fmt: skip
    return [table(f"{inventory.municipality or name}", ("year", "", "MWh", unit, "inhabitants"), rows)]
