"""What a drawn city is made of: its file, its facts and its recipe.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
A folder `geodata/cities/<name>/city.yaml` is an archetype; any other file of the same form works too.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, model_validator

from geodata.counted import BuildingType, CountedStock
from geodata.form import Form

GENERATOR_VERSION = 5
"""Raise when the same recipe draws another map: cached maps of older versions are then left alone."""
CITIES = Path(__file__).parent / "cities"

DistrictKind = Literal[
    "old_town", "station_quarter", "harbour", "tower_estate", "garden_suburb", "campus", "business_park", "village",
    "neighbourhood",
]  # fmt: skip


SMALLEST_HOME, LARGEST_HOME = 0.5, 2.0
"""Homes smaller or larger than this against the usual ones would not fit on plots of the usual form."""
SMALLEST_ARCHETYPE, SMALLEST_BUILDINGS = 2_000, 300
"""Below this a town without counted buildings would not look like its archetype any more [inhabitants, buildings]."""


class InTwoLanguages(Form):
    en: str
    nl: str


class District(Form):
    """A part of the city, placed by direction and distance from the market."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    kind: DistrictKind
    title: InTwoLanguages
    bearing_deg: float = Field(0, ge=-360, le=360, title="direction from the market, 0 = east, 90 = north [deg]")
    distance: float = Field(0, ge=0, le=6, title="distance from the market, 1 = edge of the town")
    area_ha: float = Field(0, ge=0, title="size at the recipe's own number of buildings; 0 = takes what is left [ha]")


class Recipe(Form):
    """Everything the generator is told. Counts are met exactly."""

    name: str = Field("drawn", title="name of the city")
    quota: str = Field("town", title="group of municipalities whose building stock is copied")
    seed: int = 1
    inhabitants: int = Field(ge=20, le=500_000)
    households: int = Field(gt=0)
    dwellings: int = Field(gt=0)
    buildings: int = Field(ge=20)
    lamps: int = Field(gt=0)
    led_share: float = Field(ge=0, le=1, title="share of LED among the lamps of the first year")
    first_year: int = 2025
    latitude: float = Field(ge=49.4, le=51.6)
    longitude: float = Field(ge=2.5, le=6.5)
    turn_deg: float = Field(0, title="how far the drawing is turned against the compass [deg]")
    other_share: float | None = Field(None, gt=0, lt=0.5, title="share of buildings that are no dwelling")
    old_town_share: float = Field(0.12, gt=0, lt=0.8, title="share of buildings inside the ring")
    ring: bool = Field(True, title="a boulevard on the line of the old wall")
    radials: int = Field(7, ge=3, le=12, title="roads that meet at the market")
    river_width_m: float = Field(40, ge=0, le=300, title="0 = no river [m]")
    railway: bool = True
    docks: int = Field(3, ge=0, le=12, title="dock basins in the harbour")
    dock_length_m: float = Field(240, ge=80, le=900)
    ribbon_share: float = Field(0.05, ge=0, le=0.6, title="share of homes in ribbons along the roads out of town")
    farms: int = Field(30, ge=0)
    floor_per_inhabitant_m2: dict[str, float] = Field(
        default_factory=dict, title="gross floor by use where it differs from the parameter book [m2 per inhabitant]"
    )
    stock: CountedStock | None = Field(None, title="buildings as counted, met exactly in place of the quota")
    home_size: dict[BuildingType, float] = Field(
        default_factory=dict, title="floor of homes by building type, against the usual one of the parameter book"
    )
    forest_share: float = Field(0.08, ge=0, le=0.6, title="share of the open land that is forest")
    districts: tuple[District, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _hangs_together(self) -> Recipe:
        names = [district.name for district in self.districts]
        if len(set(names)) < len(names):
            raise ValueError("two districts have the same name")
        if sum(district.kind == "old_town" for district in self.districts) != 1:
            raise ValueError("a city has exactly one district of kind old_town, around its market")
        self._is_large_enough()
        if not all(SMALLEST_HOME <= size <= LARGEST_HOME for size in self.home_size.values()):
            raise ValueError(f"home_size must lie between {SMALLEST_HOME} and {LARGEST_HOME}")
        if not self.households <= self.dwellings:
            raise ValueError("more households than dwellings")
        if self.docks and not self.river_width_m:
            raise ValueError("docks need a river")
        return self

    def _is_large_enough(self) -> None:
        if self.stock is None:
            if self.inhabitants < SMALLEST_ARCHETYPE or self.buildings < SMALLEST_BUILDINGS:
                raise ValueError(
                    f"fewer than {SMALLEST_ARCHETYPE} inhabitants or {SMALLEST_BUILDINGS} buildings, and no counted stock"
                )
        elif self.stock.table().sum() != self.buildings:
            raise ValueError(f"{self.buildings} buildings, but the counted stock has {self.stock.table().sum()}")
        elif self.stock.homes().sum() != self.dwellings:
            raise ValueError(f"{self.dwellings} dwellings, but the counted stock has {self.stock.homes().sum()}")

    def for_inhabitants(self, inhabitants: int) -> Recipe:
        """The same city with another number of inhabitants; every count grows or shrinks with it.

        Raises:
            pydantic.ValidationError: below 2,000 (20 with counted buildings) or above 500,000
        """
        factor = inhabitants / self.inhabitants
        stock = None if self.stock is None else self.stock.scaled(factor)
        counts = {name: round(getattr(self, name) * factor) for name in ("households", "dwellings", "buildings")}
        counts |= {"lamps": round(self.lamps * factor), "farms": round(self.farms * factor)}
        counts["docks"] = max(min(self.docks, 1), min(12, round(self.docks * factor**0.5)))
        districts = [d.model_dump() | {"area_ha": d.area_ha * factor} for d in self.districts]
        return Recipe(
            **(self.model_dump() | counts | {"inhabitants": inhabitants, "districts": districts, "stock": stock})
        )


class Target(Form):
    year: int = Field(ge=2012, le=2100)
    kind: Literal["absolute", "per_head"] = "absolute"
    pledged_share: float = Field(gt=0, le=1, title="emissions cut against the base year")
    label: InTwoLanguages


class Facts(Form):
    """What the city knows about itself beyond its map."""

    inhabitants: int = Field(gt=0)
    households: int = Field(gt=0)
    dwellings: int = Field(gt=0)
    base_year: int = Field(2011, ge=1990, le=2025)
    first_year: int = Field(2025, ge=2000, le=2060)
    led_share: float = Field(ge=0, le=1)
    gas_network_share: dict[DistrictKind, float] = Field(title="share of buildings with gas in the street")
    targets: tuple[Target, ...] = ()


class Origin(Form):
    """Where a field of a city made from statistics comes from."""

    marked: Literal["statistic", "default"]
    source: str = Field(min_length=1, title="name and date of the table, or what the default was taken from")
    note: str = Field("", title="how the number was made from its source")


class CityFile(Form):
    """A city of the library as its author wrote it, or one made from statistics."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: InTwoLanguages
    text: InTwoLanguages
    latitude: float
    longitude: float
    seed: int
    recipe: Recipe
    facts: Facts
    origin: dict[str, Origin] = Field(
        default_factory=dict, title="for a city made from statistics: each field and where it comes from"
    )

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, raw: dict) -> dict:
        """The recipe takes name, place, seed and counts from the lines above it: nothing is written twice."""
        if not (isinstance(raw, dict) and isinstance(raw.get("recipe"), dict) and isinstance(raw.get("facts"), dict)):
            return raw
        above = {key: raw[key] for key in ("name", "latitude", "longitude", "seed") if key in raw}
        counts = ("inhabitants", "households", "dwellings", "led_share", "first_year")
        told = {key: raw["facts"][key] for key in counts if key in raw["facts"]}
        return raw | {"recipe": above | told | raw["recipe"]}

    @model_validator(mode="after")
    def _says_one_thing(self) -> CityFile:
        for key in ("inhabitants", "households", "dwellings", "led_share", "first_year"):
            if getattr(self.recipe, key) != getattr(self.facts, key):
                raise ValueError(f"recipe and facts differ in {key}")
        return self


def read_city_file(name_or_path: str | Path) -> CityFile:
    """Read a city by its name in the library or by the path of its file or folder.

    Raises:
        FileNotFoundError: no such city
        pydantic.ValidationError: the file breaks the form
    """
    path = Path(name_or_path)
    if not path.suffix and not path.is_dir():
        path = CITIES / path
    if path.is_dir():
        path = path / "city.yaml"
    if not path.is_file():
        raise FileNotFoundError(f"no city {str(name_or_path)!r}; the library has {', '.join(_names())}")
    return CityFile(**yaml.safe_load(path.read_text(encoding="utf-8")))


def _names() -> list[str]:
    return sorted(folder.parent.name for folder in CITIES.glob("*/city.yaml"))


def list_cities() -> dict[str, CityFile]:
    """Every city of the library by name."""
    return {name: read_city_file(name) for name in _names()}


def recipe_hash(recipe: Recipe, norms_fingerprint: str) -> str:
    """Name of the map that these inputs draw: 16 hexadecimal digits."""
    told = recipe.model_dump()
    for key in ("stock", "home_size"):
        if not told[key]:  # a map drawn before these were known keeps its name
            del told[key]
    text = json.dumps([GENERATOR_VERSION, told, norms_fingerprint], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
