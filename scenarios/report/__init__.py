"""The report a council would read: plain content made from a run, set as PDF, workbook and web page in four languages.

The front door of the package: others import from here. Names are looked up when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "blocks": ("Report",),
    "content": ("report_of",),
    "ensemble_at_hand": ("read_bands",),
    "reporting": ("report_on",),
    "words": ("LANGUAGES",),
    "writing": ("FORMATS", "file_name", "render", "save_report"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
