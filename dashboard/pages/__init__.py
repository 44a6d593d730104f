"""All pages, in the order of the menu: each file of this folder that defines `PAGE` signs in by itself."""

from __future__ import annotations

import importlib
import pkgutil

from dashboard.pages.base import Page

__all__ = ["PAGES", "Page"]


def _sign_in() -> dict[str, Page]:
    """Pages by the name in their address."""
    modules = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    pages = sorted((module.PAGE for module in modules if hasattr(module, "PAGE")), key=lambda page: page.place)
    return {page.name: page for page in pages}


PAGES: dict[str, Page] = _sign_in()
