"""Runs a scenario: opens what it needs, lets the model live, adds what only several runs can tell, saves.

Place in the flow: scenarios reads -> checks -> [runs]. `sim` touches no file; this module does it for it.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from geodata import CityMap
from scenarios.book import book_hash, read_book
from scenarios.cities import known_districts, list_cities, open_city
from scenarios.climate import book_in, measured_weather, sunshine_in, sunshine_of
from scenarios.deals import add_deal
from scenarios.ecosystem import add_ecosystem
from scenarios.hours import hours_of
from scenarios.loading import apply_to_book, load_scenario
from scenarios.problems import Problem, Unusable
from scenarios.results_folder import make_manifest, write_results
from sim.actors import ACTORS
from sim.city.facts import CityFacts
from sim.markets.contracts import forms_for
from sim.model import CityModel
from sim.outcome import results_of
from sim.parameter import Book
from sim.physics import Weather
from sim.results import Results
from sim.scenario import Scenario
from sim.settled import SettledCity

Progress = Callable[[str], None]
Pause = Callable[[], None]
UNSEEN = object()


def run_scenario(
    scenario: str | Scenario, seed: int | None = None, city: str | None = None, *, attribute: bool = False,
    alternatives: bool = True, weather: Path | str | None = None, progress: Progress | None = None,
) -> Results:  # fmt: skip
    """One run of a scenario with one seed.

    Args:
        scenario: name in the library, path of a file, or a scenario already read
        seed: instead of the scenario's own
        city: instead of the scenario's own, name or path
        attribute: also run without each measure in turn, which says what each one saved
        alternatives: also run without any measure, and with the other lighting contracts, which says what each actor
            could have had instead
        weather: an EPW file in place of the typical Belgian year
        progress: is told in a few words what is being done

    Raises:
        Unusable: the scenario, the city or the book cannot be used; every problem is listed
    """
    tell = progress or (lambda words: None)
    started = time.perf_counter()
    if not isinstance(scenario, Scenario):
        scenario, _ = load_scenario(scenario, known_districts, known_cities=list_cities(), known_actors=ACTORS)
    scenario = replace(scenario, city=city or scenario.city, seed=scenario.seed if seed is None else seed)
    tell(f"opening {scenario.city}")
    stage = open_stage(scenario, weather)
    opened = time.perf_counter()
    results = run_on(stage, scenario, attribute=attribute, alternatives=alternatives, progress=progress)
    results.summary["seconds"]["city"] = opened - started
    return results


def open_stage(scenario: Scenario, weather: Path | str | None = None) -> Stage:
    """City, book and sun of a scenario, for one run or for many (`run_on`).

    Args:
        scenario: as it was read
        weather: an EPW file in place of the typical Belgian year

    Raises:
        Unusable: there is no such city or weather, or the book cannot be bent as the scenario wants
    """
    base = read_book()
    measured = measured_weather(weather) if weather is not None else None
    return Stage(scenario, *open_city(scenario.city, base), base, measured)


def run_on(
    stage: Stage, scenario: Scenario, *, attribute: bool = False, alternatives: bool = True,
    lighting_forms: bool = True, progress: Progress | None = None, known: Results | None = None,
    between_years: Pause | None = None,
) -> Results:  # fmt: skip
    """One run on a stage that is open already: the same results as `run_scenario`, without opening the city again.

    Args:
        stage: of a scenario in the same city
        scenario: as it was read
        attribute, alternatives, progress: as for `run_scenario`
        lighting_forms: whether every lighting contract is tried beside the scenario's own, one more run each
        known: results of the same run without what is asked for now; they are added to, in a copy, instead of run again
        between_years: is called after each year of each run, and may wait there while others need the machine

    Raises:
        Unusable: the book cannot be bent so, or the city cannot be worked out with it
    """
    tell = progress or (lambda words: None)
    stage = stage.turned_to(scenario)
    stage.between_years = between_years
    if known is not None:
        results = replace(known, summary=copy.deepcopy(known.summary))
    else:
        tell(f"running {scenario.name}")
        results, seconds = stage.run(scenario)
        results.summary["seconds"] = {"city": 0.0, **seconds}
    if alternatives:
        add_alternatives(results, stage, tell, lighting_forms)
        add_deal(results, scenario, stage.book)
    if attribute:
        add_attribution(results, stage, tell)
    results.manifest = stage.manifest(results)
    return results


class Stage:
    """City, book and sun of a scenario, opened once for all its runs."""

    def __init__(
        self, scenario: Scenario, city_map: CityMap, facts: CityFacts, base: Book, weather: Weather | None = None
    ):
        self.scenario, self.city_map, self.facts, self.base, self.weather = scenario, city_map, facts, base, weather
        self.book = apply_to_book(base if weather is None else book_in(weather, base), scenario)
        place = city_map.latitude, city_map.longitude
        self.sunshine = sunshine_of(*place, self.book) if weather is None else sunshine_in(weather, *place, self.book)
        self.between_years: Pause | None = None
        self.book_hash = cache(lambda: book_hash(self.book))
        self.hours = hours_of(*place, self.book, weather=weather)
        self._quiet: list[tuple[Scenario, Results]] = []
        self._first_days: dict[tuple[int, int], SettledCity | None] = {}

    def turned_to(self, scenario: Scenario) -> Stage:
        """The same city for another scenario; the book is bent anew only when other things happen to the city."""
        if scenario.city != self.scenario.city:
            raise ValueError(f"{scenario.name} plays in {scenario.city}, not in {self.scenario.city}")
        bends = [(each.context, each.what_if, each.contracts) for each in (scenario, self.scenario)]
        if bends[0] != bends[1]:
            return Stage(scenario, self.city_map, self.facts, self.base, self.weather)
        turned = copy.copy(self)
        turned.scenario = scenario
        return turned

    def run_without_measures(self, scenario: Scenario) -> Results:
        """The city that decides nothing; kept, for every plan is held against it."""
        bare = replace(without(scenario), name="", title={}, question={}, compare_with=())
        for known, results in self._quiet:
            if known == bare:
                return results
        results, _ = self.run(without(scenario))
        self._quiet[:] = [(bare, results)]
        return results

    def run(self, scenario: Scenario) -> tuple[Results, dict[str, float]]:
        """One run of a variant of the scenario, and its seconds of set-up and of the years.

        Raises:
            Unusable: the what-ifs bend numbers so far that the city cannot be worked out
        """
        try:
            return self._run(scenario)
        except (ValueError, ArithmeticError) as trouble:
            if not (scenario.what_if or scenario.actors or scenario.contracts or scenario.tenders or scenario.parties):
                raise
            raise Unusable([_too_far(scenario, trouble)]) from trouble

    def _run(self, scenario: Scenario) -> tuple[Results, dict[str, float]]:
        begun = time.perf_counter()
        setting = self.city_map, self.facts, self.book, self.sunshine, scenario.seed
        model = CityModel(scenario, *setting, settled=self._first_day(scenario), hours=self.hours)
        ready = time.perf_counter()
        while model.year <= scenario.last_year:
            model.step()
            if self.between_years:
                self.between_years()
        lived = time.perf_counter()
        return results_of(model), {"setup": ready - begun, "simulate": lived - ready}

    def _first_day(self, scenario: Scenario) -> SettledCity | None:
        """The settled city of the second run with a seed and of all that follow; runs with many seeds keep none."""
        asked = scenario.seed, scenario.first_year
        known = self._first_days.get(asked, UNSEEN)
        if known is UNSEEN:
            known = None
            self._first_days.clear()
        elif known is None:
            known = SettledCity(self.city_map, self.facts, self.book, self.sunshine, *asked)
        self._first_days[asked] = known
        return known

    def manifest(self, results: Results) -> dict[str, Any]:
        """What the results folder says of its origin."""
        return make_manifest(
            self.scenario, self.book_hash(), self.city_map.recipe_hash, results.seed, results.summary["checks"],
            attribution=list(self.city_map.attribution), completeness=self.city_map.completeness,
            summary={name: value for name, value in results.summary.items() if name != "seconds"},
        )  # fmt: skip


def _too_far(scenario: Scenario, trouble: Exception) -> Problem:
    """A what-if that passes every single check, but with which the city cannot live."""
    sections = {name: getattr(scenario, name) for name in ("actors", "contracts", "tenders", "parties")}
    asked = [f"{section}.{name}" for section, entries in sections.items() for name in entries]
    bent = ", ".join([*scenario.what_if, *asked])
    wanted = f"numbers nearer to those of the book; bent here: {bent}"
    return Problem(scenario.name, None, "what_if", f"a city that cannot be worked out: {trouble}", wanted)


def without(scenario: Scenario, *measures: str) -> Scenario:
    """The scenario without some of its measures, or without any when none are named."""
    left = {name: m for name, m in scenario.measures.items() if measures and name not in measures}
    return replace(scenario, measures=left)


def add_alternatives(results: Results, stage: Stage, tell: Progress, lighting_forms: bool = True) -> None:
    """What every actor could have had instead, the best of it; and the forms of lighting contract side by side.

    The alternative is the same city without any measure. Where lighting is all the plan is about, the other forms of
    lighting contract are alternatives too, and then they are run in any case.
    """
    scenario = stage.scenario
    if not scenario.measures:
        return
    lighting = next((name for name, m in scenario.measures.items() if m.name == "led_street_lighting"), None)
    alone = bool(lighting) and len(scenario.measures) == 1
    forms = _other_lighting_forms(scenario, lighting) if lighting and (alone or lighting_forms) else {}
    tell("what if instead: no measures")
    runs = {"no measures": stage.run_without_measures(scenario)}
    for label, variant in forms.items():
        tell(f"what if instead: {label}")
        runs[label], _ = stage.run(variant)
    for actor in results.summary["actors"]:
        values = {label: _npv_of(run, actor["id"]) for label, run in runs.items() if alone or label not in forms}
        best = max(values, key=values.get)
        actor["alternative"], actor["npv_alternative_eur"] = best, values[best]
    if forms:
        dark = runs["no measures"] if alone else stage.run(without(scenario, lighting))[0]
        runs[scenario.measures[lighting].paid_by] = results
        results.summary["lighting_forms"] = lighting_side_by_side(runs, dark)
    add_ecosystem(results, runs["no measures"], stage.book)


def _other_lighting_forms(scenario: Scenario, lighting: str) -> dict[str, Scenario]:
    """The scenario with its lamps paid for in every other way."""
    mine = scenario.measures[lighting]
    return {
        form: replace(scenario, measures={**scenario.measures, lighting: mine.model_copy(update={"paid_by": form})})
        for form in forms_for("lighting")
        if form != mine.paid_by
    }


def lighting_side_by_side(runs: dict[str, Results], without_lighting: Results) -> list[dict[str, Any]]:
    """Own purchase, loan, the operator's and a private service next to each other, the best for the city marked.

    The city's net present value is told against the same plan without the lighting measure: 0 means "as if the lamps were
    left alone".
    """
    nothing = _npv_of(without_lighting, "city_hall")
    rows = []
    for form in forms_for("lighting"):
        run = runs[form]
        led = run.yearly("led_share")
        whole = run.years[led >= 0.999]
        fees = [fee for fee, items, name in _fees(run) if name == form and items]
        rows.append(
            {
                "form": form, "npv_city_eur": _npv_of(run, "city_hall") - nothing,
                "fee_eur_per_lamp": sum(fees) / len(fees) if fees else 0.0,
                "led_complete_year": int(whole[0]) if len(whole) else None, "led_share_final": float(led[-1]),
                "co2_final_t": float(run.emissions_by_year()[-1]),
            }
        )  # fmt: skip
    best = max(row["npv_city_eur"] for row in rows)
    return [{**row, "wins": row["npv_city_eur"] == best} for row in rows]


def _fees(run: Results) -> list[tuple[float, float, str]]:
    """Fee per item, items and form of every lighting contract."""
    table = run.tables["contracts"]
    return [
        (float(fee / items) if items else 0.0, float(items), str(form))
        for fee, items, form in zip(table["yearly_fee_eur"], table["items"], table["form"], strict=True)
    ]


def _npv_of(run: Results, party: str) -> float:
    """Worth of a run to a party; 0 when it has no part in it."""
    return next((actor["npv_eur"] for actor in run.summary["actors"] if actor["id"] == party), 0.0)


def add_attribution(results: Results, stage: Stage, tell: Progress) -> None:
    """Tonnes each measure saved over the run: with all measures, against the run that lacks just this one."""
    total = results.emissions_by_year().sum()
    for measure in results.summary["measures"]:
        tell(f"without {measure['id']}")
        left_out, _ = stage.run(without(stage.scenario, measure["id"]))
        measure["co2_saved_t"] = float(left_out.emissions_by_year().sum() - total)


def save_run(results: Results, folder: Path) -> Path:
    """Write the results folder, whole or not at all; returns its path."""
    return write_results(folder, results.manifest, results.tables)
