"""Scenarios and parameters as files: read, checked, merged, saved; and the folder a run leaves behind.

The front door of the package: other packages import from here. Names are looked up when first used, so that a command
that needs one of them does not wait for all.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "loading": (
        "apply_to_book", "around", "check_file", "find_scenario", "list_scenarios", "load_scenario",
        "load_scenario_text",
    ),
    "book": ("book_hash", "check_parameter_file", "read_book"),
    "contexts": ("check_context_file", "read_contexts"),
    "problems": ("Problem", "Unusable", "is_fatal", "near_word"),
    "reading": ("read_yaml", "read_yaml_text"),
    "cities": ("known_districts", "list_cities", "open_city"),
    "climate": ("sunshine_of",),
    "comparing": ("compare",),
    "running": ("open_stage", "run_on", "run_scenario", "save_run"),
    "schema": ("scenario_schema",),
    "writing": ("scenario_as_text",),
    "dealing": ("DealTable", "deal_table", "measures_to_deal"),
    "results_folder": ("SavedResults", "digest", "make_manifest", "read_results", "write_results"),
    "long_format": ("long_format", "save_long_format"),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    thing = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = thing
    return thing
