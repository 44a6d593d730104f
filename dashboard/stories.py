"""What one building or lamp has to tell: what it is, what it was at the start, what changed and when.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure: map and results in, words out.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.cityfile import DAYS_PER_YEAR
from dashboard.texts import local, number, t, word
from geodata import BUILDING_TYPES, LAMP_TYPES, PERIODS, TENURES, USES, CityMap
from sim.results import LABELS, Results

Story = dict[str, Any]


def story_of(lang: str, city: CityMap, results: Results, layer: str, row: int) -> Story:
    """Title, facts and dated changes of one thing.

    Returns:
        `title`, `facts` [[word, value], ...], `changes` [[year, sentence], ...]
    """
    head = _building(lang, city, row) if layer == "buildings" else _lamp(lang, city, row)
    changes = _changes(results, layer, row)
    begun = [change for change in changes if change[0] < 0]
    facts = head["facts"] + [[word(lang, "trait", trait), _value(lang, trait, value)] for _, trait, value in begun]
    later = [
        [int(results.years[0]) + day // DAYS_PER_YEAR, _told(lang, trait, value)]
        for day, trait, value in _that_matter(changes)
    ]
    once = [list(line) for line in dict.fromkeys(map(tuple, later))]  # a block of flats is renovated flat by flat
    return {"title": head["title"], "facts": facts, "changes": once}


def _building(lang: str, city: CityMap, row: int) -> Story:
    buildings = city.buildings
    use, dwellings = USES[buildings.use[row]], int(buildings.dwellings[row])
    kind = word(lang, "building", BUILDING_TYPES[buildings.type[row]]) if dwellings else word(lang, "use", use)
    facts = [
        [t(lang, "District"), _district(lang, city, int(buildings.district[row]))],
        [
            t(lang, "Built"),
            f"{int(buildings.year_built[row])} ({word(lang, 'period', PERIODS[buildings.period[row]])})",
        ],
    ]
    if dwellings:
        facts.append([t(lang, "Dwellings"), number(lang, dwellings)])
        facts.append([t(lang, "Held by"), word(lang, "tenure", TENURES[buildings.tenure[row]])])
    if buildings.floor_m2[row] > 0:
        facts.append([t(lang, "Heated floor"), f"{number(lang, float(buildings.floor_m2[row]))} m²"])
    return {"title": kind, "facts": facts}


def _lamp(lang: str, city: CityMap, row: int) -> Story:
    lamps = city.lamps
    facts = [
        [t(lang, "District"), _district(lang, city, int(lamps.district[row]))],
        [t(lang, "At the start"), word(lang, "lamp", LAMP_TYPES[lamps.type[row]])],
        [t(lang, "Power then"), f"{number(lang, float(lamps.power_w[row]))} W"],
        [t(lang, "Placed in"), str(int(lamps.year[row]))],
    ]
    return {"title": t(lang, "Street lamp"), "facts": facts}


def _district(lang: str, city: CityMap, row: int) -> str:
    return local(lang, {"en": str(city.districts.title_en[row]), "nl": str(city.districts.title_nl[row])})


def _changes(results: Results, layer: str, row: int) -> list[tuple[int, str, float]]:
    """Day, trait and new value of everything that happened to a thing; the state at the start has day -1."""
    table = results.tables["assets"]
    chosen = np.flatnonzero((table["asset"] == row) & (table["layer"] == layer))
    chosen = chosen[np.argsort(table["day"][chosen], kind="stable")]
    found = [(int(table["day"][one]), str(table["trait"][one]), float(table["value"][one])) for one in chosen]
    return [change for change in found if not (change[0] < 0 and change[1] in ("renovated", "lamp_type"))]


def _that_matter(changes: list[tuple[int, str, float]]) -> list[tuple[int, str, float]]:
    """The changes after the start that leave a trait other than it was: a new boiler of the old kind is none."""
    state: dict[str, float] = {}
    found = []
    for day, trait, value in changes:
        if day >= 0 and value != state.get(trait, 0.0 if trait in BEGINS_AT_NOUGHT else None):
            found.append((day, trait, value))
        state[trait] = value
    return found


BEGINS_AT_NOUGHT = ("heat_pump", "solar_kwp", "renovated")


def _told(lang: str, trait: str, value: float) -> str:
    """A change as people would say it."""
    if trait == "label":
        return t(lang, "Energy label becomes {label}", label=LABELS[int(value)])
    if trait == "lamp_type":
        return t(lang, "A new lamp: {lamp}", lamp=word(lang, "lamp", LAMP_TYPES[int(value)]))
    if trait == "solar_kwp":
        return t(lang, "{power} kWp of solar panels on the roof", power=number(lang, value, 1))
    if trait == "heat_pump":
        return t(lang, "A heat pump takes over the heating") if value else t(lang, "The heat pump is taken out")
    return t(lang, "Renovated")


def _value(lang: str, trait: str, value: float) -> str:
    """The new value of a trait in words."""
    if trait == "label":
        return LABELS[int(value)]
    if trait == "lamp_type":
        return word(lang, "lamp", LAMP_TYPES[int(value)])
    if trait == "solar_kwp":
        return f"{number(lang, value, 1)} kWp"
    return t(lang, "yes") if value else t(lang, "no")
