"""The hindcast as one call: fit on the years up to 2022, live the best sample once more, judge it on everything.

Place in the flow: scenarios -> [studies]. `stadslab hindcast` calls this and prints it.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scenarios.studies.hindcast.checks import Judged, Shape, judge_figures, judge_shapes, mean_series, tally
from scenarios.studies.hindcast.councils import Series
from scenarios.studies.hindcast.living import live
from scenarios.studies.hindcast.matching import NOT_RULED_OUT, RANGES, Tell, Wave, match_history, next_box
from scenarios.studies.hindcast.observed import read_observed
from scenarios.studies.hindcast.stage import FIRST_YEAR, LAST_YEAR, PARAMETERS, open_past, values_of

FEWEST_JUDGING_SEEDS = 10
"""The best sample is judged with at least so many seeds."""


@dataclass(frozen=True)
class Hindcast:
    """What a hindcast found."""

    settings: dict[str, Any]
    waves: list[Wave]
    book_values: dict[str, float]
    """The six parameters as they stand in the book."""
    runs: list[Series]
    """Of the best sample, one per seed."""
    book_runs: list[Series]
    """Of the book as it stands."""
    judged: list[Judged]
    judged_book: list[Judged]
    shapes: list[Shape]
    seconds: float

    @property
    def best(self) -> dict[str, float]:
        """The sample nearest to the fitted figures in the last wave."""
        return min(self.waves, key=lambda wave: wave.distance.min()).best

    def as_plain(self) -> dict[str, Any]:
        """Everything as plain values, for the result file and `--json`."""
        left = next_box(self.waves[-1])
        parameters = [
            {
                "name": name, "table_word": PARAMETERS[name], "first_range": list(RANGES[name]), "left": list(left[name]),
                "best": self.best[name], "in_the_book": self.book_values[name],
            }
            for name in PARAMETERS
        ]  # fmt: skip
        return {
            "settings": self.settings, "parameters": parameters,
            "waves": [_wave_in_short(wave) for wave in self.waves],
            "figures": [_figure(new, old) for new, old in zip(self.judged, self.judged_book, strict=True)],
            "shapes": [asdict(shape) for shape in self.shapes],
            "tally": {use: tally(self.judged, use) for use in ("fit", "kept", "unseen")},
            "series": {name: mean_series(self.runs, name) for name in sorted(self.runs[0])},
            "seconds": self.seconds,
        }  # fmt: skip


def run_hindcast(
    *, inhabitants: int, samples: int, seeds: int, waves: int, observed: Path | None = None, tell: Tell,
    workers: int = 2,
) -> Hindcast:  # fmt: skip
    """Fit, live, judge.

    Args:
        inhabitants: of the town
        samples, seeds, waves: see `matching.match_history`
        observed: another table of observations than the study's own
        tell: is told what is being done
        workers: processes

    Raises:
        Unusable: broken rows of the observations, all of them told
    """
    begun = time.perf_counter()
    figures = read_observed(observed) if observed is not None else read_observed()
    past = open_past(inhabitants)
    found = match_history(
        figures, inhabitants=inhabitants, samples=samples, seeds=seeds, waves=waves, tell=tell, workers=workers
    )
    best = min(found, key=lambda wave: wave.distance.min()).best
    tell("the best sample once more, and the book as it stands")
    book_values = values_of(past.book)
    judging = range(1, max(FEWEST_JUDGING_SEEDS, seeds) + 1)
    runs, book_runs = ([live(past, each, seed) for seed in judging] for each in (best, book_values))
    settings = {
        "inhabitants": inhabitants, "samples": samples, "seeds": seeds, "waves": waves, "years": [FIRST_YEAR, LAST_YEAR],
        "not_ruled_out_below": NOT_RULED_OUT, "judging_seeds": len(judging),
    }  # fmt: skip
    return Hindcast(
        settings, found, book_values, runs, book_runs, judge_figures(figures, runs), judge_figures(figures, book_runs),
        judge_shapes(runs, past.book_with(best), past.control_saving), time.perf_counter() - begun,
    )  # fmt: skip


def _wave_in_short(wave: Wave) -> dict[str, Any]:
    return {
        "ranges": {name: list(ends) for name, ends in wave.ranges.items()}, "samples": len(wave.samples),
        "not_ruled_out": int(wave.kept.sum()), "smallest_distance": float(wave.distance.min()),
        "fewest_figures_against": int((wave.implausibility >= NOT_RULED_OUT).sum(axis=1).min()), "best": wave.best,
    }  # fmt: skip


def _figure(judged: Judged, with_the_book: Judged) -> dict[str, Any]:
    each = judged.observation
    return {
        "id": each.id, "check": each.check, "use": each.use, "date": each.date, "unit": each.unit, "scale": each.scale,
        "observed": each.value, "low": each.low, "high": each.high, "confidence": each.confidence,
        "tolerance": each.tolerance, "model": judged.model, "spread": judged.spread, "error": judged.error,
        "implausibility": judged.implausibility, "verdict": judged.verdict, "model_with_the_book": with_the_book.model,
        "verdict_with_the_book": with_the_book.verdict, "source": each.source,
    }  # fmt: skip
