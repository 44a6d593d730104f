"""Speed of many runs on one core.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

import time
from dataclasses import replace

from scenarios.speed.row import Row
from scenarios.speed.size import SCENARIO

CITY, RUNS = "ideal_city", 12


def ensemble_runs_per_s() -> float:
    """Runs of the default city with sampled numbers, in one process, set-up of each run included [runs/s].

    The scenario is that of `default_run_s`. Opening the city and drawing the sample are done once for all and left out; so
    is the first run, which loads kernels.
    """
    from scenarios.cities import known_districts
    from scenarios.ensemble import Workshop, plan_of
    from scenarios.loading import load_scenario

    scenario, _ = load_scenario(SCENARIO, known_districts)
    workshop = Workshop(plan_of(replace(scenario, city=CITY), RUNS, repeats=1))
    *members, first = workshop.plan.members
    workshop.run(first)
    started = time.perf_counter()
    for member in members:
        workshop.run(member)
    return RUNS / (time.perf_counter() - started)


ROWS = (Row("ensemble_runs_per_s", "runs/s and core", 10, ensemble_runs_per_s, over=True),)
