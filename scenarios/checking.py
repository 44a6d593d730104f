"""Checks a scenario before anything runs, and says everything that is wrong with it at once.

Place in the flow: scenarios reads -> [checks] -> runs. Nothing is written here, and nothing of a file is ever executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scenarios.bending import Trouble, bend
from scenarios.checking_deals import check_contracts, check_tenders, warn_of_idle_forms
from scenarios.checking_desk import Around, Desk
from scenarios.checking_parties import check_actors
from scenarios.complaints import as_settings, complaints
from scenarios.extending import Family, is_path, library_names, nearby_file
from scenarios.problems import Problem, is_fatal, near_word, one_of, shown
from scenarios.reading import Keys
from scenarios.scenario_file import MOST_ENTRIES, MOST_MEASURES, MOST_WHAT_IFS, ScenarioFile, WhatIf
from sim.measures import Measure
from sim.parameter import Book
from sim.scenario import Change, Scenario

MOST_PROBLEMS = 200
"""More than this helps nobody."""
MOST_NAMES = 1000
"""Names of one list that are looked up; longer lists are refused by then."""


@dataclass(frozen=True)
class Checked:
    """A scenario that can be run, or None, and what is wrong with it or odd about it."""

    scenario: Scenario | None
    problems: list[Problem]


def check_scenario(family: Family, name: str, around: Around) -> Checked:
    """Check the settings of a file and its parents."""
    if family.value is None:
        return Checked(None, _in_order(family.problems, family.file))
    check = _Check(family, around, name)
    scenario = check.whole()
    problems = _in_order(check.problems, family.file)
    return Checked(None if is_fatal(problems) else scenario, problems)


def _in_order(problems: list[Problem], own_file: str) -> list[Problem]:
    """By line, the author's own file first, each problem once, and not more than helps."""
    once = list(dict.fromkeys(problems))
    ordered = sorted(once, key=lambda problem: (problem.file != own_file, problem.file, problem.line or 0))
    more = len(ordered) - MOST_PROBLEMS
    if more > 0:
        last = Problem(own_file, None, "", f"{more} more problems", "the first ones solved")
        return [*ordered[:MOST_PROBLEMS], last]
    return ordered


class _Check(Desk):
    """Goes through one scenario, section by section."""

    def __init__(self, family: Family, around: Around, name: str):
        super().__init__(family, around)
        self.name = name

    def whole(self) -> Scenario | None:
        """Everything that can be checked; the scenario when its form is good."""
        parsed = self.form()
        measures = self.measures()
        city = self.city()
        self.districts(city)
        self.context()
        actors, parties = check_actors(self)
        deals = {"contracts": check_contracts(self), "tenders": check_tenders(self)}
        compared = self.compare_with()
        self.what_if()
        if parsed is None or is_fatal(self.problems):
            return None
        self.works_outside_the_years(parsed, measures)
        warn_of_idle_forms(self, measures, deals["contracts"])
        partners = {"actors": actors, "parties": parties, **deals}
        return self.scenario(parsed, measures, city, compared, partners)

    def form(self) -> ScenarioFile | None:
        """The file as its model sees it; settings of measures, actors, contracts and tenders are looked at apart."""
        bare = {key: value for key, value in self.value.items() if value is not None or key in ("title", "measures")}
        for section, most in (("measures", MOST_MEASURES), ("actors", MOST_ENTRIES)):
            if isinstance(bare.get(section), dict):
                bare[section] = dict.fromkeys(self.entries(section, most), {})
        for section in ("contracts", "tenders"):  # their words are checked against what exists
            if isinstance(bare.get(section), dict):
                bare[section] = {}
        given = as_settings(bare)
        try:
            return ScenarioFile.model_validate(given)
        except ValidationError as wrong:
            place, unread = self.family.place, self.family.unread
            self.problems += complaints(wrong, ScenarioFile, given, (), place, unread)
            return None

    def measures(self) -> dict[str, Measure]:
        """The measures whose settings are good, by the word the scenario uses."""
        good: dict[str, Measure] = {}
        for word, settings in self.entries("measures", MOST_MEASURES).items():
            measure = self.measure(word, settings)
            if measure is not None:
                good[word] = measure
        return good

    def measure(self, word: Any, settings: Any) -> Measure | None:
        """One measure, or None after complaining."""
        path: Keys = ("measures", word)
        if not isinstance(settings, dict):
            self.complain(path, shown(settings), "settings; {} takes the usual ones", "{}" if settings is None else "")
            return None
        kind = settings.get("measure", word)
        if not isinstance(kind, str) or kind not in self.around.measures:
            names = list(self.around.measures)
            where = (*path, "measure") if "measure" in settings else path
            self.complain(where, f"the unknown measure {shown(kind)}", one_of(names), near_word(kind, names))
            return None
        model = self.around.measures[kind]
        given = as_settings({key: value for key, value in settings.items() if key != "measure"})
        try:
            return model.model_validate(given)
        except ValidationError as wrong:
            self.problems += complaints(wrong, model, given, path, self.family.place, self.family.unread)
            return None

    def city(self) -> str:
        """The city by name, or by the path of its file."""
        city = self.value.get("city") or "ideal_city"
        known = self.around.known_cities
        if not isinstance(city, str):
            return ""
        if is_path(city) or "." in city:
            path = nearby_file(city, self.family.folders.get(self.family.place(("city",))[0]))
            if path is None or not path.exists():
                self.complain(("city",), shown(city), "a city by name, or a file that exists in this folder or below")
            return str(path)
        if known is not None and city not in known:
            self.complain(("city",), f"the unknown city {shown(city)}", one_of(known), near_word(city, known))
        elif not city.replace("_", "").isalnum():
            self.complain(("city",), shown(city), "a city by name: small letters, digits and _")
        return city

    def districts(self, city: str) -> None:
        """Measures aim at districts that the city has."""
        known = self.around.known_districts(city) if self.around.known_districts and city else None
        for word, settings in self.settings("measures").items() if known is not None else ():
            where = settings.get("where") if isinstance(settings, dict) else None
            aims = where.get("districts") if isinstance(where, dict) else None
            for place, district in enumerate(aims[:MOST_NAMES] if isinstance(aims, list) else ()):
                if isinstance(district, str) and district not in known:
                    path = ("measures", word, "where", "districts", place)
                    near = near_word(district, known)
                    self.complain(path, f"the unknown district {shown(district)}", one_of(known, 20), near)

    def context(self) -> None:
        """Aspects and variants that exist, and parameters of theirs that the book has."""
        aspects = self.around.aspects
        for name, variant in self.settings("context").items():
            path = ("context", name)
            if name not in aspects:
                self.complain(path, f"the unknown aspect {shown(name)}", one_of(aspects), near_word(name, aspects))
            elif isinstance(variant, str) and variant not in aspects[name].variants:
                variants = aspects[name].variants
                self.complain(path, shown(variant), one_of(variants), near_word(variant, variants))

    def compare_with(self) -> tuple[str, ...]:
        """Scenarios of the library by name, others by path."""
        named = self.value.get("compare_with")
        folder = self.family.folders.get(self.family.place(("compare_with",))[0])
        compared: list[str] = []
        for place, name in enumerate(named[:MOST_NAMES] if isinstance(named, list) else ()):
            if not isinstance(name, str):
                continue
            path = nearby_file(name, folder) if is_path(name) else None
            if name in library_names() or (path is not None and path.is_file()):
                compared.append(str(path or name))
            else:
                wanted = f"{one_of(library_names(), 20)}, or a file in this folder or below"
                self.complain(("compare_with", place), shown(name), wanted, near_word(name, library_names()))
        return tuple(compared)

    def what_if(self) -> None:
        """Parameters that the book has, bent within reason; an entry of the wrong form has been told by now."""
        changes: dict[str, Change] = {}
        for name, settings in islice(self.settings("what_if").items(), MOST_WHAT_IFS):
            try:
                bent = WhatIf.model_validate(as_settings(settings))
            except ValidationError:
                bent = WhatIf(multiply=1.0, because="only to see whether there is such a parameter")
            changes[name] = bent.as_change(bent.because)
        for trouble in bend(self.in_context(), changes)[1]:
            self.report(("what_if", trouble.parameter), trouble)

    def in_context(self) -> Book:
        """The book after the chosen variants."""
        book = self.around.book
        for name, variant in self.settings("context").items():
            variants = self.around.aspects[name].variants if name in self.around.aspects else {}
            if not isinstance(variant, str) or variant not in variants:
                continue
            book, troubles = bend(book, variants[variant].changes)
            for trouble in troubles:
                if not trouble.is_odd_only:  # a variant goes to the edges on purpose
                    self.report(("context", name), trouble)
        return book

    def report(self, path: Keys, trouble: Trouble) -> None:
        """A change of the book that cannot be made, or is odd."""
        severity = "warning" if trouble.is_odd_only else "error"
        self.complain(path, trouble.found, trouble.wanted, trouble.suggestion, severity)

    def works_outside_the_years(self, parsed: ScenarioFile, measures: dict[str, Measure]) -> None:
        """A measure that never meets a simulated year does nothing, and its author should know."""
        first, last = parsed.years.first, parsed.years.last
        for word, measure in measures.items():
            if measure.begins > last:
                found = f"{measure.begins}, after the last simulated year"
                self.complain(("measures", word, "begins"), found, f"a year to {last}", severity="warning")
            if measure.ends is not None and measure.ends < first:
                found = f"{measure.ends}, before the first simulated year"
                self.complain(("measures", word, "ends"), found, f"a year from {first}", severity="warning")

    def scenario(
        self,
        parsed: ScenarioFile,
        measures: dict[str, Measure],
        city: str,
        compared: tuple[str, ...],
        partners: dict[str, Any],
    ) -> Scenario:
        """The plain value that the model gets."""
        usual = {name: aspect.usual for name, aspect in self.around.aspects.items()}
        return Scenario(
            name=self.name,
            title=parsed.title.by_language(),
            question=parsed.question.by_language() if parsed.question else {},
            city=city,
            first_year=parsed.years.first,
            last_year=parsed.years.last,
            seed=parsed.seed,
            runs=parsed.runs,
            context={**usual, **parsed.context},
            measures=measures,
            what_if={name: bent.as_change(bent.because) for name, bent in parsed.what_if.items()},
            targets=None if parsed.targets is None else tuple(target.as_target() for target in parsed.targets),
            compare_with=compared,
            **partners,
        )


def name_of(path: Path) -> str:
    """Name of a scenario in results and on screen: that of its file."""
    return path.stem
