"""Writes a scenario as a file that reads back as the same scenario.

Place in the flow: scenarios reads -> checks -> runs; the showroom saves a sandbox this way and results keep it.
"""

from __future__ import annotations

from typing import Any

import yaml

from sim.measures import Measure
from sim.scenario import Change, ContractWish, Party, Scenario, Target, TenderWish


class _Plain(yaml.SafeDumper):
    """Writes everything out, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def scenario_as_text(scenario: Scenario) -> str:
    """The whole scenario as YAML, parents included, nothing left to a default.

    A city, or a scenario compared with, that is a file comes out with the path it was found at.
    """
    settings = {
        "title": _words(scenario.title),
        "question": _words(scenario.question),
        "city": scenario.city,
        "years": {"from": scenario.first_year, "to": scenario.last_year},
        "seed": scenario.seed,
        "runs": scenario.runs,
        "context": dict(scenario.context),
        "measures": {word: _measure(word, measure) for word, measure in scenario.measures.items()},
        "actors": scenario.actors | {word: _said(party) for word, party in scenario.parties.items()},
        "contracts": {form: _said(wish) for form, wish in scenario.contracts.items()},
        "tenders": _tenders(scenario),
        "what_if": {name: _change(change) for name, change in scenario.what_if.items()},
        "targets": None if scenario.targets is None else [_target(target) for target in scenario.targets],
        "compare_with": list(scenario.compare_with),
    }
    said = {key: value for key, value in settings.items() if value or value == 0}
    return yaml.dump(said, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110, default_flow_style=None)


def _words(text: dict[str, str]) -> str | dict[str, str]:
    """One text when it is the same in every language."""
    return next(iter(text.values())) if len(set(text.values())) == 1 else dict(text)


def _measure(word: str, measure: Measure) -> dict[str, Any]:
    kind = {} if word == measure.name else {"measure": measure.name}
    return kind | measure.model_dump(mode="json", exclude_none=True)


def _said(wish: Party | ContractWish | TenderWish) -> dict[str, Any]:
    """What a party or a wish says, by the words of the file."""
    return {key: value for key, value in vars(wish).items() if value not in (None, "")}


def _tenders(scenario: Scenario) -> dict[str, Any]:
    """Those whose measure is still there: a visitor may have left it out."""
    kept = {word: wish for word, wish in scenario.tenders.items() if word in scenario.measures}
    return {word: _said(wish) | {"criteria": dict(wish.criteria)} for word, wish in kept.items()}


def _change(change: Change) -> dict[str, Any]:
    since = {} if change.from_year is None else {"from_year": change.from_year}
    return {change.how: change.amount, **since, "because": change.because}


def _target(target: Target) -> dict[str, Any]:
    label = {"label": _words(target.label)} if any(target.label.values()) else {}
    return {"year": target.year, "kind": target.kind, "pledged_share": target.pledged_share, **label}
