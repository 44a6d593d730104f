"""What happens inside a building, read from its tags, its businesses and the ground it stands on.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import USES
from geodata.importing.findings import Things


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: use for use, listed in words.items() for word in listed.split()}


USE_OF_BUILDING = _table({
    "home": """house detached semidetached_house semi terrace terraced apartments apartment residential bungalow villa
        farm dormitory cabin block home wonen woning woonfunctie wohnhaus logement woongebouw""",
    "shop": "retail supermarket kiosk shop restaurant hotel pub bakehouse winkel winkelfunctie commerce",
    "office": "office commercial bank kantoor kantoorfunctie bureau",
    "school": "school university college kindergarten onderwijs onderwijsfunctie ecole",
    "hospital": "hospital clinic ziekenhuis",
    "care_home": "nursing_home care_home retirement_home woonzorgcentrum",
    "sports_hall": "sports_hall sports_centre stadium grandstand riding_hall sportfunctie sporthal",
    "culture": "museum theatre library civic community_centre culture castle bijeenkomstfunctie train_station",
    "town_hall": "townhall town_hall government public gemeentehuis",
    "fire_police": "fire_station police fire_police brandweer",
    "industry": "industrial warehouse factory manufacture works industry industrie industriefunctie loods hangar",
    "port": "port harbour quay",
    "farm": "barn farm_auxiliary cowshed sty stable stal schuur landbouw agricultural",
    "church": "church chapel cathedral mosque temple synagogue monastery religious kerk kapel",
    "shed": """shed garage garages hut service utility parking storage_tank silo bunker boathouse outbuilding bijgebouw
        greenhouse glasshouse serre transformer_tower tower toilets container tent stands pavilion atrium""",
})  # fmt: skip
"""Words of a `building` column, OSM's and some Dutch and French ones. `yes` and the like say nothing."""
USE_OF_BUSINESS = _table({
    "school": "school kindergarten college university childcare language_school music_school",
    "hospital": "hospital clinic",
    "care_home": "nursing_home social_facility retirement_home group_home assisted_living",
    "culture": "theatre cinema community_centre arts_centre library museum gallery social_centre events_venue",
    "town_hall": "townhall courthouse public_building",
    "fire_police": "police fire_station",
    "shop": """restaurant cafe bar pub fast_food bank pharmacy post_office fuel hotel guest_house ice_cream
        marketplace car_wash nightclub biergarten""",
    "office": "doctors dentist veterinary conference_centre studio",
    "church": "place_of_worship monastery",
})  # fmt: skip
USE_OF_GROUND = _table({
    "industry": "industrial", "shop": "retail", "office": "commercial", "farm": "farmyard farm",
    "school": "school college university education kindergarten", "hospital": "hospital", "church": "religious",
    "port": "port harbour", "sports_hall": "sports_centre", "shed": "allotments cemetery",
})  # fmt: skip
HALLS = frozenset({"shed", "farm", "industry", "port", "church", "sports_hall"})
"""Uses that mean one high storey unless the source says otherwise."""
GROUND_KEYS = ("landuse", "amenity", "leisure")


def uses_read(buildings: Things, businesses: Things, many_users: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Uses that the source tells.

    Args:
        buildings: footprints [m] with tags
        businesses: points [m] with tags; they speak for the building around them
        many_users: mask of buildings too large for one shop or office inside to speak for the whole

    Returns:
        index into USES per building, -1 where nothing is told; mask of buildings with a business inside
    """
    own = np.array([_use_of(tags) for tags in buildings.tags], dtype=np.int8)
    told = np.array([_business_use(tags) for tags in buildings.tags], dtype=np.int8)
    if len(businesses):
        inside, points = shapely.STRtree(businesses.array()).query(buildings.array(), predicate="contains")
        for building, point in zip(inside, points, strict=True):
            use = _business_use(businesses.tags[point])
            if told[building] < 0 and not (many_users[building] and use in (USES.index("shop"), USES.index("office"))):
                told[building] = use
    home = USES.index("home")
    may_change = (own < 0) | ((own == home) & (told == USES.index("shop")))
    return np.where((told >= 0) & may_change, told, own).astype(np.int8), told >= 0


def _use_of(tags: dict[str, str]) -> int:
    for key in ("building:use", "building"):
        for word in tags.get(key, "").lower().replace(",", ";").split(";"):
            use = USE_OF_BUILDING.get(word.strip())
            if use:
                return USES.index(use)
    return -1


def _business_use(tags: dict[str, str]) -> int:
    for key in ("amenity", "tourism", "healthcare", "social_facility"):
        use = USE_OF_BUSINESS.get(tags.get(key, ""))
        if use:
            return USES.index(use)
    if tags.get("shop") not in (None, "no", "vacant"):
        return USES.index("shop")
    if "office" in tags or "craft" in tags:
        return USES.index("office")
    return -1


def ground_uses(middles: np.ndarray, land: Things) -> np.ndarray:
    """Use that the ground under each building suggests, -1 for none; the smallest ground that says one wins.

    Args:
        middles: points inside the buildings [m]
        land: polygons [m] with tags
    """
    out = np.full(len(middles), -1, dtype=np.int8)
    shapes, uses = [], []
    for shape, tags in zip(land.geometry, land.tags, strict=True):
        use = next((USE_OF_GROUND[tags[key]] for key in GROUND_KEYS if tags.get(key) in USE_OF_GROUND), None)
        if use and shapely.get_dimensions(shape) == 2:
            shapes.append(shape)
            uses.append(USES.index(use))
    if not shapes:
        return out
    shapes = np.array(shapes, dtype=object)
    point, ground = shapely.STRtree(shapes).query(middles, predicate="within")
    large_first = np.argsort(-shapely.area(shapes[ground]), kind="stable")
    out[point[large_first]] = np.array(uses, dtype=np.int8)[ground[large_first]]
    return out


def uses_guessed(
    footprint_m2: np.ndarray,
    has_number: np.ndarray,
    ground: np.ndarray,
    in_a_row: np.ndarray,
    storeys: np.ndarray,
    sizes: dict[str, float],
) -> np.ndarray:
    """Uses of buildings of which the source says nothing.

    Args:
        footprint_m2: ground area [m2]
        has_number: mask of buildings with a house number
        ground: use suggested by the ground, -1 for none
        in_a_row: mask of buildings that share a wall
        storeys: storeys read, 0 when unknown
        sizes: `import.use_by_size`: shed_below_m2, barn_from_m2, hall_from_m2, numbers_usual_share
    """
    home, shed, farm, industry = (USES.index(use) for use in ("home", "shed", "farm", "industry"))
    numbers_usual = bool(has_number.mean() >= sizes["numbers_usual_share"]) if len(has_number) else False
    unnumbered = ~has_number & numbers_usual
    small = footprint_m2 < sizes["shed_below_m2"]
    barn = unnumbered & (footprint_m2 >= sizes["barn_from_m2"])
    hall = (footprint_m2 >= sizes["hall_from_m2"]) & ~in_a_row & (storeys <= 2)
    use = np.full(len(footprint_m2), home, dtype=np.int8)
    use[hall] = industry
    use[unnumbered] = shed
    use[barn] = farm
    grounded = (ground >= 0) & ~((ground == farm) & has_number)
    use[grounded] = ground[grounded]
    use[small & ~has_number] = shed
    return use
