"""A run in the forms that others read: open contracting data, value map, event log, long table.

Place in the flow: `stadslab export`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, table
from scenarios.export import FORMATS, Exported, export_results, read_real_names
from scenarios.export.folder import refuse_unwritable
from scenarios.problems import Problem, Unusable, near_word, one_of, shown
from scenarios.results_folder import MANIFEST, SavedResults, as_table, read_results


def export_run(voice: Voice, place: str, formats: str, out: Path | None, names: Path | None = None) -> int:
    """Write a run in some forms; 1 when something could not be told, 2 when nothing could."""
    wanted = _formats(formats)
    real_names = read_real_names(names) if names else {}
    if out is not None:
        refuse_unwritable(out)
    saved = _results(voice, place)
    folder = out or _beside(saved)
    exported = export_results(saved, wanted, folder, real_names)
    for problem in exported.problems:
        voice.progress(str(problem))
    voice.answer(_content(exported), *_shown(exported))
    return FOUND_A_PROBLEM if exported.problems else OK


def _formats(text: str) -> list[str]:
    wanted = list(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))
    for word in wanted or [text]:
        if word not in FORMATS:
            raise Unusable([Problem("--format", None, "", shown(word), one_of(FORMATS), near_word(word, FORMATS))])
    return wanted


def _results(voice: Voice, place: str) -> SavedResults:
    """A folder of results as it was saved; a scenario is run first."""
    path = Path(place)
    if (path / MANIFEST).is_file() or (path.is_dir() and any(path.iterdir())):
        return read_results(path)
    from scenarios.commands.runs import read_scenario
    from scenarios.running import run_scenario

    results = run_scenario(read_scenario(voice, place, None), None, None, progress=voice.progress)
    words = (results.scenario, results.city, results.seed)
    name = "-".join(re.sub(r"[^A-Za-z0-9_]+", "_", Path(str(word)).stem) or "_" for word in words)
    tables = {table: as_table(columns) for table, columns in results.tables.items()}
    return SavedResults(Path("results") / name, results.manifest, tables)


def _beside(saved: SavedResults) -> Path:
    """Where an export goes by itself: beside the results, for these are replaced as a whole."""
    folder = saved.folder.absolute()
    return folder.with_name(f"{folder.name}-export")


def _content(exported: Exported) -> dict[str, Any]:
    return {
        "out": str(exported.folder),
        "files": [
            {"format": each.format, "path": str(each.path), "bytes": each.bytes, "count": each.count,
             "counted": each.counted}
            for each in exported.files
        ],
        "notes": exported.notes,
        "problems": [problem.as_dict() for problem in exported.problems],
    }  # fmt: skip


def _shown(exported: Exported) -> list[Any]:
    rows = [(each.format, each.path.name, f"{amount(each.count)} {each.counted}", amount(each.bytes / 1000))
            for each in exported.files]  # fmt: skip
    columns = ("form", "file", "holds", "kB")
    return [table("Exported", columns, rows), *exported.notes, f"Written to {exported.folder}"]
