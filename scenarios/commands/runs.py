"""Run a scenario, compare some, and say what came out.

Place in the flow: `stadslab run` and `stadslab compare`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from scenarios.cities import known_districts, list_cities
from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, percent, table
from scenarios.loading import load_scenario
from scenarios.problems import Problem, Unusable
from scenarios.results_folder import refuse_unwritable
from scenarios.running import run_scenario, save_run
from sim.scenario import Scenario


def run_one(
    voice: Voice,
    name: str,
    seed: int | None,
    city: str | None,
    out: Path | None,
    attribute: bool,
    weather: Path | None = None,
) -> int:
    """One run: summary on the screen, results in a folder; 1 when a law of the model does not hold."""
    if out is not None:
        refuse_unwritable(out)
    results = run_scenario(
        read_scenario(voice, name, city), seed, city, attribute=attribute, weather=weather, progress=voice.progress
    )
    folder = out or Path("results") / "-".join(_word(part) for part in (results.scenario, results.city, results.seed))
    voice.progress(f"writing {folder}")
    started = time.perf_counter()
    folder = save_run(results, folder)
    seconds = {**results.summary.get("seconds", {}), "write": time.perf_counter() - started}
    summary = {**results.summary, "seconds": seconds, "out": str(folder)}
    voice.answer(summary, *shown_summary(summary))
    return OK if summary["checks"]["ok"] else FOUND_A_PROBLEM


def compare_scenarios(voice: Voice, names: Sequence[str], runs: int | None, city: str | None) -> int:
    """Scenarios with the same seeds, and what each one changes against the first."""
    from scenarios.comparing import compare

    if len(names) < 2:
        raise Unusable(
            [Problem("compare", None, "", f"only {names[0]}", "two scenarios or more: the first is the yardstick")]
        )
    scenarios = [read_scenario(voice, name, city) for name in names]
    first = scenarios[0]
    seeds = range(first.seed, first.seed + (runs or first.runs))
    results, effects = compare(scenarios, seeds, partial(run_scenario, city=city), voice.progress)
    content = {"runs": [each.summary for each in results], "effects": effects}
    voice.answer(content, shown_effects(effects, first.name, len(seeds)))
    return OK if all(each.summary["checks"]["ok"] for each in results) else FOUND_A_PROBLEM


def read_scenario(voice: Voice, name: str, city: str | None) -> Scenario:
    """The scenario, its warnings told; its measures must aim at districts of the city it is going to run in."""
    from sim.actors import ACTORS

    def districts(own_city: str) -> tuple[str, ...] | None:
        return known_districts(city or own_city)

    scenario, warnings = load_scenario(name, districts, known_cities=list_cities(), known_actors=ACTORS)
    for warning in warnings:
        voice.progress(str(warning))
    return scenario


def _word(part: Any) -> str:
    """A name as part of a folder's name."""
    return re.sub(r"[^A-Za-z0-9_]+", "_", Path(str(part)).stem) or "_"


def shown_summary(summary: dict[str, Any]) -> list[Any]:
    """The summary as people read it."""
    first, last = summary["years"][0], summary["years"][-1]
    counts = summary["counts"]
    head = (
        f"{summary['scenario']} in {summary['city']}, seed {summary['seed']}, {first} to {last}: "
        f"{amount(counts['inhabitants'])} inhabitants, {amount(counts['dwellings'])} dwellings, "
        f"{amount(counts['lamps'])} lamps"
    )
    shown = [head, _emissions(summary), _targets(summary)]
    if summary["measures"]:
        shown.append(_measures(summary))
    if summary.get("lighting_forms"):
        shown.append(_lighting_forms(summary["lighting_forms"]))
    return [*shown, _actors(summary), *_partners(summary), _checks(summary["checks"]), f"Results in {summary['out']}"]


def _emissions(summary: dict[str, Any]) -> Any:
    base = summary["baseline"]["co2_t"]
    rows = []
    for name, words in (("baseline", "base year"), ("first", "first year"), ("final", "last year")):
        part = summary[name]
        rows.append(
            (part["year"], words, amount(part["co2_t"]), percent(part["co2_t"] / base - 1 if base else None, True))
        )
    return table("Emissions", ("year", "", "t CO2", "against the base year"), rows)


def _targets(summary: dict[str, Any]) -> Any:
    """Each pledge, what was reached, and the gap in points and tonnes."""
    rows = []
    for target in summary["targets"]:
        reached, pledged = target["reached_share"], target["pledged_share"]
        points = None if reached is None else 100 * (pledged - reached)
        rows.append(
            (target["year"], target["kind"].replace("_", " "), percent(pledged),
             "outside this run" if reached is None else percent(reached),
             amount(points, 1, signed=True), amount(target["gap_t"], signed=True))
        )  # fmt: skip
    columns = ("year", "kind", "pledged cut", "reached", "gap (points)", "gap (t CO2)")
    return table("Targets; a gap above zero is what is missing", columns, rows)


def _measures(summary: dict[str, Any]) -> Any:
    rows = [
        (each["id"], each["paid_by"], amount(each["uptake"]), amount(each["capex_eur"]),
         amount(each["first_year_saving_eur"]), amount(each["simple_payback_yr"], 1), amount(each["co2_saved_t"]))
        for each in summary["measures"]
    ]  # fmt: skip
    columns = ("measure", "paid by", "uptake", "invested EUR", "saved EUR in a year", "payback (yr)", "t CO2 saved")
    return table("Measures", columns, rows)


def _partners(summary: dict[str, Any]) -> list[str]:
    """Tenders, projects and the deal, a line each where there is something to tell."""
    lines, market, pipeline = [], summary["market"], summary["pipeline"]
    if market["tenders"]:
        lines.append(
            f"Tenders: {market['tenders']}, {amount(market['mean_bids'], 1)} bids on average, "
            f"{percent(market['single_bid_share'])} with a single one, {percent(market['failed_share'])} without any; "
            f"price {percent(market['mean_price_ratio'] - 1, True)} against the estimate"
        )
    if pipeline:
        lines.append(
            f"Projects: {pipeline['ideas']} ideas, {pipeline['reached_operation']} in operation, {pipeline['stopped']} stopped"
        )
    if summary["deal"] and summary["deal"]["measure"]:
        lines.append(f"The deal ({summary['deal']['measure']}): {summary['deal']['sentence']['en']}")
    return lines


def _actors(summary: dict[str, Any]) -> Any:
    rows = [
        (each["id"], amount(each["npv_eur"]), each["alternative"] or "-", amount(each["npv_alternative_eur"]),
         amount(_difference(each), signed=True))
        for each in _with_households_as_one(summary["actors"])
        if each["npv_eur"] or _difference(each)  # who has no part in it is left out
    ]  # fmt: skip
    columns = ("actor", "net present value EUR", "best alternative", "its value EUR", "better off by EUR")
    return table("Who gains", columns, rows)


HOUSEHOLDS = "households:"
"""How the ledger calls the households of a district, with its name behind."""


def _with_households_as_one(actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Households of all districts in one line; `--json` and the ledger keep them apart."""
    homes = [actor for actor in actors if actor["id"].startswith(HOUSEHOLDS)]
    others = [actor for actor in actors if not actor["id"].startswith(HOUSEHOLDS)]
    if not homes:
        return others
    values = [home["npv_alternative_eur"] for home in homes]
    together = {
        "id": "households, all districts", "npv_eur": sum(home["npv_eur"] for home in homes),
        "alternative": homes[0]["alternative"], "npv_alternative_eur": None if None in values else sum(values),
    }  # fmt: skip
    return [*others, together]


def _lighting_forms(forms: list[dict[str, Any]]) -> Any:
    """Own purchase, loan, operator's and private service side by side, and which wins here."""
    rows = [
        (form["form"] + ("  <- best for the city" if form["wins"] else ""), amount(form["npv_city_eur"], signed=True),
         amount(form["fee_eur_per_lamp"], 1) if form["fee_eur_per_lamp"] else "-", form["led_complete_year"] or "-")
        for form in forms
    ]  # fmt: skip
    columns = ("contract", "worth to the city EUR", "fee per lamp and year EUR", "all LED in")
    return table("Ways to pay for light, against leaving the lamps alone", columns, rows)


def _difference(actor: dict[str, Any]) -> float | None:
    return None if actor["npv_alternative_eur"] is None else actor["npv_eur"] - actor["npv_alternative_eur"]


def _checks(checks: dict[str, Any]) -> str:
    if checks["ok"]:
        return "Checks: money, energy, stock and emissions add up."
    wrong = ", ".join(f"{name} {value:g}" for name, value in checks.items() if "residual" in name and value)
    return f"Checks: something does not add up ({wrong}); please report this scenario and seed."


def shown_effects(effects: Sequence[dict[str, Any]], versus: str, runs: int) -> Any:
    """Effects as a table; with several runs the lowest and highest beside the mean."""

    def cell(row: dict[str, Any], name: str) -> str:
        text = amount(row[name], signed=True)
        low_high = row.get("spread", {}).get(name)
        return f"{text} ({amount(low_high[0])} to {amount(low_high[1])})" if low_high else text

    rows = [
        (r["scenario"], r["year"], *(cell(r, name) for name in ("co2_t", "energy_mwh", "public_cost_eur")))
        for r in effects
    ]
    columns = ("scenario", "year", "t CO2", "MWh", "public cost until then EUR")
    title = (
        f"Difference to {versus}, mean of {runs} runs (lowest to highest)" if runs > 1 else f"Difference to {versus}"
    )
    return table(title, columns, rows)
