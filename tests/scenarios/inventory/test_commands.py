"""`stadslab inventory`: in, out, and what a reviewer would say."""

import json

import openpyxl
import pytest
from typer.testing import CliRunner

import stadslab
from scenarios.inventory import inventory_of_results, read_inventory
from scenarios.results_folder import make_manifest, write_results
from sim.inventory.covenant import CARRIERS, SECTORS

SMALL = "Energy use [MWh] 2011\nSector,Electricity,Natural gas\nResidential,{},2000\n"


@pytest.fixture(autouse=True)
def workshop(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def results_folder(town, tmp_path_factory):
    """The small town after two years with new lamps, as a results folder."""
    results = town.results({"led_street_lighting": {"lamps_per_year": 60}}, last_year=2026)
    manifest = make_manifest(town.model().scenario, "book", "hash", 1, {}, summary=results.summary)
    return write_results(tmp_path_factory.mktemp("run") / "a_run", manifest, results.tables)


def call(*arguments):
    return CliRunner().invoke(stadslab.app, ["inventory", *map(str, arguments)])


def told(*arguments):
    outcome = call(*arguments, "--json")
    return outcome.exit_code, json.loads(outcome.stdout)


def test_a_run_goes_out_in_three_forms_and_comes_back_the_same(results_folder, workshop):
    code, about = told("export", results_folder, "--format", "xlsx,csv,json", "--out", "there", "--language", "nl")
    assert code == 0 and len(about["out"]) == 3
    original = inventory_of_results(results_folder)
    for path in about["out"]:
        assert read_inventory(path).inventory == original
        assert told("import", path, "--name", "mine", "--replace")[0] == 0
        assert told("export", "mine", "--format", "json", "--out", "again.json")[0] == 0
        assert read_inventory("again.json").inventory == original


def test_the_inventory_of_a_run_has_every_cell_of_the_template(results_folder):
    inventory = inventory_of_results(results_folder)
    assert inventory.years == (2011, 2025, 2026)
    for year in inventory.years:
        for table in "AB":
            filled = {
                (place.row, place.carrier) for place in inventory.cells if place.table == table and place.year == year
            }
            assert filled >= {(row, carrier) for row in SECTORS for carrier in CARRIERS}
    assert inventory.actions[0].sector == "public_lighting" and inventory.inhabitants[2011] > 0


def test_the_inventory_of_a_run_has_no_fault_a_reviewer_calls_an_error(results_folder):
    code, about = told("check", results_folder)
    assert code == 1 and about["usable"]
    assert {problem["rule"] for problem in about["problems"]} <= {"key_sector", "jump", "gap"}


def test_the_totals_are_those_of_the_run(results_folder):
    inventory = inventory_of_results(results_folder)
    from scenarios.results_folder import read_results

    summary = read_results(results_folder).manifest["summary"]
    assert inventory.total("B", 2011) == pytest.approx(summary["baseline"]["co2_t"], rel=1e-12)
    assert inventory.total("B", 2026) == pytest.approx(summary["final"]["co2_t"], rel=1e-12)


def test_a_year_the_run_did_not_live_is_refused(results_folder):
    outcome = call("export", results_folder, "--years", "2040")
    assert outcome.exit_code == 2 and "[2040]" in outcome.stderr


def test_a_confirmed_label_is_remembered(workshop):
    (workshop / "it.csv").write_text(SMALL.replace("Residential", "Dorpshuizen").format(1000))
    code, about = told("import", "it.csv")
    assert code == 2 and about["problems"][0]["rule"] == "label"
    assert not (workshop / "home/inventories").exists()
    assert told("import", "it.csv", "--alias", "Dorpshuizen=residential")[0] == 0
    assert "Dorpshuizen: residential" in (workshop / "home/inventories/labels.yaml").read_text()
    assert told("import", "it.csv", "--name", "once_more")[0] == 0


@pytest.mark.parametrize("alias", ["Dorpshuizen", "Dorpshuizen=residentail"])
def test_an_alias_that_means_nothing_is_refused_with_a_near_word(workshop, alias):
    (workshop / "it.csv").write_text(SMALL.format(1000))
    outcome = call("import", "it.csv", "--alias", alias)
    assert outcome.exit_code == 2 and ("residential ?" in outcome.stderr) == ("=" in alias)


def test_nothing_is_overwritten_without_a_word(workshop):
    (workshop / "it.csv").write_text(SMALL.format(1000))
    assert told("import", "it.csv")[0] == 0
    before = (workshop / "home/inventories/it.json").read_bytes()
    (workshop / "it.csv").write_text(SMALL.format(9000))
    assert told("import", "it.csv")[0] == 2
    assert (workshop / "home/inventories/it.json").read_bytes() == before
    assert told("import", "it.csv", "--replace")[0] == 0
    assert (workshop / "home/inventories/it.json").read_bytes() != before


def test_negative_energy_is_told_with_sheet_row_and_column_and_not_kept(workshop):
    book = openpyxl.Workbook()
    book.active.title = "BEI 2011"
    for row in (["Energy use [MWh]"], ["Sector", "Electricity", "Natural gas"], ["Residential", 1000.0, -2000.0]):
        book.active.append(row)
    book.save("it.xlsx")
    code, about = told("check", "it.xlsx")
    (problem,) = (each for each in about["problems"] if each["rule"] == "negative")
    assert (code, problem["sheet"], problem["row"], problem["column"]) == (2, "BEI 2011", 3, "C")
    assert told("import", "it.xlsx")[0] == 2 and not (workshop / "home/inventories").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "nobody"), "no inventory of this name"),
        (("export", "it.csv", "--format", "xls"), "xlsx"),
        (("export", "it.csv", "--language", "es"), "en, nl, fr, de"),
        (("export", "it.csv", "--years", "soon"), "2025,2030"),
        (("import", "it.csv", "--name", "My Name"), "small letters"),
        (("check", "nobody.xlsx"), "nobody.xlsx"),
    ],
)
def test_bad_wishes_are_told_in_words(workshop, arguments, words):
    (workshop / "it.csv").write_text(SMALL.format(1000))
    outcome = call(*arguments)
    assert outcome.exit_code == 2 and words in outcome.stderr and "Traceback" not in outcome.stderr
