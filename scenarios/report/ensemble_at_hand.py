"""The bands of an ensemble of the same plan, for a report.

Place in the flow: an ensemble's folder -> [report].
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, Unusable, shown_path
from scenarios.results_folder import SavedResults, read_results

_SEEDS = re.compile(r"^(seed|runs|compare_with): .*$", re.MULTILINE)
"""Lines of a scenario that do not change what it asks."""


def read_bands(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """Summary of an ensemble, with the band of emissions by year as `co2_band` (year, low, high; nine in ten runs).

    Args:
        folder: of the ensemble
        manifest: of the run that the report is about

    Raises:
        Unusable: it is no ensemble, or one of another plan, city or book
    """
    saved = open_ensemble(folder)
    mine, other = manifest, saved.manifest
    differs = [
        name
        for name, same in (
            ("plan", _asked(mine) == _asked(other)),
            ("city", mine["city"]["hash"] == other["city"]["hash"]),
            ("book", mine["book_hash"] == other["book_hash"]),
        )
        if not same
    ]
    if differs:
        found = f"an ensemble of another {' and '.join(differs)}"
        raise Unusable([Problem(shown_path(folder), None, "", found, "an ensemble of the plan that is reported on")])
    return {**saved.manifest["summary"], "co2_band": _band(saved.tables["bands"])}


def open_ensemble(folder: Path) -> SavedResults:
    """The folder of an ensemble.

    Raises:
        Unusable: it is none
    """
    saved = read_results(folder)
    if saved.manifest.get("kind") != "ensemble" or "bands" not in saved.tables:
        raise Unusable([Problem(shown_path(folder), None, "", "no ensemble with bands", "the folder of an ensemble")])
    return saved


def _asked(manifest: dict[str, Any]) -> str:
    return _SEEDS.sub("", manifest["scenario"]["text"])


def _band(bands: Any) -> list[tuple[int, float, float]]:
    rows = bands.to_pylist()
    return [(row["year"], row["low_90"], row["high_90"]) for row in rows if row["quantity"] == "co2_t"]
