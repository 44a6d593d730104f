"""What many runs say together: median and bands, pledges kept, and whose part of the spread is luck.

Place in the flow: right of `work`. Pure: members in, plain numbers out. Runs that the model refused are left out of every
band and counted beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenarios.ensemble.member import HEADLINES, Headlines

LEVELS = {"low_90": 0.05, "low_50": 0.25, "median": 0.5, "high_50": 0.75, "high_90": 0.95}
"""Edges of the bands: half of the runs lie within `_50`, nine in ten within `_90`."""
ROUNDING_T = 1e-9
"""A gap this small is rounding [t]."""


@dataclass(frozen=True)
class Bands:
    """Median and bands of every headline by year."""

    years: np.ndarray
    runs: int
    """Runs in the band."""
    edges: dict[str, np.ndarray]
    """By quantity: edges in the order of LEVELS, shape (5, years)."""

    def of(self, quantity: str) -> dict[str, np.ndarray]:
        """The edges of one quantity by name, each of shape (years,)."""
        return dict(zip(LEVELS, self.edges[quantity], strict=True))

    def at(self, quantity: str, year: int) -> dict[str, float]:
        """The edges of one quantity in one year."""
        place = int(np.flatnonzero(self.years == year)[0])
        return {name: float(values[place]) for name, values in self.of(quantity).items()}


def bands_of(
    members: Sequence[Headlines], runs: int | None = None, quantities: Sequence[str] = HEADLINES
) -> Bands | None:
    """Bands over the members; None when fewer than two of them count.

    Args:
        members: of one ensemble
        runs: only members below this number: repeats are no part of a band; None: all
        quantities: names of HEADLINES
    """
    chosen = in_the_band(members, runs)
    if len(chosen) < 2:
        return None
    edges = {name: _edges(np.array([member.quantities[name] for member in chosen])) for name in quantities}
    return Bands(np.array(chosen[0].years), len(chosen), edges)


def in_the_band(members: Sequence[Headlines], runs: int | None = None) -> list[Headlines]:
    """Members that count, without the repeats."""
    return [member for member in members if member.counts and (runs is None or member.number < runs)]


def _edges(values: np.ndarray) -> np.ndarray:
    return np.quantile(values, list(LEVELS.values()), axis=0)


def paired_bands(
    members: Sequence[Headlines], base: Sequence[Headlines], runs: int, quantities: Sequence[str] = HEADLINES
) -> Bands | None:
    """Bands of the differences between two ensembles, run by run with the same seed and the same sampled numbers.

    Args:
        members, base: of plans with the same first seed and number of runs
        runs: as for `bands_of`

    Returns:
        bands over the years both have, member less base; None when fewer than two pairs count

    Raises:
        ValueError: the members are not pairs
    """
    others = {member.number: member for member in in_the_band(base, runs)}
    pairs = [(member, others[member.number]) for member in in_the_band(members, runs) if member.number in others]
    if any((one.seed, one.row) != (other.seed, other.row) for one, other in pairs):
        raise ValueError("paired differences need the same seeds in both ensembles")
    years = sorted(set(pairs[0][0].years) & set(pairs[0][1].years)) if pairs else []
    if len(pairs) < 2 or not years:
        return None
    edges = {
        name: _edges(np.array([_in_years(one, name, years) - _in_years(other, name, years) for one, other in pairs]))
        for name in quantities
    }
    return Bands(np.array(years), len(pairs), edges)


def _in_years(member: Headlines, quantity: str, years: Sequence[int]) -> np.ndarray:
    """A quantity in some years; a sum since the beginning begins with the first of them."""
    first = member.years.index(years[0])
    values = np.array(member.quantities[quantity])[first : first + len(years)]
    if quantity.endswith("_so_far_eur") and first:
        values = values - member.quantities[quantity][first - 1]
    return values


def pledges_kept(members: Sequence[Headlines], runs: int | None = None) -> list[dict[str, Any]]:
    """For each pledge in how many of the runs it is kept.

    Returns:
        rows of `year, kind, pledged_share, met, runs`, and `gap_t` as a band; `met` is None for a pledge outside the run
    """
    chosen, rows = in_the_band(members, runs), []
    for place, target in enumerate(chosen[0].targets if chosen else ()):
        gaps_t = [member.targets[place]["gap_t"] for member in chosen]
        inside = None not in gaps_t
        row = {name: target[name] for name in ("year", "kind", "pledged_share")}
        row |= {"runs": len(chosen), "met": sum(gap <= ROUNDING_T for gap in gaps_t) if inside else None}
        row["gap_t"] = _named(_edges(np.array(gaps_t))) if inside else None
        rows.append(row)
    return rows


def _named(edges: np.ndarray) -> dict[str, float]:
    return {name: float(edge) for name, edge in zip(LEVELS, edges, strict=True)}


def variance_split(members: Sequence[Headlines], runs: int, quantity: str, year: int) -> dict[str, Any] | None:
    """How much of the spread is luck, and how much the sampled numbers: Var = Var_x(E[Y|x]) + E_x(Var[Y|x]).

    Some rows x of the sample were run with two seeds. Half the mean squared difference of these pairs estimates the
    second term without bias; the variance over the members of the band estimates the whole; the first term is the rest,
    and at least nothing.

    Args:
        members: of one ensemble, repeats among them
        runs: members of the band
        quantity, year: of what

    Returns:
        `total`, `seed`, `parameters` (variances), `seed_share` of the total, `pairs`; None without two pairs
    """
    by_number = {member.number: member for member in members if member.counts}
    again = [
        (by_number[number - runs], one)
        for number, one in by_number.items()
        if number >= runs and number - runs in by_number
    ]
    band = in_the_band(members, runs)
    if len(again) < 2 or len(band) < 2:
        return None
    place = band[0].years.index(year)
    total = float(np.var([member.quantities[quantity][place] for member in band], ddof=1))
    differences = np.array([one.quantities[quantity][place] - two.quantities[quantity][place] for one, two in again])
    luck = float(np.mean(differences**2) / 2)
    share = min(1.0, luck / total) if total > 0 else None
    return {
        "quantity": quantity, "year": year, "total": total, "seed": luck, "parameters": max(0.0, total - luck),
        "seed_share": share, "pairs": len(again),
    }  # fmt: skip
