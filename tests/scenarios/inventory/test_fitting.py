"""My inventory, not yours: a city fitted to what was given, and what remains."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import stadslab
from scenarios.bending import bend
from scenarios.inventory import fit_city, lever_rows, save_inventory, save_overlay, sector_rows
from scenarios.inventory.levers import read_levers
from scenarios.loading import apply_to_book, load_scenario
from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.inventory import Cell, Inventory, Place, Pledge
from sim.inventory.rows import COMPUTED
from sim.scenario import Change

AREAS = Path(__file__).parents[4] / "shared" / "validation" / "etm_belgian_areas.csv"
MOVED = {"mobility.km_per_car": 1.06, "tertiary.fuel_kwh_m2": 1.25, "household_electricity.base_kwh": 0.9}
"""What is different in the town that hands in its inventory, all within the spreads."""
GAS_FACTOR, COAL_MWH = 0.21, 400.0


@pytest.fixture(scope="module")
def other_town(town):
    """The inventory of 2011 of a town with other habits, another gas factor and coal stoves."""
    book, _ = bend(town.book, {name: Change("multiply", factor, "another town") for name, factor in MOVED.items()})
    model = town.model(book=book)
    energy = model.recorder.baseline.energy_mwh.sum(axis=0)
    cells = {
        Place("energy_mwh", "A", row, carrier, 2011): Cell(float(energy[SECTORS.index(row), CARRIERS.index(carrier)]))
        for row, carriers in COMPUTED.items() for carrier in carriers
    }  # fmt: skip
    cells[Place("energy_mwh", "A", "residential", "coal", 2011)] = Cell(COAL_MWH)
    cells[Place("factor_t_mwh", "F", "emission_factor", "natural_gas", 2011)] = Cell(GAS_FACTOR)
    heads = float(model.recorder.baseline_inhabitants)
    return Inventory("Other", baseline_year=2011, inhabitants={2011: 2 * heads}, pledges=(Pledge(2030, "absolute", 0.45),),
                     cells={place: Cell(2 * cell.value) if place.table == "A" else cell for place, cell in cells.items()})  # fmt: skip


@pytest.fixture(scope="module")
def fit(other_town, town_file):
    return fit_city(str(town_file), other_town)


def test_the_fit_finds_back_what_was_different(fit):
    assert fit.scale == pytest.approx(2.0)
    assert fit.misfit(fit.before) > 0.05 > 0.02 > fit.misfit(fit.after)
    factors = fit.factors()
    assert factors["km_per_car"] * factors["diesel_per_km"] > 1.03  # kilometres and litres say the same, so they share
    assert factors["appliances"] < 0.99
    assert factors["services_fuel"] > 1.15 and factors["industry_fuel"] > 1.15


def test_no_lever_leaves_its_spread(fit):
    for row in lever_rows(fit):
        assert row["low"] * (1 - 1e-9) <= row["after"] <= row["high"] * (1 + 1e-9)


def test_what_remains_is_told_by_factor_activity_and_boundary(fit):
    rows = {row["row"]: row for row in sector_rows(fit)}
    gas = fit.given.energy_mwh[SECTORS.index("residential"), CARRIERS.index("natural_gas")]
    assert rows["residential"]["factor_t"] == pytest.approx(gas * (GAS_FACTOR - 0.202), rel=0.02)
    assert rows["residential"]["boundary_t"] == pytest.approx(2 * COAL_MWH * 0.341)
    assert "boundary: only the inventory counts coal" in rows["residential"]["why"]
    assert "factor: other factors for natural_gas" in rows["tertiary"]["why"]
    for row in rows.values():
        parts = row["factor_t"] + row["activity_t"] + row["boundary_t"]
        assert parts == pytest.approx(row["given_co2_t"] - row["model_co2_t"], abs=1e-6)
        assert abs(row["activity_t"]) <= abs(row["activity_before_t"]) + 0.02 * row["given_co2_t"]


def test_the_overlay_plays_in_the_fitted_city(fit, town, town_file):
    path = save_overlay(fit, str(town_file), "other", town_file.parent / "fitted.yaml")
    scenario, problems = load_scenario(path)
    assert problems == [] and all(change.because for change in scenario.what_if.values())
    again = town.model(book=apply_to_book(town.book, scenario)).recorder.baseline.energy_mwh.sum(axis=0) * fit.scale
    assert np.allclose(again, fit.after.energy_mwh, rtol=1e-9)


def test_every_lever_is_a_number_in_use_with_a_spread_around_one(book):
    for lever in read_levers(book, 2011):
        assert 0 < lever.low <= 1 <= lever.high and lever.low < lever.high, lever.name
        assert all(book[".".join(name.split(".")[:2])].in_use for name in lever.bends)


@pytest.fixture
def workshop(tmp_path, monkeypatch, other_town):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    save_inventory(other_town, tmp_path / "other.json")
    return tmp_path


def call(*arguments):
    return CliRunner().invoke(stadslab.app, ["inventory", "fit", *map(str, arguments)])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("atlantis", "--inventory", "other.json"), "no city of this name"),
        (("ideal_city", "--inventory", "nobody"), "no inventory of this name"),
        (("ideal_city", "--inventory", "other.json", "--year", "2015"), "2015, without a table"),
        (("ideal_city", "--inventory", "other.json", "--out", "fit.txt"), ".yaml"),
        (("ideal_city", "--inventory", "other.json", "--name", "ideal_city"), "a city of the library"),
    ],
)
def test_bad_wishes_are_told_and_nothing_is_written(workshop, arguments, words):
    outcome = call(*arguments)
    assert outcome.exit_code == 2 and words in outcome.stderr and "Traceback" not in outcome.stderr
    assert sorted(path.name for path in workshop.glob("*.*")) == ["other.json"]


def test_a_fitted_city_is_kept_with_the_base_year_and_the_pledge_of_the_inventory(
    workshop, town_file, monkeypatch, fit
):
    from scenarios import open_city

    monkeypatch.setattr("scenarios.commands.fitting.fit_city", lambda *given: fit)
    outcome = call(town_file, "--inventory", "other.json", "--name", "mine", "--json")
    assert outcome.exit_code == 0, outcome.stderr
    report = json.loads(outcome.stdout)
    assert report["city"] == "mine" and len(report["levers"]) == len(fit.levers)
    _, facts = open_city("mine")
    assert facts.base_year == 2011 and [(t.year, t.pledged_share) for t in facts.targets] == [(2030, 0.45)]
    assert call(town_file, "--inventory", "other.json", "--name", "mine").exit_code == 2
    outside = call(town_file, "--inventory", "other.json")
    assert outside.exit_code == 2 and "--name" in outside.stderr


@pytest.mark.skipif(not AREAS.is_file(), reason="the balances of Belgian areas are not here")
def test_homes_and_traffic_of_antwerp_come_within_a_tenth(town_file):
    inventory = antwerp(2015)
    fitted = fit_city(str(town_file), inventory)
    assert fitted.misfit(fitted.after) < 0.75 * fitted.misfit(fitted.before)
    for row in ("residential", "private_transport"):
        place = SECTORS.index(row)
        used = fitted.compared[place]
        assert fitted.after.energy_mwh[place][used].sum() == pytest.approx(
            fitted.given.energy_mwh[place][used].sum(), rel=0.1
        )


def antwerp(year):
    """The energy balance of Antwerp; services hold the municipal buildings and the lamps, road holds all vehicles."""
    carriers = {"electricity": "electricity", "district_heat": "heat_cold", "natural_gas": "natural_gas", "wood": "other_biomass",
                "heating_oil": "heating_oil", "diesel": "diesel", "gasoline": "gasoline", "coal": "coal", "biodiesel": "biofuel"}  # fmt: skip
    rows = {"final_energy_households": "residential", "final_energy_buildings": "tertiary",
            "final_energy_transport_road": "private_transport", "final_energy_industry": "industry"}  # fmt: skip
    cells, heads = {}, 0.0
    with AREAS.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if (line["nis_or_key"], line["year"]) != ("11002", str(year)):
                continue
            if line["quantity"] == "residents":
                heads = float(line["value"])
            elif line["quantity"] in rows and line["carrier"] in carriers:
                place = Place("energy_mwh", "A", rows[line["quantity"]], carriers[line["carrier"]], year)
                cells[place] = Cell(float(line["value"]) / 0.0036)
    for row in ("municipal_buildings", "public_lighting", "municipal_fleet", "public_transport"):
        cells |= {Place("energy_mwh", "A", row, carrier, year): Cell(None, "IE") for carrier in CARRIERS}
    return Inventory("Antwerpen", baseline_year=year, inhabitants={year: heads}, cells=cells)
