"""Run a scenario many times and say what the band is.

Place in the flow: `stadslab ensemble`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from scenarios.commands.runs import read_scenario
from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, percent, table
from scenarios.ensemble import Workshop, paired_bands, plan_of, run_ensemble, save_ensemble, summary_of
from scenarios.ensemble.folder import TOLD, told_years
from scenarios.ensemble.plan import USUAL_RUNS
from scenarios.results_folder import refuse_unwritable
from sim.scenario import Scenario

MOST_REFUSED_SHOWN = 5


def run_many(
    voice: Voice, name: str, runs: int | None, workers: int | None, city: str | None, seed: int | None,
    out: Path | None, fixed_parameters: bool, repeats: int | None, versus: str | None,
) -> int:  # fmt: skip
    """An ensemble: summary on the screen, results in a folder; 1 when a run was refused or a law does not hold."""
    begun = time.perf_counter()
    workers = workers or processors()
    if out is not None:
        refuse_unwritable(out)
    scenario = _placed(read_scenario(voice, name, city), city, seed)
    workshop, members = _run(voice, scenario, runs, fixed_parameters, repeats, workers)
    summary = summary_of(workshop, members)
    folder = out or _usual_folder(scenario, summary)
    folder = save_ensemble(workshop, members, folder, summary)
    told = summary | {"out": str(folder), "seconds": time.perf_counter() - begun}
    shown = shown_summary(told)
    if versus is not None:
        other = _placed(read_scenario(voice, versus, city or scenario.city), scenario.city, scenario.seed)
        told["versus"] = _difference(voice, workshop, members, other, workers)
        shown.insert(-1, _shown_difference(told["versus"]))
    voice.answer(told, *shown)
    return OK if not summary["refused"] and summary["laws_hold"] else FOUND_A_PROBLEM


def processors() -> int:
    """How many runs can go side by side here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _placed(scenario: Scenario, city: str | None, seed: int | None) -> Scenario:
    return replace(scenario, city=city or scenario.city, seed=scenario.seed if seed is None else seed)


def _run(
    voice: Voice, scenario: Scenario, runs: int | None, fixed: bool, repeats: int | None, workers: int
) -> tuple[Workshop, list[Any]]:
    plan = plan_of(scenario, runs or USUAL_RUNS, not fixed, repeats)
    voice.progress(f"opening {scenario.city}")
    workshop = Workshop(plan)
    return workshop, run_ensemble(workshop, workers, _once_a_second(voice, scenario.name))


def _once_a_second(voice: Voice, name: str) -> Callable[[int, int], None]:
    """Tells how far it is, but not oftener than once a second."""
    begun = last = time.perf_counter()

    def tell(done: int, of: int) -> None:
        nonlocal last
        now = time.perf_counter()
        if done == of or now - last >= 1.0:
            last = now
            voice.progress(f"{name}: {done} of {of} runs, {now - begun:.0f} s")

    return tell


def _usual_folder(scenario: Scenario, summary: dict[str, Any]) -> Path:
    kind = "ensemble" if summary["vary"] else "seeds"
    parts = (Path(scenario.name).stem, summary["city"], f"{kind}_{summary['runs']}")
    return Path("results") / "-".join(re.sub(r"[^A-Za-z0-9_]+", "_", part) or "_" for part in parts)


def _difference(voice: Voice, workshop: Workshop, members: list[Any], other: Scenario, workers: int) -> dict[str, Any]:
    """Bands of the paired differences to another scenario, with the same seeds and sampled numbers."""
    plan = workshop.plan
    _, others = _run(voice, other, plan.runs, not plan.vary, 0, workers)
    bands = paired_bands(members, others, plan.runs)
    years = [year for year in told_years([each for each in members if each.counts]) if bands and year in bands.years]
    rows = [{"quantity": name, "year": year, **bands.at(name, year)} for name in TOLD for year in years]
    return {"scenario": other.name, "pairs": bands.runs if bands else 0, "bands": rows}


def shown_summary(summary: dict[str, Any]) -> list[Any]:
    """The summary as people read it."""
    years = summary["years"]
    what = "seeds and sampled numbers" if summary["vary"] else "seeds only, every number as it stands in the book"
    span = f", {years[0]} to {years[-1]}" if years else ""
    head = f"{summary['scenario']} in {summary['city']}{span}: {summary['in_band']} of {summary['runs']} runs; {what}"
    shown: list[Any] = [head, *map(_pledge, summary["pledges"])]
    if summary["bands"]:
        shown.append(_bands(summary["bands"], "Bands: half of the runs lie within 50 %, nine in ten within 90 %"))
    shown += [_variance(summary), *_refused(summary["refused"]), _sampled(summary)]
    return [*(part for part in shown if part), f"Results in {summary['out']}"]


def _pledge(pledge: dict[str, Any]) -> str:
    told = f"{percent(pledge['pledged_share'])} less in {pledge['year']}"
    if pledge["met"] is None:
        return f"The pledge of {told} lies outside this run."
    return f"In {pledge['met']} of {pledge['runs']} runs the pledge of {told} is met."


UNITS = {
    "co2_t": ("emissions, t CO2", 1.0, 0), "co2_cut_share": ("gone since the base year, %", 100.0, 1),
    "energy_mwh": ("final energy, GWh", 1e-3, 0), "public_cost_so_far_eur": ("public cost until then, million EUR", 1e-6, 1),
}  # fmt: skip
EDGES = ("low_90", "low_50", "median", "high_50", "high_90")


def _bands(rows: list[dict[str, Any]], title: str, signed: bool = False) -> Any:
    shown = []
    for row in rows:
        words, scale, digits = UNITS[row["quantity"]]
        shown.append((words, row["year"], *(amount(scale * row[edge], digits, signed=signed) for edge in EDGES)))
    return table(title, ("", "year", "90 % from", "50 % from", "median", "50 % to", "90 % to"), shown)


def _variance(summary: dict[str, Any]) -> str:
    told = [each for each in summary["variance"] if each["quantity"] == "co2_t" and each["seed_share"] is not None]
    if not told:
        return ""
    last = told[-1]
    return (
        f"Of the variance of emissions in {last['year']}, {percent(last['seed_share'])} is the luck of the seed and the rest "
        f"the sampled numbers (from {last['pairs']} rows run with two seeds)."
    )


def _refused(refused: list[dict[str, Any]]) -> list[str]:
    shown = [f"Run {each['number']} (seed {each['seed']}) was refused: {each['why']}" for each in refused]
    more = len(shown) - MOST_REFUSED_SHOWN
    return shown[:MOST_REFUSED_SHOWN] + ([f"and {more} more, in the table `members`"] if more > 0 else [])


def _sampled(summary: dict[str, Any]) -> str:
    if not summary["vary"]:
        return ""
    fitted = sum(each["mark"] == "calibrated" for each in summary["sampled"])
    return (
        f"{len(summary['sampled'])} numbers were sampled, {fitted} of them calibrated or waiting to be; "
        f"{len(summary['held'])} with a spread were held."
    )


def _shown_difference(versus: dict[str, Any]) -> Any:
    title = f"Difference to {versus['scenario']}, {versus['pairs']} pairs with the same seed and the same numbers"
    return _bands(versus["bands"], title, signed=True)
