"""Files of others, judged: are they usable, and does the model agree with their cases?

Place in the flow: `stadslab check` and `stadslab validate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from scenarios.cities import CITY_FILE, city_file, known_districts, list_cities
from scenarios.commands.telling import BAD_INPUT, FOUND_A_PROBLEM, OK, Voice, amount, table
from scenarios.loading import check_file
from scenarios.problems import Problem, Unusable, cut, is_fatal
from scenarios.validation import Row, judge, tally

NARROW = 60


def check_files(voice: Voice, files: Sequence[str]) -> int:
    """Every problem of every file at once: 2 when one is unusable, 1 when there are only warnings."""
    problems = [problem for file in files for problem in _problems_of(file)]
    usable = not is_fatal(problems)
    content = {"ok": usable, "problems": [problem.as_dict() for problem in problems]}
    count = f"{len(files)} file{'s' if len(files) > 1 else ''}"
    words = [str(problem) for problem in problems]
    voice.answer(content, *words, f"{count} checked, {len(problems)} problem{'' if len(problems) == 1 else 's'} found")
    return OK if not problems else FOUND_A_PROBLEM if usable else BAD_INPUT


def _problems_of(file: str) -> list[Problem]:
    """Problems of a scenario, parameter, context or city file."""
    if Path(file).name == CITY_FILE and Path(file).is_file():
        try:
            city_file(Path(file).absolute())
        except Unusable as unusable:
            return unusable.problems
        return []
    from sim.actors import ACTORS

    return check_file(file, known_districts, known_cities=list_cities(), known_actors=ACTORS)


def validate_files(voice: Voice, files: Sequence[str]) -> int:
    """Verdicts on every case of every file: 1 when one fails."""
    rows: list[Row] = []
    for file in files:
        voice.progress(f"judging {file}")
        try:
            found = list(judge(file))
        except OSError as trouble:
            problem = Problem(file, None, "", cut(trouble.strerror or str(trouble)), "a file of cases, one a line")
            raise Unusable([problem]) from trouble
        if not found:
            raise Unusable([Problem(file, None, "", "no case in it", "a file of cases, one a line")])
        rows.extend(found)
    counts = tally(rows)
    shown = [_shown_row(row) for row in rows if row.verdict != "pass"]
    columns = ("case", "quantity", "computed", "low", "high", "why")
    last = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in counts.items())
    voice.answer(
        {"rows": [asdict(row) for row in rows], **counts},
        *([table("Cases that did not pass", columns, shown)] if shown else []),
        last,
    )
    return FOUND_A_PROBLEM if counts["failed"] else OK


def _shown_row(row: Row) -> tuple[str, ...]:
    computed = amount(row.computed, 4) if isinstance(row.computed, float) else cut(str(row.computed), NARROW)
    return (row.case, row.quantity, computed, amount(row.low, 4), amount(row.high, 4), cut(row.why, NARROW))
