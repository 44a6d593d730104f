"""The showroom's only door to the model: reads the library, runs scenarios, keeps what was run.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pages ask a `Runs`; tests give it a small city instead.
Heavy imports wait until somebody asks: the server must answer within seconds of its start.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.bands import BandKeeper, BandMaker, BandState, NoBands
from dashboard.turns import Precedence, Shelf

BASELINE = "business_as_usual"
KEEP_RUNS, KEEP_STAGES, KEEP_TEXTS = 64, 6, 1000
CITIES_FRESH_S = 10.0
"""A city made or imported while the showroom runs is offered after so many seconds [s]."""
BREATH_S = 0.1
"""Pause between runs that nobody waits for, so that visitors come first [s]."""
REST_S = 1.5
"""So long after a visitor's run bands are not begun: they would take the second core from the curves [s]."""
log = logging.getLogger("stadslab.showroom")


class Impossible(ValueError):
    """A setting or scenario cannot be run; the text is for the visitor."""


class Runs:
    """Scenarios, cities, parameters and results, each made once and kept.

    Args:
        library: has `read_book, list_scenarios, load_scenario, list_cities, open_stage, run_on, read_contexts,
            deal_table, measures_to_deal`; None: the package `scenarios`
        measures: measures by name; None: those of `sim.measures`
        bands: makes bands of many runs; None: a `BandKeeper`, or none where something stands in for `scenarios`
    """

    def __init__(self, library: Any = None, measures: Mapping[str, Any] | None = None, bands: BandMaker | None = None):
        self._library, self._measures = library, measures
        self._precedence = Precedence()
        real = library is None
        self._bands = bands or (BandKeeper(give_way=lambda: self._precedence.give_way(REST_S)) if real else NoBands())
        self._results, self._stages, self._files = Shelf(KEEP_RUNS), Shelf(KEEP_STAGES), Shelf(KEEP_RUNS)
        self._texts, self._tables = Shelf(KEEP_TEXTS), Shelf(KEEP_RUNS)
        self._cities: tuple[float, dict[str, Any]] = (float("-inf"), {})
        self._prepared: set[str] = set()

    @property
    def library(self) -> Any:
        """The package `scenarios`, or what stands in for it."""
        if self._library is None:
            import scenarios

            self._library = scenarios
        return self._library

    @property
    def measures(self) -> Mapping[str, Any]:
        """Every measure there is, by name."""
        if self._measures is None:
            from sim.measures import MEASURES

            self._measures = MEASURES
        return self._measures

    def scenarios(self) -> dict[str, Any]:
        """The scenarios of the library by name, the baseline first."""
        names = self._texts.get("scenarios", lambda: sorted(self.library.list_scenarios()))
        return {name: self._read(name) for name in sorted(names, key=lambda name: name != BASELINE)}

    def _read(self, name: str) -> Any:
        return self._texts.get(("scenario", name), lambda: self.library.load_scenario(name)[0])

    def book(self) -> Any:
        """All parameters."""
        return self._texts.get("book", self.library.read_book)

    def book_of(self, scenario: Any) -> Any:
        """All parameters as a scenario bends them.

        Raises:
            Impossible: the scenario cannot be run
        """
        return self._stage(self.scenario(scenario)).book

    def contexts(self) -> Mapping[str, Any]:
        """What may happen to the city: aspects by name, each with its variants; empty when the library has none."""
        return self._texts.get("contexts", self.library.read_contexts)

    def cities(self) -> dict[str, Any]:
        """Titles of the cities of the library and of the visitor's own, by name."""
        asked, found = self._cities
        if time.monotonic() - asked > CITIES_FRESH_S:
            found = dict(self.library.list_cities())
            self._cities = time.monotonic(), found
        return found

    def scenario(self, name: Any, city: str | None = None) -> Any:
        """A scenario of the library, read and checked; one that is a scenario already is given back.

        Args:
            name: in the library, or a scenario
            city: where it is to play; None: where its author put it

        Raises:
            Impossible: there is none of this name
        """
        if not isinstance(name, str):
            return name
        known = self.scenarios()
        if name not in known:
            raise Impossible(name)
        return replace(known[name], city=city) if city and city != known[name].city else known[name]

    def default_scenario(self) -> str:
        """The scenario a visitor sees first: one that does something."""
        names = list(self.scenarios())
        busy = [name for name in names if name != BASELINE and self.scenario(name).measures]
        return max(busy, key=lambda name: len(self.scenario(name).measures), default=names[0])

    def run(
        self, scenario: Any, alternatives: bool = True, lighting_forms: bool = True, *, patient: bool = False
    ) -> Any:
        """Results of a scenario, by name or as a changed `Scenario`.

        Args:
            scenario: name in the library, or a scenario
            alternatives: whether each actor's best alternative must be known, which takes further runs
            lighting_forms: with them, whether every lighting contract must be tried
            patient: whether the run gives way to those that visitors wait for

        Raises:
            Impossible: the model refuses it
        """
        asked = self.scenario(scenario)
        key, depth = content_key(asked), int(alternatives) + int(alternatives and lighting_forms)
        known = next((deeper for deeper in (2, 1) if deeper >= depth and (key, deeper) in self._results), depth)
        return self._results.get((key, known), lambda: self._run(asked, known, patient))

    def is_known(self, scenario: Any) -> bool:
        """Whether a scenario has been run already."""
        key = content_key(self.scenario(scenario))
        return any((key, depth) in self._results for depth in (0, 1, 2))

    def _run(self, scenario: Any, depth: int, patient: bool) -> Any:
        """Alternatives are added to the run itself, which is there already when its curves have been drawn."""
        refused = getattr(self.library, "Unusable", ValueError)
        known = self.run(scenario, alternatives=False, patient=patient) if depth else None
        options = {"known": known, "alternatives": depth > 0, "lighting_forms": depth > 1}
        try:
            stage = self._stage(scenario)
            if patient:
                return self.library.run_on(stage, scenario, between_years=self._precedence.give_way, **options)
            with self._precedence.visit():
                return self.library.run_on(stage, scenario, **options)
        except (refused, ValueError, KeyError, ArithmeticError) as problem:
            raise Impossible(str(problem)) from problem

    def _stage(self, scenario: Any) -> Any:
        """City, book and sun, opened once for all that plays there under the same circumstances."""
        refused = getattr(self.library, "Unusable", ValueError)
        key = scenario.city, repr(scenario.context), repr(scenario.what_if)
        try:
            return self._stages.get(key, lambda: self.library.open_stage(scenario))
        except (refused, ValueError, KeyError, OSError) as problem:
            raise Impossible(str(problem)) from problem

    def band(self, scenario: Any) -> BandState:
        """How sure the curves of a scenario are, or how far that is; never waits.

        Raises:
            Impossible: the scenario cannot be run
        """
        asked = self.scenario(scenario)
        refused = getattr(self.library, "Unusable", ValueError)
        try:
            return self._bands.ask(asked, self._stage(asked).city_map.recipe_hash, self.book())
        except (refused, ValueError) as problem:
            raise Impossible(str(problem)) from problem

    def deal_measures(self, scenario: Any) -> list[str]:
        """Measures of a scenario that partners could carry together, the one told first in front; empty when there is none.

        Raises:
            Impossible: the scenario cannot be run
        """
        asked = self.scenario(scenario)
        results = self.run(asked, lighting_forms=False)
        return self.library.measures_to_deal(results, self.book_of(asked))

    def deal_table(self, scenario: Any, measure: str = "") -> Any:
        """Everybody at the table of a deal, with the worth of every group; None when there is no deal.

        Args:
            scenario: name in the library, or a scenario
            measure: one of `deal_measures`; empty: the first of them

        Raises:
            Impossible: the scenario cannot be run
        """
        asked = self.scenario(scenario)
        results = self.run(asked, lighting_forms=False)

        def make() -> Any:
            return self.library.deal_table(results, asked, self.book_of(asked), measure)

        return self._tables.get((content_key(asked), measure), make)

    def baseline_for(self, scenario: Any, *, patient: bool = False) -> Any:
        """Results of going on as before in the same city, years and circumstances; None without such a scenario."""
        if BASELINE not in self.scenarios():
            return None
        asked, usual = self.scenario(scenario), self.scenario(BASELINE)
        same = {
            name: getattr(asked, name) for name in ("city", "first_year", "last_year", "seed", "targets", "context")
        }
        return self.run(replace(usual, **same), alternatives=False, patient=patient)

    def city_of(self, scenario: Any) -> Any:
        """The map of a scenario's city.

        Raises:
            Impossible: the city cannot be opened
        """
        return self._stage(self.scenario(scenario)).city_map

    def city_file(self, scenario: Any) -> tuple[str, bytes]:
        """The city as the browser draws it: ETag and gzipped content (`dashboard.cityfile`)."""
        asked = self.scenario(scenario)

        def make() -> tuple[str, bytes]:
            import gzip

            from dashboard.cityfile import pack_city

            packed = gzip.compress(
                pack_city(self.city_of(asked), self.run(asked, alternatives=False)), compresslevel=6, mtime=0
            )
            return hashlib.sha256(packed).hexdigest()[:20], packed

        return self._files.get(content_key(asked), make)

    def prepare(self, city: str | None) -> None:
        """Run the whole library in a city, beside the visitors, once."""
        if (city or "") in self._prepared:
            return
        self._prepared.add(city or "")
        threading.Thread(target=self._run_library, args=(city,), daemon=True, name="run the library").start()

    def _run_library(self, city: str | None) -> None:
        for name in self.scenarios():
            time.sleep(BREATH_S)
            try:
                asked = self.scenario(name, city)
                self.run(asked, alternatives=False, patient=True)
                self.baseline_for(asked, patient=True)
            except Impossible:
                log.info("%s cannot be run in %s", name, city)
            except Exception:
                log.exception("%s could not be run in %s", name, city)

    def changed(
        self, name: Any, settings: Mapping[str, Mapping[str, Any]], off: frozenset[str] = frozenset(),
        context: Mapping[str, str] | None = None,
    ) -> Any:  # fmt: skip
        """A library scenario with other settings.

        Args:
            name: scenario, or the name of one of the library
            settings: new values by measure id and field; a measure the scenario lacks joins it
            off: ids of measures left out
            context: chosen variant by aspect

        Raises:
            Impossible: a value is outside its limits
        """
        scenario = self.scenario(name)
        wanted = {key: self._measure(scenario, key, settings.get(key, {})) for key in {**scenario.measures, **settings}}
        measures = {key: measure for key, measure in wanted.items() if key not in off}
        if measures == scenario.measures and not context:
            return scenario
        return replace(scenario, measures=measures, context={**scenario.context, **(context or {})})

    def _measure(self, scenario: Any, key: str, settings: Mapping[str, Any]) -> Any:
        from pydantic import ValidationError

        present = scenario.measures.get(key)
        kind = type(present) if present is not None else self.measures[key]
        values = present.model_dump() if present is not None else {}
        try:
            return kind.model_validate({**values, **settings})
        except ValidationError as problem:
            first = problem.errors()[0]
            raise Impossible(f"{'.'.join(map(str, (key, *first['loc'])))}: {first['msg']}") from problem

    def warm(self, library: bool = True) -> None:
        """Make what the first page needs, and then, beside the visitors, the runs of the library's cards."""
        first = self.default_scenario()
        self.city_file(first)
        self.baseline_for(first)
        if library:
            self.prepare(None)


def content_key(scenario: Any) -> str:
    """A key that is equal for scenarios that run alike: everything but name, title and question."""
    measures = sorted((key, type(measure).__name__, repr(measure)) for key, measure in scenario.measures.items())
    rest = [
        (key, repr(getattr(scenario, key, None)))
        for key in ("city", "first_year", "last_year", "seed", "context", "what_if", "targets", "actors")
    ]
    return hashlib.sha256(repr((measures, rest)).encode()).hexdigest()
