"""Every number the city rests on, with its unit, its source and how sure we are.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_ag_grid
import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html, no_update

from dashboard.address import View, language_of, read_address
from dashboard.charts import CHARTS
from dashboard.pages.base import Page, heading, plain_table
from dashboard.runs import Runs
from dashboard.texts import N_, catalogue, of_book, plain_number, t, word
from sim.parameter import Book, Parameter

GRID_WORDS = (
    "noRowsToShow", "loadingOoo", "noMatchingRows", "searchOoo", "blanks", "selectAll", "filterOoo", "applyFilter",
    "resetFilter", "clearFilter", "cancelFilter", "equals", "notEqual", "contains", "notContains", "startsWith",
    "endsWith", "blank", "notBlank", "andCondition", "orCondition", "textFilter", "numberFilter", "pinColumn",
    "autosizeThisColumn", "autosizeAllColumns", "resetColumns", "sortAscending", "sortDescending", "sortUnSort", "copy",
    "page", "to", "of", "more", "nextPage", "previousPage", "firstPage", "lastPage", "ariaSortableColumn",
    "ariaFilteringOperator", "ariaFilterInput", "ariaFilterValue", "ariaFilterMenuOpen", "ariaColumnFiltered",
    "ariaLabelColumnMenu", "ariaLabelColumnFilter", "ariaLabelCellEditor", "ariaRowSelect", "ariaRowDeselect",
    "ariaInputEditor", "ariaHidden", "ariaVisible", "ariaChecked", "ariaUnchecked", "ariaIndeterminate",
    "ariaLabelDialog", "ariaLabelTooltip", "ariaLabelContextMenu", "ariaLabelSelectField", "ariaPageSizeSelectorLabel",
    "ariaSearch",
)  # fmt: skip
"""Every text the free part of AG Grid shows or reads aloud in a list like this one, by its own keys."""


def layout(view: View) -> Any:
    """The list with its search box and year, the badge of assumptions, and the papers of the number touched."""
    lang, book = view.lang, view.runs.book()
    first, last = view.base.first_year, view.base.last_year
    year = view.year or first
    rows = rows_of(lang, view.runs, year, view.about)
    guesses = sum(row["code"] == "assumption" for row in rows)
    search = dmc.TextInput(
        id="number-search", placeholder=t(lang, "Search a name, unit or source"), size="sm", w=280,
        **{"aria-label": t(lang, "Search")},
    )  # fmt: skip
    only = dmc.Switch(id="number-guesses", label=t(lang, "assumptions only"), checked=False, size="sm")
    used = dmc.Switch(id="number-used", label=t(lang, "used by the model only"), checked=False, size="sm")
    when = dmc.Slider(
        id="number-year", min=first, max=last, step=1, value=year, updatemode="mouseup", size="sm", thumbSize=18,
        thumbLabel=t(lang, "Year"), className="number-year",
    )  # fmt: skip
    chosen = html.Span(t(lang, "Values in {year}", year=year), id="number-shown", className="number-shown")
    badge = html.Span(
        t(lang, "{count} of {all} numbers are assumptions", count=guesses, all=len(rows)), className="guess-badge"
    )
    lead = t(lang, "No number hides in the program: each stands in a file with its unit, its source and its evidence.")
    first_papers = papers(lang, book[rows[0]["name"]], year)
    return html.Div(
        [
            heading(t(lang, "Numbers"), lead),
            *_about(view, len(rows)),
            html.Div([search, only, used, html.Div([chosen, when], className="year-tool"), badge], className="number-tools"),
            html.Div([grid(lang, rows), html.Aside(first_papers, id="papers")], className="numbers-split"),
        ],
        className="numbers-page",
    )  # fmt: skip


def _about(view: View, count: int) -> list[Any]:
    """When the list is about one chart: which, and the way to all numbers."""
    if view.about is None:
        return []
    chart = t(view.lang, CHARTS[view.about].title)
    told = t(view.lang, "The {count} numbers behind “{chart}”.", count=count, chart=chart)
    everything = html.A(
        t(view.lang, "All numbers"), href=replace(view, about=None).href("numbers"), className="keeps-view"
    )
    return [html.P([told, " ", everything], className="number-about")]


def rows_of(lang: str, runs: Runs, year: int, about: str | None = None) -> list[dict[str, Any]]:
    """All parameters as rows, with the values of a year; or those that feed one chart."""
    return [row_of(lang, parameter, year) for parameter in behind(about, runs.book())]


def behind(about: str | None, book: Book) -> list[Parameter]:
    """The numbers the model reads for a chart, by the topics it names; all numbers for None."""
    if about is None:
        return list(book.parameters.values())
    feeds = CHARTS[about].feeds
    used = [parameter for parameter in book.parameters.values() if parameter.in_use]
    return [parameter for parameter in used if not feeds or parameter.name.split(".")[0] in feeds]


def row_of(lang: str, parameter: Parameter, year: int) -> dict[str, Any]:
    """A parameter as a row of texts."""
    return {
        "name": parameter.name,
        "label": of_book(lang, "label", parameter.label),
        "value": value_text(lang, parameter.at(year)),
        "unit": of_book(lang, "unit", parameter.unit),
        "evidence": word(lang, "evidence", parameter.evidence),
        "code": parameter.evidence,
        "use": t(lang, "used") if parameter.in_use else t(lang, "kept for later"),
        "kept": "no" if parameter.in_use else "yes",
        "source": source_text(lang, parameter),
        "note": parameter.note,
    }


OWN_REASONING = "Assumption of this project"
"""Title of the source of a number that has none but our reasoning."""


def source_text(lang: str, parameter: Parameter) -> str:
    """Where a number comes from, in one line."""
    source = parameter.source or {}
    if source.get("title") == OWN_REASONING:
        return t(lang, "Assumption of this project; the reasoning is in the note")
    return ", ".join(str(source[key]) for key in ("title", "where") if source.get(key))


def value_text(lang: str, value: Any) -> str:
    """A value as text; a table says how many numbers it holds."""
    if isinstance(value, dict):
        return t(lang, "table of {count}", count=len(leaves(value)))
    if isinstance(value, list | tuple):
        return " – ".join(value_text(lang, each) for each in value)
    return value if isinstance(value, str) else plain_number(lang, float(value))


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """All entries of a nested table with the words that lead to them."""
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in leaves(each, (*path, str(key)))]
    return [(path, value)]


def grid(lang: str, rows: list[dict[str, Any]]) -> Any:
    """The list, with the free part of AG Grid alone."""
    titles = {
        "label": (t(lang, "What"), 2.6), "value": (t(lang, "Value"), 1.1), "unit": (t(lang, "Unit"), 1.2),
        "evidence": (t(lang, "Evidence"), 1.0), "use": (t(lang, "In the model"), 1.0),
    }  # fmt: skip
    columns: list[dict[str, Any]] = [
        {"field": field, "headerName": title, "flex": flex, "minWidth": 105} for field, (title, flex) in titles.items()
    ]
    columns[0] |= {"minWidth": 220, "wrapText": True, "autoHeight": True}
    columns[1]["cellClass"] = "number-cell"
    columns[3]["cellClassRules"] = {"guess-cell": "params.data.code === 'assumption'"}
    hidden = [
        {"field": field, "hide": True, "filter": "agTextColumnFilter"}
        for field in ("code", "kept", "note", "name", "source")
    ]
    return dash_ag_grid.AgGrid(
        id="number-grid",
        columnDefs=[*columns, *hidden],
        rowData=rows,
        defaultColDef={"sortable": True, "resizable": True, "tooltipField": None},
        dashGridOptions={
            "localeText": {key: word(lang, "grid", key) for key in GRID_WORDS},
            "animateRows": False,
            "includeHiddenColumnsInQuickFilter": True,
        },
        rowClassRules={"kept-row": "params.data.kept === 'yes'"},
        getRowId="params.data.name",
        enableEnterpriseModules=False,
        style={"height": "min(66vh, 680px)"},
    )


def papers(lang: str, parameter: Parameter, year: int) -> Any:
    """Everything that is known about a number, and its value in a year."""
    low_high = " – ".join(plain_number(lang, edge) for edge in parameter.spread) if parameter.spread else ""
    where = f"{parameter.where[0].rsplit('/', 1)[-1]}:{parameter.where[1]}" if parameter.where[0] else ""
    facts = [
        (t(lang, "Source"), source_text(lang, parameter) or "–"),
        (t(lang, "Note"), parameter.note),
        (t(lang, "Spread"), low_high),
        (t(lang, "Name in files"), parameter.name),
        (t(lang, "File"), where),
    ]
    sure = html.Span(word(lang, "evidence", parameter.evidence), className=f"evidence {parameter.evidence}")
    later = [] if parameter.in_use else [html.Span(t(lang, "kept for later"), className="evidence kept")]
    told = [part for title, text in facts if text for part in (html.Dt(title), html.Dd(text))]
    return html.Section(
        [
            html.H2(of_book(lang, "label", parameter.label)),
            html.P([sure, *later], className="badges"),
            _value(lang, parameter, year),
            html.Dl(told, className="papers-facts"),
            _history(lang, parameter),
        ],
        className="card papers",
    )


def _value(lang: str, parameter: Parameter, year: int) -> Any:
    """The value of the year: a figure, or a small table."""
    value, unit = parameter.at(year), of_book(lang, "unit", parameter.unit)
    if not isinstance(value, dict):
        return html.P(
            [html.Span(value_text(lang, value), className="figure"), html.Span(f"{unit} · {year}", className="beside")]
        )
    head, rows = table_of(lang, value)
    return plain_table(head, rows, f"{unit} · {year}")


def table_of(lang: str, value: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table parameter: two levels make rows and columns, other shapes a list.

    >>> table_of("en", {"wall": {"old": 1.8, "new": 0.2}})
    (['', 'Old', 'New'], [['Wall', '1.8', '0.2']])
    """
    inner = [each for each in value.values() if isinstance(each, dict)]
    flat = all(not isinstance(leaf, dict) for each in inner for leaf in each.values())
    if inner and len(inner) == len(value) and flat:
        columns = list(dict.fromkeys(key for each in inner for key in each))
        if len(columns) <= MOST_COLUMNS:
            rows = [
                [key_word(lang, row), *(value_text(lang, each[key]) if key in each else "–" for key in columns)]
                for row, each in value.items()
            ]
            return ["", *(key_word(lang, key) for key in columns)], rows
    listed = [[" · ".join(key_word(lang, key) for key in path), value_text(lang, leaf)] for path, leaf in leaves(value)]
    return ["", t(lang, "Value")], listed


MOST_COLUMNS = 7
KEY_KINDS = ("building", "period", "use", "carrier", "tenure", "lamp", "sector", "label")


def key_word(lang: str, key: str) -> str:
    """A word of a table parameter, as people say it."""
    known = of_book(lang, "key", key)
    if known != key:
        return known
    kind = next((kind for kind in KEY_KINDS if catalogue(lang).pgettext(kind, key) != key), "key")
    return word(lang, kind, key)


def _history(lang: str, parameter: Parameter) -> Any:
    """Values by the year from which they hold; nothing when there is only one, or for tables."""
    if len(parameter.values) < 2 or any(isinstance(value, dict) for value in parameter.values.values()):
        return None
    rows = [[str(year), value_text(lang, value)] for year, value in sorted(parameter.values.items())]
    return plain_table([t(lang, "From the year"), t(lang, "Value")], rows)


def register(app: Dash, runs: Runs) -> None:
    """The search runs in the browser; values and papers come from the book."""
    app.clientside_callback(
        ClientsideFunction("stadslab", "search_numbers"),
        Output("number-grid", "dashGridOptions"),
        Output("number-grid", "filterModel"),
        Input("number-search", "value"),
        Input("number-guesses", "checked"),
        Input("number-used", "checked"),
        State("number-grid", "dashGridOptions"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("stadslab", "keep_year"), Output("number-year", "data-kept"), Input("number-year", "value"),
        prevent_initial_call=True,
    )  # fmt: skip

    @app.callback(
        Output("number-grid", "rowData"),
        Output("number-shown", "children"),
        Input("number-year", "value"),
        State("address", "pathname"),
        State("address", "search"),
        prevent_initial_call=True,
    )
    def _values(year: int, pathname: str, search: str) -> tuple[list[dict[str, Any]], str]:
        view = read_address(pathname, search, ["numbers"], runs)
        lang = view.lang
        return rows_of(lang, runs, int(year), view.about), t(lang, "Values in {year}", year=int(year))

    @app.callback(
        Output("papers", "children"),
        Input("number-grid", "cellClicked"),
        Input("number-year", "value"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _papers(cell: dict[str, Any], year: int, pathname: str) -> Any:
        name = (cell or {}).get("rowId", "")
        book = runs.book()
        return papers(language_of(pathname), book[name], int(year)) if name in book else no_update


PAGE = Page("numbers", N_("Numbers"), 9, layout, register)
