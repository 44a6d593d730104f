"""Drawn maps kept between runs, found again by what they were drawn from.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from geodata.citymap import CityMap, load_map, save_map
from geodata.norms import StockNorms
from geodata.recipe import Recipe, recipe_hash


def cached_city(recipe: Recipe, norms: StockNorms, cache_folder: Path) -> CityMap:
    """The map of a recipe: read from the cache when it is there, else drawn and put there.

    A broken or half-written map is drawn anew. A folder that cannot be written costs time, not the run.

    Args:
        recipe: what to draw
        norms: the tables of `stock.yaml`
        cache_folder: holds one folder per map
    """
    key = recipe_hash(recipe, norms.fingerprint())
    folder = Path(cache_folder) / f"city-{key}-{_pencil()}"
    if folder.is_dir():
        try:
            found = load_map(folder)
            if found.recipe_hash == key:
                return found
        except (OSError, ValueError, KeyError, TypeError):
            pass
    from geodata.drawing import draw_city

    city = draw_city(recipe, norms)
    try:
        save_map(city, folder)
    except OSError:
        pass
    return city


@cache
def _pencil() -> str:
    """A name for the way maps are drawn today: a map drawn by an older version is not today's map of the same recipe."""
    sources = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        sources.update(path.read_bytes())
    return sources.hexdigest()[:8]
