"""How a run stands to what the city pledged: gap in points and tonnes, the year a pledge is met, the path to it.

Place in the flow: [report], before its parts. Pure: results in, numbers out.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.results import Results

ROUNDING_T = 1e-6
"""A gap this small is rounding [t]."""


@dataclass(frozen=True)
class Pledge:
    """A promise of the city against the run."""

    year: int
    kind: str
    label: dict[str, str]
    pledged_share: float
    level_t: float
    """What may still be emitted in that year [t CO2]."""
    reached_share: float | None
    gap_t: float | None
    """Too much in that year; negative when more than kept, None outside the run."""
    met_in: int | None
    """First year of the run in which emissions are at that level or under it."""

    @property
    def gap_points(self) -> float | None:
        """What is missing, in points of the base year; negative when more than kept."""
        return None if self.reached_share is None else 100.0 * (self.pledged_share - self.reached_share)

    @property
    def kept(self) -> bool:
        """Whether it is kept in its year."""
        return self.gap_t is not None and self.gap_t <= ROUNDING_T


def pledges_of(results: Results) -> list[Pledge]:
    """All promises in the order the city lists them."""
    summary, emitted_t = results.summary, results.emissions_by_year()
    base = summary["baseline"]
    heads = summary["counts"]["inhabitants"] / base["inhabitants"] if base.get("inhabitants") else 1.0
    found = []
    for target in summary["targets"]:
        level_t = base["co2_t"] * (1.0 - target["pledged_share"]) * (heads if target["kind"] == "per_head" else 1.0)
        if target["gap_t"] is not None:
            level_t = float(emitted_t[target["year"] - int(results.years[0])]) - target["gap_t"]
        met = [int(year) for year, now in zip(results.years, emitted_t, strict=True) if now <= level_t + ROUNDING_T]
        found.append(
            Pledge(
                target["year"], target["kind"], target.get("label") or {}, target["pledged_share"], level_t,
                target["reached_share"], target["gap_t"], met[0] if met else None,
            )
        )  # fmt: skip
    return found


def main_pledge(pledges: list[Pledge]) -> Pledge | None:
    """The promise the report is about: the first one within the run, else the first one."""
    inside = [pledge for pledge in pledges if pledge.gap_t is not None]
    return next(iter(inside or pledges), None)


def path_to(results: Results, pledges: list[Pledge]) -> list[tuple[float, float]]:
    """Corners of the straight path from the base year over the first promise of each year: year and tonnes."""
    by_year: dict[int, float] = {}
    for pledge in pledges:
        by_year.setdefault(pledge.year, pledge.level_t)
    base = results.summary["baseline"]
    return [(base["year"], base["co2_t"]), *sorted((float(year), level_t) for year, level_t in by_year.items())]
