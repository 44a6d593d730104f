"""An ensemble of the small town, run once."""

from dataclasses import replace

import pytest

from scenarios.ensemble import Workshop, plan_of, run_ensemble
from scenarios.loading import load_scenario


@pytest.fixture(scope="session")
def ensemble_home(tmp_path_factory, maps_home):
    """A home for kept runs; the maps are those of the other tests."""
    home = tmp_path_factory.mktemp("ensemble_home")
    (home / "cache").mkdir()
    (maps_home / "cache" / "cities").mkdir(parents=True, exist_ok=True)
    (home / "cache" / "cities").symlink_to(maps_home / "cache" / "cities")
    return home


@pytest.fixture(autouse=True)
def at_home(ensemble_home, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(ensemble_home))


@pytest.fixture(scope="session")
def short_plan(town_file):
    """Full plan of the small town, 2025 to 2030."""
    scenario, _ = load_scenario("full_plan")
    return replace(scenario, city=str(town_file), last_year=2030)


@pytest.fixture(scope="session")
def workshop(short_plan, ensemble_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(ensemble_home))
        return Workshop(plan_of(short_plan, runs=5, repeats=3))


@pytest.fixture(scope="session")
def members(workshop, ensemble_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(ensemble_home))
        return run_ensemble(workshop)
