"""The few numbers that stand beside the city: emissions against the pledge, lamps, cost.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure functions of results; the words come from `texts`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.results import LABELS, Results


@dataclass(frozen=True)
class Pledge:
    """A promise of the city, as a level of emissions."""

    year: int
    share: float
    """Share of the base year's emissions to be gone by then."""
    level_t: float
    """What may still be emitted in that year [t CO2]."""
    reached_share: float | None
    gap_t: float | None


def pledges(results: Results) -> list[Pledge]:
    """All promises in the order the city lists them; a promise per head is turned into tonnes by the run's own gap."""
    base_t, emitted_t = results.summary["baseline"]["co2_t"], results.emissions_by_year()
    found = []
    for target in results.summary.get("targets", ()):
        offset, gap_t = target["year"] - int(results.years[0]), target.get("gap_t")
        inside = gap_t is not None and 0 <= offset < len(emitted_t)
        level_t = emitted_t[offset] - gap_t if inside else base_t * (1 - target["pledged_share"])
        found.append(
            Pledge(target["year"], target["pledged_share"], float(level_t), target.get("reached_share"), gap_t)
        )
    return found


def signed_pledges(results: Results) -> list[Pledge]:
    """The first promise listed for each year, in order of years: the path the city signed."""
    by_year: dict[int, Pledge] = {}
    for pledge in pledges(results):
        by_year.setdefault(pledge.year, pledge)
    return [by_year[year] for year in sorted(by_year)]


def target_path(results: Results) -> tuple[np.ndarray, np.ndarray]:
    """Corner points of the straight path from the base year over the signed promises: years and tonnes."""
    base = results.summary["baseline"]
    points = [(base["year"], base["co2_t"])] + [(pledge.year, pledge.level_t) for pledge in signed_pledges(results)]
    years, levels_t = zip(*points, strict=True)
    return np.array(years, dtype=float), np.array(levels_t, dtype=float)


@dataclass(frozen=True)
class Standing:
    """How a year stands to the path."""

    co2_t: float
    path_t: float
    gap_points: float
    """Percentage points of the base year above the path; negative when below."""
    cut_share: float
    """Share of the base year's emissions gone."""

    @property
    def gap_t(self) -> float:
        """Tonnes above the path; negative when below."""
        return self.co2_t - self.path_t


def standing(results: Results) -> list[Standing]:
    """Every simulated year against the path."""
    base_t = results.summary["baseline"]["co2_t"]
    path_t = np.interp(results.years, *target_path(results))
    emitted_t = results.emissions_by_year()
    return [
        Standing(float(now), float(path), float(100 * (now - path) / base_t), float(1 - now / base_t))
        for now, path in zip(emitted_t, path_t, strict=True)
    ]


def lamp_kwh(results: Results) -> np.ndarray:
    """Electricity of the street lamps in each year [kWh]."""
    table = results.tables["inventory"]
    chosen = (table["kind"] == "energy_mwh") & (table["row"] == "public_lighting")
    chosen &= np.isin(table["year"], results.years)
    offset = (table["year"][chosen] - results.years[0]).astype(np.int64)
    return 1000 * np.bincount(offset, weights=table["value"][chosen], minlength=len(results.years))


def label_counts(labels: np.ndarray) -> np.ndarray:
    """How many buildings have each label at each year's end, shape (years, labels).

    Args:
        labels: index into LABELS or 255 for none, shape (years, buildings)
    """
    return np.stack([np.bincount(year[year < len(LABELS)], minlength=len(LABELS)) for year in labels])


OUTSIDE = "rest_of_world"
EVEN_EUR = 1000.0
"""Below this, the last figure that is shown, a party breaks even [EUR]."""


def group_of(party: str) -> str:
    """The kind of party: `households:harbour` are households."""
    return party.split(":")[0]


def gains(results: Results) -> list[dict[str, Any]]:
    """Each kind of party's net present value above its best alternative, the winners first.

    The households of the districts are one row. A party whose alternative was not worked out is left out, and so are the
    rest of the world, which is no party, and who has no part in it either way.

    Returns:
        rows of `id, role, npv_eur, alternative, npv_alternative_eur, gain_eur`; the alternative is empty where the members
        of the row would each prefer another one
    """
    rows: dict[str, dict[str, Any]] = {}
    for actor in _weighed(results):
        name = group_of(actor["id"])
        new = {**actor, "id": name, "npv_eur": 0.0, "npv_alternative_eur": 0.0, "gain_eur": 0.0}
        row = rows.setdefault(name, new)
        if row["alternative"] != actor["alternative"]:
            row["alternative"] = ""
        for key in ("npv_eur", "npv_alternative_eur", "gain_eur"):
            row[key] += actor[key]
    taking_part = [row for row in rows.values() if row["npv_eur"] or row["npv_alternative_eur"]]
    return sorted(taking_part, key=lambda row: -row["gain_eur"])


def by_district(results: Results) -> list[dict[str, Any]]:
    """The households of each district as a row of its own, like those of `gains`."""
    return sorted((row for row in _weighed(results) if ":" in row["id"]), key=lambda row: -row["gain_eur"])


def _weighed(results: Results) -> list[dict[str, Any]]:
    """Every actor whose alternative is known."""
    return [
        {
            "id": actor["id"], "role": actor.get("role", ""), "npv_eur": actor["npv_eur"], "alternative": actor.get("alternative") or "",
            "npv_alternative_eur": actor["npv_alternative_eur"],
            "gain_eur": actor["npv_eur"] - actor["npv_alternative_eur"],
        }
        for actor in results.summary.get("actors", ())
        if actor.get("npv_alternative_eur") is not None and group_of(actor["id"]) != OUTSIDE
    ]  # fmt: skip
