"""Shared by all tests: the book, and a small town that is drawn once and lives fast."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("city", deadline=None)  # the first call of a kernel compiles it, which takes a second


def pytest_configure(config):
    settings.load_profile("city")
    config.addinivalue_line(
        "markers", "laws: the laws that always hold, over drawn plans (`pytest -m laws` runs them alone)"
    )
    config.addinivalue_line("markers", "whole_city: runs the ideal city at its full size")


@pytest.fixture(scope="session")
def book():
    """Every parameter as it stands in `scenarios/parameters`."""
    from scenarios.book import read_book

    return read_book()


@pytest.fixture(scope="session")
def town(book, tmp_path_factory):
    """The ideal city at 2,500 inhabitants: all districts, all kinds of buildings, a tenth of a second for ten years."""
    from tests.sim.worlds import draw_town

    return draw_town(book, tmp_path_factory.getbasetemp().parent / "maps")


@pytest.fixture(scope="session")
def town_file(town, tmp_path_factory):
    """The small town as a user's own city file, with a home folder around it."""
    from tests.sim.worlds import write_town

    return write_town(tmp_path_factory.mktemp("home") / "city.yaml")


@pytest.fixture(scope="session")
def maps_home(tmp_path_factory):
    """A home folder for drawn maps, shared by all workers."""
    return tmp_path_factory.getbasetemp().parent / "home"


@pytest.fixture(scope="session")
def ideal(maps_home):
    """The library scenarios on the ideal city, each lived when it is first asked for."""
    from tests.baselines.memory import Runs

    return Runs(home=maps_home)


@pytest.fixture(scope="session")
def lived(town):
    """The small town after 2025 to 2030 with every measure; for looking at, not for changing."""
    from tests.sim.worlds import FULL_PLAN

    return town.live(FULL_PLAN, last_year=2030)


@pytest.fixture(scope="session")
def untouched(town):
    """The small town on its first day; for looking at, not for changing."""
    return town.model()


@pytest.fixture
def model(town):
    """The small town on its first day, to do with as a test likes."""
    return town.model()
