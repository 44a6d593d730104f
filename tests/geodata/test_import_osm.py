"""OpenStreetMap as people draw it: rings left open, bow ties, holes, roads that cross, and editors who stay private."""

import json
from collections import Counter

import numpy as np
import shapely

from geodata.importing.cleaning import clean_footprints
from geodata.importing.findings import Findings, Things
from geodata.importing.luck import luck_at, share_out
from geodata.importing.network import sketch_streets
from geodata.importing.osm import read_osm
from geodata.importing.reading import is_osm
from geodata.importing.shapes import shared_walls
from geodata.importing.streets import cut_streets, nearest_street

STEP = 0.0001
"""About ten metres in degrees."""
TOLERANCE = {"sliver_m2": 6, "largest_m2": 500_000, "duplicate_share": 0.8, "overlap_m2": 0.005, "far_km": 40}


def osm_xml(tmp_path, nodes, ways, relations=()):
    """A hand-made .osm file: nodes {id: (x, y) in steps}, ways [(id, refs, tags)], relations [(members, tags)]."""
    signed = 'version="1" user="Jan Editor" uid="77" changeset="5" timestamp="2020-01-01T00:00:00Z"'

    def tagged(tags):
        return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())

    lines = [f'<node id="{n}" lat="{51 + y * STEP}" lon="{4 + x * STEP}" {signed}/>' for n, (x, y) in nodes.items()]
    for number, refs, tags in ways:
        drawn = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        lines.append(f'<way id="{number}" {signed}>{drawn}{tagged(tags)}</way>')
    for number, (members, tags) in enumerate(relations, 1):
        listed = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members)
        lines.append(f'<relation id="{number}" {signed}>{listed}{tagged(tags)}</relation>')
    path = tmp_path / "hand.osm"
    path.write_text(f'<?xml version="1.0"?><osm version="0.6">{"".join(lines)}</osm>', encoding="utf-8")
    return path


def found_in(path):
    found = Findings()
    assert is_osm(path)
    read_osm(path, found, most_nodes=10_000, gap_share=0.35)
    return found


SQUARE = {1: (0, 0), 2: (2, 0), 3: (2, 2), 4: (0, 2)}
HOLE = {5: (0.5, 0.5), 6: (1.5, 0.5), 7: (1.5, 1.5), 8: (0.5, 1.5)}


def test_a_ring_left_open_by_one_side_is_closed(tmp_path):
    found = found_in(osm_xml(tmp_path, SQUARE, [(1, [1, 2, 3, 4], {"building": "house"})]))
    assert len(found.buildings) == 1 and found.buildings.geometry[0].area > 0
    assert found.warnings == ["ring closed"]


def test_a_ring_that_is_hardly_drawn_is_counted_out(tmp_path):
    found = found_in(
        osm_xml(tmp_path, SQUARE, [(1, [1, 2, 3], {"building": "house"}), (2, [1, 2], {"building": "yes"})])
    )
    assert len(found.buildings) == 0 and found.dropped["broken ring"] == 2


def test_a_house_cut_by_the_edge_gets_its_fourth_corner_back(tmp_path):
    found = found_in(osm_xml(tmp_path, SQUARE, [(1, [1, 2, 99, 4, 1], {"building": "house"})]))
    assert abs(found.buildings.geometry[0].area - (2 * STEP) ** 2) < 1e-12


def test_a_bow_tie_becomes_one_sound_building():
    tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 12)])
    dropped = Counter()
    clean = clean_footprints(Things([tie], [{"building": "yes"}]), TOLERANCE, dropped)
    assert len(clean) == 1 and clean.geometry[0].is_valid and clean.geometry[0].geom_type == "Polygon"


def test_a_courtyard_stays_open_and_the_outline_counts_once(tmp_path):
    ways = [(1, [1, 2, 3], {"building": "yes"}), (2, [3, 4, 1], {}), (3, [5, 6, 7, 8, 5], {})]
    members = [(1, "outer"), (2, "outer"), (3, "inner")]
    tags = {"type": "multipolygon", "building": "apartments"}
    found = found_in(osm_xml(tmp_path, SQUARE | HOLE, ways, [(members, tags)]))
    assert len(found.buildings) == 1
    assert abs(found.buildings.geometry[0].area - 3 * STEP**2) < 1e-12
    assert found.buildings.tags[0]["building"] == "apartments"


def test_persons_phones_and_editors_never_enter(tmp_path):
    private = {"building": "house", "name": "Family Peeters", "phone": "014 1", "contact:email": "a@b", "operator": "P"}
    path = osm_xml(
        tmp_path, SQUARE, [(1, [1, 2, 3, 4, 1], private), (2, [1, 3], {"highway": "residential", "name": "Dorp"})]
    )
    found = found_in(path)
    everything = repr([things.tags for things in found.kinds().values()])
    for secret in ("Peeters", "014", "a@b", "operator", "Jan Editor", "77", "2020"):
        assert secret not in everything
    assert found.roads.tags[0]["name"] == "Dorp"
    assert found.attribution == {"(c) OpenStreetMap contributors"}


def test_overpass_json_and_xml_of_the_same_village_agree(tmp_path):
    elements = [{"type": "node", "id": n, "lon": 4 + x * STEP, "lat": 51 + y * STEP} for n, (x, y) in SQUARE.items()]
    elements.append({"type": "way", "id": 1, "nodes": [1, 2, 3, 4, 1], "tags": {"building": "house"}, "user": "Jan"})
    path = tmp_path / "overpass.json"
    path.write_text(json.dumps({"version": 0.6, "elements": elements}), encoding="utf-8")
    drawn = found_in(osm_xml(tmp_path, SQUARE, [(1, [1, 2, 3, 4, 1], {"building": "house"})]))
    inline = {"type": "way", "id": 1, "tags": {"building": "house"}, "geometry": [
        {"lon": element["lon"], "lat": element["lat"]} for element in (*elements[:4], elements[0])]}  # fmt: skip
    geometric = tmp_path / "geometric.json"
    geometric.write_text(json.dumps({"elements": [inline]}), encoding="utf-8")
    for other in (found_in(path), found_in(geometric)):
        assert other.buildings.tags == drawn.buildings.tags
        assert shapely.equals_exact(other.buildings.geometry[0], drawn.buildings.geometry[0], 1e-7)


def test_streets_are_cut_where_they_share_a_point_and_not_under_a_bridge():
    along = shapely.LineString([(0, 0), (100, 0), (400, 0)])
    joins = shapely.LineString([(100, 0), (100, 80)])
    bridge = shapely.LineString([(250, -50), (250, 50)])
    tags = [{"highway": "residential", "name": name} for name in ("Dorp", "Kerkstraat", "Brug")]
    streets, owner = cut_streets(Things([along, joins, bridge], tags), ["residential"] * 3, longest_m=150)
    assert np.bincount(owner).tolist() == [3, 1, 1], "100 m, and 300 m halved; nothing at the bridge"
    assert np.isclose(shapely.length(streets.geometry).sum(), 400 + 80 + 100)
    assert shapely.length(streets.geometry).max() <= 150


def test_a_corner_house_stands_on_the_street_of_its_address():
    roads = Things([shapely.LineString([(0, 0), (90, 0)]), shapely.LineString([(0, 0), (0, 90)])], [
        {"highway": "residential", "name": "Dorp"}, {"highway": "residential", "name": "Kerkstraat"}])  # fmt: skip
    streets, _ = cut_streets(roads, ["residential"] * 2, longest_m=150)
    corner = np.array([shapely.box(8, 5, 18, 15)])
    assert streets.name[nearest_street(corner, [""], streets, address_m=100)] == "Dorp"
    assert streets.name[nearest_street(corner, ["Kerkstraat"], streets, address_m=100)] == "Kerkstraat"


def test_made_up_streets_leave_no_building_far_from_one():
    x_m, y_m = np.meshgrid(np.arange(0, 600, 20.0), np.arange(0, 300, 30.0))
    streets = sketch_streets(x_m.ravel(), y_m.ravel(), homes_each=14, longest_m=150)
    assert shapely.length(streets.geometry).max() <= 150.001
    homes = shapely.points(np.column_stack([x_m.ravel(), y_m.ravel()]))
    assert max(shapely.distance(streets.geometry, home).min() for home in homes) < 60


def test_a_wall_is_shared_in_both_directions_and_a_corner_is_none():
    shapes = np.array([shapely.box(0, 0, 6, 9), shapely.box(6.1, 0, 12, 9), shapely.box(12, 9, 18, 18)])
    walls = shared_walls(shapes, touch_m=0.3, least_m=2.0)
    assert sorted(zip(walls.left.tolist(), walls.right.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert np.allclose(walls.length_m, 9, atol=0.7)


def test_chance_belongs_to_the_spot_and_shares_come_out_exact():
    generator = np.random.default_rng(1)
    x_m, y_m = generator.uniform(0, 9_000, (2, 4_000))
    luck = luck_at(x_m, y_m, "year")
    assert np.array_equal(luck[::-1], luck_at(x_m[::-1], y_m[::-1], "year"))
    assert abs(luck.mean() - 0.5) < 0.02 and np.histogram(luck, 10, (0, 1))[0].min() > 320
    assert abs(np.corrcoef(luck, luck_at(x_m, y_m, "roof"))[0, 1]) < 0.05
    assert np.bincount(share_out({"a": 1, "b": 3}, luck)).tolist() == [1_000, 3_000]


def test_a_road_that_two_extracts_bring_is_one_road():
    road, other = shapely.LineString([(4, 51), (4.01, 51)]), shapely.LineString([(4, 51), (4.01, 51.01)])
    tags = {"highway": "residential"}
    once = Things([road, other, road], [tags] * 3).without_repeats()
    assert len(once) == 2
    assert len(Things().without_repeats()) == 0
