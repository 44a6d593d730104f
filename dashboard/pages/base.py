"""What a page is, and the parts that several pages share.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, html

from dashboard.address import View
from dashboard.charts import Chart
from dashboard.runs import Runs
from dashboard.texts import local, t, word
from dashboard.theme import Figure, graph


def no_callbacks(app: Dash, runs: Runs) -> None:
    """For a page that only shows."""


@dataclass(frozen=True)
class Page:
    """A page of the showroom."""

    name: str
    """As in the address."""
    title: str
    """English word in the menu, key of the catalogues."""
    place: int
    """Place in the menu."""
    layout: Callable[[View], Any]
    register: Callable[[Dash, Runs], None] = no_callbacks


def scenario_picker(view: View) -> Any:
    """The list to choose a scenario from; the choice goes into the address (`assets/showroom.js`)."""
    options = [
        {"value": name, "label": local(view.lang, scenario.title)} for name, scenario in view.runs.scenarios().items()
    ]
    return dmc.Select(
        id="scenario-pick",
        data=options,
        value=view.scenario,
        allowDeselect=False,
        comboboxProps={"withinPortal": True},
        **{"aria-label": t(view.lang, "Scenario")},
        className="scenario-pick",
    )


def city_picker(view: View) -> Any:
    """The list to choose a city from: those of the library, then the visitor's own."""
    chosen = view.runs.scenario(view.scenario, view.city).city
    titles = {chosen: chosen.replace("_", " "), **view.runs.cities()}
    options = [{"value": name, "label": proper(local(view.lang, title))} for name, title in titles.items()]
    return dmc.Select(
        id="city-pick",
        data=options,
        value=chosen,
        allowDeselect=False,
        size="sm",
        comboboxProps={"withinPortal": True},
        **{"aria-label": t(view.lang, "City")},
        className="city-pick",
    )


def proper(name: str) -> str:
    """A name with a capital in front."""
    return name[:1].upper() + name[1:]


def variant_note(view: View) -> list[Any]:
    """A line that says the plan in view is the visitor's own variant, with a way back; nothing for the plan itself."""
    if not view.variant.count:
        return []
    told = t(view.lang, "Your own variant: {count} settings differ from the plan.", count=view.variant.count)
    if view.variant.count == 1:
        told = t(view.lang, "Your own variant: one setting differs from the plan.")
    back = html.A(t(view.lang, "Back to the plan"), href=view.href(scenario=view.scenario), className="drops-changes")
    return [html.Div([told, " ", back], className="variant-note")]


def measure_title(lang: str, runs: Runs, measure: str) -> str:
    """What people call a measure: its own title, or its name in words."""
    kind = runs.measures.get(measure)
    return local(lang, getattr(kind, "title", None) or word(lang, "measure", measure))


def heading(title: str, lead: str, *beside: Any) -> Any:
    """Title of a page with one sentence under it and controls beside it."""
    return html.Div(
        [html.Div([html.H1(title), html.P(lead, className="lead")]), html.Div(beside, className="heading-tools")],
        className="page-heading",
    )


def card(children: Any, *, title: str | None = None, help: str | None = None, className: str = "") -> Any:
    """A panel with an optional title and a line of help."""
    head = [html.H2(title)] if title else []
    head += [html.P(help, className="card-help")] if help else []
    return html.Section(
        [*head, *(children if isinstance(children, list) else [children])], className=f"card {className}"
    )


def chart_card(
    lang: str, chart: Chart, identity: Any, figure: Figure | None = None, height: int = 300, className: str = "",
    origin: Any = None,
) -> Any:  # fmt: skip
    """A chart with its title and help in the language of the screen, and a line on where it comes from."""
    drawing = graph(identity, figure, height)
    of = {"type": "chart-legend", "of": identity["name"]} if isinstance(identity, dict) else f"{identity}-legend"
    names = html.Ul(legend(figure), id=of, className="chart-legend")
    parts = [drawing, names, *([origin] if origin is not None else [])]
    return card(parts, title=t(lang, chart.title), help=t(lang, chart.help), className=className)


def legend(figure: Figure | None) -> list[Any]:
    """What each colour of a chart means, as text that wraps on a narrow screen."""
    return [html.Li(trace["name"], className=kind, style={"--key": colour})
            for trace in _named(figure) for kind, colour in [_key(trace)]]  # fmt: skip


def names_in(figure: Figure | None) -> list[str]:
    """The names of a legend, in its order; where they are the same, so are the colours."""
    return [trace["name"] for trace in _named(figure)]


def _named(figure: Figure | None) -> list[dict[str, Any]]:
    """Traces that stand in the legend."""
    return [trace for trace in (figure or {}).get("data", ()) if trace.get("name") and trace.get("showlegend", True)]


def _key(trace: dict[str, Any]) -> tuple[str, str]:
    """The form and colour of the sign before a name: a patch, a line, a dashed line or a dot."""
    line, marker = trace.get("line", {}), trace.get("marker", {})
    if trace["type"] == "bar" or trace.get("stackgroup") or trace.get("fill"):
        return "patch", trace.get("fillcolor") or marker.get("color")
    if trace.get("mode") == "markers":
        return "dot", marker.get("color")
    return ("dash" if line.get("dash") else "stroke"), line.get("color")


def trouble_card(lang: str, message: str = "", title: str | None = None) -> Any:
    """What is shown when something cannot be done: calm, with the reason and no traceback."""
    return html.Div(
        [
            html.Strong(title or t(lang, "This cannot be shown")),
            html.P(message or t(lang, "The city is as it was. Try another setting, or come back to the first page.")),
        ],
        className="trouble",
        role="alert",
    )


def plain_table(
    head: list[str], rows: list[list[Any]], caption: str = "", words: Collection[int] = (), stacks: bool = False
) -> Any:
    """A table that screen readers can follow: first column names the row, numbers to the right.

    Args:
        head: titles of the columns
        rows: cells, row by row
        caption: above the table
        words: places of further columns that hold words and stand left
        stacks: on a phone each row becomes a small list, so that no column lies outside the screen
    """

    def cell(kind: Any, place: int, content: Any, **more: Any) -> Any:
        label = {"data-label": head[place]} if stacks and kind is html.Td else {}
        return kind(content, className="words" if place in words else None, **label, **more)

    body = [
        html.Tr([html.Th(row[0], scope="row"), *[cell(html.Td, place, each) for place, each in enumerate(row[1:], 1)]])
        for row in rows
    ]
    parts = [html.Caption(caption)] if caption else []
    titles = [cell(html.Th, place, each, scope="col") for place, each in enumerate(head)]
    parts += [html.Thead(html.Tr(titles)), html.Tbody(body)]
    table = html.Table(parts, className=f"plain-table{' stacks' if stacks else ''}")
    return html.Div(table, className="table-scroll", tabIndex="0")
