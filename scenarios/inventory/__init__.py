"""Covenant inventories as files: read by their labels, judged, kept under a name, written out, fitted to.

The front door of the package: others import from here. Names are looked up when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "files": ("save_inventory",),
    "fitting": ("Fit", "fit_city", "sector_rows"),
    "from_results": ("inventory_of_results",),
    "json_form": ("general",),
    "judging": ("problems_of",),
    "labels": ("LANGUAGES", "confirmed", "read_labels", "remember"),
    "overlay": ("lever_rows", "save_overlay"),
    "reading": ("FORMATS", "Reading", "read_inventory"),
    "spots": ("CellProblem", "Spot"),
    "store": ("free_name", "keep", "kept_inventories", "name_of_file", "open_inventory"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
