"""All charts, by name: each file of this folder that makes one signs in by itself."""

from __future__ import annotations

import importlib
import pkgutil

from dashboard.charts.base import Chart, chart

__all__ = ["CHARTS", "Chart", "chart"]


def _sign_in() -> dict[str, Chart]:
    """Charts by name, in the order of their files."""
    files = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in files]
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Chart)]
    return {made.id: made for made in found}


CHARTS: dict[str, Chart] = _sign_in()
