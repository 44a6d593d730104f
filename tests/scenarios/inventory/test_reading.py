"""Files of others: tables are found by their labels, wherever they stand and whatever language they speak."""

import csv

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from scenarios.inventory import read_inventory
from scenarios.inventory.labels import LANGUAGES, read_labels
from scenarios.problems import Unusable

DUTCH = """
Gemeente;Voorbeeld
Aantal inwoners 2011;24.500

A. Finaal energieverbruik 2011 (GWh)
Sector;Elektriciteit;Warmte/koude;Fossiele brandstoffen;;Totaal
;;;Aardgas;Stookolie;
GEBOUWEN, UITRUSTING/VOORZIENINGEN EN INDUSTRIE;;;;;
Gemeentelijke gebouwen;2,5;0;4,25;NO;6,75
Woningen;48,1;;1.102,75;61,2;1.212,05
VERVOER;;;;;
Openbaar vervoer;NE;;;;0

B. CO2-uitstoot 2011 [kt CO2]
Sector;Elektriciteit;Aardgas;Niet uit energie
Woningen;9,62;222,7555;
Afvalwater;;;1,5
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "home"))


def read_text(tmp_path, text, **more):
    path = tmp_path / "given.csv"
    path.write_text(text, encoding="utf-8")
    return read_inventory(path, **more)


def value(reading, table, row, carrier, year=2011, kind=None):
    return reading.inventory.value(
        kind or {"A": "energy_mwh", "B": "co2_t", "F": "factor_t_mwh"}[table], table, row, carrier, year
    )


def rules(reading):
    return {problem.rule for problem in reading.problems}


def test_a_dutch_table_in_gigawatt_hours_with_decimal_commas_and_merged_headers(tmp_path):
    reading = read_text(tmp_path, DUTCH)
    assert reading.problems == []
    assert value(reading, "A", "residential", "natural_gas") == pytest.approx(1_102_750.0)
    assert value(reading, "A", "municipal_buildings", "electricity") == pytest.approx(2_500.0)
    assert value(reading, "B", "residential", "electricity") == pytest.approx(9_620.0)
    assert value(reading, "B", "waste_water", "") == pytest.approx(1_500.0)
    assert reading.inventory.inhabitants == {2011: 24_500.0} and reading.inventory.municipality == "Voorbeeld"
    keys = {place.row: cell.notation for place, cell in reading.inventory.cells.items() if cell.notation}
    assert keys == {"municipal_buildings": "NO", "public_transport": "NE"}


@pytest.mark.parametrize(
    "text",
    [
        "Bilan 2011 en TJ;;\nSecteur;Électricité;Gaz naturel\nRésidentiel;3,6;7,2\nTertiaire;36;72\n",
        "Endenergieverbrauch 2011;;\n;Strom [GJ];Erdgas [GJ]\nWohngebäude;3.600;7.200\nTertiäre Gebäude;36 000,0;72'000\n",
        "Final energy consumption 2011 [MWh]\nSector,Electricity,Natural gas\nResidential,\"1,000\",2000.0\nTertiary,\"10,000.0\",\"20,000\"\n",
        "Energy use,2011\nUnit,kWh\nCarrier,Residential buildings,Tertiary\nElectricity,1000000,1e7\nNatural gas,2000000,20000000\n",
    ],
    ids=["french TJ", "german GJ", "english MWh", "carriers as rows, kWh"],
)  # fmt: skip
def test_the_same_energy_in_any_language_unit_and_direction(tmp_path, text):
    reading = read_text(tmp_path, text)
    assert [str(problem) for problem in reading.problems] == []
    found = [
        value(reading, "A", row, carrier)
        for row in ("residential", "tertiary")
        for carrier in ("electricity", "natural_gas")
    ]
    assert found == pytest.approx([1_000.0, 2_000.0, 10_000.0, 20_000.0])


def test_one_number_a_row_is_understood_too(tmp_path):
    reading = read_text(
        tmp_path,
        "Sector,Carrier,Year,Value,Unit\nHouseholds,Gas,2011,2,GWh\nIndustry,Coal,2012,,\nIndustry,Coal,2013,NE,\n",
    )
    assert value(reading, "A", "residential", "natural_gas") == 2_000.0
    assert [cell.notation for place, cell in reading.inventory.cells.items() if place.year == 2013] == ["NE"]


def test_sheets_in_any_order_with_headers_anywhere(tmp_path):
    book = openpyxl.Workbook()
    later, actions, first = book.active, book.create_sheet("Acties"), book.create_sheet("BEI 2011")
    later.title = "MEI 2020"
    for sheet, gas in ((later, 80.0), (first, 100.0)):
        sheet["D9"], sheet["E9"], sheet["F9"] = "MWh", "Elektriciteit", "Aardgas"
        sheet["D11"], sheet["E11"], sheet["F11"] = "Huishoudens", 50.0, gas
    for column, text in zip("BCDE", ("Titel", "Sector", "Energiebesparing", "Stand van zaken"), strict=True):
        actions[f"{column}3"] = text
    actions["B4"], actions["C4"], actions["D4"], actions["E4"] = "Zonnewijk", "Woningen", 12.5, "Lopend"
    book.save(tmp_path / "given.xlsx")
    reading = read_inventory(tmp_path / "given.xlsx")
    assert reading.problems == []
    assert [value(reading, "A", "residential", "natural_gas", year) for year in (2011, 2020)] == [100.0, 80.0]
    action = reading.inventory.actions[0]
    assert (action.title, action.sector, action.saved_mwh, action.state) == (
        "Zonnewijk",
        "residential",
        12.5,
        "ongoing",
    )
    assert reading.inventory.baseline_year == 2011 and reading.inventory.monitoring_years == (2020,)


def test_local_production_with_its_inputs_and_the_factors_under_table_b(tmp_path):
    reading = read_text(
        tmp_path,
        "C. Local electricity production 2011\n"
        "Source,Locally generated electricity [MWh],Natural gas [MWh],CO2 emissions [t]\n"
        "Wind power,500,,0\nPhotovoltaics,20,,0\nCHP,100,300,60.6\nOther,5,,\n"
        "D. Local heat/cold production 2011\n"
        "Source,Locally produced heat/cold [MWh],Natural gas [MWh],CO2 emissions [t]\nCHP,150,,\n"
        "B. CO2 emissions [t] 2011\nSector,Electricity,Natural gas\nResidential,10,20\nCO2 emission factor [t/MWh],0.2,0.202\n",
    )
    assert [str(problem) for problem in reading.problems] == []
    assert value(reading, "C", "wind", "", kind="production_mwh") == 500.0
    assert value(reading, "C", "combined_heat_power", "natural_gas", kind="input_mwh") == 300.0
    assert value(reading, "C", "combined_heat_power", "", kind="co2_t") == 60.6
    assert value(reading, "C", "other_electricity", "", kind="production_mwh") == 5.0
    assert value(reading, "D", "heat_from_chp", "", kind="production_mwh") == 150.0
    assert value(reading, "F", "emission_factor", "natural_gas") == 0.202


def test_a_label_nobody_knows_is_told_with_its_cell_and_a_near_word(tmp_path):
    reading = read_text(tmp_path, "Energy use [MWh] 2011\nSector,Electricity,Natural gas\nResidental bldings,1,2\n")
    (problem,) = reading.problems
    assert (problem.sheet, problem.row, problem.column, problem.suggestion) == ("given", 3, "A", "residential")
    assert not reading.usable
    mended = read_text(tmp_path, "Energy use [MWh] 2011\nSector,Electricity,Natural gas\nResidental bldings,1,2\n",
                       more_labels={"Residental bldings": "residential"})  # fmt: skip
    assert mended.usable and value(mended, "A", "residential", "electricity") == 1.0


@pytest.mark.parametrize(
    ("line", "rule", "found"),
    [
        ("Residential,NA,2", "notation", "'NA'"),
        ("Residential,12 %,2", "number", "'12 %'"),
        ("Residential,1,2\nResidential,3,2", "twice", "3"),
        ("Transport,1,2", "subtotal", "only the subtotal"),
        ("Residential,1,2,5", "", ""),
    ],
)
def test_what_cannot_be_kept_is_told(tmp_path, line, rule, found):
    reading = read_text(tmp_path, f"Energy use [MWh] 2011\nSector,Electricity,Natural gas\n{line}\n")
    assert [(problem.rule, problem.found) for problem in reading.problems][:1] == ([(rule, found)] if rule else [])


def test_a_column_of_numbers_that_nobody_knows_is_not_lost_silently(tmp_path):
    reading = read_text(tmp_path, "Energy use [MWh] 2011\nSector,Electricity,Natural gas,Hydrogen\nResidential,1,2,3\n")
    assert [(problem.found, problem.column) for problem in reading.problems] == [("'Hydrogen'", "D")]


def test_a_header_of_which_one_word_is_known_is_a_header_and_the_other_is_told(tmp_path):
    reading = read_text(tmp_path, "Energy use [MWh] 2011\nSector,Elektriciteit,Gaz natur.\nResidential,1,2\n")
    assert [(problem.column, problem.suggestion) for problem in reading.problems] == [("C", "natural_gas")]
    assert value(reading, "A", "residential", "electricity") == 1.0


@pytest.mark.parametrize("header", ["Natural gas (GCV)", "Aardgas [MWh, bovenwaarde]", "Gaz naturel PCS"])
def test_a_column_on_gross_calorific_value_is_told_with_its_cell(tmp_path, header):
    from scenarios.inventory import problems_of

    reading = read_text(tmp_path, f'Energy use [MWh] 2011\nSector,Electricity,"{header}"\nResidential,1,2\n')
    (problem,) = (each for each in problems_of(reading) if each.rule == "gross_calorific")
    assert (problem.row, problem.column, problem.severity, problem.suggestion) == (3, "C", "error", "times 0.903")


def test_a_number_that_reads_in_two_ways_is_asked_about(tmp_path):
    text = "Energy use [MWh] 2011\nSector\tElectricity\tNatural gas\nResidential\t1.234\t2\n"
    assert rules(read_text(tmp_path, text)) == {"number"}
    assert value(read_text(tmp_path, text + "Decimal mark\t,\n"), "A", "residential", "electricity") == 1234.0


def test_a_table_without_a_year_or_unit_says_so(tmp_path):
    assert "year" in rules(read_text(tmp_path, "Sector,Electricity,Natural gas\nResidential,1,2\n"))
    assert rules(read_text(tmp_path, "Energy use 2011\nSector,Electricity,Natural gas\nResidential,1,2\n")) == {"unit"}


def test_a_percentage_for_a_share_is_told_with_the_share(tmp_path):
    text = "Energy use [MWh] 2011\nSector,Electricity,Natural gas\nResidential,1,2\n\nTarget year,Kind of target,Pledged share\n2030,Absolute,{}\n"
    (problem,) = read_text(tmp_path, text.format("40")).problems
    assert problem.rule == "percent_for_share" and problem.suggestion == "0.4" and problem.row == 6
    assert read_text(tmp_path, text.format("40 %")).inventory.pledges[0].pledged_share == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("it.txt", b"x", "csv"),
        ("it.xlsx", b"no workbook", "workbook"),
        ("it.json", b'{"form": ', "no JSON"),
        ("it.json", b'{"form": "other"}', "form"),
        ("missing.csv", None, "No such file"),
    ],
)
def test_a_file_that_is_no_inventory_is_refused_in_words(tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Unusable, match=words):
        read_inventory(tmp_path / name)


def test_a_formula_that_was_never_worked_out_is_told(tmp_path):
    book = openpyxl.Workbook()
    for row in (["Energy use [MWh] 2011"], ["Sector", "Electricity", "Natural gas"], ["Residential", "=1+1", 2.0]):
        book.active.append(row)
    book.save(tmp_path / "given.xlsx")
    reading = read_inventory(tmp_path / "given.xlsx")
    assert [(problem.rule, problem.column, problem.row) for problem in reading.problems] == [("formula", "B", 3)]


def test_a_sheet_says_its_own_year_and_how_it_counts_above_its_tables(tmp_path):
    book = openpyxl.Workbook()
    for title, year, gas in (("BEI", 2011, 100.0), ("MEI", 2020, 80.0)):
        sheet = book.create_sheet(title)
        for row in (["1) Inventory year", year], ["2) Emission factors", "LCA"], *([["a note"]] * 9), ["A. Energy use [MWh]"],
                    ["", "Electricity", "Natural gas"], ["Residential", 50.0, gas],
                    ["Municipal purchases of certified green electricity (if any) [MWh]:", 7.0]):  # fmt: skip
            sheet.append(row)
    book.save(tmp_path / "given.xlsx")
    reading = read_inventory(tmp_path / "given.xlsx")
    assert reading.problems == [] and reading.inventory.approach == "lca"
    assert [value(reading, "A", "residential", "natural_gas", year) for year in (2011, 2020)] == [100.0, 80.0]
    assert value(reading, "C", "green_purchases", "", 2020, "production_mwh") == 7.0


def test_gas_into_a_wind_turbine_has_no_cell_in_the_template(tmp_path):
    reading = read_text(
        tmp_path,
        "Local electricity production [MWh] 2011\nSource,Production,Natural gas\nWind power,500,3\nCHP,10,20\n",
    )
    assert [(problem.rule, problem.row, problem.column) for problem in reading.problems] == [("place", 3, "C")]


pieces = some.one_of(
    some.sampled_from(("Electricity", "Natural gas", "Residential", "Transport", "Total", "Production", "Wind", "Year", "2011", "NE",
                       "Inhabitants", "Title", "Sector", "State", "Target year", "Reduction", "Row", "Carrier", "Value", "MWh", "",
                       "CO2 [t]", "1.234", "-5", "40 %", "=1", "Strategy", "Baseline year", "Waste")),
    some.text(max_size=6),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.lists(pieces, max_size=6), max_size=12))
def test_whatever_a_table_holds_it_is_read_or_told(tmp_path, rows):
    from scenarios.inventory import problems_of

    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows(rows)
    try:
        reading = read_inventory(path)
    except Unusable as told:
        assert told.problems
        return
    assert all(str(problem) and problem.wanted for problem in problems_of(reading))


def test_no_label_means_two_things_and_every_word_has_one_in_every_language():
    labels = read_labels()
    for words in labels.written.values():
        assert all(set(by_language) == set(LANGUAGES) for by_language in words.values())
        for language in LANGUAGES:
            assert len({by_language[language] for by_language in words.values()}) == len(words)
    for one, other in (
        ("row", "group"),
        ("carrier", "column"),
        ("row", "carrier"),
        ("fact", "row"),
        ("column", "group"),
    ):
        assert not set(labels.by_vocabulary[one]) & set(labels.by_vocabulary[other])


def test_a_json_file_is_told_by_cell_what_is_wrong(tmp_path):
    import json

    good = {"kind": "energy_mwh", "table": "A", "row": "residential", "carrier": "coal", "year": 2011, "value": 1.0}
    cells = [
        good,
        {**good, "carrier": "coall"},
        {**good, "row": "tertiary", "value": None, "notation": "NA"},
        {**good, "value": 2.0},
    ]
    content = {
        "form": "stadslab covenant inventory 1",
        "cells": cells,
        "targets": [{"year": 2030, "pledged_share": 40}],
    }
    path = tmp_path / "given.json"
    path.write_text(json.dumps(content))
    reading = read_inventory(path)
    assert [problem.key.split(" ")[0] for problem in reading.problems] == [
        "targets[0].pledged_share",
        "cells[1]",
        "cells[2]",
        "cells[3]",
    ]
    assert [problem.suggestion for problem in reading.problems][:2] == ["0.4", "coal"]


LONG = "sector,carrier,year,value,unit\nResidential,Electricity,2011,45,GWh\n"


@pytest.mark.parametrize(
    ("row", "rule", "column", "found"),
    [
        ("Residential,Natural gas,2011,150,m3", "unit", "E", "'m3'"),
        ("Residential,Natural gas,20x1,150,GWh", "year", "C", "'20x1'"),
    ],
)
def test_a_unit_or_year_that_nobody_knows_is_told_and_not_taken_for_the_usual_one(tmp_path, row, rule, column, found):
    reading = read_text(tmp_path, "Baseline year,2011\n\n" + LONG + row + "\n")
    told = [problem for problem in reading.problems if problem.rule == rule]
    assert [(problem.row, problem.column, problem.found) for problem in told] == [(5, column, found)]
    assert not reading.usable and len(reading.inventory.cells) == 1


def test_a_table_saved_as_unicode_text_by_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "given.csv"
    path.write_bytes(LONG.replace(",", "\t").encode("utf-16"))
    assert value(read_inventory(path), "A", "residential", "electricity") == pytest.approx(45_000.0)


@pytest.mark.parametrize(
    ("lines", "pledged", "rule"),
    [
        ("CO2 reduction target 2030,40 %", [(2030, 0.4)], None),
        ("Target year,2030\nCO2-reductiedoelstelling,0.55", [(2030, 0.55)], None),
        ("Target year,2030\nReduction target,40", [], "percent_for_share"),
        ("Reduction target,0.4", [], "target"),
    ],
)
def test_a_target_on_a_line_of_its_own_is_read_or_told(tmp_path, lines, pledged, rule):
    reading = read_text(tmp_path, f"Baseline year,2011\n{lines}\n\n" + LONG)
    assert [(pledge.year, pledge.pledged_share) for pledge in reading.inventory.pledges] == pledged
    assert rule is None or rule in rules(reading)
