"""The showroom's only door to the model: reads the library, runs scenarios, keeps what was run.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pages ask a `Runs`; tests give it a small city instead.
Heavy imports wait until somebody asks: the server must answer within seconds of its start.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

BASELINE = "business_as_usual"
KEEP_RUNS, KEEP_CITIES, KEEP_TEXTS = 64, 4, 1000


class Impossible(ValueError):
    """A setting or scenario cannot be run; the text is for the visitor."""


class Shelf:
    """Keeps the results of costly work by key, the least used leaves first; one thread works, the others wait."""

    def __init__(self, room: int):
        self.room = room
        self._things: OrderedDict[Any, Any] = OrderedDict()
        self._guard = threading.Lock()
        self._busy: dict[Any, threading.Lock] = {}

    def __contains__(self, key: Any) -> bool:
        with self._guard:
            return key in self._things

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is kept under the key, made now if it is not there."""
        with self._guard:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
            turn = self._busy.setdefault(key, threading.Lock())
        with turn:
            with self._guard:
                if key in self._things:
                    return self._things[key]
            thing = make()
            with self._guard:
                self._things[key] = thing
                self._busy.pop(key, None)
                while len(self._things) > self.room:
                    self._things.popitem(last=False)
            return thing


class Runs:
    """Scenarios, cities, parameters and results, each made once and kept.

    Args:
        library: has `read_book, list_scenarios, load_scenario, run_scenario, open_city, read_contexts`; None: the
            package `scenarios`
        measures: measures by name; None: those of `sim.measures`
    """

    def __init__(self, library: Any = None, measures: Mapping[str, Any] | None = None):
        self._library, self._measures = library, measures
        self._results, self._cities, self._files = Shelf(KEEP_RUNS), Shelf(KEEP_CITIES), Shelf(KEEP_RUNS)
        self._texts = Shelf(KEEP_TEXTS)

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

    def contexts(self) -> Mapping[str, Any]:
        """What may happen to the city: aspects by name, each with its variants; empty when the library has none."""
        return self._texts.get("contexts", self.library.read_contexts)

    def scenario(self, name: str) -> Any:
        """A scenario of the library, read and checked.

        Raises:
            Impossible: there is none of this name
        """
        known = self.scenarios()
        if name not in known:
            raise Impossible(name)
        return known[name]

    def default_scenario(self) -> str:
        """The scenario a visitor sees first: one that does something."""
        names = list(self.scenarios())
        busy = [name for name in names if name != BASELINE and self.scenario(name).measures]
        return max(busy, key=lambda name: len(self.scenario(name).measures), default=names[0])

    def run(self, scenario: Any, alternatives: bool = True) -> Any:
        """Results of a scenario, by name or as a changed `Scenario`.

        Args:
            scenario: name in the library, or a scenario
            alternatives: whether each actor's best alternative must be known, which takes further runs

        Raises:
            Impossible: the model refuses it
        """
        asked = self.scenario(scenario) if isinstance(scenario, str) else scenario
        key = content_key(asked)
        if not alternatives and (key, True) in self._results:
            alternatives = True
        return self._results.get((key, alternatives), lambda: self._run(asked, alternatives))

    def _run(self, scenario: Any, alternatives: bool) -> Any:
        refused = getattr(self.library, "Unusable", ValueError)
        try:
            return self.library.run_scenario(scenario, alternatives=alternatives)
        except (refused, ValueError, KeyError, ArithmeticError) as problem:
            raise Impossible(str(problem)) from problem

    def baseline_for(self, scenario: Any) -> Any:
        """Results of going on as before in the same city and years; None when the library has no such scenario."""
        if BASELINE not in self.scenarios():
            return None
        asked, usual = self.scenario(scenario) if isinstance(scenario, str) else scenario, self.scenario(BASELINE)
        same = {name: getattr(asked, name) for name in ("city", "first_year", "last_year", "seed", "targets")}
        return self.run(replace(usual, **same), alternatives=False)

    def city_of(self, scenario: str) -> Any:
        """The map of a scenario's city."""
        name = self.scenario(scenario).city
        return self._cities.get(name, lambda: self.library.open_city(name)[0])

    def city_file(self, scenario: str) -> tuple[str, bytes]:
        """The city as the browser draws it: ETag and gzipped content (`dashboard.cityfile`)."""

        def make() -> tuple[str, bytes]:
            import gzip

            from dashboard.cityfile import pack_city

            packed = gzip.compress(
                pack_city(self.city_of(scenario), self.run(scenario, alternatives=False)), compresslevel=6, mtime=0
            )
            return hashlib.sha256(packed).hexdigest()[:20], packed

        return self._files.get(content_key(self.scenario(scenario)), make)

    def changed(
        self, name: str, settings: Mapping[str, Mapping[str, Any]], off: frozenset[str] = frozenset(),
        context: Mapping[str, str] | None = None,
    ) -> Any:  # fmt: skip
        """A library scenario with other settings.

        Args:
            name: scenario of the library
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

    def warm(self) -> None:
        """Make what the first page needs."""
        first = self.default_scenario()
        self.city_file(first)
        self.baseline_for(first)


def content_key(scenario: Any) -> str:
    """A key that is equal for scenarios that run alike: everything but name, title and question."""
    measures = sorted((key, type(measure).__name__, repr(measure)) for key, measure in scenario.measures.items())
    rest = [
        (key, repr(getattr(scenario, key, None)))
        for key in ("city", "first_year", "last_year", "seed", "context", "what_if", "targets", "actors")
    ]
    return hashlib.sha256(repr((measures, rest)).encode()).hexdigest()
