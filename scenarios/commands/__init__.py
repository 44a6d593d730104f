"""What the commands of `stadslab` do and how they say it: front door for the command line only.

Place in the flow: right of everything in `scenarios`. Each module holds the commands of one subject; a command hands back
its exit code. Names are looked up when first used: `stadslab --help` must not wait for any of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "ensembles": ("run_many",),
    "exporting": ("export_run",),
    "financing": ("show_bank_file",),
    "fitting": ("fit_inventory",),
    "inventories": ("check_inventory", "export_inventory", "import_inventory"),
    "kernels": ("keep_compiled_kernels",),
    "listing": ("list_everything", "print_schema"),
    "judging": ("check_files", "validate_files"),
    "reporting": ("write_report",),
    "runs": ("compare_scenarios", "run_one"),
    "towns": ("import_town", "new_town", "show_town"),
    "municipalities": ("asks_for_municipality", "new_municipality"),
    "speed": ("measure_speed",),
    "hindcast": ("rerun_hindcast",),
    "telling": ("Voice", "say_problems"),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = sorted(_MODULE_OF)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
