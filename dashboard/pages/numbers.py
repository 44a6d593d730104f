"""Every number the city rests on, with its unit, its source and how sure we are.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.address import View, language_of
from dashboard.pages.base import Page, heading, plain_table
from dashboard.runs import Runs
from dashboard.texts import N_, plain_number, t, word
from sim.parameter import Parameter


def layout(view: View) -> Any:
    """The list with its search box, the badge of assumptions, and the papers of the number touched."""
    lang, book = view.lang, view.runs.book()
    year = view.year or view.runs.scenario(view.scenario).first_year
    rows = [row_of(lang, parameter, year) for parameter in book.parameters.values()]
    guesses = sum(parameter.evidence == "assumption" for parameter in book.parameters.values())
    search = dmc.TextInput(
        id="number-search", placeholder=t(lang, "Search a name, unit or source"), size="sm", w=300,
        **{"aria-label": t(lang, "Search")},
    )  # fmt: skip
    only = dmc.Switch(id="number-guesses", label=t(lang, "assumptions only"), checked=False, size="sm")
    badge = html.Span(
        t(lang, "{count} of {all} numbers are assumptions", count=guesses, all=len(rows)), className="guess-badge"
    )
    lead = t(lang, "No number hides in the program: each stands in a file with its unit, its source and its evidence.")
    return html.Div(
        [
            heading(t(lang, "Numbers"), lead),
            html.Div([search, only, badge], className="number-tools"),
            grid(lang, rows, year),
            html.Div(html.P(t(lang, "Touch a row to see the papers of that number."), className="empty"), id="papers"),
        ],
        className="numbers-page",
    )


def row_of(lang: str, parameter: Parameter, year: int) -> dict[str, str]:
    """A parameter as a row of texts."""
    source = parameter.source or {}
    return {
        "name": parameter.name,
        "label": parameter.label,
        "value": value_text(lang, parameter.at(year)),
        "unit": parameter.unit,
        "evidence": word(lang, "evidence", parameter.evidence),
        "code": parameter.evidence,
        "source": ", ".join(str(source[key]) for key in ("title", "where") if source.get(key)),
        "note": parameter.note,
    }


def value_text(lang: str, value: Any) -> str:
    """A value as text; a table says how many numbers it holds."""
    if isinstance(value, dict):
        return t(lang, "table of {count}", count=len(leaves(value)))
    if isinstance(value, list | tuple):
        return " – ".join(value_text(lang, each) for each in value)
    return value if isinstance(value, str) else plain_number(lang, float(value))


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, Any]]:
    """All entries of a nested table with the words that lead to them."""
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in leaves(each, (*path, str(key)))]
    return [(" · ".join(path), value)]


def grid(lang: str, rows: list[dict[str, str]], year: int) -> Any:
    """The list, with the free part of AG Grid alone."""
    titles = {
        "label": (t(lang, "What"), 2.2), "value": (t(lang, "Value in {year}", year=year), 1.15), "unit": (t(lang, "Unit"), 1.2),
        "evidence": (t(lang, "Evidence"), 1.05), "source": (t(lang, "Source"), 2.0), "note": (t(lang, "Note"), 2.0),
        "name": (t(lang, "Name in files"), 1.6),
    }  # fmt: skip
    columns = [
        {"field": field, "headerName": title, "flex": flex, "minWidth": 110} for field, (title, flex) in titles.items()
    ]
    columns[0]["minWidth"] = 200
    columns[1]["cellClass"] = "number-cell"
    columns[3]["cellClassRules"] = {"guess-cell": "params.data.code === 'assumption'"}
    return dash_ag_grid.AgGrid(
        id="number-grid",
        columnDefs=[*columns, {"field": "code", "hide": True}],
        rowData=rows,
        defaultColDef={"sortable": True, "resizable": True, "tooltipField": None},
        dashGridOptions={
            "localeText": _grid_words(lang),
            "animateRows": False,
            "includeHiddenColumnsInQuickFilter": True,
            "rowHeight": 38,
        },
        getRowId="params.data.name",
        enableEnterpriseModules=False,
        style={"height": "min(62vh, 620px)"},
    )


def _grid_words(lang: str) -> dict[str, str]:
    return {"noRowsToShow": t(lang, "No number fits the search."), "loadingOoo": t(lang, "Loading …")}


def papers(lang: str, parameter: Parameter) -> Any:
    """Everything that is known about a number."""
    source = parameter.source or {}
    facts = [
        [t(lang, "Name in files"), parameter.name],
        [t(lang, "Unit"), parameter.unit],
        [t(lang, "Evidence"), word(lang, "evidence", parameter.evidence)],
        [t(lang, "Source"), ", ".join(str(text) for text in source.values()) or "–"],
        [t(lang, "Note"), parameter.note or "–"],
    ]
    if parameter.spread:
        facts.append([t(lang, "Spread"), " – ".join(plain_number(lang, edge) for edge in parameter.spread)])
    if parameter.where[0]:
        facts.append([t(lang, "File"), f"{parameter.where[0].rsplit('/', 1)[-1]}:{parameter.where[1]}"])
    values = [
        [" · ".join(part for part in (str(year), place) if part), value_text(lang, value)]
        for year, each in sorted(parameter.values.items())
        for place, value in leaves(each)
    ]
    tables = html.Div(
        [plain_table([t(lang, "About"), ""], facts), plain_table([t(lang, "From the year"), t(lang, "Value")], values)],
        className="papers-tables",
    )
    return html.Section([html.H2(parameter.label), tables], className="card papers")


def register(app: Dash, runs: Runs) -> None:
    """The search runs in the browser; the papers come from the book."""
    app.clientside_callback(
        ClientsideFunction("stadslab", "search_numbers"),
        Output("number-grid", "dashGridOptions"),
        Input("number-search", "value"),
        Input("number-guesses", "checked"),
        State("number-grid", "dashGridOptions"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("papers", "children"),
        Input("number-grid", "cellClicked"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _papers(cell: dict[str, Any], pathname: str) -> Any:
        name = (cell or {}).get("rowId", "")
        book = runs.book()
        return papers(language_of(pathname), book[name]) if name in book else None


PAGE = Page("numbers", N_("Numbers"), 5, layout, register)
