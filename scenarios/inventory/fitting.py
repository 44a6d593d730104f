"""Fits a city to an inventory that was given: levers move within their spread, and what remains is explained.

Place in the flow: inventory + city -> [fitting] -> overlay scenario, report. Bounded least squares on energy by sector and
carrier of the inventory's year; a lever that helps little stays where the book has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import least_squares

from scenarios.cities import known_districts
from scenarios.inventory.levers import Lever, bent_book, read_levers
from scenarios.loading import load_scenario
from scenarios.problems import Problem, Unusable, one_of
from scenarios.running import Stage, open_stage
from sim.inventory.covenant import CARRIERS, SECTORS, emission_factors
from sim.inventory.difference import Differences, Given, as_counted, can_be_compared, differences, given_year
from sim.inventory.inventory import Inventory
from sim.model import CityModel
from sim.parameter import Book

BASE_SCENARIO = "business_as_usual"
STEP = 0.1
"""Of a lever's half range, for the slopes: homes change their heating one by one, so a small step shows nothing."""
MOST_STEPS, GOOD_ENOUGH = 6, 1e-3
LIMIT_REACHED = 0.999
OTHER_FACTOR = 0.005
"""Share by which two factors may differ and still be called the same."""


@dataclass(frozen=True)
class State:
    """The city in the year of the inventory, scaled to its inhabitants."""

    energy_mwh: np.ndarray
    """As the inventory counts, shape (sectors, carriers)."""
    factors_t_mwh: np.ndarray
    inhabitants: float
    """In the model, before scaling."""


@dataclass(frozen=True)
class Fit:
    """What a fit found."""

    year: int
    scale: float
    """Inhabitants of the inventory over those of the model; 1 when it gives none."""
    levers: list[Lever]
    positions: np.ndarray
    """From -1 to 1, shape (levers,)."""
    given: Given
    before: State
    after: State
    compared: np.ndarray
    """Cells that both count, bool, shape (sectors, carriers)."""
    touches: np.ndarray
    """Levers that move a sector, bool, shape (sectors, levers)."""

    def remaining(self, state: State) -> Differences:
        """Given less model, by sector, as factor, activity and boundary."""
        return differences(self.given, state.energy_mwh, state.factors_t_mwh)

    def factors(self) -> dict[str, float]:
        """Factor of every lever by its name."""
        return {lever.name: lever.factor(float(at)) for lever, at in zip(self.levers, self.positions, strict=True)}

    def misfit(self, state: State) -> float:
        """Sum of absolute differences of compared cells over the given energy."""
        off = np.abs(state.energy_mwh - self.given.energy_mwh)[self.compared].sum()
        return float(off / max(1e-9, self.given.energy_mwh[self.compared].sum()))


def fit_city(
    city: str,
    inventory: Inventory,
    year: int | None = None,
    seed: int = 1,
    tell: Callable[[str], None] = lambda words: None,
) -> Fit:
    """Fit a city to one year of an inventory.

    Args:
        city: name or path
        inventory: as it was read
        year: which year; None: its baseline year
        seed: of the city's draws
        tell: is told what is being done

    Raises:
        Unusable: no such city, the year is not in the inventory or after the first simulated one, or nothing compares
    """
    scenario, _ = load_scenario(BASE_SCENARIO, known_districts)
    year = _checked_year(inventory, year, scenario.first_year)
    tell(f"opening {city}")
    stage = open_stage(replace(scenario, city=city, seed=seed))
    trial = _Trial(stage, inventory, year, seed)
    if not trial.compared.any():
        found = f"no energy of {year} that the model computes too"
        raise Unusable(
            [Problem("--inventory", None, "", found, "table A with residential, tertiary or transport energy")]
        )
    tell(f"moving {len(trial.levers)} levers within their spread")
    start = np.zeros(len(trial.levers))
    found = least_squares(
        trial.residuals,
        start,
        jac=trial.slopes,
        bounds=(-1.0, 1.0),
        ftol=GOOD_ENOUGH,
        xtol=GOOD_ENOUGH,
        max_nfev=MOST_STEPS,
    )
    positions = np.where(trial.touches.any(axis=0), found.x, start)
    after = trial.state(positions)
    return Fit(
        year, trial.scale, trial.levers, positions, trial.given, trial.before, after, trial.compared, trial.touches
    )


def _checked_year(inventory: Inventory, year: int | None, first_year: int) -> int:
    year = inventory.baseline_year if year is None else year
    with_energy = sorted({place.year for place in inventory.cells if place.table == "A"})
    if year not in with_energy:
        raise Unusable([Problem("--year", None, "", f"{year}, without a table of energy", one_of(with_energy))])
    if year > first_year:
        raise Unusable([Problem("--year", None, "", f"{year}", f"a year up to {first_year}, the first simulated one")])
    return year


class _Trial:
    """The city at any position of the levers."""

    def __init__(self, stage: Stage, inventory: Inventory, year: int, seed: int):
        self.stage, self.year, self.seed = stage, year, seed
        self.facts = replace(stage.facts, base_year=year)
        self.book: Book = stage.book
        self.levers = read_levers(stage.book, year)
        grid = stage.book.at("emission_factors.electricity", year)
        self.given = given_year(inventory, year, emission_factors(stage.book, year, grid))  # says what is counted where
        self.compared = can_be_compared(self.given)
        self.pull = float(stage.book.at("inventory.fit_pull", year))
        self.scale = 1.0
        self.touches = np.zeros((len(SECTORS), len(self.levers)), dtype=bool)
        """Whether a lever changes a compared cell of a sector; one that changes none stays where the book has it."""
        self.before = self.state(np.zeros(len(self.levers)))
        if year in inventory.inhabitants:
            self.scale = inventory.inhabitants[year] / self.before.inhabitants
            self.before = self.state(np.zeros(len(self.levers)))
        self.given = given_year(inventory, year, self.before.factors_t_mwh)
        by_sector = np.where(self.compared, self.given.energy_mwh, 0.0).sum(axis=1, keepdims=True)
        self.weight = np.where(self.compared & (by_sector > 0), 1.0 / np.maximum(by_sector, 1e-9), 0.0)

    def state(self, positions: np.ndarray) -> State:
        """The city of the inventory's year with the levers there."""
        book = bent_book(self.book, self.levers, positions)
        model = CityModel(self.stage.scenario, self.stage.city_map, self.facts, book, self.stage.sunshine, self.seed)
        record = model.recorder.baseline
        energy = as_counted(record.energy_mwh.sum(axis=0) * self.scale, self.given)
        factors = emission_factors(book, self.year, record.electricity_factor)
        return State(energy, factors, float(model.recorder.baseline_inhabitants))

    def residuals(self, positions: np.ndarray) -> np.ndarray:
        """Differences over the sector's energy, each sector counting alike, and the pull back to the book."""
        off = (self.state(positions).energy_mwh - self.given.energy_mwh) * self.weight
        return np.concatenate([off[self.compared], self.pull * positions])

    def slopes(self, positions: np.ndarray) -> np.ndarray:
        """Change of the residuals with each lever, central differences, shape (residuals, levers)."""
        columns = []
        for place in range(len(positions)):
            low, high = positions.copy(), positions.copy()
            low[place], high[place] = max(-1.0, positions[place] - STEP), min(1.0, positions[place] + STEP)
            columns.append((self.residuals(high) - self.residuals(low)) / (high[place] - low[place]))
        jacobian = np.column_stack(columns)
        by_cell = np.zeros((*self.compared.shape, len(positions)))
        by_cell[self.compared] = np.abs(jacobian[: -len(positions)])
        self.touches |= by_cell.max(axis=1) > 0
        return jacobian


def sector_rows(fit: Fit) -> list[dict[str, Any]]:
    """Each sector: given, before, after [MWh], the three parts of what remains [t], and the reasons in words."""
    before, after = fit.remaining(fit.before), fit.remaining(fit.after)
    rows: list[dict[str, Any]] = []
    for place, sector in enumerate(SECTORS):
        model_t = float((fit.after.energy_mwh[place] * fit.after.factors_t_mwh).sum())
        rows.append(
            {
                "row": sector,
                "given_mwh": float(fit.given.energy_mwh[place].sum()),
                "before_mwh": float(fit.before.energy_mwh[place].sum()),
                "after_mwh": float(fit.after.energy_mwh[place].sum()),
                "given_co2_t": float(fit.given.co2_t[place].sum()),
                "model_co2_t": model_t,
                "activity_before_t": float(before.activity_t[place]),
                "factor_t": float(after.factor_t[place]),
                "activity_t": float(after.activity_t[place]),
                "boundary_t": float(after.boundary_t[place]),
                "why": reasons(fit, place),
            }
        )
    return rows


def reasons(fit: Fit, sector: int) -> list[str]:
    """Why a sector still differs, in words: carriers whose factor is another, levers at their end, cells of one only."""
    given, model, both = fit.given.energy_mwh[sector], fit.after.energy_mwh[sector], fit.compared[sector]
    same = np.isclose(fit.given.co2_t[sector], given * fit.after.factors_t_mwh, rtol=OTHER_FACTOR)
    at_end = fit.touches[sector] & (np.abs(fit.positions) >= LIMIT_REACHED)
    ends = [lever.title for lever, is_at_end in zip(fit.levers, at_end, strict=True) if is_at_end]
    parts = (
        ("factor", "other factors for", _names(both & ~same)),
        ("activity", "at the end of their spread:", ends),
        ("boundary", "only the inventory counts", _names(~both & (given > 0))),
        ("boundary", "only the city counts", _names(~both & (model > 0))),
    )
    return [f"{kind}: {words} {', '.join(names)}" for kind, words, names in parts if names]


def _names(chosen: np.ndarray) -> list[str]:
    return [carrier for carrier, is_chosen in zip(CARRIERS, chosen, strict=True) if is_chosen]
