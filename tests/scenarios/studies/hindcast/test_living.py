import numpy as np
import pytest

from scenarios.studies.hindcast.checks import judge_figures, judge_shapes, tally
from scenarios.studies.hindcast.living import live
from scenarios.studies.hindcast.observed import read_observed
from scenarios.studies.hindcast.stage import FIRST_YEAR, LAST_YEAR, open_past, values_of, with_sample


@pytest.fixture(scope="module")
def past():
    return open_past(2_000)


@pytest.fixture(scope="module")
def run(past):
    return live(past, {}, 1)


def test_the_same_seed_gives_the_same_past(past, run):
    assert live(past, {}, 1) == run
    assert live(past, {}, 2) != run


def test_no_home_stands_that_was_built_later(past):
    buildings = past.city_map.buildings
    assert buildings.year_built[buildings.dwellings > 0].max() < FIRST_YEAR


def test_every_figure_is_told_by_a_run(run):
    for each in read_observed():
        dates = sorted(run[each.quantity])
        assert dates[0] - 0.5 <= each.date <= dates[-1] + 0.5
        assert np.isfinite(list(run[each.quantity].values())).all()


def test_emissions_are_told_against_the_base_year(run):
    assert run["co2_change_since_2011_pct"][2011.5] == 0.0


def test_no_taste_for_panels_means_no_panels(past):
    none = live(past, {"behaviour.asc_solar": -50.0}, 1)
    assert sum(none["pv_systems_per_year"].values()) == 0.0


def test_a_sample_changes_its_six_parameters_and_nothing_else(past):
    sample = values_of(past.book) | {"behaviour.asc_heating": 0.25}
    book = with_sample(past.book, sample)
    assert values_of(book) == sample
    assert book.at("behaviour.asc_heating", 2020)["gas"] == past.book.at("behaviour.asc_heating", 2020)["gas"]
    assert book.at("behaviour.asc_car", 2020) == past.book.at("behaviour.asc_car", 2020)


def test_history_starts_with_the_panels_of_the_end_of_2009(past):
    book = past.book_with({})
    model = past.model(book, 1)
    homes = model.city.dwellings
    houses = homes.type < 3
    assert (homes.solar_kwp > 0).sum() / houses.sum() == pytest.approx(0.026, abs=0.002)
    assert book.at("mobility.company_battery_share_new", LAST_YEAR) != past.book.at(
        "mobility.company_battery_share_new", LAST_YEAR
    )


def test_every_figure_and_shape_gets_a_verdict(past, run):
    observed = read_observed()
    judged = judge_figures(observed, [run, live(past, {}, 2)])
    assert sum(tally(judged).values()) == len(observed)
    assert {shape.verdict for shape in judge_shapes([run], past.book, past.control_saving)} <= {"pass", "misfit"}
