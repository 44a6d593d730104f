"""The map: what stands where. Drawn from a recipe or imported; one form for both."""

from __future__ import annotations

from geodata.citymap import (
    BUILDING_TYPES,
    DISTRICT_KINDS,
    FILLED,
    LAMP_TYPES,
    LAND_KINDS,
    LAYERS,
    PERIOD_STARTS,
    PERIODS,
    STREET_KINDS,
    TENURES,
    USES,
    WITH_GEOMETRY,
    CityMap,
    Layer,
    load_map,
    make_layer,
    save_map,
)  # fmt: skip

__all__ = [
    "BUILDING_TYPES", "DISTRICT_KINDS", "FILLED", "LAMP_TYPES", "LAND_KINDS", "LAYERS", "PERIODS", "PERIOD_STARTS",
    "STREET_KINDS", "TENURES", "USES", "WITH_GEOMETRY", "CityFile", "CityMap", "CountedStock", "LARGEST_HOME", "SMALLEST_HOME", "District", "Origin", "YEAR_CLASSES", "share_by_period", "ImportDefaults", "ImportProblem", "import_city", "Facts", "Layer", "Recipe", "StockNorms",
    "cached_city", "check_map", "draw_city", "list_cities", "load_map", "make_layer", "picture", "read_city_file",
    "recipe_hash", "save_map",
]  # fmt: skip

_LATER = {
    "CityFile": "recipe", "Facts": "recipe", "Recipe": "recipe", "list_cities": "recipe", "read_city_file": "recipe",
    "recipe_hash": "recipe", "CountedStock": "counted", "SMALLEST_HOME": "recipe", "LARGEST_HOME": "recipe", "YEAR_CLASSES": "counted", "share_by_period": "counted", "District": "recipe", "Origin": "recipe", "StockNorms": "norms", "cached_city": "cache", "import_city": "importing", "ImportDefaults": "importing", "ImportProblem": "importing", "check_map": "checks", "draw_city": "drawing",
}  # fmt: skip


def __getattr__(name: str):
    """Bring in pydantic and shapely only when somebody asks: a run with a cached map needs neither."""
    from importlib import import_module

    if name == "picture":
        return import_module("geodata.picture")
    if name in _LATER:
        return getattr(import_module(f"geodata.{_LATER[name]}"), name)
    raise AttributeError(f"geodata has no {name!r}")
