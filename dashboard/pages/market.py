"""The market: who asked for what, who offered, who won and why, what was signed, what came of it.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. One tab a file: `market_tenders`, `market_contracts`,
`market_projects`, `market_board` and `market_seller`.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html

from dashboard.address import PARTS, View
from dashboard.market_words import market_told
from dashboard.pages import market_projects, market_seller
from dashboard.pages.base import Page, city_picker, heading, scenario_picker
from dashboard.pages.market_board import board_panel
from dashboard.pages.market_contracts import contracts_panel
from dashboard.pages.market_projects import projects_panel
from dashboard.pages.market_seller import seller_panel
from dashboard.pages.market_tenders import tenders_panel
from dashboard.runs import Runs
from dashboard.texts import N_, t

TABS = {
    "tenders": N_("Tenders"), "contracts": N_("Contracts"), "projects": N_("Projects"), "board": N_("Notice board"),
    "sell": N_("I sell …"),
}  # fmt: skip
PANELS = {
    "tenders": tenders_panel, "contracts": contracts_panel, "projects": projects_panel, "board": board_panel,
    "sell": seller_panel,
}  # fmt: skip


def layout(view: View) -> Any:
    """One sentence, then tabs."""
    lang, results = view.lang, view.runs.run(view.plan, alternatives=False)
    lead = t(lang, "Every call, bid and contract of this plan, with its reasons. All firms are simulated; no real company is meant.")  # fmt: skip
    tabs = dmc.TabsList(
        [dmc.TabsTab(t(lang, TABS[part]), value=part) for part in PARTS],
        **{"aria-label": t(lang, "Parts of the market")},
    )
    panels = [dmc.TabsPanel(PANELS[part](view, results), value=part) for part in PARTS]
    return html.Div(
        [
            heading(t(lang, "Market"), lead, scenario_picker(view), city_picker(view)),
            html.P(market_told(lang, results), className="plain-answer"),
            dcc.Store(id="market-search", data=view.search),
            dmc.Tabs([tabs, *panels], id="market-part", value=view.part or PARTS[0], keepMounted=False, className="market-tabs"),
        ],
        className="market",
    )  # fmt: skip


def register(app: Dash, runs: Runs) -> None:
    """The open tab stands in the address; what is chosen inside a tab is told by the server."""
    app.clientside_callback(
        ClientsideFunction("stadslab", "keep_part"), Output("market-part", "data-kept"), Input("market-part", "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    market_projects.register(app, runs)
    market_seller.register(app, runs)


PAGE = Page("market", N_("Market"), 5, layout, register)
