"""What the average home of a type and period uses, without drawing a single one.

Place in the flow: [city] calls physics. For places known by their statistics only: the seasonal heat balance, hot water
and the habit of heating less in poor homes, averaged over the states in which envelopes and boilers are found. The same
rules as in `sim.city.history`, taken as shares instead of by lot.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from sim.city.dwellings import ELEMENTS, GAS
from sim.city.history import BUILT_WELL, has_cavity
from sim.city.homes import HomePhysics, heating_efficiencies
from sim.city.improvement import improved_shares
from sim.parameter import Book
from sim.physics.envelopes import ENVELOPE_PERIODS, typical_envelope
from sim.physics.heat import heat_need_kwh_m2

States = list[tuple[float, float]]
"""Shares of homes and what they have."""


class AverageHomes:
    """Average homes of one year, all heated with gas.

    Args:
        book: all parameters
        year: year whose envelopes and boilers are meant
        survey_year: year of the survey of insulation
        old_share: share of homes built before every home got some insulation [above 0, to 1]
    """

    def __init__(self, book: Book, year: int, survey_year: int, old_share: float):
        self.book, self.year, self.survey_year, self.old_share = book, year, survey_year, old_share
        self.physics = HomePhysics(book, year)
        self.boilers = self._boilers()
        self._needs: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}

    def gas_kwh(self, kind: int, period: int, floor_m2: np.ndarray, persons: float) -> np.ndarray:
        """Gas for heat and hot water at net calorific value, as measured and not as calculated [kWh/yr].

        Args:
            kind: row of ENVELOPE_TYPES
            period: row of ENVELOPE_PERIODS
            floor_m2: heated floor of the home, shape (n,) [m2]
            persons: living there

        Returns:
            mean over all states of envelope and boiler, shape (n,)
        """
        share, need_kwh_m2 = self._need_by_state(kind, period)
        floor = np.asarray(floor_m2, dtype=np.float64)[:, None]
        total = np.zeros(len(floor))
        for boilers, efficiency in self.boilers:
            use = self.physics.use(need_kwh_m2 * floor, floor, persons, GAS, efficiency)
            total += boilers * (use.measured_kwh @ share)
        return total

    def _need_by_state(self, kind: int, period: int) -> tuple[np.ndarray, np.ndarray]:
        """Share of homes in each state of the envelope, and the heat that a state needs [kWh/m2]."""
        if (kind, period) not in self._needs:
            states = list(product(*(self._states(element, kind, period) for element in ELEMENTS)))
            share = np.array([np.prod([part for part, _ in state]) for state in states])
            losses = {f"u_{name}": np.array([state[k][1] for state in states]) for k, name in enumerate(ELEMENTS)}
            envelope = typical_envelope(kind, period, 1.0, self.physics.tables, **losses)
            self._needs[kind, period] = share, heat_need_kwh_m2(envelope, self.physics.climate)
        return self._needs[kind, period]

    def _states(self, element: str, kind: int, period: int) -> States:
        """Heat losses in which an element is found: as built, improved before the survey, improved since [W/m2K]."""
        built = float(self.physics.tables.by_period[f"u_{element}"][kind, period])
        if period >= BUILT_WELL:
            return [(1.0, built)]
        book, year = self.book, self.year
        a_million = 1e6  # shares do not depend on how many homes there are
        early, late = improved_shares(element, year, self.survey_year, a_million, a_million * self.old_share, book)
        after = book.at("retrofit.u_after", year)
        name = element if element != "wall" else "wall_cavity" if has_cavity(np.array(period)) else "wall_external"
        once = book.at("assembly.u_improved_before_base_year", year)[element]
        return [(1.0 - early - late, built), (early, min(built, once)), (late, min(built, after[name]))]

    def _boilers(self) -> States:
        """Condensing and old gas boilers, with their efficiency."""
        condensing = self.book.at("heating.condensing_share", self.year)
        old = self.book.at("heat.old_boiler_efficiency", self.year)
        return [(condensing, float(heating_efficiencies(self.book, self.year)[GAS])), (1.0 - condensing, old)]


def share_built_before_insulation(by_period: np.ndarray) -> float:
    """Share of homes of the periods in which insulation was no rule.

    Args:
        by_period: homes by period, shape (len(ENVELOPE_PERIODS),)

    >>> share_built_before_insulation(np.array([2, 1, 1, 3, 1, 2]))
    0.4
    """
    if len(by_period) != len(ENVELOPE_PERIODS):
        raise ValueError(f"{len(by_period)} periods, not {len(ENVELOPE_PERIODS)}")
    return float(by_period[:BUILT_WELL].sum() / by_period.sum())
