"""What every part of the check works with: a scenario's settings, what exists around it, and the complaints so far.

Place in the flow: scenarios reads -> [checks] -> runs. Used by `checking`, `checking_parties` and `checking_deals`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.complaints import as_settings, complaints, lies_in
from scenarios.contexts import Aspect, read_contexts
from scenarios.extending import Family
from scenarios.problems import Problem, dotted, near_word, shown
from scenarios.reading import Keys
from sim.markets.contracts import FORMS
from sim.measures import MEASURES, Measure
from sim.parameter import Book

Entry = TypeVar("Entry", bound=BaseModel)


@dataclass(frozen=True)
class Around:
    """What exists around a scenario, for its words to be checked against. None: not known, so not checked."""

    book: Book
    measures: Mapping[str, type[Measure]] = field(default_factory=lambda: MEASURES)
    aspects: Mapping[str, Aspect] = field(default_factory=read_contexts)
    known_districts: Callable[[str], tuple[str, ...] | None] | None = None
    """Districts of a city by its name or path; None for a city that is not known."""
    known_cities: Collection[str] | None = None
    known_actors: Collection[str] | None = None
    """Names; a mapping to actors with `settings` has these checked too."""
    forms: Collection[str] = field(default_factory=lambda: FORMS)
    """Forms of contract."""


class Desk:
    """One scenario while it is checked; every complaint is kept."""

    def __init__(self, family: Family, around: Around):
        self.family, self.around = family, around
        self.value: dict[Any, Any] = family.value or {}
        self.problems = list(family.problems)

    def complain(self, path: Keys, found: str, wanted: str, suggestion: str = "", severity: str = "error") -> None:
        """Keep one problem, unless the value could not be read anyway."""
        if not lies_in(path, self.family.unread):
            place = self.family.place(path)
            self.problems.append(Problem(*place, dotted(path), found, wanted, suggestion, severity))

    def settings(self, key: str) -> dict[Any, Any]:
        """What stands under a key, when it has the form of settings."""
        value = self.value.get(key)
        return value if isinstance(value, dict) else {}

    def entries(self, key: str, most: int) -> dict[Any, Any]:
        """The same when there are not too many of them; none, with a complaint, when there are."""
        entries = self.settings(key)
        if len(entries) <= most:
            return entries
        self.complain((key,), f"{len(entries):,} {key}", f"at most {most}")
        return {}

    def names_something(
        self, path: Keys, settings: dict[Any, Any], key: str, known: Collection[str] | None, missing: str, wanted: str
    ) -> bool:
        """Whether a setting that must be there names something known; complains when not.

        Args:
            known: the words there are; None: not known, so only checked to be there
            missing: what is found when it is not there
            wanted: what it should be
        """
        value = settings.get(key)
        if value is None:
            self.complain((*path, key), missing, wanted)
        elif known is None or (isinstance(value, str) and value in known):
            return True
        else:
            self.complain((*path, key), f"the unknown {key} {shown(value)}", wanted, near_word(value, known))
        return False

    def entry(
        self, model: type[Entry], settings: dict[Any, Any], path: Keys, told: Collection[str] = ()
    ) -> Entry | None:
        """An entry of a section as its model takes it, or None after complaining, with the setting's own advice.

        Args:
            told: settings already complained about
        """
        given = as_settings(settings)
        try:
            good = model.model_validate(given)
        except ValidationError as wrong:
            for problem in complaints(wrong, model, given, path, self.family.place, self.family.unread):
                setting = problem.key.removeprefix(dotted(path) + ".")
                about = model.model_fields.get(setting)
                if setting not in told:
                    advice = f" ({about.description})" if about and about.description else ""
                    meant = {"true": "1", "false": "0"} if "number" in problem.wanted else {}
                    suggestion = problem.suggestion or meant.get(problem.found, "")
                    self.problems.append(replace(problem, wanted=problem.wanted + advice, suggestion=suggestion))
            return None
        return None if told else good
