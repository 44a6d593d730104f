"""Renews the memory of whole runs: `python -m tests.baselines.renew "why the numbers moved"`.

Writes one file per scenario of the library and a line in `why.md`, with what moved most.
"""

from __future__ import annotations

import datetime
import json
import sys
from typing import Any

from scenarios.extending import library_names
from tests.baselines.memory import FOLDER, Runs, memory_of, path_of, recall

WHY = FOLDER / "why.md"
FIRST_LINES = """# Why the baselines moved

One line per renewal, newest last: date, reason, and how the last year's emissions moved.

"""
LINE_LENGTH = 400


def renew(why: str) -> str:
    """Live every scenario anew, keep what it found, and write down why.

    Raises:
        ValueError: no reason is given
    """
    why = " ".join(why.split())
    if not why:
        raise ValueError('say why the numbers moved: python -m tests.baselines.renew "why"')
    runs, moved = Runs(), []
    found = {name: memory_of(runs.results(name)) for name in library_names()}
    for name, memory in found.items():
        moved += told_moves(name, recall(name), memory)
        path_of(name).write_text(json.dumps(memory, indent=1) + "\n", encoding="utf-8")
    for forgotten in {path.stem for path in FOLDER.glob("*.json")} - set(found):
        path_of(forgotten).unlink()
        moved.append(f"{forgotten} is gone")
    line = f"- {datetime.date.today().isoformat()}: {why} ({'; '.join(moved) or 'no number moved'})"
    text = WHY.read_text(encoding="utf-8") if WHY.is_file() else FIRST_LINES
    WHY.write_text(text + line[:LINE_LENGTH] + "\n", encoding="utf-8")
    return line


def told_moves(name: str, before: dict[str, Any] | None, after: dict[str, Any]) -> list[str]:
    """How the emissions of the last year moved, in words; nothing when no number of the scenario did."""
    now = after["numbers"]["final.co2_t"]
    if before is None:
        return [f"{name} {now:.0f} t, new"]
    if before["numbers"] == after["numbers"]:
        return []
    return [f"{name} {before['numbers']['final.co2_t']:.0f} to {now:.0f} t"]


def main(arguments: list[str]) -> int:
    """Exit code 0 when renewed, 2 without a reason."""
    try:
        print(renew(" ".join(arguments)))
    except ValueError as trouble:
        print(trouble, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
