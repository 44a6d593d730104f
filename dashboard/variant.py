"""What a visitor moved in a plan, as a short text that fits in an address, and back again.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The text is a list of `what:value` with commas between:
`led_street_lighting.lamps_per_year:300` (a setting), `heat_pumps:off` (a measure left out or, `on`, taken in) and
`context.gas_price:falls` (what happens to the city). Every part is held against what exists and its limits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dashboard.forms import Setting, read_value, settings_of
from dashboard.runs import Impossible, Runs

LONGEST = 4000
"""A longer text is no work of ours [letters]."""
CONTEXT, ON, OFF = "context", "on", "off"


@dataclass(frozen=True)
class Variant:
    """Changes to a plan of the library; equal to an empty one when nothing was moved."""

    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    """New values by measure id and field."""
    taken: dict[str, bool] = field(default_factory=dict)
    """Measures that leave (False) or join (True) the plan."""
    context: dict[str, str] = field(default_factory=dict)
    """Chosen variant by aspect."""

    @property
    def text(self) -> str:
        """The variant as it stands in an address; empty for the plan as it is."""
        parts = [f"{name}:{ON if on else OFF}" for name, on in self.taken.items()]
        parts += [
            f"{name}.{key}:{_as_text(value)}" for name, fields in self.settings.items() for key, value in fields.items()
        ]
        parts += [f"{CONTEXT}.{aspect}:{value}" for aspect, value in self.context.items()]
        return ",".join(parts)

    @property
    def count(self) -> int:
        """How many things were moved."""
        return len(self.taken) + len(self.context) + sum(len(fields) for fields in self.settings.values())


def measure_names(runs: Runs, scenario: Any) -> list[str]:
    """Measures of the scenario first, then the others it might take."""
    used = {type(measure) for measure in scenario.measures.values()}
    return [*scenario.measures, *(name for name, kind in runs.measures.items() if kind not in used)]


def settings_for(runs: Runs, scenario: Any, name: str) -> dict[str, Setting]:
    """What may be set of a measure, by field, with the scenario's own values."""
    measure = scenario.measures.get(name)
    kind = type(measure) if measure is not None else runs.measures[name]
    return {each.field: each for each in settings_of(kind, measure, (scenario.first_year, scenario.last_year))}


def read_set(runs: Runs, scenario: Any, text: str) -> tuple[Variant, bool]:
    """The variant a text describes, and whether parts of it had to be dropped."""
    if not text or len(text) > LONGEST:
        return Variant(), bool(text)
    found, dropped = Variant(), False
    for part in text.split(","):
        what, _, value = part.partition(":")
        dropped |= not _take_in(runs, scenario, what, value, found)
    if not found.count:
        return found, dropped
    try:
        changed_by(runs, scenario, found)
    except Impossible:  # each value alone is within its limits, but not all together
        return Variant(), True
    return found, dropped


def _take_in(runs: Runs, scenario: Any, what: str, value: str, into: Variant) -> bool:
    """Add one part of the text to a variant, if it exists; whether it did."""
    name, _, key = what.partition(".")
    if name == CONTEXT:
        aspect = runs.contexts().get(key)
        fits = aspect is not None and value in aspect.variants
        if fits and scenario.context.get(key) != value:
            into.context[key] = value
        return fits
    if name not in measure_names(runs, scenario):
        return False
    if not key:
        if value in (ON, OFF) and (name in scenario.measures) != (value == ON):
            into.taken[name] = value == ON
        return value in (ON, OFF)
    setting = settings_for(runs, scenario, name).get(key)
    allowed = setting is not None and setting.allows(value)
    if allowed:
        into.settings.setdefault(name, {})[key] = read_value(setting, value)
    return allowed


def changed_by(runs: Runs, scenario: Any, variant: Variant) -> Any:
    """The scenario with the visitor's changes.

    Raises:
        Impossible: the values do not go together
    """
    off = frozenset(name for name, on in variant.taken.items() if not on)
    joined = {name: {} for name, on in variant.taken.items() if on}
    present = {name: values for name, values in variant.settings.items() if name in scenario.measures or name in joined}
    return runs.changed(scenario, joined | present, off, variant.context)


def variant_of(runs: Runs, scenario: Any, asked: Any) -> Variant:
    """What differs between a plan and the plan asked for."""
    found = Variant()
    for name in {**scenario.measures, **asked.measures}:
        if (name in asked.measures) != (name in scenario.measures):
            found.taken[name] = name in asked.measures
        if name in asked.measures:
            settings = settings_for(runs, scenario, name)
            moved = {key: getattr(asked.measures[name], key) for key in settings}
            moved = {key: value for key, value in moved.items() if value != settings[key].value}
            if moved:
                found.settings[name] = moved
    found.context.update({key: value for key, value in asked.context.items() if scenario.context.get(key) != value})
    return found


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
