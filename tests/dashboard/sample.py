"""A small town with plausible shapes, and a library that answers at once: for tests of the showroom only.

Nothing here is a finding; the numbers only have the right form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import ClassVar, Literal

import numpy as np
import shapely
from pydantic import BaseModel, ConfigDict, Field

from dashboard.bands import BandState
from dashboard.runs import Runs
from geodata.citymap import LAND_KINDS, CityMap, make_layer
from scenarios import DealTable, read_book
from scenarios.deal_words import sentence_of
from scenarios.deals import NO_DEAL, as_dict, deal_of
from scenarios.ensemble import HEADLINES, Headlines, bands_of, pledges_kept
from sim.ecosystem.deal import Conditions, Undertaking, prices_of
from sim.parameter import Book, Parameter
from sim.results import Results
from sim.scenario import Scenario
from tests.dashboard.market_sample import MARKET, PIPELINE, contracts_table, market_tables

YEARS = np.arange(2025, 2041)
BLOCKS = 5
MARKET_TOWN = "imported_village"
"""Only here firms bid: the town itself knows contracts and no tenders."""
HOUSES_PER_ROW = 8
METRES_PER_BLOCK = 90.0


class LampSwap(BaseModel):
    """Swap lamps."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    title: ClassVar[dict[str, str]] = {"en": "LED street lighting", "nl": "Ledstraatverlichting"}

    begins: int = Field(2026, ge=1990, le=2100, title="first year of works")
    lamps_per_year: int = Field(60, ge=0, le=400, title="lamps the crews can swap in a year")
    share_dimmed: float = Field(0.25, ge=0, le=1, title="share of lamps dimmed")
    paid_by: Literal["own_budget", "private_lighting_service"] = Field("own_budget", title="who invests")
    honest: bool = Field(True, title="told to the neighbours")
    ends: int | None = Field(None, title="last year of works; left out: until the run ends")


class Roofs(BaseModel):
    """Panels on roofs."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    title: ClassVar[dict[str, str]] = {"en": "Solar roofs", "nl": "Zonnedaken"}

    grant_share: float = Field(0.1, ge=0, le=0.5, title="share of the price that is granted")


def sample_city(name: str = "sample_town", attribution: tuple[str, ...] = ()) -> CityMap:
    """Five by five blocks of houses with streets between them, a canal, a park and lamps."""
    houses, streets, lamps, land = [], [], [], []
    for column in range(BLOCKS):
        for row in range(BLOCKS):
            west, south = column * METRES_PER_BLOCK, row * METRES_PER_BLOCK
            land.append(
                (shapely.box(west, south, west + 76, south + 76), "park" if (column, row) == (2, 2) else "block")
            )
            if (column, row) != (2, 2):
                houses += _houses(west, south)
        along = column * METRES_PER_BLOCK - 7
        streets.append(shapely.LineString([(along, -7), (along, BLOCKS * METRES_PER_BLOCK - 7)]))
        streets.append(shapely.LineString([(-7, along), (BLOCKS * METRES_PER_BLOCK - 7, along)]))
        lamps += [(along + 3, 15 + 30 * place) for place in range(14)]
    land.append((shapely.box(-60, -60, -20, BLOCKS * METRES_PER_BLOCK + 40), "water"))
    return replace(_as_map(houses, streets, np.array(lamps), land), name=name, attribution=attribution)


def _houses(west: float, south: float) -> list[shapely.Polygon]:
    return [
        shapely.box(west + 2 + 9 * place, south + edge, west + 10.5 + 9 * place, south + edge + 10 + place % 3)
        for edge in (3, 60)
        for place in range(HOUSES_PER_ROW)
    ]


def _as_map(houses: list, streets: list, lamps: np.ndarray, land: list) -> CityMap:
    n, m, k = len(houses), len(streets), len(lamps)
    middle = shapely.get_coordinates(shapely.centroid(houses))
    district = (middle[:, 0] > 220).astype(int)
    half = [shapely.box(-10, -10, 220, 450), shapely.box(220, -10, 450, 450)]
    names = {"name": ["old_town", "harbour"], "title_en": ["Old town", "Harbour"], "title_nl": ["Oude stad", "Haven"]}
    buildings = {
        "district": district, "street": np.zeros(n), "type": np.arange(n) % 6, "use": np.zeros(n), "tenure": np.arange(n) % 4,
        "period": np.arange(n) % 6, "year_built": 1900 + np.arange(n) % 100, "dwellings": np.ones(n), "storeys": np.full(n, 2),
        "height_m": np.full(n, 6.0), "ridge_m": np.full(n, 3.0), "footprint_m2": shapely.area(houses),
        "floor_m2": 1.8 * shapely.area(houses), "facade_m2": np.full(n, 90), "party_m2": np.full(n, 80),
        "roof_m2": np.full(n, 100), "azimuth_deg": np.full(n, 180), "x_m": middle[:, 0], "y_m": middle[:, 1], "filled": np.zeros(n),
    }  # fmt: skip
    lines = {"district": np.zeros(m), "kind": np.arange(m) % 2, "length_m": shapely.length(streets), "x_m": np.zeros(m),
             "y_m": np.zeros(m), "name": np.full(m, "")}  # fmt: skip
    posts = {"district": np.zeros(k), "street": np.zeros(k), "type": np.ones(k), "power_w": np.full(k, 100), "year": np.full(k, 2005),
             "x_m": lamps[:, 0], "y_m": lamps[:, 1], "filled": np.zeros(k)}  # fmt: skip
    grounds = {"kind": [LAND_KINDS.index(kind) for _, kind in land], "name": np.full(len(land), "")}
    return CityMap(
        "sample_town", "EPSG:3812", 51.0, 4.4, "sample",
        make_layer("districts", {**names, "kind": [0, 2]}, half), make_layer("streets", lines, streets),
        make_layer("buildings", buildings, houses), make_layer("lamps", posts),
        make_layer("land", grounds, [shape for shape, _ in land]),
    )  # fmt: skip


def sample_results(scenario: Scenario, city: CityMap) -> Results:
    """Results that fall faster the more the plan does."""
    swap, roofs = scenario.measures.get("led_street_lighting"), scenario.measures.get("rooftop_solar")
    pace = 0.004 + (0.01 if swap else 0) + (0.02 + roofs.grant_share / 10 if roofs else 0)
    tables = {
        "inventory": _inventory(pace),
        "assets": _assets(city, swap.lamps_per_year if swap else 0, bool(roofs)),
        "ledger": _ledger(bool(swap)),
        "contracts": contracts_table(bool(swap)),
        "yearly": _yearly(city, swap.lamps_per_year if swap else 0),
    }
    if city.name == MARKET_TOWN:
        tables |= market_tables(bool(swap), bool(swap and roofs))
    if swap:
        tables["transfers"] = _transfers(tables["ledger"])
    results = Results(scenario.name, city.name, scenario.seed, YEARS, tables)
    market = {"market": {"tenders": 0}, "pipeline": None}
    if city.name == MARKET_TOWN and swap:
        market = {"market": MARKET, "pipeline": PIPELINE if roofs else None}
    emitted_t = results.emissions_by_year()
    reached = 1 - emitted_t[5] / 12_000
    gains = {
        "city_hall": 210_000.0,
        "lighting_company": 45_000.0 if swap else -12_000.0,
        "households:old_town": 60_000.0,
        "households:harbour": 30_000.0,
    }
    results.summary = {
        "baseline": {"year": 2011, "co2_t": 12_000.0, "by_sector": {}},
        "targets": [
            {"year": 2030, "kind": "absolute", "pledged_share": 0.4, "reached_share": reached, "gap_t": emitted_t[5] - 7200.0},
            {"year": 2050, "kind": "absolute", "pledged_share": 1.0, "reached_share": None, "gap_t": None},
        ],
        "actors": [
            {"id": name, "role": "do the works", "npv_eur": gain, "alternative": "no measures", "npv_alternative_eur": 0.0} for name, gain in gains.items()
        ],
        "lighting_forms": [
            {"form": "own_budget", "npv_city_eur": 134_000.0, "fee_eur_per_lamp": None, "led_complete_year": 2036, "wins": False},
            {"form": "private_lighting_service", "npv_city_eur": 168_000.0, "fee_eur_per_lamp": 95.0, "led_complete_year": 2029, "wins": True},
        ] if swap else None,
        **market,
        "deal": sample_deal(scenario) if swap else {"measure": None, "reason": NO_DEAL},
    }  # fmt: skip
    return results


@cache
def _dealt() -> tuple:
    """Lamps of the small town with the parties of a real deal at the table: the deal, its gaps, its prices."""
    lamps = Undertaking(
        "led_street_lighting", "private_lighting_service", "lighting", "city_hall", items=70.0, capex_eur=42_000.0,
        saving_eur=4_800.0, term_years=15, budget_eur=10_000.0, upkeep_saved_eur=900.0, service_cost_eur=400.0,
        transaction_own_eur=1_000.0, transaction_service_eur=2_000.0, residual_share=0.2,
    )  # fmt: skip
    book, town = read_book(), Scenario("led_only", {}, {}, "sample_town", 2025, 2040, 1, 20)
    deal, gaps = deal_of(lamps, town, book, 2025)
    return deal, gaps, prices_of(lamps, Conditions.of(book, 2025, "lighting"), deal.roles)


def sample_deal(scenario: Scenario) -> dict:
    """The deal of a plan with lamps, as a run tells it."""
    deal, gaps, _ = _dealt()
    here = [{**gap, "place": scenario.city if gap["place"] == "sample_town" else gap["place"]} for gap in gaps]
    return {**as_dict(deal, here), "winners": [], "losers": [], "sentence": sentence_of(deal, gaps)}


def sample_deal_table(results: Results, scenario: Scenario, book: Book, measure: str = "") -> DealTable | None:
    """Everybody at the table of a plan with lamps."""
    deal, _, prices = _dealt()
    return DealTable(deal, prices, results.summary["deal"]) if "led_street_lighting" in scenario.measures else None


def _transfers(ledger: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The money of the ledger, light for it, and a finding that the university gives for nothing."""
    rows = [
        (year, payer, payee, "money", account, amount, "EUR", amount, contract)
        for year, payer, payee, account, contract, amount in zip(
            *(ledger[name].tolist() for name in ("year", "payer", "payee", "account", "contract", "amount_eur")), strict=True
        )
    ]  # fmt: skip
    for year in YEARS.tolist():
        rows.append((year, "lighting_company", "city_hall", "service", "service under contract", 70.0, "", np.nan, -1))
        rows.append((year, "university", "city_hall", "know_how", "findings and measurements", np.nan, "", np.nan, -1))
    names = ("year", "giver", "taker", "kind", "object", "quantity", "unit", "eur", "contract")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


def _inventory(pace: float) -> dict[str, np.ndarray]:
    rows = []
    for place, year in enumerate(YEARS):
        left = (1 - pace) ** place
        for sector, carrier, mwh, factor in (
            ("residential", "natural_gas", 22_000, 0.202), ("residential", "electricity", 7_000, 0.15),
            ("tertiary", "natural_gas", 8_000, 0.202), ("private_transport", "diesel", 9_000, 0.267),
            ("public_lighting", "electricity", 400, 0.15),
        ):  # fmt: skip
            rows.append(("energy_mwh", "A", sector, carrier, year, mwh * left, "MWh"))
            rows.append(("co2_t", "B", sector, carrier, year, mwh * left * factor, "t"))
    names = ("kind", "table", "row", "carrier", "year", "value", "unit")
    table = {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}
    blank = np.full(len(rows), "")
    return {**table, "notation": blank, "source": np.full(len(rows), "computed"), "quality": blank}


def _assets(city: CityMap, lamps_per_year: int, roofs: bool) -> dict[str, np.ndarray]:
    rows = [("buildings", row, -1, "label", row % 7) for row in range(len(city.buildings))]
    rows += [("lamps", row, -1, "lamp_type", 1) for row in range(len(city.lamps))]
    for row in range(0, len(city.buildings), 3):
        day = 200 + 40 * row % 5000
        rows += [("buildings", row, day, "label", max(0, row % 7 - 3)), ("buildings", row, day, "renovated", 1)]
        rows += [("buildings", row, day, "solar_kwp", 4.5)] if roofs else []
        rows += [("buildings", row, day + 3, "heat_pump", 1)] if row % 2 else []
    if lamps_per_year:
        rows += [("lamps", row, 365 + 365 * row // lamps_per_year, "lamp_type", 0) for row in range(len(city.lamps))]
    names = ("layer", "asset", "day", "trait", "value")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


def _ledger(swap: bool) -> dict[str, np.ndarray]:
    pairs = [
        ("households", "energy_suppliers", 9e5),
        ("city_hall", "energy_suppliers", 8e4),
        ("region", "households", 6e4),
    ]
    pairs += [("city_hall", "lighting_company", 5e4), ("lighting_company", "contractors", 4e4)] if swap else []
    rows = [(year, payer, payee, "energy", -1, amount) for year in YEARS for payer, payee, amount in pairs]
    names = ("year", "payer", "payee", "account", "contract", "amount_eur")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


def _yearly(city: CityMap, lamps_per_year: int) -> dict[str, np.ndarray]:
    led = np.clip(np.maximum(0, YEARS - 2025) * lamps_per_year / len(city.lamps), 0, 1)
    cost = np.full(len(YEARS), 60_000.0) + 400.0 * lamps_per_year * (led < 1)
    return {
        "year": np.concatenate([YEARS, YEARS]),
        "quantity": np.repeat(["led_share", "public_cost_eur"], len(YEARS)),
        "value": np.concatenate([led, cost]),
    }


def sample_book() -> Book:
    """Four numbers: a table, a guess, and a guess that nothing reads yet."""
    rows = (
        Parameter("lighting.led_lamp_power_w", "Power of an LED lamp", "W", {2020: 40.0}, "measured", {"title": "A catalogue"}),
        Parameter("heat.u_wall", "Heat loss of walls", "W/(m2 K)", {2020: {"old": 1.8, "new": 0.24}}, "literature", {"title": "A book"}),
        Parameter("people.patience", "Years a household waits", "yr", {2020: 3.0, 2030: 2.0}, "assumption", {}, note="a guess"),
        Parameter("later.number", "A number for later", "m", {2020: 1.0}, "assumption", {}, note="not read yet", in_use=False),
    )  # fmt: skip
    return Book({row.name: row for row in rows})


def sample_library() -> SimpleNamespace:
    """What stands in for the package `scenarios`."""
    cities = {
        "sample_town": sample_city(),
        MARKET_TOWN: sample_city(MARKET_TOWN, ("(c) OpenStreetMap contributors",)),
    }

    def scenario(name: str, en: str, nl: str, measures: dict) -> Scenario:
        question = {"en": f"What does “{en}” bring?", "nl": f"Wat brengt ‘{nl}’?"}
        return Scenario(name, {"en": en, "nl": nl}, question, "sample_town", 2025, 2040, 1, 20, measures=measures)

    both = {"led_street_lighting": LampSwap(), "rooftop_solar": Roofs()}
    known = {
        each.name: each
        for each in (
            scenario("led_only", "LED only", "Alleen led", {"led_street_lighting": LampSwap()}),
            scenario("business_as_usual", "As it goes", "Zoals het gaat", {}),
            scenario("whole_plan", "The whole plan", "Het hele plan", both),
        )
    }
    usual = SimpleNamespace(title={"en": "as now", "nl": "zoals nu"})
    dear = SimpleNamespace(title={"en": "stays dear", "nl": "blijft duur"})
    aspect = SimpleNamespace(title={"en": "Price of gas", "nl": "Gasprijs"}, variants={"usual": usual, "dear": dear})

    def run_on(
        stage: SimpleNamespace, asked: Scenario, *, alternatives: bool = True, lighting_forms: bool = True,
        known: Results | None = None, between_years: Callable[[], None] | None = None,
    ) -> Results:  # fmt: skip
        swap = asked.measures.get("led_street_lighting")
        if swap and swap.begins > 2038:
            raise ValueError("the works would end after the last year")
        return sample_results(asked, stage.city_map)

    def open_stage(asked: Scenario) -> SimpleNamespace:
        if asked.city == "ruined_town":
            raise ValueError("an imported city that cannot be read")
        return SimpleNamespace(city_map=cities[asked.city], book=sample_book())

    return SimpleNamespace(
        read_book=sample_book,
        list_scenarios=lambda: known,
        load_scenario=lambda name: (known[name], []),
        open_stage=open_stage,
        run_on=run_on,
        list_cities=lambda: {name: {"en": name.replace("_", " ")} for name in [*cities, "ruined_town"]},
        read_contexts=lambda: {"gas_price": aspect},
        deal_table=sample_deal_table,
        measures_to_deal=lambda results, book: [
            name for name in ("led_street_lighting",) if results.summary["deal"]["measure"]
        ],
    )


def sample_runs() -> Runs:
    """The showroom's door, with the small town behind it."""
    measures = {"led_street_lighting": LampSwap, "rooftop_solar": Roofs}
    return Runs(sample_library(), measures, SampleBands(sample_city()))


RUNS_OF_A_BAND = 20
LATE = "led_only"
"""The band of this scenario takes a while."""


class SampleBands:
    """Bands of the small town: there at once, but for one scenario whose band comes when it was asked for three times."""

    def __init__(self, city: CityMap):
        self.city, self.asked = city, 0

    def ask(self, scenario: Scenario, city_hash: str, book: Book) -> BandState:
        if scenario.name == LATE:
            self.asked += 1
            if self.asked <= 3:
                return BandState(done=4 * self.asked, of=RUNS_OF_A_BAND)
        results = sample_results(scenario, self.city)
        members = tuple(_a_member(number, results) for number in range(RUNS_OF_A_BAND))
        return BandState(bands_of(members), tuple(pledges_kept(members)), members, RUNS_OF_A_BAND, RUNS_OF_A_BAND)


def _a_member(number: int, results: Results) -> Headlines:
    """A run one per cent higher than the one before; only the last one of all breaks the pledge of 2030."""
    factor, base_t = 0.9 + number / 100, results.summary["baseline"]["co2_t"]
    co2_t = factor * results.emissions_by_year()
    numbers = dict.fromkeys(HEADLINES, np.zeros(len(YEARS)))
    energy_mwh = factor * np.sum(list(results.energy_by_carrier().values()), axis=0)
    cost_eur = factor * np.cumsum(results.yearly("public_cost_eur"))
    numbers |= {"co2_t": co2_t, "co2_cut_share": 1 - co2_t / base_t, "energy_mwh": energy_mwh}
    numbers["public_cost_so_far_eur"] = cost_eur
    targets = tuple(
        {**each, "gap_t": None if each["gap_t"] is None else float(number - RUNS_OF_A_BAND + 1.5)}
        for each in results.summary["targets"]
    )
    quantities = {name: values.tolist() for name, values in numbers.items()}
    return Headlines(number, number + 1, number, "", tuple(YEARS.tolist()), quantities, {"co2_t": base_t}, targets)
