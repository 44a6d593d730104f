"""The verdict: every figure against the model, year by year, and the shapes that a single figure does not show.

Place in the flow: scenarios -> [studies]. Judges one set of runs; says pass, near or misfit, and by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.studies.hindcast.councils import Series, live_through
from scenarios.studies.hindcast.matching import implausibility, told_at
from scenarios.studies.hindcast.observed import Observation
from sim.luck import Luck
from sim.parameter import Book

PASS, NEAR, MISFIT = "pass", "near", "misfit"
TWO_SIGMA, THREE_SIGMA = 2.0, 3.0
OBSERVED_FALL_PCT, SWITCH_OFF_SAVES = 31.5, 0.37
"""Of lighting energy from 2015 to 2023, and of a lamp that is dark from 23 to 5 h (street_lighting.csv)."""


@dataclass(frozen=True)
class Judged:
    """One figure beside what the model says."""

    observation: Observation
    model: float
    """Mean over the seeds."""
    spread: float
    """Standard deviation over the seeds."""
    implausibility: float
    verdict: str

    @property
    def error(self) -> float:
        """Model less observed; as a share of the observed on a logarithmic scale."""
        away = self.model - self.observation.value
        return away / self.observation.value if self.observation.scale == "log" else away


@dataclass(frozen=True)
class Shape:
    """A pattern over several years."""

    check: str
    says: str
    """What should be seen."""
    seen: str
    """The numbers behind the verdict."""
    verdict: str


def judge_figures(observed: Sequence[Observation], runs: Sequence[Series]) -> list[Judged]:
    """Every figure against the runs of one sample."""
    outputs = np.array([[told_at(run, each) for each in observed] for run in runs])
    away, mean, spread = implausibility(outputs, observed), outputs.mean(axis=0), outputs.std(axis=0)
    return [
        Judged(each, float(mean[i]), float(spread[i]), float(away[i]), verdict_of(float(away[i])))
        for i, each in enumerate(observed)
    ]


def verdict_of(away: float) -> str:
    """Within two sigma it passes, within three it is near.

    >>> [verdict_of(each) for each in (1.9, 2.5, 4.0)]
    ['pass', 'near', 'misfit']
    """
    return PASS if away <= TWO_SIGMA else NEAR if away <= THREE_SIGMA else MISFIT


def mean_series(runs: Sequence[Series], quantity: str) -> dict[float, float]:
    """A series averaged over the seeds, by date."""
    return {date: float(np.mean([run[quantity][date] for run in runs])) for date in sorted(runs[0][quantity])}


def judge_shapes(runs: Sequence[Series], book: Book, control_saving: float) -> list[Shape]:
    """The shapes that history shows.

    Args:
        runs: of one sample, one per seed
        book: with that sample in it
        control_saving: of `councils.control_saving_share`
    """
    panels = _by_year(runs, "pv_systems_per_year")
    pumps, led = _by_year(runs, "heat_pumps_belgium"), mean_series(runs, "led_share")
    cars = mean_series(runs, "bev_cars")
    return [
        *_solar_shapes(panels), *_pump_shapes(pumps, book), _lighting_shape(runs, book, control_saving),
        _shape(
            "led_path", "an S: lamps a year in 2019-2023 at least 4 times those of 2014-2018",
            lambda: (led[2024.0] - led[2019.0]) / (led[2019.0] - led[2014.0]), lambda ratio: ratio >= 4.0, "{:.1f} times",
        ),
        _shape(
            "bev", "battery cars in 2024 over those in 2021: at least 4 times (observed 6)",
            lambda: cars[2025.0] / max(cars[2022.0], 1.0), lambda ratio: ratio >= 4.0, "{:.1f} times",
        ),
    ]  # fmt: skip


def _solar_shapes(panels: dict[int, float]) -> list[Shape]:
    later = {year: number for year, number in panels.items() if year >= 2013}
    collapse = np.mean([panels[year] for year in (2013, 2014, 2015)]) / panels[2011]
    record = max(later, key=later.get)
    return [
        _shape("pv", "boom of 2011-12, then 2013-15 under a fifth of 2011", lambda: collapse, lambda x: x < 0.2, "{:.2f} of 2011"),
        _shape("pv", "rush of 2020: over 1.5 times 2019", lambda: panels[2020] / panels[2019], lambda x: x > 1.5, "{:.1f} times"),
        _shape("pv", "dip of 2021: under 0.6 of 2020", lambda: panels[2021] / panels[2020], lambda x: x < 0.6, "{:.2f} of 2020"),
        _shape("pv", "record of 2023 among the years since 2013", lambda: record, lambda year: year == 2023, "record in {}"),
    ]  # fmt: skip


def _pump_shapes(pumps: dict[int, float], book: Book) -> list[Shape]:
    years = range(2015, 2025)
    prices = [book.at("prices.electricity_household", y) / book.at("prices.gas_household", y) for y in years]
    follows = float(np.corrcoef(prices, [pumps[year] for year in years])[0, 1])
    return [
        _shape("heat_pumps", "the dearer electricity is against gas, the fewer: correlation 2015-2024 under -0.5",
               lambda: follows, lambda x: x < -0.5, "correlation {:.2f}"),
        _shape("heat_pumps", "2022 at least 1.5 times 2021 (observed 2)",
               lambda: pumps[2022] / max(pumps[2021], 1.0), lambda x: x >= 1.5, "{:.1f} times"),
        _shape("heat_pumps", "2024 at most 0.7 of 2023 (observed 0.5)",
               lambda: pumps[2024] / max(pumps[2023], 1.0), lambda x: x <= 0.7, "{:.2f} of 2023"),
    ]  # fmt: skip


def _lighting_shape(runs: Sequence[Series], book: Book, control_saving: float) -> Shape:
    """What the swap to LED saved by itself, and how much switching off would have to make up for the rest."""

    def fall(series: dict[float, float]) -> float:
        return 100.0 * (1.0 - series[2023.5] / series[2015.5])

    all_told = fall(mean_series(runs, "lighting_gwh"))
    swap = fall(live_through(book, Luck(1), 2024, 0.0)["lighting_gwh"])
    lacking = max(0.0, OBSERVED_FALL_PCT - all_told) / (100.0 - all_told) / SWITCH_OFF_SAVES
    seen = f"{swap:.0f} points by the swap, {all_told - swap:.1f} by control; {100 * lacking:.0f} % of lamps switched off would close the gap"
    says = "of the fall since 2015 about 20 points come from the swap (15 to 25, new lamps taken off), the rest from elsewhere"
    return Shape("lighting_energy", says, seen, PASS if 15.0 <= swap <= 25.0 and all_told > swap else MISFIT)


def _shape(check: str, says: str, measure: Callable[[], float], holds: Callable[[float], bool], words: str) -> Shape:
    value = measure()
    return Shape(check, says, words.format(value), PASS if holds(value) else MISFIT)


def _by_year(runs: Sequence[Series], quantity: str) -> dict[int, float]:
    return {int(date): value for date, value in mean_series(runs, quantity).items()}


def tally(judged: Sequence[Judged], use: str | None = None) -> dict[str, int]:
    """How many figures pass, are near, or misfit; of one use or of all."""
    chosen = [each.verdict for each in judged if use is None or each.observation.use == use]
    return {word: chosen.count(word) for word in (PASS, NEAR, MISFIT)}
