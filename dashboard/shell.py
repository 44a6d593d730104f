"""What stands around every page: header with menu, language and light, footer with the honest line.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html

from dashboard.address import View
from dashboard.pages import PAGES
from dashboard.pages.base import variant_note
from dashboard.texts import LANGUAGES, t
from dashboard.theme import control_theme


def frame() -> Any:
    """The outermost component; the router fills `shell`."""
    return dmc.MantineProvider(
        [dcc.Location(id="address", refresh=False), html.Div(id="shell", className="shell")],
        id="theme",
        theme=control_theme(),
        forceColorScheme="light",
    )


def shell(view: View, content: Any) -> list[Any]:
    """Header, page and footer."""
    notice = [
        html.Div(t(view.lang, "Parts of this link are not known here; the nearest view is shown."), className="notice")
    ]
    skip = html.A(t(view.lang, "Skip to the content"), href="#content", className="skip")
    notes = [
        *(notice if view.outdated else []),
        *(variant_note(view) if view.page in ("city", "money", "market", "deal", "partners") else []),
    ]
    main = html.Main([*notes, content], id="content", className=f"page page-{view.page}")
    return [skip, _header(view), html.Div(id="fallen"), main, _footer(view)]


def _header(view: View) -> Any:
    mark = html.Div([html.Span(className="mark", **{"aria-hidden": "true"}), "Stadslab"], className="brand")
    burger = dmc.Burger(
        id="burger", opened=False, size="sm", className="burger", **{"aria-label": t(view.lang, "Menu")}
    )
    menu = html.Nav(
        [
            html.Div([_page_link(view, name) for name in PAGES], className="pages"),
            html.Div(
                [*[_language_link(view, lang) for lang in LANGUAGES], _light_switch(view.lang)], className="tools"
            ),
        ],
        id="menu",
        className="menu",
    )
    return html.Header([html.A(mark, href=view.href("city"), className="keeps-view"), burger, menu], className="top")


def _page_link(view: View, name: str) -> Any:
    here = {"aria-current": "page"} if name == view.page else {}
    return html.A(t(view.lang, PAGES[name].title), href=view.href(name), className="keeps-view page-link", **here)


def _language_link(view: View, lang: str) -> Any:
    here = {"aria-current": "true"} if lang == view.lang else {}
    return html.A(
        lang.upper(),
        href=view.href(lang=lang),
        lang=lang,
        title=LANGUAGES[lang],
        className="keeps-view language",
        **here,
    )


def _light_switch(lang: str) -> Any:
    return html.Button("◐", id="scheme", className="round", title=t(lang, "Light or dark"))


def _footer(view: View) -> Any:
    parameters = view.runs.book().parameters
    guesses = sum(parameter.evidence == "assumption" for parameter in parameters.values())
    facts = [
        f"Stadslab {_version()}",
        t(view.lang, "seed {seed}", seed=view.runs.scenario(view.scenario).seed),
        t(view.lang, "simulated parties"),
    ]
    count = t(view.lang, "{count} of {all} numbers are assumptions", count=guesses, all=len(parameters))
    return html.Footer(
        [html.Span(" · ".join(facts)), html.A(count, href=view.href("numbers"), className="keeps-view")],
        className="foot",
    )


def _version() -> str:
    try:
        return version("stadslab")
    except PackageNotFoundError:
        return "–"
