"""The book of numbers: every number brings its papers and agrees with its neighbours.

A spread belongs to the number when there is one number; to a series of years or a table it is a factor on the whole.
"""

import csv
import re
from pathlib import Path

import pytest
import yaml

from sim.parameter import EVIDENCE, Book, Parameter

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "scenarios" / "parameters"
TOPICS = (
    "prices emission_factors lighting contracts finance retrofit heating household_electricity solar_market mobility "
    "tertiary people behaviour works city travel "
    "actors collective district_heat ecosystem greening performance"
).split()
FIELDS = {"label", "unit", "values", "spread", "distribution", "evidence", "source"}
DISTRIBUTIONS = {"uniform", "triangular", "lognormal", "normal"}

# parameter, year, key in its table ("" for a plain number), evidence file, row, factor from row to parameter
SAMPLE = [
    ("prices.electricity_household", 2019, "", "energy_prices", "el_hh_eurostat_2019s2", 1),
    ("prices.electricity_household", 2022, "", "energy_prices", "el_hh_2022", 1),
    ("prices.gas_household", 2019, "", "energy_prices", "gas_hh_eurostat_2019s2", 1),
    ("prices.gas_business", 2023, "", "energy_prices", "gas_biz_pwc_2023m1", 1),
    ("prices.electricity_municipal", 2023, "", "energy_prices", "el_mv_pwc_2023m1", 1),
    ("prices.heating_oil", 2024, "", "energy_prices", "oil_heat_2024", 0.1),
    ("prices.carbon_price_buildings_transport", 2030, "", "energy_prices", "ets2_2030_bnef", 1),
    ("emission_factors.natural_gas", 2025, "", "emission_factors", "ng_ipcc", 1),
    ("emission_factors.electricity", 2014, "", "emission_factors", "el_be_eea_2014", 1),
    ("emission_factors.electricity", 2011, "", "emission_factors", "el_be_hist_2011", 1),
    ("emission_factors.lca_electricity", 2023, "", "emission_factors", "el_be_emaps_2023", 1),
    ("lighting.led_swap_saving", 2025, "", "street_lighting", "led_vs_classic_saving", 0.01),
    ("lighting.operator_capex_discount", 2025, "", "street_lighting", "laas_capex_discount", 0.01),
    ("lighting.failure_rate_by_type", 2025, "led", "street_lighting", "led_failure", 0.01),
    ("contracts.operator_cash_share", 2025, "", "street_lighting", "laas_cash_share", 0.01),
    ("contracts.operator_rate", 2025, "", "actors_finance", "wacc_dso", 0.01),
    ("finance.municipal_debt_eur_per_inhabitant", 2025, "", "actors_finance", "muni_debt_median_2022", 1),
    ("retrofit.base_loan_rate", 2023, "", "actors_finance", "loan_mvl_2023", 0.01),
    ("retrofit.insulated_share_2011", 2011, "wall", "building_stock", "surv_wallins_fl", 0.01),
    ("retrofit.u_after", 2025, "window", "retrofit_measures", "u_after_window", 1),
    ("heating.carrier_shares", 2021, "gas", "building_stock", "heat_gas_fl", 0.01),
    ("heating.oil_ban_year", 2025, "", "retrofit_measures", "ban_oil_fl", 1),
    ("household_electricity.offtake_per_access_point_kwh", 2013, "", "building_stock", "el_hh_fl_2013", 1),
    ("solar_market.capex_eur_per_kwp", 2030, "", "retrofit_measures", "pv_res_capex_2030", 1),
    ("mobility.consumption", 2025, "battery", "mobility", "cons_bev", 1),
    ("tertiary.fuel_kwh_m2", 2025, "culture", "building_stock", "int_fuel_library_culture", 1),
    ("works.jobs_fte_per_meur", 2025, "", "actors_finance", "jobs_per_meur", 1),
]
RECALLED = [
    "prices.electricity_household",
    "prices.diesel",
    "prices.wood",
    "emission_factors.electricity",
    "emission_factors.heating_oil",
    "emission_factors.lca_natural_gas",
    "lighting.upkeep_eur_per_lamp_led",
    "lighting.crew_lamps_per_day",
    "contracts.esco_rate",
    "finance.municipal_discount_rate",
    "retrofit.u_after",
    "retrofit.cost_wall_eur_per_m2",
    "heating.carrier_shares",
    "mobility.consumption",
    "mobility.home_charging_share",
    "tertiary.electricity_kwh_m2",
    "people.discount_rate_landlord",
    "works.supply_growth_per_year",
]


class NoRepeatedKeys(yaml.SafeLoader):
    """Plain YAML that refuses a key given twice, which PyYAML would swallow."""


def _mapping(loader, node):
    keys = [loader.construct_object(key) for key, _ in node.value]
    repeated = {key for key in keys if keys.count(key) > 1}
    assert not repeated, f"{node.start_mark.name} line {node.start_mark.line + 1}: {repeated} given twice"
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


NoRepeatedKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _read(topic):
    with open(FOLDER / f"{topic}.yaml", encoding="utf-8") as file:
        return yaml.load(file, Loader=NoRepeatedKeys)


def _numbers(value):
    """All numbers in a value, however deep its table."""
    return [n for part in value.values() for n in _numbers(part)] if isinstance(value, dict) else [value]


@pytest.fixture(scope="module")
def entries():
    return {f"{topic}.{name}": entry for topic in TOPICS for name, entry in _read(topic).items()}


@pytest.fixture(scope="module")
def book(entries):
    return Book(
        {name: Parameter(name=name, **{**entry, "spread": tuple(entry["spread"])}) for name, entry in entries.items()}
    )


def test_no_name_is_given_twice():
    names = [f"{topic}.{name}" for topic in TOPICS for name in _read(topic)]
    assert len(names) == len(set(names)) > 290
    assert all(re.fullmatch(r"[a-z_]+\.[a-z][a-z0-9_]*", name) for name in names)


def test_every_number_brings_its_papers(entries):
    for name, entry in entries.items():
        assert set(entry) >= FIELDS, f"{name} lacks {FIELDS - set(entry)}"
        assert entry["evidence"] in EVIDENCE, name
        assert entry["distribution"] in DISTRIBUTIONS, name
        assert entry["label"] and entry["unit"], name
        assert set(entry["source"]) == {"title", "where"} and all(entry["source"].values()), name


def test_a_guess_says_why(entries):
    for name, entry in entries.items():
        if entry["source"]["title"] == "Assumption of this project":
            assert entry["evidence"] == "assumption", name
        if entry["evidence"] == "assumption":
            assert len(entry.get("note", "")) > 10, name


def test_years_come_in_order(entries):
    for name, entry in entries.items():
        years = list(entry["values"])
        assert years == sorted(years) and all(1990 <= year <= 2060 for year in years), name


def test_no_number_leaves_its_own_spread(entries):
    for name, entry in entries.items():
        low, high = entry["spread"]
        numbers = [n for value in entry["values"].values() for n in _numbers(value)]
        middle = numbers[0] if len(numbers) == 1 else 1
        assert low <= middle <= high, name


def test_only_plain_numbers_go_in_a_straight_line(entries):
    for name, entry in entries.items():
        if entry.get("interpolate"):
            assert not any(isinstance(value, dict) for value in entry["values"].values()), name


def test_a_recalled_number_is_shown_as_an_assumption(entries):
    assert {entries[name]["evidence"] for name in RECALLED} == {"assumption"}


def test_whatever_is_shared_out_adds_up(book):
    tables = [
        *(book.at("heating.carrier_shares", year) for year in (2011, 2021, 2025)),
        *(book.at("mobility.fleet_shares", year)[who] for year in (2011, 2018, 2025) for who in ("private", "company")),
        *book.at("mobility.cars_per_household_type", 2025).values(),
        *(book.at("people.household_size_shares", year) for year in (2011, 2025)),
        book.at("people.household_types", 2025),
        book.at("people.age_shares", 2025),
        book.at("retrofit.wall_method_share", 2025),
        book.at("retrofit.grant_income_shares", 2025),
        book.at("tertiary.fuel_carrier_shares", 2025),
    ]
    for table in tables:
        assert sum(table.values()) == pytest.approx(1, abs=1e-6), table


def test_households_have_the_size_that_statbel_counts(book):
    sizes = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
    for year, mean in ((2011, 2.35), (2024, 2.28)):
        shares = book.at("people.household_size_shares", year)
        big = shares["six"] * book.at("people.persons_in_big_household", year)
        assert sum(shares[key] * n for key, n in sizes.items()) + big == pytest.approx(mean, abs=0.02)


def test_cars_by_household_type_give_back_the_national_counts(book):
    cars, types = (book.at(name, 2021) for name in ("mobility.cars_per_household_type", "people.household_types"))
    for count, share in (("none", 0.27), ("one", 0.471), ("two", 0.203), ("three", 0.056)):
        assert sum(types[kind] * cars[kind][count] for kind in types) == pytest.approx(share, abs=0.006)


def test_led_with_dimming_and_control_saves_sixty_per_cent(book):
    at = {name: book.at(f"lighting.{name}", 2025) for name in ("led_swap_saving", "dim_level")}
    control = book.at("lighting.smart_control_extra_saving", 2025)
    dark_share_dimmed = 0.37 * 7 / 5  # the five nights a week of the operator's offer save 37 %
    left = (1 - at["led_swap_saving"]) * (1 - dark_share_dimmed * (1 - at["dim_level"])) * (1 - control)
    assert 1 - left == pytest.approx(0.60, abs=0.01)


def test_the_old_lamp_park_fails_as_often_as_was_counted(book):
    rates = book.at("lighting.failure_rate_by_type", 2025)
    park = {"sodium_high_pressure": 52, "metal_halide": 18, "sodium_low_pressure": 14, "fluorescent": 12, "mercury": 2}
    assert sum(rates[kind] * n for kind, n in park.items()) / 98 == pytest.approx(0.067, abs=0.0005)


def test_base_and_persons_make_the_household(book):
    for year in (2011, 2019, 2025, 2040):
        base, person, whole = (
            book.at(f"household_electricity.{name}", year)
            for name in ("base_kwh", "per_person_kwh", "per_household_kwh")
        )
        assert base + 2.3 * person == pytest.approx(whole, abs=1)


def test_carbon_costs_nothing_before_its_market_opens(book):
    price = book["prices.carbon_price_buildings_transport"]
    assert price.at(2011) == price.at(2026) == 0
    assert 0 < price.at(2027) < price.at(2030) < price.at(2050)


def test_prices_stand_still_after_their_last_year(book):
    for carrier in ("electricity_household", "gas_household", "heating_oil", "petrol", "diesel"):
        assert book.at(f"prices.{carrier}", 2050) == book.at(f"prices.{carrier}", 2025) > 0


def test_electricity_was_five_times_gas_in_2018_and_under_four_in_2023(book):
    ratio = {y: book.at("prices.electricity_household", y) / book.at("prices.gas_household", y) for y in (2018, 2023)}
    assert ratio[2018] == pytest.approx(5, abs=0.5)
    assert 3.5 < ratio[2023] < 4.3


def test_life_cycle_factors_lie_above_those_of_the_chimney(book):
    for carrier in ("electricity", "natural_gas", "heating_oil", "diesel", "petrol", "lpg", "coal", "district_heat"):
        for year in (2011, 2023, 2040):
            assert book.at(f"emission_factors.lca_{carrier}", year) > book.at(f"emission_factors.{carrier}", year)


@pytest.fixture(scope="module")
def evidence():
    folders = (parent / "shared" / "evidence" for parent in Path(__file__).resolve().parents)
    folder = next((folder for folder in folders if folder.is_dir()), None)
    if folder is None:
        pytest.skip("the evidence folder does not stand beside the repository")
    rows = {}
    for path in folder.glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as file:
            rows.update({(path.stem, row["id"]): row for row in csv.DictReader(file)})
    return rows


@pytest.mark.parametrize(("name", "year", "key", "file", "row", "factor"), SAMPLE)
def test_a_number_equals_the_row_it_cites(book, evidence, name, year, key, file, row, factor):
    value = book.at(name, year)
    found = value[key] if key else value
    assert found == pytest.approx(float(evidence[file, row]["value"]) * factor, rel=1e-3)


def _cited(where):
    """The evidence rows named in a source, as (file, row)."""
    for file, ids in re.findall(r"evidence/(\w+)\.csv: ([\w ,]+)", where):
        for part in ids.split(","):
            words = part.split()
            yield from ((file, word) for word in (words[:1] + words[2:3] if "to" in words else words[:1]))


def test_every_cited_row_exists(entries, evidence):
    for name, entry in entries.items():
        if entry["source"]["title"] != "Assumption of this project":
            for file, row in _cited(entry["source"]["where"]):
                assert (file, row) in evidence or row.isdigit(), f"{name} cites {file}: {row}"


def test_no_number_hides_a_recalled_row_behind_a_better_grade(entries, evidence):
    for name, entry in entries.items():
        grades = {evidence[cited]["confidence"] for cited in _cited(entry["source"]["where"]) if cited in evidence}
        if grades == {"low"}:
            assert entry["evidence"] == "assumption", name
    for name, _, _, file, row, _ in SAMPLE:
        if evidence[file, row]["confidence"] == "low":
            assert entries[name]["evidence"] == "assumption", name


def test_numbers_marked_for_later_are_just_those_no_module_reads(book):
    waiting = {name for name, parameter in book.parameters.items() if not parameter.in_use}
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("sim", "scenarios", "geodata")
        for path in (ROOT / folder).rglob("*.py")
    )
    assert waiting
    assert not [name for name in waiting if f'"{name}"' in sources]
