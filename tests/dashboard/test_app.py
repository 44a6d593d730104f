"""What the server answers, without a browser."""

from __future__ import annotations

import gzip
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dashboard.address import read_address
from dashboard.app import draw
from dashboard.pages import PAGES
from dashboard.serve import free_port
from dashboard.texts import LANGUAGES, t

ROOT = Path(__file__).resolve().parents[2]
CITY_FILE = "/data/city?scenario=whole_plan"


def test_the_first_address_leads_to_the_city_in_the_visitors_language(client):
    assert client.get("/", headers={"Accept-Language": "nl-BE,nl;q=0.9"}).location == "/nl/city"
    assert client.get("/", headers={"Accept-Language": "zh"}).location == "/en/city"


def test_every_answer_wears_the_security_headers(client):
    for path in ("/en/city", CITY_FILE, "/ready", "/nowhere.js"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-eval" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_the_city_file_is_sent_once_and_then_only_confirmed(client):
    first = client.get(CITY_FILE)
    assert first.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(first.data)[4:13] == b'{"format"'
    again = client.get(CITY_FILE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/data/city",
        "/data/city?scenario=no_such_plan",
        "/data/city?scenario=whole_plan&city=no_such_city",
        "/data/city?scenario=whole_plan&city=ruined_town",
        "/data/thing/en/buildings/99999?scenario=whole_plan",
        "/data/thing/en/people/1?scenario=whole_plan",
    ],
)
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_lamp_tells_when_it_became_led(client):
    story = client.get("/data/thing/en/lamps/5?scenario=whole_plan").json
    assert story["title"] == "Street lamp"
    assert ["At the start", "high-pressure sodium"] in story["facts"]
    assert story["changes"] == [[2026, "A new lamp: LED"]]


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("name", list(PAGES))
def test_every_page_can_be_laid_out_in_every_language(runs, lang, name):
    content = str(draw(f"/{lang}/{name}", "?scenario=whole_plan", runs))
    assert "role='alert'" not in content
    assert t(lang, "simulated parties") in content


def test_an_address_with_unknown_parts_shows_the_nearest_view(runs):
    view = read_address("/xx/nowhere", "?scenario=<script>&year=1066&v=9", list(PAGES), runs)
    assert (view.lang, view.page, view.scenario, view.year, view.outdated) == ("en", "city", "whole_plan", None, True)


def test_a_page_that_fails_leaves_the_header_standing(runs, monkeypatch):
    monkeypatch.setattr(type(runs), "run", lambda self, *_, **__: 1 / 0)
    content = str(draw("/en/money", "", runs))
    assert "This cannot be shown" in content and "Compare" in content


def test_a_city_that_cannot_be_opened_leaves_the_way_to_another(runs):
    content = str(draw("/en/city", "?scenario=led_only&city=ruined_town", runs))
    assert "an imported city that cannot be read" in content and "city-pick" in content


@pytest.mark.parametrize("name", ["city", "try", "compare", "money"])
def test_every_plan_can_be_played_in_another_city(runs, name):
    view = read_address(f"/en/{name}", "?scenario=whole_plan&city=imported_village", list(PAGES), runs)
    assert view.plan.city == "imported_village" and not view.outdated
    content = str(draw(f"/en/{name}", f"?{view.search}", runs))
    assert "role='alert'" not in content
    assert name != "city" or "© OpenStreetMap contributors" in content


def test_the_bands_of_a_comparison_are_laid_around_its_lines(app, client):
    asked = next(each for each in client.get("/_dash-dependencies").json if "compare-ask.disabled" in each["output"])
    outputs = [
        dict(zip(("id", "property"), each.split("."), strict=True)) for each in asked["output"][2:-2].split("...")
    ]
    values = {"compare-ask": 1, "compared": ["business_as_usual", "whole_plan"], "compare-search": "?scenario=whole_plan", "address": "/en/compare"}  # fmt: skip
    filled = {kind: [{**each, "value": values[each["id"]]} for each in asked[kind]] for kind in ("inputs", "state")}
    body = {"output": asked["output"], "outputs": outputs, "changedPropIds": ["compare-ask.n_intervals"], **filled}
    shown = client.post("/_dash-update-component", json=body).json["response"]
    assert "Median, with half and nine in ten" in str(shown["compare-difference-told"])
    assert shown["compare-emissions"]["figure"]["data"] and shown["compare-ask"] == {"disabled": True}


def test_the_showroom_answers_after_its_start():
    program = "from dashboard.serve import serve; serve(port=0, tell=lambda line: print(line, flush=True))"
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        address = server.stdout.readline().split()[-1]
        with urllib.request.urlopen(f"{address}health", timeout=30) as answer:
            assert answer.status == 200
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def test_a_port_that_is_taken_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="no free port"):
            free_port(taken.getsockname()[1])
