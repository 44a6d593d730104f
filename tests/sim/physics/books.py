"""The parameter files that the laws of nature need, and cases of others where they are at hand."""

import json
import os
from functools import cache
from pathlib import Path

import yaml

from sim.parameter import Book, Parameter

PARAMETERS = Path(__file__).parents[3] / "scenarios" / "parameters"
TOPICS = ("heat", "lamps_physics", "solar", "travel", "weather")
SHARED = Path(os.environ.get("STADSLAB_SHARED", Path(__file__).parents[4] / "shared"))


@cache
def physics_book() -> Book:
    """Book of the five topics, read plainly so that a slip in another file does not touch these tests."""
    found = {}
    for topic in TOPICS:
        for key, papers in yaml.safe_load((PARAMETERS / f"{topic}.yaml").read_text(encoding="utf-8")).items():
            found[f"{topic}.{key}"] = Parameter(name=f"{topic}.{key}", **papers)
    return Book(found)


def shared_cases(kind: str) -> list[dict]:
    """Cases of one kind from the shared file; none when it is not there."""
    path = SHARED / "validation" / "cases.jsonl"
    if not path.exists():
        return []
    cases = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [case for case in cases if case["kind"] == kind]
