"""The laws that hold in every run (design, section 7), for any plan, any seed and any year it ends."""

import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from sim.behaviour.renovation import renovation_choice
from sim.city.dwellings import ELEMENTS, HEAT_PUMP
from sim.inventory.covenant import CARRIER, CARRIERS, FACTOR_OF_CARRIER, SECTORS
from sim.laws import check_laws
from sim.markets.contracts import forms_for
from sim.measures import Where
from sim.offer import TECHNOLOGIES, Offer
from sim.outcome import results_of
from tests.sim.worlds import FULL_PLAN, NOTHING

pytestmark = pytest.mark.laws
few = settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
share = some.floats(0, 1, width=32)
plans = some.fixed_dictionaries(
    {},
    optional={
        "led_street_lighting": some.fixed_dictionaries(
            {
                "begins": some.integers(2025, 2028), "lamps_per_year": some.integers(0, 300),
                "dimming": some.sampled_from(["none", "evening", "deep"]), "part_night_off": some.booleans(),
                "smart_control": some.booleans(), "paid_by": some.sampled_from(forms_for("lighting")),
            }
        ),
        "building_retrofit": some.fixed_dictionaries(
            {
                "begins": some.integers(2025, 2028), "grant_share": some.floats(0, 0.9), "campaign": share,
                "advice": share, "public_buildings_per_year": some.integers(0, 4),
                "public_paid_by": some.sampled_from(forms_for("public_buildings")),
            }
        ),
        "heat_pumps": some.fixed_dictionaries({"grant_eur": some.floats(0, 30_000), "campaign": share}),
        "rooftop_solar": some.fixed_dictionaries(
            {
                "grant_eur_per_kwp": some.floats(0, 2000), "campaign": share,
                "public_kwp_per_year": some.integers(0, 300),
                "public_paid_by": some.sampled_from(forms_for("public_solar")),
            }
        ),
        "electric_cars": some.fixed_dictionaries(
            {
                "grant_eur": some.floats(0, 20_000), "charge_points_per_year": some.integers(0, 30),
                "municipal_fleet_per_year": some.integers(0, 5),
                "paid_by": some.sampled_from(forms_for("charging")),
            }
        ),
        "active_travel": some.fixed_dictionaries(
            {"cycle_path_km_per_year": some.floats(0, 3), "paid_by": some.sampled_from(forms_for("charging"))}
        ),
        "greener_streets": some.fixed_dictionaries(
            {
                "trees_per_year": some.integers(0, 300), "rain_m3_per_year": some.floats(0, 300),
                "charge_points_per_year": some.integers(0, 5), "paid_by": some.sampled_from(forms_for("greening")),
            }
        ),
        "collective_retrofit": some.fixed_dictionaries(
            {
                "least_homes": some.integers(2, 20), "social_homes_per_year": some.integers(0, 60),
                "owned_homes_per_year": some.integers(0, 60), "owners_grant_share": some.floats(0, 0.9),
                "paid_by": some.sampled_from(forms_for("collective_homes")),
            }
        ),
        "district_heat": some.fixed_dictionaries(
            {
                "source": some.sampled_from(("port", "industry")), "heat_mwh_per_year": some.floats(0, 5000),
                "trench_m_per_year": some.floats(0, 2000), "homes_per_year": some.integers(0, 200),
                "paid_by": some.sampled_from(forms_for("heat")),
            }
        ),
    },
)  # fmt: skip
seeds = some.integers(0, 2**32 - 1)
ends = some.integers(2025, 2036)


def lived_through(town, plan, seed, last_year):
    model = town.live(plan, seed=seed, last_year=last_year)
    return model, results_of(model)


# --- 1 money ---------------------------------------------------------------------------------------------------------


@few
@given(plans, seeds, ends)
def test_every_euro_has_a_giver_and_a_taker_and_each_purse_agrees_with_the_ledger(town, plan, seed, last_year):
    model, results = lived_through(town, plan, seed, last_year)
    ledger = results.tables["ledger"]
    amounts, gross = ledger["amount_eur"], ledger["amount_eur"].sum()
    assert amounts.min() > 0
    assert np.all((ledger["payer"] != "") & (ledger["payee"] != "") & (ledger["payer"] != ledger["payee"]))
    purses = {}
    for name, sign in (("payee", 1.0), ("payer", -1.0)):
        for party, amount in zip(ledger[name], amounts, strict=True):
            purses[party] = purses.get(party, 0.0) + sign * amount
    assert abs(sum(purses.values())) <= 1e-9 * gross
    for party, net in purses.items():
        assert model.market.payments.cash_eur(party) == pytest.approx(net, abs=1e-9 * gross)


@few
@given(plans, seeds, ends)
def test_every_loan_has_its_lender_and_what_is_owed_is_what_was_not_paid_back(town, plan, seed, last_year):
    model, _ = lived_through(town, plan, seed, last_year)
    payments, loans = model.market.payments, model.market.loans
    entries, accounts = payments.ledger.entries, payments.ledger.accounts
    lenders = [payments.party(name) for name in ("bank", "region")]  # the region lends to associations of owners
    owed = np.zeros(len(payments.ledger.parties))
    for account, sign, borrower, lender in (
        ("loan paid out", 1.0, "payee", "payer"),
        ("repayment", -1.0, "payer", "payee"),
    ):
        mine = entries[entries["account"] == accounts.index(account)] if account in accounts else entries[:0]
        assert np.all(np.isin(mine[lender], lenders))
        np.add.at(owed, mine[borrower], sign * mine["amount_eur"])
        np.add.at(owed, mine[lender], -sign * mine["amount_eur"])
    assert loans.owed_by_party() == pytest.approx(owed, abs=1e-3)
    others = ~np.isin(np.arange(len(owed)), lenders)
    assert np.all(owed[others] >= -1e-3)
    assert -owed[lenders[0]] == pytest.approx(loans.owed_eur(lender="bank"), abs=1e-3)


# --- 2 energy --------------------------------------------------------------------------------------------------------


@few
@given(plans, seeds, ends)
def test_energy_by_thing_by_district_and_by_sector_is_the_same_energy(town, plan, seed, last_year):
    model, results = lived_through(town, plan, seed, last_year)
    districts, inventory = results.tables["districts"], results.tables["inventory"]
    for record in model.recorder.years:
        by_thing = record.by_asset_mwh
        for sector in SECTORS:
            mine = (districts["quantity"] == f"energy_{sector}_mwh") & (districts["year"] == record.year)
            rows = (inventory["table"] == "A") & (inventory["row"] == sector) & (inventory["year"] == record.year)
            assert districts["value"][mine].sum() == pytest.approx(inventory["value"][rows].sum(), rel=1e-9, abs=1e-6)
        whole = (inventory["table"] == "A") & (inventory["year"] == record.year)
        assert inventory["value"][whole].sum() == pytest.approx(by_thing, rel=1e-9)
        assert record.energy_mwh.min() >= -1e-6


@few
@given(plans, seeds, ends)
def test_what_panels_produce_is_used_on_site_or_fed_in(town, plan, seed, last_year):
    model, results = lived_through(town, plan, seed, last_year)
    districts = results.tables["districts"]
    for record in model.recorder.years:
        produced, used, fed_in = record.solar_mwh.T
        assert produced == pytest.approx(used + fed_in, rel=1e-9, abs=1e-6)
        assert np.all(used >= -1e-6) and np.all(fed_in >= -1e-6)
        mine = (districts["quantity"] == "solar_mwh") & (districts["year"] == record.year)
        assert districts["value"][mine] == pytest.approx(produced)


# --- 3 stock ---------------------------------------------------------------------------------------------------------


@few
@given(plans, seeds, ends)
def test_a_lamp_becomes_led_by_an_event_once_and_none_appears_or_vanishes(town, plan, seed, last_year):
    model, results = lived_through(town, plan, seed, last_year)
    events, lamps = results.tables["events"], model.city.street_lights
    swapped = events["asset"][events["kind"] == "lamp swapped for LED"]
    assert len(np.unique(swapped)) == len(swapped)
    was_led = model.recorder.start_lamps == 0
    assert not was_led[swapped].any()
    now_led = was_led.copy()
    now_led[swapped] = True
    assert np.array_equal(lamps.is_led, now_led)
    assert len(lamps) == len(town.city_map.lamps)


@few
@given(plans, seeds, ends)
def test_homes_people_and_cars_are_as_many_at_the_end_as_at_the_start(town, plan, seed, last_year):
    before = town.model(seed=seed)
    after, _ = lived_through(town, plan, seed, last_year)
    for model in (before, after):
        assert int(model.city.dwellings.occupied.sum()) == town.facts.households
        assert int(model.people.households.persons.sum()) == town.facts.inhabitants
        assert len(model.people.cars) == int(model.people.households.cars.sum())
    assert np.array_equal(before.city.dwellings.occupied, after.city.dwellings.occupied)
    assert np.array_equal(before.people.cars.household, after.people.cars.household)


# --- 4 emissions -----------------------------------------------------------------------------------------------------


@few
@given(plans, seeds, ends)
def test_emissions_are_energy_times_the_factor_of_year_and_carrier_whoever_uses_it(town, plan, seed, last_year):
    _, results = lived_through(town, plan, seed, last_year)
    table = results.tables["inventory"]
    energy_mwh, co2_t = (_by_place(table, kind) for kind in "AB")
    of_electricity, of_heat = {}, {}
    for (row, carrier, year), tonnes in co2_t.items():
        factor = tonnes / energy_mwh[row, carrier, year]
        if carrier == "electricity":
            assert factor == pytest.approx(of_electricity.setdefault(year, factor), rel=1e-9)
            assert 0 <= factor <= town.book.at("emission_factors.electricity", year)
        elif carrier == "heat_cold":  # mixed from waste heat and older networks, as local electricity is
            assert factor == pytest.approx(of_heat.setdefault(year, factor), rel=1e-9) and factor >= 0
            if "district_heat" not in plan:
                assert factor == pytest.approx(town.book.at("emission_factors.district_heat", year), rel=1e-9)
        else:
            name = FACTOR_OF_CARRIER[carrier]
            assert factor == pytest.approx(town.book.at(f"emission_factors.{name}", year), rel=1e-9)


def _by_place(table, kind):
    mine = (table["table"] == kind) & (table["notation"] == "")
    *place, value = (table[name][mine].tolist() for name in ("row", "carrier", "year", "value"))
    return dict(zip(zip(*place, strict=True), value, strict=True))


def test_a_lamp_is_municipal_light_and_nothing_else_is(lived):
    record = lived.recorder.years[-1]
    light = record.energy_mwh[:, SECTORS.index("public_lighting")]
    assert light[:, [c for c in range(len(CARRIERS)) if c != CARRIER["electricity"]]].sum() == 0
    of_lamps = lived.energy.total_kwh[SECTORS.index("public_lighting")].sum()
    full_year = lived.city.street_lights.energy_kwh.sum(dtype=np.float64)
    put_back = sum(
        float((late.more_kwh * late.day_of_year / 365).sum())
        for late in lived.city.diary.put_backs
        if late.sector == "public_lighting"
    )
    assert of_lamps == pytest.approx(full_year + put_back, rel=1e-9)


def test_the_model_judges_itself_by_the_same_laws(lived):
    checks = check_laws(lived)
    assert checks["ok"]
    assert abs(checks["money_residual_eur"]) < 1e-6 * checks["gross_flow_eur"]
    assert abs(checks["energy_residual_mwh"]) < 1e-6 * checks["gross_energy_mwh"]
    assert checks["stock_residual"] == 0


def test_money_from_nowhere_is_found_out(town):
    model = town.live(last_year=2025)
    model.market.payments._give(model.market.payments.party("city_hall"), 1e6)
    assert not check_laws(model)["ok"]


def test_a_lamp_swapped_twice_is_found_out(town):
    model = town.live(last_year=2025)
    row = np.flatnonzero(model.city.street_lights.is_sodium)[:1]
    for _ in range(2):
        model.city.diary.event("lamp swapped for LED", "lamps", row, np.array([1]), "contractors")
    assert not check_laws(model)["ok"]


def test_energy_that_no_thing_used_is_found_out(town):
    model = town.live(last_year=2025)
    record = model.recorder.years[0]
    model.recorder.years[0] = replace(record, by_asset_mwh=record.by_asset_mwh * 1.001)
    assert not check_laws(model)["ok"]


# --- 5 no measure, no difference -------------------------------------------------------------------------------------


def same_tables(one, other):
    assert set(one.tables) == set(other.tables)
    for name, table in one.tables.items():
        for column, values in table.items():
            found = other.tables[name][column]
            assert values.dtype == found.dtype, (name, column)
            assert values.tobytes() == found.tobytes(), (name, column)


@pytest.mark.parametrize("where", ["everywhere", "a district", "a polygon"])
def test_measures_that_do_nothing_make_no_difference_to_any_bit(town, where):
    aim = {
        "everywhere": None,
        "a district": Where(districts=(str(town.city_map.districts.name[0]),)),
        "a polygon": Where(polygon=((-1e7, -1e7), (1e7, -1e7), (1e7, 1e7), (-1e7, 1e7))),
    }[where]
    plan = {name: {**settings, "begins": 2025, "where": aim} for name, settings in NOTHING.items()}
    same_tables(town.results(last_year=2040), town.results(plan, last_year=2040))


@few
@given(some.sets(some.sampled_from(sorted(NOTHING))), seeds)
def test_any_of_them_doing_nothing_makes_no_difference_with_any_luck(town, names, seed):
    plan = {name: NOTHING[name] for name in sorted(names)}
    same_tables(town.results(seed=seed), town.results(plan, seed=seed))


def test_a_measure_that_has_not_begun_makes_no_difference(town):
    plan = {name: {**settings, "begins": 2060} for name, settings in FULL_PLAN.items()}
    same_tables(town.results(), town.results(plan))


# --- 6 same luck -----------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bits(town):
    same_tables(town.results(FULL_PLAN, seed=9), town.results(FULL_PLAN, seed=9))


def test_another_seed_gives_another_city(town):
    one, other = (town.results(seed=seed).tables["inventory"]["value"] for seed in (1, 2))
    assert one.tobytes() != other.tobytes()


def test_a_home_meets_the_same_luck_with_and_without_a_measure(town):
    plain, helped = town.model(), town.model(FULL_PLAN)
    homes, people = "heating_ends roof_due wall_due u_roof heating".split(), "income_eur hassle persons moves".split()
    for name in homes:
        assert np.array_equal(getattr(plain.city.dwellings, name), getattr(helped.city.dwellings, name)), name
    for name in people:
        mine, theirs = (getattr(model.people.households, name) for model in (plain, helped))
        assert np.array_equal(mine, theirs), name


RUN_AND_SAVE = """
import sys
from pathlib import Path
from scenarios.results_folder import write_results
from scenarios.running import run_scenario
run = run_scenario("full_plan", city=sys.argv[1], alternatives=False)
run.manifest.pop("summary", None)
write_results(Path(sys.argv[2]), run.manifest, run.tables)
"""


def test_the_number_of_threads_changes_no_byte_of_the_saved_tables(town_file, tmp_path):
    saved = {}
    for threads in ("1", "2"):
        folder = tmp_path / f"threads_{threads}"
        names = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        environment = {**os.environ, **dict.fromkeys(names, threads), "STADSLAB_HOME": str(town_file.parent)}
        command = [sys.executable, "-c", RUN_AND_SAVE, str(town_file), str(folder)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        saved[threads] = {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}
    assert len(saved["1"]) >= 6
    assert saved["1"] == saved["2"]


# --- 7 insulation and offers -----------------------------------------------------------------------------------------


@few
@given(some.sets(some.sampled_from(ELEMENTS), min_size=1), some.floats(0.05, 1.0))
def test_more_insulation_never_raises_calculated_heat(untouched, elements, factor):
    city = untouched.city
    rows = np.arange(len(city.dwellings))
    persons = untouched.people.households.persons
    better = {element: city.dwellings.u_of(element) * factor for element in elements}
    homes, kind = city.dwellings, city.kind
    before, after = (city.homes.need_kwh(homes, rows, kind, u) for u in ({}, better))
    assert np.all(after <= before * (1 + 1e-6))
    used = [city.homes.use(n, homes.floor_m2, persons, homes.heating, homes.efficiency) for n in (before, after)]
    assert np.all(used[1].calculated_kwh <= used[0].calculated_kwh * (1 + 1e-6))
    assert np.all(used[1].measured_kwh <= used[0].measured_kwh * (1 + 1e-6))


TRADES_OF = {"renovation": ("roof", "facade", "floor", "glazing"), "heat_pump": ("heating",), "solar": ("solar",)}


def asked(town, technology, year=2026, **offer):
    """Who of a fresh town asks for works at such an offer."""
    model, offers = town.model(), {name: Offer(name) for name in TECHNOLOGIES}
    offers[technology] = Offer(technology, **offer)
    wanted = model.people.decide(offers, {}, year, year - 2025)
    tables = [wanted[trade] for trade in TRADES_OF[technology] if trade in wanted]
    if technology == "heat_pump":
        tables = [table[table["option"] == HEAT_PUMP] for table in tables]
    return {home for table in tables for home in table["home"].tolist()}


@few
@given(some.floats(0, 0.9), some.floats(0, 0.9))
def test_a_higher_grant_for_works_never_loses_a_customer(town, one, other):
    low, high = sorted((one, other))
    few_asked, many_asked = (asked(town, "renovation", grant_share=grant) for grant in (low, high))
    assert few_asked <= many_asked


@few
@given(some.floats(0, 15_000), some.floats(0, 15_000))
def test_a_higher_grant_for_heat_pumps_never_loses_a_customer(town, one, other):
    low, high = sorted((one, other))
    few_asked, many_asked = (asked(town, "heat_pump", grant_eur=grant) for grant in (low, high))
    assert few_asked <= many_asked


@few
@given(some.floats(0, 1500), some.floats(0, 1500))
def test_a_higher_grant_for_panels_never_loses_a_customer(town, one, other):
    low, high = sorted((one, other))
    few_asked, many_asked = (asked(town, "solar", grant_eur=grant) for grant in (low, high))
    assert few_asked <= many_asked


def test_a_grant_worth_the_whole_price_brings_customers(town):
    assert len(asked(town, "renovation", grant_share=0.9)) > len(asked(town, "renovation"))
    assert len(asked(town, "heat_pump", grant_eur=15_000.0)) > len(asked(town, "heat_pump"))
    assert len(asked(town, "solar", grant_eur=1500.0)) > len(asked(town, "solar"))


@settings(deadline=None)
@given(some.integers(0, 2**31), some.integers(1, 5), some.floats(0, 30))
def test_one_option_made_cheaper_takes_customers_and_moves_nobody_between_the_others(seed, option, cheaper_keur):
    dice = np.random.default_rng(seed)
    many = 300
    cost, worth, hassle = (dice.uniform(0, top, (many, 6)) * (np.arange(6) > 0) for top in (60, 40, 10))
    feasible = dice.random((many, 6)) < 0.7
    feasible[:, 0] = True
    rest = (dice.uniform(0.01, 0.5, many), np.zeros(6), dice.random(many), dice.normal(size=many), feasible,
            dice.gumbel(size=(many, 6)))  # fmt: skip
    lower = cost - cheaper_keur * (np.arange(6) == option)
    dear = renovation_choice(cost, worth, hassle, *rest)
    cheap = renovation_choice(lower, worth, hassle, *rest)
    assert np.all(cheap[dear == option] == option)
    assert np.all((cheap == dear) | (cheap == option))
