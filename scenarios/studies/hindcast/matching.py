"""History matching: which values of the six parameters are not ruled out by what was observed.

Place in the flow: scenarios -> [studies]. Latin hypercube samples, the same seeds for all of them, and the implausibility
of each figure that may be used for fitting. The last two years are never looked at here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import qmc

from scenarios.studies.hindcast.councils import Series
from scenarios.studies.hindcast.living import live
from scenarios.studies.hindcast.observed import Observation
from scenarios.studies.hindcast.stage import PARAMETERS, Past, open_past

RANGES = {
    "people.cost_weight_per_keur": (0.15, 1.4),
    "behaviour.asc_solar": (-2.0, 4.0),
    "assembly.solar_attention_deadline": (0.0, 0.3),
    "behaviour.asc_heating": (-3.0, 3.0),
    "hindcast.company_battery_taste": (-5.0, -0.5),
    "hindcast.council_hurdle_eur_per_lamp": (-200.0, 600.0),
}
"""Where the first wave looks: spreads of the book, wider where the book only guesses."""
MOVES = {
    "people.cost_weight_per_keur": ("pv", "heat_pumps", "bev"),
    "behaviour.asc_solar": ("pv",),
    "assembly.solar_attention_deadline": ("pv",),
    "behaviour.asc_heating": ("heat_pumps",),
    "hindcast.company_battery_taste": ("bev",),
    "hindcast.council_hurdle_eur_per_lamp": ("led_path",),
}
"""Checks whose figures a parameter moves: only they say where the next wave looks for it."""
NOT_RULED_OUT = 3.0
"""Implausibility under which a figure does not rule a sample out (three sigma)."""
SMALLEST = 0.5
"""On a logarithmic scale nothing at all counts as half a thing."""
BEST_SHARE, FEWEST = 0.1, 5
"""Part of a wave that gives the next one its box when no sample passes on every figure."""
WORKERS = 2

Tell = Callable[[str], None]


@dataclass
class Wave:
    """One set of samples and what came of it."""

    ranges: dict[str, tuple[float, float]]
    samples: np.ndarray
    """Shape (n, 6)."""
    outputs: np.ndarray
    """What the model says for each fitted figure, shape (n, seeds, figures)."""
    implausibility: np.ndarray
    """Shape (n, figures)."""
    checks: tuple[str, ...] = ()
    """Check of each fitted figure."""
    kept: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    """Samples that no figure rules out, bool."""

    def distance_on(self, checks: tuple[str, ...]) -> np.ndarray:
        """Root mean square of the implausibility over the figures of some checks, shape (n,)."""
        return np.sqrt((self.implausibility[:, np.isin(self.checks, checks)] ** 2).mean(axis=1))

    @property
    def distance(self) -> np.ndarray:
        """Root mean square of the implausibility over the figures, shape (n,)."""
        return np.sqrt((self.implausibility**2).mean(axis=1))

    @property
    def best(self) -> dict[str, float]:
        """The sample with the smallest distance."""
        return _named(self.samples[int(np.argmin(self.distance))])


def latin_hypercube(ranges: dict[str, tuple[float, float]], count: int, seed: int) -> np.ndarray:
    """Samples that cover each range evenly, shape (count, parameters).

    >>> latin_hypercube({"a": (0.0, 4.0)}, 4, seed=1).astype(int).ravel().tolist() == [0, 1, 2, 3]
    False
    >>> sorted(latin_hypercube({"a": (0.0, 4.0)}, 4, seed=1).astype(int).ravel().tolist())
    [0, 1, 2, 3]
    """
    low, high = np.array(list(ranges.values())).T
    return qmc.scale(qmc.LatinHypercube(len(ranges), rng=np.random.default_rng(seed)).random(count), low, high)


def implausibility(outputs: np.ndarray, observed: Sequence[Observation]) -> np.ndarray:
    """I = |z - mean f| / sqrt(V_obs + V_ens + V_disc), figure by figure, on the scale of each.

    Args:
        outputs: of the model, in the unit of each figure, shape (..., seeds, figures)
        observed: figures, in the same order

    Returns:
        shape (..., figures); V_ens is the variance of the mean over the seeds. On a logarithmic scale the logarithm of
        the mean is judged, for a small town has years with nothing at all

    >>> one = Observation("a", "pv", "q", 2015, 10, 8, 12, "u", "r", "high", "fit", "linear", 2.0, "s", "")
    >>> float(implausibility(np.array([[14.0], [14.0]]), [one])[0].round(3))
    1.789
    """
    mean, seeds = outputs.mean(axis=-2), outputs.shape[-2]
    is_log = np.array([each.scale == "log" for each in observed])
    variance = np.array([each.sigma**2 + each.tolerance**2 for each in observed])
    of_mean = outputs.var(axis=-2, ddof=1) / seeds if seeds > 1 else np.zeros_like(mean)
    safe = np.maximum(mean, SMALLEST)
    variance = variance + np.where(is_log, of_mean / safe**2, of_mean)
    wanted = np.array([each.scaled(each.value) for each in observed])
    return np.abs(wanted - np.where(is_log, np.log(safe), mean)) / np.sqrt(variance)


def told_at(series: Series, observation: Observation) -> float:
    """What a run says for a figure: at its date, in a straight line between the dates it knows."""
    dates = sorted(series[observation.quantity])
    return float(np.interp(observation.date, dates, [series[observation.quantity][date] for date in dates]))


def match_history(
    observed: Sequence[Observation], *, inhabitants: int, samples: int, seeds: int, waves: int, tell: Tell,
    workers: int = WORKERS,
) -> list[Wave]:  # fmt: skip
    """Waves of samples; each wave looks where the one before left something.

    Args:
        observed: all figures; only those of use `fit` are looked at
        inhabitants: of the town
        samples, seeds: of each wave; the seeds are 1, 2, ... for every sample
        waves: how many
        tell: is told what is being done
        workers: processes
    """
    figures = [each for each in observed if each.use == "fit"]
    found, ranges = [], dict(RANGES)
    with _Hands(workers, inhabitants, figures) as hands:
        for number in range(1, waves + 1):
            tell(f"wave {number} of {waves}: {samples} samples x {seeds} seeds")
            points = latin_hypercube(ranges, samples, seed=number)
            outputs = np.array(hands.work([(_named(point), seeds) for point in points]))
            wave = Wave(ranges, points, outputs, implausibility(outputs, figures), tuple(f.check for f in figures))
            wave.kept = (wave.implausibility < NOT_RULED_OUT).all(axis=1)
            found.append(wave)
            ranges = next_box(wave)
    return found


def next_box(wave: Wave) -> dict[str, tuple[float, float]]:
    """Ranges around the samples that are left.

    When every sample is ruled out by some figure, the best tenth leads on, for each parameter on the figures it moves.
    """
    few, box = max(FEWEST, round(BEST_SHARE * len(wave.samples))), {}
    for number, name in enumerate(PARAMETERS):
        nearest = np.argsort(wave.distance_on(MOVES[name]), kind="stable")[:few]
        left = wave.samples[wave.kept if wave.kept.sum() >= FEWEST else nearest, number]
        box[name] = (float(left.min()), float(left.max()))
    return box


class _Hands:
    """Who runs the samples: this process when it is alone, else as many processes; each opens the town once."""

    def __init__(self, workers: int, inhabitants: int, figures: list[Observation]):
        start = (inhabitants, figures)
        self.pool = ProcessPoolExecutor(workers, initializer=_open, initargs=start) if workers > 1 else None
        if self.pool is None:
            _open(*start)

    def __enter__(self) -> _Hands:
        return self

    def __exit__(self, *trouble: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def work(self, jobs: list[tuple[dict[str, float], int]]) -> list[np.ndarray]:
        """Outputs of every job, in their order."""
        if self.pool is None:
            return [_outputs(job) for job in jobs]
        return list(self.pool.map(_outputs, jobs, chunksize=max(1, len(jobs) // 40)))


def _named(point: np.ndarray) -> dict[str, float]:
    return dict(zip(PARAMETERS, point.tolist(), strict=True))


_HERE: dict[str, object] = {}
"""Town and figures of a worker process."""


def _open(inhabitants: int, figures: list[Observation]) -> None:
    _HERE.update(past=open_past(inhabitants), figures=figures)


def _outputs(job: tuple[dict[str, float], int]) -> np.ndarray:
    """What one sample says for every figure and seed, shape (seeds, figures)."""
    sample, seeds = job
    past, figures = _HERE["past"], _HERE["figures"]
    assert isinstance(past, Past) and isinstance(figures, list)
    runs = [live(past, sample, seed) for seed in range(1, seeds + 1)]
    return np.array([[told_at(run, figure) for figure in figures] for run in runs])
