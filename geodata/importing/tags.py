"""Reading the values people type into maps: heights, storeys, years. What is not clear counts as missing.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import math
import re
from typing import Any

KEPT_KEYS = frozenset(
    """building building:levels building:flats building:use height building:height roof:shape roof:height start_date
    year_of_construction amenity shop office craft industrial tourism leisure landuse natural water waterway railway
    highway place boundary admin_level type lit footway service area name layer location man_made historic
    healthcare social_facility public_transport lamp_type light:method light:source light:power addr:street
    housenumber_known ruins abandoned""".split()
)
"""The only keys that ever enter. A list of what is welcome, so that persons, phones and editors need no list."""
NAMED = frozenset({"highway", "place", "boundary", "landuse", "natural", "leisure", "waterway", "water"})
"""Things whose name is public geography. A building's own name may be a person's, and is not kept."""
PRIVATE_GROUND = frozenset(
    {"farmyard", "farm", "farmland", "meadow", "orchard", "residential", "commercial", "garages"}
)
"""Ground that is often named after who lives or works there."""
FOOT_M = 0.3048
LIMITS = {"metres": (1.0, 830.0), "storeys": (1, 120), "years": (800, 2100), "watts": (1.0, 2000.0)}
"""Values outside are typing errors: lowest shed to tallest tower, 8-bit column, oldest church, floodlight."""

_NUMBER = r"(\d+(?:[.,]\d+)?)"


def public_tags(raw: dict[str, Any]) -> dict[str, str]:
    """The tags that may enter: known keys only, house numbers reduced to whether there is one.

    >>> public_tags({"building": "house", "addr:housenumber": "12", "phone": "014", "name": "Jansens", "user": "x"})
    {'building': 'house', 'housenumber_known': 'yes'}
    """
    tags = {key: str(value) for key, value in raw.items() if key in KEPT_KEYS and value not in (None, "")}
    if raw.get("addr:housenumber"):
        tags["housenumber_known"] = "yes"
    if "name" in tags and ("building" in tags or not NAMED & tags.keys() or tags.get("landuse") in PRIVATE_GROUND):
        del tags["name"]
    return tags


def metres(text: Any) -> float | None:
    """A height in metres, or None when it is not clear.

    >>> [metres(text) for text in ("7,5", "25 ft", "8 m", "12'", "2;3", "high", -4, 9.5)]
    [7.5, 7.62, 8.0, 3.6576, None, None, None, 9.5]
    """
    found = re.fullmatch(_NUMBER + r"\s*(m|meter|metre|metres|ft|feet|')?", str(text).strip().lower())
    if not found:
        return None
    value = float(found[1].replace(",", "."))
    value = value * FOOT_M if found[2] in ("ft", "feet", "'") else value
    low, high = LIMITS["metres"]
    return round(value, 4) if low <= value <= high else None


def storeys(text: Any) -> int | None:
    """Full storeys above ground, or None when it is not clear; a half storey under the roof is no full one.

    >>> [storeys(text) for text in ("2", "2.5", "3.0", "2;3", "-1", "2-3", None)]
    [2, 2, 3, None, None, None, None]
    """
    found = re.fullmatch(_NUMBER, str(text).strip())
    if not found:
        return None
    value = math.floor(float(found[1].replace(",", ".")))
    low, high = LIMITS["storeys"]
    return value if low <= value <= high else None


def count(text: Any) -> int | None:
    """A whole number of things (dwellings), or None when it is not clear.

    >>> [count(text) for text in ("12", "12.0", "many", "0")]
    [12, 12, None, 0]
    """
    found = re.fullmatch(r"(\d{1,4})(?:\.0+)?", str(text).strip())
    return int(found[1]) if found else None


def year(text: Any) -> int | None:
    """A construction year, or None when it is not clear. Decades and centuries become their middle.

    >>> [year(text) for text in ("~1930", "1880s", "C19", "late C19", "1975-06-01", "1930..1936", "1962.0")]
    [1930, 1885, 1850, 1885, 1975, 1933, 1962]
    >>> [year(text) for text in ("before 1900", "1914;1920", "old", "0", "9999", None)]
    [None, None, None, None, None, None]
    """
    words = str(text).strip().lower()
    value = _century(words) or _plain_year(words)
    low, high = LIMITS["years"]
    return value if value is not None and low <= value <= high else None


def _century(words: str) -> int | None:
    found = re.fullmatch(r"(early|mid|late)?\s*c(\d{1,2})", words)
    if not found:
        return None
    return (int(found[2]) - 1) * 100 + {"early": 15, "mid": 50, "late": 85}.get(found[1], 50)


def _plain_year(words: str) -> int | None:
    found = re.fullmatch(r"(?:~|c\.|ca\.?|circa)?\s*(\d{4})(?:-\d{2}){0,2}(?:\.0+)?(?:[t ].*)?", words)
    if found:
        return int(found[1])
    found = re.fullmatch(r"~?(\d{3}0)s", words)
    if found:
        return int(found[1]) + 5
    found = re.fullmatch(r"(\d{4})\s*(?:\.\.|-)\s*(\d{4})", words)
    return (int(found[1]) + int(found[2])) // 2 if found else None


def watts(text: Any) -> float | None:
    """Power of a lamp, or None when it is not clear.

    >>> [watts(text) for text in ("70 W", "70", 45.5, "2x35", "0")]
    [70.0, 70.0, 45.5, None, None]
    """
    found = re.fullmatch(_NUMBER + r"\s*w?", str(text).strip().lower())
    value = float(found[1].replace(",", ".")) if found else 0.0
    low, high = LIMITS["watts"]
    return value if low <= value <= high else None
