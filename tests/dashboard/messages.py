"""Which sentences the showroom says: read from its source, so that a test can hold them against the catalogues."""

from __future__ import annotations

import ast
from pathlib import Path

import dashboard

SOURCE = Path(dashboard.__file__).parent
MARKED = {"t": 1, "N_": 0, "chart": 0}
"""Functions that take a sentence, and at which place."""


def sentences() -> set[str]:
    """Every sentence marked for translation in `dashboard/`."""
    found: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= _said_by(node)
    return found


def _said_by(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    place = MARKED.get(name)
    said = [call.args[place]] if place is not None and len(call.args) > place else []
    said += [keyword.value for keyword in call.keywords if name == "chart" and keyword.arg in ("title", "help")]
    return {node.value for node in said if isinstance(node, ast.Constant) and isinstance(node.value, str)}
