"""The showroom in a thread with the small town behind it, and a browser that fails on anything odd."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.dashboard.sample import sample_runs

FLAGS = (
    "--headless=new --no-sandbox --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader "
    "--ignore-gpu-blocklist --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SIZES = {"desk": (1440, 900), "phone": (390, 844), "small": (640, 400)}


@pytest.fixture(scope="session")
def runs():
    return sample_runs()


@pytest.fixture(scope="session")
def app(runs):
    from dashboard.app import make_app

    return make_app(runs)


@pytest.fixture
def client(app):
    return app.server.test_client()


@contextmanager
def opened(app) -> Iterator[str]:
    """The address of a showroom while it is open."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="session")
def address(app) -> Iterator[str]:
    with opened(app) as place:
        yield place


def _chromium() -> str | None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser():
    program = _chromium()
    if program is None:
        pytest.fail("these tests need Chromium: run .ci/browser, or set CHROMIUM to its path")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, address) -> Iterator[Callable]:
    """Open a path; afterwards fail on a console error, a page error or a request to elsewhere."""
    odd, pages = [], []

    def check(route):
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            odd.append(f"outside request {route.request.url}")
            route.abort()

    def open_page(path: str, size: str = "desk", **options):
        width, height = SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        pages.append(page)
        page.route("**/*", check)
        page.on("console", lambda line: odd.append(f"console {line.text}") if line.type == "error" else None)
        page.on("pageerror", lambda error: odd.append(f"page error {error}"))
        page.goto(address + path)
        page.wait_for_selector("main h1, main h2")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert odd == []
