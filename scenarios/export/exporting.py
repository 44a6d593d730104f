"""A run in the forms that others read, written as one folder.

Place in the flow: results folder -> [scenarios.export]. Each form is made by itself: one that cannot be made for a run is
told in words and does not stop the others.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.export.event_lines import event_lines
from scenarios.export.folder import write_folder
from scenarios.export.ocds import release_package
from scenarios.export.ocds_checking import check_package
from scenarios.export.ocds_words import PREFIX_NOTE
from scenarios.export.run_tables import Run
from scenarios.export.value_map import value_map
from scenarios.long_format import long_format
from scenarios.problems import Problem, Unusable, one_of
from scenarios.results_folder import SavedResults

Names = Mapping[str, str]


@dataclass(frozen=True)
class Written:
    """One exported file."""

    format: str
    path: Path
    bytes: int
    count: int
    """Releases, transfers, lines or rows in it."""
    counted: str


@dataclass(frozen=True)
class Exported:
    """What an export wrote, and what the reader should know."""

    folder: Path
    files: list[Written]
    problems: list[Problem]
    notes: list[str]


def export_results(saved: SavedResults, formats: Sequence[str], out: Path, real_names: Names | None = None) -> Exported:
    """Write a run in some of FORMATS.

    Args:
        saved: the run
        formats: words of FORMATS
        out: folder, made or replaced as a whole
        real_names: party or `firm-<number>` -> name

    Raises:
        Unusable: nothing could be written; with the reasons
    """
    run, contents, made = Run(saved), {}, []
    for word in formats:
        name, counted, make = FORMATS[word]
        try:
            content = make(run, real_names or {})
        except Unusable as trouble:
            run.remarks += trouble.problems
            continue
        if content is not None:
            contents[name] = content[0]
            made.append(Written(word, out / name, len(content[0]), content[1], counted))
    if not made:
        nothing = run.problem("--format", "; ".join(run.notes) or "nothing", f"another form: {one_of(FORMATS)}")
        raise Unusable(run.remarks or [nothing])
    about = {"scenario": run.scenario, "city": run.city, "seed": run.seed, "note": PREFIX_NOTE}
    return Exported(write_folder(out, contents, about), made, run.remarks, run.notes)


def _ocds(run: Run, real_names: Names) -> tuple[bytes, int] | None:
    """The release package, once it is found sound."""
    package = release_package(run, real_names)
    if package is None:
        return None
    if problems := check_package(package, OCDS_FILE):
        raise Unusable(problems)
    return _as_json(package, indent=1), len(package["releases"])


def _value_map(run: Run, _: Names) -> tuple[bytes, int]:
    drawn = value_map(run)
    return _as_json(drawn), sum(len(year["edges"]) for year in drawn["years"])


def _events(run: Run, _: Names) -> tuple[bytes, int]:
    lines = event_lines(run)
    return "".join(f"{line}\n" for line in lines).encode(), len(lines)


def _long(run: Run, _: Names) -> tuple[bytes, int]:
    import pyarrow.csv

    table, stream = long_format(run.saved), io.BytesIO()
    pyarrow.csv.write_csv(table, stream)
    return stream.getvalue(), table.num_rows


def _as_json(content: Any, indent: int | None = None) -> bytes:
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, indent=indent) + "\n").encode()


OCDS_FILE = "ocds_release_package.json"
FORMATS: dict[str, tuple[str, str, Callable[[Run, Names], tuple[bytes, int] | None]]] = {
    "ocds": (OCDS_FILE, "releases", _ocds),
    "value_map": ("value_map.json", "transfers", _value_map),
    "events": ("events.jsonl", "events", _events),
    "long": ("long.csv", "values", _long),
}
"""Word of `--format` -> file, what is counted in it, and who makes it."""
