"""The one form that every city map has, drawn or imported.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.

A `CityMap` is five layers of columns, one row per thing. A row number is the thing's permanent id.
Columns hold numbers; the words behind small codes are the tuples below. Geometries are shapely objects in the
map's metric system (EPSG:3812 unless an import says otherwise), parsed only when somebody looks at them: a run
needs the columns alone.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

BUILDING_TYPES = ("terraced", "semi_detached", "detached", "apartments", "shop_house", "other")
"""Forms of building, in the order of Statbel's building classes R1 to R6."""
PERIODS = ("before_1946", "1946_1970", "1971_1990", "1991_2005", "2006_2011", "after_2011")
"""Construction periods of the Belgian TABULA typology."""
PERIOD_STARTS = (1850, 1946, 1971, 1991, 2006, 2012)
USES = (
    "home", "shop", "office", "school", "hospital", "care_home", "sports_hall", "culture", "town_hall",
    "fire_police", "industry", "port", "farm", "church", "shed",
)  # fmt: skip
"""What happens inside. `shed` is unheated (garages, barns, depots)."""
TENURES = ("owner_occupied", "private_rent", "social_rent", "business", "municipal")
"""Who holds most dwellings of the building, or who runs it when it is no home."""
STREET_KINDS = ("main", "residential", "rural", "square", "quay", "path")
LAMP_TYPES = ("led", "sodium_high_pressure", "sodium_low_pressure", "metal_halide", "fluorescent", "mercury")
LAND_KINDS = ("water", "dock", "park", "square", "rail", "field", "forest", "block", "road")
DISTRICT_KINDS = (
    "old_town", "station_quarter", "harbour", "tower_estate", "garden_suburb", "campus", "business_park", "village",
    "neighbourhood",
)  # fmt: skip
FILLED = {"height": 1, "year": 2, "use": 4, "type": 8, "lamp_power": 16, "lamp_place": 32, "dwellings": 64}
"""Bits of the `filled` column: which fields were not read from a source but set by a typed default."""

LAYERS: dict[str, dict[str, tuple[str, str]]] = {
    "districts": {
        "name": ("U", "name used in files, like `harbour`"),
        "title_en": ("U", "name on an English screen"),
        "title_nl": ("U", "name on a Dutch screen"),
        "kind": ("i1", "index into DISTRICT_KINDS"),
    },
    "streets": {
        "district": ("i2", "row of the district"),
        "kind": ("i1", "index into STREET_KINDS"),
        "length_m": ("f4", "length of this street segment between two crossings, mostly under 150 m [m]"),
        "x_m": ("f4", "x of its middle [m]"),
        "y_m": ("f4", "y of its middle [m]"),
        "name": ("U", "street name; empty when unknown"),
    },
    "buildings": {
        "district": ("i2", "row of the district"),
        "street": ("i4", "row of the street segment it stands on"),
        "type": ("i1", "index into BUILDING_TYPES"),
        "use": ("i1", "index into USES"),
        "tenure": ("i1", "index into TENURES"),
        "period": ("i1", "index into PERIODS"),
        "year_built": ("i2", "construction year"),
        "dwellings": ("i2", "number of dwellings, 0 when it is no home"),
        "storeys": ("i1", "number of full storeys above ground"),
        "height_m": ("f4", "height of the eaves [m]"),
        "ridge_m": ("f4", "height of the ridge above the eaves, 0 for a flat roof [m]"),
        "footprint_m2": ("f4", "ground area [m2]"),
        "floor_m2": ("f4", "gross heated floor area [m2]; 0 for a shed"),
        "facade_m2": ("f4", "outer wall area, openings included, party walls left out [m2]"),
        "party_m2": ("f4", "wall area shared with neighbours [m2]"),
        "roof_m2": ("f4", "roof surface, sloped [m2]"),
        "azimuth_deg": ("f4", "compass direction of the best roof face, 180 = south [deg]"),
        "x_m": ("f4", "x of the middle [m]"),
        "y_m": ("f4", "y of the middle [m]"),
        "filled": ("u1", "bits of FILLED"),
    },
    "lamps": {
        "district": ("i2", "row of the district"),
        "street": ("i4", "row of the street segment"),
        "type": ("i1", "index into LAMP_TYPES"),
        "power_w": ("f4", "system power, driver included [W]"),
        "year": ("i2", "year in which the present luminaire was placed"),
        "x_m": ("f4", "x [m]"),
        "y_m": ("f4", "y [m]"),
        "filled": ("u1", "bits of FILLED"),
    },
    "land": {
        "kind": ("i1", "index into LAND_KINDS"),
        "name": ("U", "name; empty when it has none"),
    },
}
"""Columns of each layer: numpy type and meaning. `districts`, `streets`, `buildings` and `land` also have geometry."""
WITH_GEOMETRY = ("districts", "streets", "buildings", "land")


class Layer:
    """Columns of equal length, read as attributes (`layer.power_w`), and geometry on demand.

    Args:
        columns: column name -> one-dimensional array
        wkb: geometry as an object array of WKB bytes, or None for a layer of points
    """

    def __init__(self, columns: dict[str, np.ndarray], wkb: np.ndarray | None = None):
        self.columns = columns
        self.wkb = wkb

    def __getattr__(self, name: str) -> np.ndarray:
        try:
            return self.__dict__["columns"][name]
        except KeyError:
            raise AttributeError(f"this layer has no column {name!r}") from None

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    @cached_property
    def geometry(self) -> np.ndarray:
        """Shapely geometries, one per row."""
        import shapely

        return shapely.from_wkb(self.wkb)


@dataclass(frozen=True)
class CityMap:
    """A city as a map: what stands where. Who lives there and what it uses is not the map's business."""

    name: str
    crs: str
    latitude: float
    longitude: float
    recipe_hash: str
    districts: Layer
    streets: Layer
    buildings: Layer
    lamps: Layer
    land: Layer
    attribution: tuple[str, ...] = ()
    completeness: dict[str, float] = field(default_factory=dict)
    """Shares read from a source and not filled in, of `height, year, use, lamp_power` [0 to 1]; empty for a drawn city."""
    dropped: dict[str, int] = field(default_factory=dict)
    """How many source objects were left out, by reason."""
    warnings: tuple[str, ...] = ()

    def layer(self, name: str) -> Layer:
        """The layer of this name."""
        return getattr(self, name)

    def counts(self) -> dict[str, int]:
        """How many of each thing the map holds."""
        return {name: len(self.layer(name)) for name in ("buildings", "streets", "lamps", "districts")}


def make_layer(kind: str, columns: dict[str, np.ndarray], geometry: np.ndarray | None = None) -> Layer:
    """A layer with exactly the columns its kind must have, in their types.

    Args:
        kind: a key of LAYERS
        columns: raw columns of equal length; anything that casts to the declared type
        geometry: shapely geometries, required for kinds in WITH_GEOMETRY

    Raises:
        ValueError: a column is missing, unknown or of another length
    """
    wanted = LAYERS[kind]
    if set(columns) != set(wanted):
        missing, unknown = sorted(set(wanted) - set(columns)), sorted(set(columns) - set(wanted))
        raise ValueError(f"layer {kind}: missing columns {missing}, unknown columns {unknown}")
    typed = {name: np.asarray(columns[name]).astype(dtype, copy=False) for name, (dtype, _) in wanted.items()}
    lengths = {name: len(column) for name, column in typed.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"layer {kind}: columns of unequal length {lengths}")
    wkb = None
    if kind in WITH_GEOMETRY:
        import shapely

        wkb = shapely.to_wkb(np.asarray(geometry, dtype=object))
    return Layer(typed, wkb)


def save_map(city: CityMap, folder: Path) -> None:
    """Write the map to a folder, whole or not at all (temporary folder, then rename)."""
    import os
    import shutil
    import tempfile

    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name in LAYERS:
            layer = city.layer(name)
            arrays = {key: pa.array(column) for key, column in layer.columns.items()}
            if layer.wkb is not None:
                arrays["geometry"] = pa.array(layer.wkb, type=pa.binary())
            pq.write_table(pa.table(arrays), draft / f"{name}.parquet", compression="zstd")
        header = {
            key: getattr(city, key)
            for key in (
                "name", "crs", "latitude", "longitude", "recipe_hash", "attribution", "completeness", "dropped",
                "warnings",
            )
        }  # fmt: skip
        (draft / "city.json").write_text(json.dumps(header, indent=1, ensure_ascii=False), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def load_map(folder: Path) -> CityMap:
    """Read a map that `save_map` wrote.

    Raises:
        ValueError: a layer is missing or lacks a column
    """
    import pyarrow.parquet as pq

    header = json.loads((folder / "city.json").read_text(encoding="utf-8"))
    layers = {}
    for name, wanted in LAYERS.items():
        table = pq.read_table(folder / f"{name}.parquet")
        missing = sorted(set(wanted) - set(table.column_names))
        if missing:
            raise ValueError(f"{folder / name}.parquet lacks the columns {missing}")
        columns = {key: table[key].to_numpy() for key in wanted}
        columns = {key: column.astype(wanted[key][0], copy=False) for key, column in columns.items()}
        wkb = table["geometry"].to_numpy() if "geometry" in table.column_names else None
        layers[name] = Layer(columns, wkb)
    header["attribution"], header["warnings"] = tuple(header["attribution"]), tuple(header["warnings"])
    return CityMap(**header, **layers)
