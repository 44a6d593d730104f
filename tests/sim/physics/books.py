"""The parameter files that the laws of nature need, and cases of others where they are at hand."""

import json
import os
from functools import cache
from pathlib import Path

from scenarios.book import read_book
from sim.parameter import Book

SHARED = Path(os.environ.get("STADSLAB_SHARED", Path(__file__).parents[4] / "shared"))


@cache
def physics_book() -> Book:
    """The book with the climate and indoor temperature of the TABULA workbook, whose buildings the tests compare with."""
    return read_book().with_values(
        {"heat.internal_temperature_c": {2000: 20}, "heat.outdoor_temperature_c": {2000: 6.2}}
    )


def shared_cases(kind: str) -> list[dict]:
    """Cases of one kind from the shared file; none when it is not there."""
    path = SHARED / "validation" / "cases.jsonl"
    if not path.exists():
        return []
    cases = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [case for case in cases if case["kind"] == kind]
