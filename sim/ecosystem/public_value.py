"""What has no payer and still counts: avoided emissions, health and comfort, in tonnes, homes and shadow euros.

Place in the flow: inventory -> [ecosystem]. One run is held against another of the same city and seed. Shadow euros are a
second, clearly named total and never enter the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.ecosystem.given_in_return import SOCIETY
from sim.parameter import Book
from sim.results import Results, Table

HOUSEHOLDS = "households"
RECORDED_ENERGY = {
    ("energy of homes", "households"): ("residential",),
    ("electricity for light", "city_hall"): ("public_lighting",),
    ("energy", "city_hall"): ("municipal_buildings", "municipal_fleet"),
}
"""(account, payer) -> sectors of the inventory whose energy it pays, where the two are the same thing."""


def by_sector_and_year(inventory: Table, kind: str, years: np.ndarray) -> dict[str, np.ndarray]:
    """Sums of the inventory by sector, each of shape (years,), float64.

    Args:
        inventory: the table of that name of a run
        kind: "energy_mwh" or "co2_t"
        years: consecutive calendar years
    """
    offset = inventory["year"].astype(np.int64) - int(years[0])
    chosen = (inventory["kind"] == kind) & (offset >= 0) & (offset < len(years))
    chosen &= np.isin(inventory["table"], ("A", "B")) & (inventory["value"] != 0)
    names, place = np.unique(inventory["row"][chosen], return_inverse=True)
    key = place.ravel() * len(years) + offset[chosen]
    sums = np.bincount(key, weights=inventory["value"][chosen], minlength=len(names) * len(years))
    return dict(zip(names.tolist(), sums.reshape(len(names), len(years)), strict=True))


def avoided_co2_t(with_measures: Results, without: Results) -> dict[str, dict[int, float]]:
    """Emissions that a run has less than another, by sector and year; negative where it has more [t].

    Raises:
        ValueError: the two runs have other years
    """
    years = _same_years(with_measures, without)
    less, more = (by_sector_and_year(run.tables["inventory"], "co2_t", years) for run in (with_measures, without))
    none = np.zeros(len(years))
    return {
        sector: dict(zip(years.tolist(), (more.get(sector, none) - less.get(sector, none)).tolist(), strict=True))
        for sector in {**more, **less}
    }


def recorded_quantities(run: Results) -> dict[tuple[str, str], dict[int, float]]:
    """Energy bought and homes renovated, as `value_map` shares them over payments [MWh, homes]."""
    energy = by_sector_and_year(run.tables["inventory"], "energy_mwh", run.years)
    none, years = np.zeros(len(run.years)), run.years.tolist()
    found = {
        paid: dict(zip(years, sum((energy.get(name, none) for name in sectors), none).tolist(), strict=True))
        for paid, sectors in RECORDED_ENERGY.items()
    }
    renovated = run.yearly("renovated_homes")
    newly = np.diff(renovated, prepend=renovated[0])  # what was done before the end of the first year is not known
    found["works on homes", HOUSEHOLDS] = dict(zip(years, np.maximum(newly, 0.0).tolist(), strict=True))
    return found


def public_value_eur(
    book: Book, years: np.ndarray, avoided_t: np.ndarray, more_renovated: np.ndarray
) -> Mapping[str, np.ndarray]:
    """Shadow euros of a run against another, by who gets them, each of shape (years,) [EUR].

    Society gets avoided emissions at the shadow price and the health of renovated homes; households get comfort.

    Args:
        book: with the prices of `ecosystem.yaml`
        years: calendar years
        avoided_t: emissions avoided by year, all sectors [t]
        more_renovated: renovated homes at the end of each year, more than in the other run
    """
    price, health, comfort = (
        np.array([book.at(f"ecosystem.{name}", year) for year in years.tolist()])
        for name in ("co2_shadow_price", "health_eur_per_renovated_home", "comfort_eur_per_renovated_home")
    )
    homes = np.asarray(more_renovated, dtype=np.float64)
    return {SOCIETY: np.asarray(avoided_t) * price + homes * health, HOUSEHOLDS: homes * comfort}


def public_value_of_runs(book: Book, with_measures: Results, without: Results) -> Mapping[str, np.ndarray]:
    """`public_value_eur` of two whole runs of the same years."""
    years = _same_years(with_measures, without)
    avoided = without.emissions_by_year() - with_measures.emissions_by_year()
    homes = with_measures.yearly("renovated_homes") - without.yearly("renovated_homes")
    return public_value_eur(book, years, avoided, homes)


def _same_years(one: Results, other: Results) -> np.ndarray:
    if not np.array_equal(one.years, other.years):
        raise ValueError(
            f"{one.scenario!r} and {other.scenario!r} have other years; hold runs of the same years together"
        )
    return one.years
