"""Measure how fast the city is.

Place in the flow: `stadslab bench`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, table
from scenarios.problems import Problem, Unusable, near_word, one_of, shown
from scenarios.speed import NotMeasured, Row, all_rows


def measure_speed(voice: Voice, only: Sequence[str]) -> int:
    """Measure all rows or some: 1 when a promise is not kept; a row that cannot be measured here breaks none."""
    rows = all_rows()
    strange = [name for name in only if name not in rows]
    if strange:
        problems = [
            Problem("--only", None, "", shown(name), one_of(rows, 20), near_word(name, rows)) for name in strange
        ]
        raise Unusable(problems)
    found = []
    for name in only or rows:
        voice.progress(f"measuring {name}")
        found.append(measured(rows[name]))
    shown_rows = [
        (
            row["id"],
            amount(row["value"], 3),
            row["unit"],
            f"{row['goal_is']} {row['goal']:g}",
            row["note"] or _verdict(row),
        )
        for row in found
    ]
    voice.answer(found, table("Speed", ("row", "value", "unit", "goal", ""), shown_rows))
    return FOUND_A_PROBLEM if any(row["ok"] is False for row in found) else OK


def measured(row: Row) -> dict[str, Any]:
    """One row as `bench --json` prints it; `value` and `ok` are null when it cannot be measured, and `note` says why."""
    about = {"id": row.id, "value": None, "unit": row.unit, "goal": row.goal, "ok": None}
    about |= {"goal_is": "over" if row.over else "under", "note": ""}
    try:
        value = row.measure()
    except NotMeasured as reason:
        return about | {"note": str(reason)}
    return about | {"value": value, "ok": row.is_kept(value)}


def _verdict(row: dict[str, Any]) -> str:
    return "ok" if row["ok"] else "missed"
