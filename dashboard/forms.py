"""The form of a measure, drawn from its settings alone: a new measure needs no line here.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. `settings_of` is pure; `control` draws with Mantine.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.texts import catalogue, of_book, plain_number, t, word

STEPS = 200
"""A slider has about this many stops."""
WIDE = 15
"""A limit so many times the plan's value is there to refuse nonsense; as the end of a slider it is of no use."""


@dataclass(frozen=True)
class Setting:
    """One thing that may be set."""

    field: str
    title: str
    kind: str
    """`integer`, `number`, `boolean` or `choice`."""
    value: Any
    """What the scenario says, or the measure's default."""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    unit: str = ""

    @property
    def step(self) -> float:
        """The widest round step that gives about `STEPS` stops and meets the default."""
        span = float(self.high) - float(self.low)
        for power in range(6, -7, -1):
            for first in (5, 2, 1):
                step = first * 10.0**power
                meets = abs((float(self.value) - float(self.low)) / step % 1.0) < 1e-6
                if step <= span / STEPS * 2 and meets and (self.kind == "number" or step >= 1):
                    return int(step) if self.kind == "integer" else step
        return 1 if self.kind == "integer" else span / STEPS

    def allows(self, value: str) -> bool:
        """Whether a text from an address is one of the values this control can give."""
        if self.kind == "choice":
            return value in self.choices
        if self.kind == "boolean":
            return value in ("true", "false")
        try:
            wanted = int(value) if self.kind == "integer" else float(value)
        except ValueError:
            return False
        if not math.isfinite(wanted):
            return False
        return (self.low is None or wanted >= self.low) and (self.high is None or wanted <= self.high)


def settings_of(kind: Any, measure: Any = None, years: tuple[int, int] | None = None) -> list[Setting]:
    """The settings of a measure that a visitor can move; nested ones (a place, an end year) stay as they are.

    Args:
        kind: pydantic model of the measure
        measure: the measure as the scenario has it; None: its defaults
        years: first and last simulated year, which bound every calendar year
    """
    found = []
    for field, schema in _declared(kind).items():
        value = getattr(measure, field) if measure is not None else schema.get("default")
        setting = _setting(field, schema, value, years)
        if setting is not None:
            found.append(setting)
    return found


@cache
def _declared(kind: Any) -> dict[str, Any]:
    """What the model says of each field; asked anew it takes longer than drawing the curves."""
    return kind.model_json_schema().get("properties", {})


def _setting(field: str, schema: dict[str, Any], value: Any, years: tuple[int, int] | None) -> Setting | None:
    title, unit = schema.get("title", field.replace("_", " ")), schema.get("unit", "")
    kind = schema.get("type")
    if "enum" in schema and len(schema["enum"]) < 2:
        return None
    if "enum" in schema:
        return Setting(field, title, "choice", value, choices=tuple(schema["enum"]), unit=unit)
    if kind == "boolean":
        return Setting(field, title, "boolean", bool(value))
    if kind not in ("integer", "number") or value is None:
        return None
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    if years and low is not None and low >= 1900 and high is not None and high <= 2200:
        low, high = min(years[0], value), max(years[1], value)
    if high is not None and value > 0 and high > WIDE * value:
        high = 5 * max(value, schema.get("default") or value)
    return Setting(field, title, kind, value, low, high, unit=unit)


def control(lang: str, measure: str, setting: Setting, present: Any = None) -> Any:
    """The setting with its title, its unit, the plan's own value and a way back to it.

    Args:
        lang: language of the screen
        measure: id of the measure in the scenario
        setting: with the plan's value
        present: value to start with, when the visitor came with another one
    """
    identity = {"type": "setting", "measure": measure, "field": setting.field}
    title = word(lang, "setting", setting.title)
    back = html.Button(
        t(lang, "plan: {value}", value=shown(lang, setting)),
        id={"type": "back", "measure": measure, "field": setting.field},
        value=_as_text(setting.value),
        className="back",
        title=t(lang, "Back to the plan's own value"),
    )
    told = html.Output(id={"type": "shown", "measure": measure, "field": setting.field}, className="shown")
    unit = html.Span(of_book(lang, "unit", setting.unit), className="unit") if setting.unit else None
    head = html.Div([html.Label(title), html.Span([told, unit])], className="setting-head")
    value = setting.value if present is None else present
    return html.Div([head, _input(lang, identity, setting, title, value), back], className="setting")


def _input(lang: str, identity: dict[str, str], setting: Setting, title: str, value: Any) -> Any:
    label = {"aria-label": title}
    if setting.kind == "choice":
        options = [option(lang, choice) for choice in setting.choices]
        return dmc.Select(id=identity, data=options, value=value, allowDeselect=False, size="sm", **label)
    if setting.kind == "boolean":
        options = [{"value": "true", "label": t(lang, "yes")}, {"value": "false", "label": t(lang, "no")}]
        return dmc.SegmentedControl(id=identity, data=options, value=_as_text(value), size="xs")
    if setting.low is None or setting.high is None:
        return dmc.NumberInput(id=identity, value=value, min=setting.low, max=setting.high, debounce=True, **label)
    return dmc.Slider(
        id=identity,
        value=value,
        min=setting.low,
        max=setting.high,
        step=setting.step,
        updatemode="mouseup",
        size="sm",
        thumbSize=18,
        thumbLabel=title,
    )


def shown(lang: str, setting: Setting) -> str:
    """The value in words: years without a separator."""
    if setting.kind == "choice":
        return choice_word(lang, setting.value)
    if setting.kind == "boolean":
        return t(lang, "yes") if setting.value else t(lang, "no")
    is_year = setting.kind == "integer" and setting.low is not None and setting.low >= 1900
    return str(setting.value) if is_year else plain_number(lang, setting.value)


def choice_word(lang: str, choice: str) -> str:
    """A choice in words: a form of contract, or another word of a measure."""
    said = word(lang, "contract" if catalogue(lang).pgettext("contract", choice) != choice else "choice", choice)
    return said[:1].upper() + said[1:]


def option(lang: str, choice: str) -> dict[str, str]:
    """A choice in words; a form of contract also brings who invests, which the browser writes beside the title."""
    from sim.markets.contracts import FORMS

    investor = word(lang, "investor", FORMS[choice].who_invests) if choice in FORMS else ""
    return {"value": choice, "label": choice_word(lang, choice), "invests": investor}


def read_value(setting: Setting, value: Any) -> Any:
    """What the control sent, in the type the measure wants."""
    if setting.kind == "boolean":
        return value in (True, "true")
    if setting.kind == "integer":
        return round(float(value))
    if setting.kind == "number":
        return float(value)
    return value


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
