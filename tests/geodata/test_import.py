"""A real place comes in whole: from every file form, with every guess flagged and nobody's name."""

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
import yaml

from geodata.checks import check_map
from geodata.citymap import FILLED, LAMP_TYPES, STREET_KINDS, USES, load_map, save_map
from geodata.importing import ImportDefaults, ImportProblem, import_city

BOOK = Path(__file__).parents[2] / "scenarios" / "parameters"
VILLAGE = Path(__file__).parents[3] / "shared" / "data" / "osm" / "wechelderzande_be.osm.pbf"


@pytest.fixture(scope="module")
def defaults():
    tables = {}
    for topic in ("stock", "import"):
        entries = yaml.safe_load((BOOK / f"{topic}.yaml").read_text(encoding="utf-8"))
        tables |= {name: entry["values"][max(entry["values"])] for name, entry in entries.items()}
    return ImportDefaults.from_tables(tables)


def row_of_houses(count=3, width=6.0, depth=9.0, x=205_000.0, y=205_000.0, gap=0.0):
    """Houses side by side in Belgian Lambert 72."""
    lefts = (x + number * (width + gap) for number in range(count))
    return [shapely.box(left, y, left + width, y + depth) for left in lefts]


def frame_of(shapes, crs="EPSG:31370", **columns):
    return geopandas.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def written(tmp_path, frame, name, **how):
    path = tmp_path / name
    frame.to_parquet(path) if name.endswith("parquet") else frame.to_file(path, **how)
    return path


def test_terraced_houses_of_a_geojson_know_their_neighbours(tmp_path, defaults):
    houses = frame_of(row_of_houses(3), building=["house"] * 3, height=["7,5", "25 ft", None]).to_crs("EPSG:4326")
    city = import_city([written(tmp_path, houses, "row.geojson")], "row", defaults)
    kinds = city.buildings.type
    assert city.crs == "EPSG:3812" and len(city.buildings) == 3
    assert sorted(kinds.tolist()) == [0, 1, 1], "the middle one is terraced, the ends are half open"
    assert city.buildings.party_m2[kinds == 0] > city.buildings.party_m2[kinds == 1].max()
    assert city.completeness["height"] == pytest.approx(2 / 3, abs=0.001)
    assert city.completeness["use"] == 1.0 and city.completeness["year"] == 0.0


def test_areas_are_right_although_web_mercator_stretches_them(tmp_path, defaults):
    houses = frame_of(row_of_houses(4, width=10, depth=10, gap=8)).to_crs("EPSG:3857")
    road = shapely.LineString([(204_950, 204_990), (205_120, 204_990)])
    path = written(tmp_path, houses, "place.gpkg", layer="buildings")
    frame_of([road]).to_crs("EPSG:3857").to_file(path, layer="streets")
    city = import_city([path], "place", defaults)
    assert houses.area.iloc[0] > 200, "stretched more than twice at 51 degrees north"
    assert city.buildings.footprint_m2 == pytest.approx(100, rel=0.01)
    assert city.streets.length_m.sum() == pytest.approx(170, rel=0.01)
    assert city.streets.length_m.max() < 150


def test_every_filled_value_is_flagged_and_every_read_one_is_not(tmp_path, defaults):
    houses = frame_of(
        row_of_houses(2, gap=10), building=["house", "yes"], bouwjaar=["~1930", "2;3"], verdiepingen=["2", "2;3"]
    )
    city = import_city([written(tmp_path, houses, "two.parquet")], "two", defaults)
    first, second = city.buildings.filled
    assert not first & (FILLED["year"] | FILLED["height"] | FILLED["use"])
    assert second & FILLED["year"] and second & FILLED["height"] and second & FILLED["use"]
    assert city.buildings.year_built[0] == 1930 and city.buildings.storeys[0] == 2


def test_footprints_alone_get_streets_and_lamps_and_a_warning(tmp_path, defaults):
    houses = frame_of(row_of_houses(40, width=9, gap=7), building=["house"] * 40)
    city = import_city([written(tmp_path, houses, "plain.shp")], "plain", defaults)
    assert len(city.streets) > 1 and len(city.lamps) > 0 and len(city.districts) == 1
    assert city.buildings.street.max() < len(city.streets)
    assert any("no streets" in warning for warning in city.warnings)
    assert np.all(city.lamps.filled & FILLED["lamp_place"])
    assert city.completeness["lamp_power"] == 0.0


def test_mapped_lamps_with_power_and_type_are_taken_as_they_are(tmp_path, defaults):
    houses = written(tmp_path, frame_of(row_of_houses(6, gap=12)), "gebouwen.geojson")
    points = [shapely.Point(205_000 + 30 * n, 204_995) for n in range(4)]
    lamps = frame_of(points, power_w=[70, 28, None, 28], type=["SON", "LED", None, "LED"])
    city = import_city([houses, written(tmp_path, lamps, "lamps.geojson")], "lit", defaults)
    assert len(city.lamps) == 4 and city.completeness["lamp_power"] == 0.75
    assert city.lamps.power_w[:2].tolist() == [70, 28]
    assert [LAMP_TYPES[code] for code in city.lamps.type[:2]] == ["sodium_high_pressure", "led"]
    assert not np.any(city.lamps.filled & FILLED["lamp_place"])


def test_doubles_and_slivers_go_and_are_counted(tmp_path, defaults):
    one, two = row_of_houses(2, width=10, gap=20)
    crumbs = row_of_houses(2, width=2, depth=2, x=205_100.0, gap=5)
    shapes = [one, one, two, *crumbs]
    city = import_city([written(tmp_path, frame_of(shapes), "double.gpkg")], "double", defaults)
    assert len(city.buildings) == 2
    assert city.dropped["drawn twice"] == 1 and city.dropped["smaller than 6 m2"] == 2


def test_overlapping_houses_never_share_ground(tmp_path, defaults):
    houses = frame_of(
        [shapely.box(205_000, 205_000, 205_012, 205_010), shapely.box(205_010, 205_000, 205_019, 205_010)]
    )
    city = import_city([written(tmp_path, houses, "overlap.gpkg")], "overlap", defaults)
    assert city.buildings.footprint_m2.sum() == pytest.approx(190, rel=0.01)
    assert shapely.intersection(*city.buildings.geometry).area < 0.1


def test_a_small_building_without_number_among_numbered_ones_is_a_shed(tmp_path, defaults):
    shapes = [*row_of_houses(4, width=10, gap=10), shapely.box(205_000, 205_030, 205_004, 205_035)]
    numbers = {"addr:housenumber": ["1", "3", "5", "7", None], "building": ["house"] * 4 + ["yes"]}
    city = import_city([written(tmp_path, frame_of(shapes, **numbers), "yard.geojson")], "yard", defaults)
    shed = city.buildings.use == USES.index("shed")
    assert shed.tolist() == [False] * 4 + [True]
    assert city.buildings.floor_m2[shed] == 0 and city.buildings.dwellings[shed] == 0
    assert np.all(city.buildings.dwellings[~shed] >= 1)


def test_the_same_files_give_the_same_map_and_it_survives_the_disk(tmp_path, defaults):
    path = written(tmp_path, frame_of(row_of_houses(30, gap=6)), "same.geojson")
    one, two = (import_city([path], "same", defaults) for _ in range(2))
    save_map(one, tmp_path / "map")
    back = load_map(tmp_path / "map")
    for name in ("buildings", "lamps", "streets", "districts"):
        for key, column in one.layer(name).columns.items():
            assert np.array_equal(column, two.layer(name).columns[key]), (name, key)
            assert np.array_equal(column, back.layer(name).columns[key]), (name, key)
    assert one.recipe_hash == two.recipe_hash == back.recipe_hash


@pytest.mark.filterwarnings("ignore:.crs. was not provided")
def test_a_file_without_a_coordinate_system_is_placed_by_its_numbers(tmp_path, defaults):
    path = written(tmp_path, frame_of(row_of_houses(3, gap=9), crs=None), "lost.shp")
    city = import_city([path], "lost", defaults)
    assert city.latitude == pytest.approx(51.15, abs=0.1) and city.longitude == pytest.approx(5.16, abs=0.1)
    assert any("Lambert 72" in warning for warning in city.warnings)


def broken_files():
    """Name -> content of a file that cannot be a place, and a word of the message."""
    house = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":%s}]}'
    far = '{"type":"Polygon","coordinates":[[[5e6,5e6],[5e6,6e6],[6e6,6e6],[5e6,5e6]]]}'
    line = '{"type":"LineString","coordinates":[[4.8,51.2],[4.81,51.2]]}'
    return [
        ("empty.geojson", b"", "empty"),
        ("notes.txt", b"hello", ".txt"),
        ("notes.osm", b"hello", "begin"),
        ("torn.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader" + b"\xff" * 40, "cannot be read"),
        ("torn.osm", b"<?xml version='1.0'?><osm version='0.6'><node id='1' lat='51", "cannot be read"),
        ("torn.gpkg", b"SQLite format 3\x00" + b"\x00" * 200, "cannot be read"),
        ("torn.json", b'{"elements": [{"type": "node"}]}', "elements"),
        ("disguise.gpkg", b"<OGRVRTDataSource/>", "begin"),
        ("far.geojson", (house % far).encode(), "outside the world"),
        ("roads.geojson", (house % line).encode(), "no polygon of a building"),
        ("torn.zip", b"PK\x03\x04 and no more", "ZIP"),
    ]


@pytest.mark.parametrize(("name", "content", "word"), broken_files(), ids=lambda value: str(value)[:16])
def test_a_file_that_is_no_place_says_what_it_is_and_what_would_do(tmp_path, defaults, name, content, word):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportProblem) as caught:
        import_city([path], "broken", defaults)
    assert word in str(caught.value) and name in str(caught.value) and "wanted" in str(caught.value)


def test_missing_and_oversized_files_are_refused_before_they_are_opened(tmp_path, defaults):
    with pytest.raises(ImportProblem, match="no such file"):
        import_city([tmp_path / "nowhere.gpkg"], "nowhere", defaults)
    with pytest.raises(ImportProblem, match="a folder"):
        import_city([tmp_path], "folder", defaults)
    big = tmp_path / "big.geojson"
    with big.open("wb") as stream:
        stream.truncate(501_000_000)  # a hole: takes no room on disk
    with pytest.raises(ImportProblem, match="501 MB"):
        import_city([big], "big", defaults)


def test_a_table_of_municipalities_is_not_taken_for_houses(tmp_path, defaults):
    path = written(tmp_path, frame_of(row_of_houses(4, width=5_000, depth=5_000)), "municipalities.gpkg")
    with pytest.raises(ImportProblem, match="none of a building's size"):
        import_city([path], "regions", defaults)


def test_a_zip_that_unfolds_without_end_is_refused(tmp_path, defaults):
    import dataclasses
    import zipfile

    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("houses.shp", b"\x00" * 3_000_000)
    small = dataclasses.replace(defaults, size_limit={**defaults.size_limit, "unpacked_mb": 1})
    with pytest.raises(ImportProblem, match="unfolds"):
        import_city([bomb], "bomb", small)


def test_a_name_that_climbs_out_of_its_folder_is_refused(tmp_path, defaults):
    with pytest.raises(ImportProblem, match="file name"):
        import_city([tmp_path / "x.geojson"], "../../etc", defaults)


@pytest.mark.skipif(not VILLAGE.exists(), reason="the shared village is not on this machine")
def test_wechelderzande_comes_in_whole(defaults):
    city = import_city([VILLAGE], "wechelderzande", defaults)
    assert city.crs == "EPSG:3812" and city.latitude == pytest.approx(51.264, abs=0.01)
    assert 1_750 <= len(city.buildings) <= 1_803 and 250 <= len(city.streets) <= 400
    assert city.completeness["use"] == pytest.approx(0.73, abs=0.02) and city.completeness["height"] == 0
    assert 500 <= len(city.lamps) <= 1_200 and set(city.districts.name) == {"wechelderzande"}
    assert city.attribution == ("(c) OpenStreetMap contributors",)
    assert city.streets.length_m.max() <= 150.01
    homes = city.buildings.dwellings > 0
    assert 1_400 <= city.buildings.dwellings.sum() <= 1_700
    assert np.all(city.buildings.floor_m2[homes] > 0) and np.all(city.buildings.facade_m2 >= 0)
    assert np.isin(city.streets.kind, range(len(STREET_KINDS))).all()
    assert check_map(city) == []
