"""A report on a scenario, from the scenario on: the runs that it needs, then its content.

Place in the flow: scenarios reads -> checks -> runs -> [report]. For the command and for a button.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scenarios.report.blocks import Report
from scenarios.report.content import report_of
from scenarios.report.ensemble_at_hand import read_bands
from scenarios.running import Progress, Stage, open_stage, run_on
from sim.results import Results
from sim.scenario import Scenario


def report_on(
    scenario: Scenario, lang: str, *, ensemble: Path | None = None, stage: Stage | None = None,
    progress: Progress | None = None,
) -> tuple[Report, Results]:  # fmt: skip
    """Run a scenario with its alternatives, measure by measure, and say what came out.

    Args:
        scenario: with the city and seed that are meant
        lang: one of `words.LANGUAGES`
        ensemble: folder of an ensemble of the same plan
        stage: opened before, in the same city
        progress: is told in a few words what is being done

    Returns:
        the report, and the run it is about

    Raises:
        Unusable: the scenario, the city or the book cannot be used, or the ensemble is of another plan
    """
    stage = (stage or open_stage(scenario)).turned_to(scenario)
    results = run_on(stage, scenario, attribute=bool(scenario.measures), progress=progress)
    bands = read_bands(ensemble, results.manifest) if ensemble is not None else None
    untouched = stage.run_without_measures(scenario) if scenario.measures else None
    return report_of(results, scenario, stage.book, lang, untouched, bands), results


def placed(scenario: Scenario, city: str | None, seed: int | None) -> Scenario:
    """The scenario in another city or with another seed."""
    return replace(scenario, city=city or scenario.city, seed=scenario.seed if seed is None else seed)
