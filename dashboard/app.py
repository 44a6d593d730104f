"""The showroom as a Dash application: server, headers, compression, the router, the city's own files.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. `dashboard.serve` opens it to visitors.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote, urlsplit

from dash import ClientsideFunction, Dash, Input, Output, State, html, set_props
from flask import Flask, Response, abort, jsonify, redirect, request

from dashboard import theme
from dashboard.address import FIRST_PAGE, View, language_of, read_address
from dashboard.pages import PAGES
from dashboard.pages.base import city_picker, scenario_picker, trouble_card
from dashboard.runs import Impossible, Runs
from dashboard.shell import frame, shell
from dashboard.texts import LANGUAGES, t
from dashboard.theme import ASSETS

COMPRESSED = ["text/html", "text/css", "application/json", "application/javascript", "text/javascript", "image/svg+xml"]
INDEX = """<!DOCTYPE html>
<html lang="{lang}">
<head>{metas}<title>{title}</title><link rel="icon" href="{mark}">{css}</head>
<body data-waiting="{waiting}" data-solid="{solid}">{app_entry}<footer>{config}{scripts}{renderer}</footer></body>
</html>"""
MARK = "data:image/svg+xml," + quote((ASSETS / "mark.svg").read_text(encoding="utf-8"))
"""The sign in the window's tab, sent with the page: a browser fetches it anew whenever the address changes."""
log = logging.getLogger("stadslab.showroom")


def make_app(runs: Runs | None = None) -> Dash:
    """The application; nothing is run or drawn before a visitor comes.

    Args:
        runs: scenarios and results; None: the library of the package
    """
    runs = runs or Runs()
    server = Flask("stadslab_showroom")
    server.config["COMPRESS_MIMETYPES"] = COMPRESSED
    server.add_url_rule("/", "first", _first_address)  # before Dash, which takes every address that is left
    app = _Showroom(
        server=server,
        compress=True,
        title="Stadslab",
        update_title=None,
        assets_folder=str(ASSETS),
        assets_path_ignore=["^vendor$", "^city3d$"],
        suppress_callback_exceptions=True,
        health_endpoint="health",
        on_error=_apologise,
        enable_mcp=False,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = frame()
    _route(app, runs)
    _light_and_menu(app)
    for page in PAGES.values():
        page.register(app, runs)
    _serve_data(server, runs)
    _guard(app)
    return app


class _Showroom(Dash):
    """Dash whose page says which language it is in."""

    def interpolate_index(self, **parts: Any) -> str:
        lang = language_of(request.path) if request else "en"
        told = {
            "title": t(lang, "Stadslab, the city that answers"),
            "waiting": t(lang, "The city is being simulated …"),
            "solid": "yes" if theme.SOLID.is_file() else "",
        }
        return INDEX.format(lang=lang, mark=MARK, **{**parts, **told})


def _apologise(problem: Exception) -> None:
    """A callback that falls leaves the page as it was, with a calm card above it."""
    log.error("a callback failed", exc_info=problem)
    set_props("fallen", {"children": trouble_card(language_of(urlsplit(request.referrer or "").path))})


def draw(pathname: str, search: str, runs: Runs) -> list[Any]:
    """The whole screen for an address; a page that fails leaves the header standing."""
    view = read_address(pathname, search, list(PAGES), runs)
    try:
        content = PAGES[view.page].layout(view)
    except Impossible as problem:
        ways_out = html.Div([scenario_picker(view), city_picker(view)], className="ways-out")
        content = html.Div([trouble_card(view.lang, str(problem)), ways_out])
    except Exception:
        log.exception("page %s failed", view.page)
        content = trouble_card(view.lang)
    return shell(view, content)


def _route(app: Dash, runs: Runs) -> None:
    @app.callback(Output("shell", "children"), Input("address", "pathname"), Input("address", "search"))
    def _draw(pathname: str, search: str) -> list[Any]:
        return draw(pathname, search, runs)


def _first_address() -> Response:
    """To the city, in the first of the visitor's languages that we speak."""
    lang = request.accept_languages.best_match(list(LANGUAGES)) or "en"
    return redirect(f"/{lang}/{FIRST_PAGE}")


def _light_and_menu(app: Dash) -> None:
    ours = "stadslab"
    app.clientside_callback(
        ClientsideFunction(ours, "scheme"), Output("theme", "forceColorScheme"), Input("scheme", "n_clicks"),
        State("theme", "forceColorScheme"),
    )  # fmt: skip
    app.clientside_callback(ClientsideFunction(ours, "menu"), Output("menu", "className"), Input("burger", "opened"))
    for what in ("scenario", "city"):
        app.clientside_callback(
            ClientsideFunction(ours, f"choose_{what}"), Output(f"{what}-pick", "data-chosen"),
            Input(f"{what}-pick", "value"), prevent_initial_call=True,
        )  # fmt: skip


def _serve_data(server: Flask, runs: Runs) -> None:
    def asked() -> View:
        """The view in the query; what it names must exist, for a picture of something else would be a lie."""
        view = read_address(None, request.query_string.decode("latin-1"), list(PAGES), runs)
        if view.outdated or "scenario" not in request.args:
            abort(404)
        return view

    @server.route("/data/city")
    def _city() -> Response:
        try:
            etag, packed = runs.city_file(asked().plan)
        except Impossible:
            abort(404)
        answer = Response(packed, mimetype="application/octet-stream")
        answer.headers["Content-Encoding"] = "gzip"
        answer.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
        answer.set_etag(etag)
        return answer.make_conditional(request)

    @server.route("/data/thing/<lang>/<layer>/<int:row>")
    def _thing(lang: str, layer: str, row: int) -> Response:
        from dashboard.stories import story_of

        plan = asked().plan
        if layer not in ("buildings", "lamps"):
            abort(404)
        city = runs.city_of(plan)
        if row >= len(city.layer(layer)):
            abort(404)
        return jsonify(story_of(language_of(lang), city, runs.run(plan, alternatives=False), layer, row))

    @server.route("/ready")
    def _ready() -> Response:
        try:
            found = {"ok": True, "scenarios": len(runs.scenarios()), "numbers": len(runs.book().parameters)}
        except Exception:
            log.exception("not ready")
            return Response(status=503)
        return jsonify({**found, "languages": list(LANGUAGES)})


def _guard(app: Dash) -> None:
    """Security headers; the hashes are taken now that every callback is known."""
    scripts = " ".join(app.csp_hashes())
    policy = (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self' blob:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; "
        "form-action 'self'; object-src 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    @app.server.after_request
    def _add(answer: Response) -> Response:
        answer.headers.update(headers)
        return answer
