"""From a recorded run to `Results`: the tables.

Place in the flow: physics -> inventory -> [results].
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from sim.inventory.covenant import COMPUTED_SECTORS, emission_factors
from sim.inventory.rows import YearTotals, inventory_rows
from sim.markets.contract_tables import contract_columns, performance_table
from sim.notice_board import listings_table, sources_of
from sim.parameter import Book
from sim.recording import YearRecord
from sim.results import Results, Table, Tables, ledger_table
from sim.summary import summary_of
from sim.travel_tables import Roads, travel_by_district, travel_of_city
from sim.value_flows import transfers_table
from sim.venturing import no_projects

if TYPE_CHECKING:
    from sim.city.grid import GridYear
    from sim.markets.market import Market
    from sim.model import CityModel

Noted = tuple[str, str, np.ndarray, np.ndarray, str, str]
"""An event of `sim.city.changes.Diary`."""
Shown = tuple[str, str, np.ndarray, np.ndarray, np.ndarray]
"""A trait of it."""


def results_of(model: CityModel) -> Results:
    """Everything the run found out."""
    recorder = model.recorder
    results = Results(
        scenario=model.scenario.name,
        city=model.city.facts.name,
        seed=model.luck.seed,
        years=np.array([record.year for record in recorder.years], dtype=np.int64),
    )
    results.tables = tables = _tables(model)
    bare = replace(results, tables=weakref.proxy(tables))  # no circle: results go as soon as nobody looks at them
    jobs = model.book.at("works.jobs_fte_per_meur", model.first_year)
    tables.add("transfers", partial(transfers_table, bare, jobs))
    results.summary = summary_of(model)
    return results


def _tables(model: CityModel) -> Tables:
    """The tables, to be written from what the run noted; the model itself is not kept for them."""
    recorder, homes, diary = model.recorder, model.city.dwellings, model.city.diary
    ledger, firms = model.market.payments.ledger, model.people.businesses
    names = list(model.city.district_names)
    roads = Roads(model.city.share_of_homes, model.city.fleet, model.book, model.city.facts.inhabitants)
    jobs = np.bincount(firms.district, weights=firms.jobs, minlength=len(names))
    at_first = StartOfRun(
        len(model.city.map.buildings), homes.building, recorder.start_labels, recorder.start_solar,
        recorder.start_heat_pumps, recorder.start_lamps,
    )  # fmt: skip
    return Tables(
        {
            "inventory": partial(_inventory, model.book, [recorder.baseline, *recorder.years]),
            "ledger": partial(ledger_table, ledger.entries.copy(), list(ledger.parties), list(ledger.accounts)),
            "contracts": partial(_contracts, model.market, recorder.years[-1].year),
            "performance": partial(performance_table, model.market, recorder.years[-1].year),
            "tenders": model.procurement.tenders.tenders,
            "bids": model.procurement.bids_table,
            "firms": model.procurement.firms_table,
            "projects": model.ventures.office.log.table if model.ventures else no_projects,
            "listings": partial(listings_table, sources_of(model)),
            "events": partial(_events, list(diary.events), model.first_year),
            "districts": partial(
                _districts, names, jobs, list(recorder.years), model.grid.reckoning() if model.grid else list, roads
            ),
            "assets": partial(_assets, at_first, list(diary.traits)),
            "yearly": partial(_yearly, list(recorder.years), roads),
        }
    )


@dataclass(frozen=True)
class StartOfRun:
    """What the map shows on the first day."""

    buildings: int
    building_of_home: np.ndarray
    labels: np.ndarray
    """Of homes, as are the two that follow."""
    solar_kwp: np.ndarray
    has_heat_pump: np.ndarray
    lamp_types: np.ndarray


def _inventory(book: Book, records: list[YearRecord]) -> Table:
    return inventory_rows([_totals(book, record) for record in records])


def _totals(book: Book, record: YearRecord) -> YearTotals:
    """A year of the city as a whole, with the factors it was counted with."""
    factors = emission_factors(book, record.year, record.electricity_factor, record.heat_factor)
    grid = book.at("emission_factors.electricity", record.year)
    energy, co2, solar = record.energy_mwh.sum(axis=0), record.co2_t.sum(axis=0), float(record.solar_mwh[:, 0].sum())
    return YearTotals(record.year, energy, co2, factors, grid, solar)


def _contracts(market: Market, last_year: int) -> Table:
    contracts = market.contracts
    columns = {
        "id": [c.id for c in contracts],
        "form": [c.form.name for c in contracts],
        "measure": [c.deal.measure for c in contracts],
        "domain": [c.deal.domain for c in contracts],
        "client": [c.client for c in contracts],
        "provider": [c.provider for c in contracts],
        "begins": [c.deal.year for c in contracts],
        "ends": [c.last_year for c in contracts],
        "items": [c.deal.items for c in contracts],
        "list_price_eur": [c.deal.capex_eur for c in contracts],
        "capex_eur": [c.capex_eur for c in contracts],
        "saved_eur": [c.deal.saved_eur for c in contracts],
        "yearly_fee_eur": [c.yearly_fee_eur for c in contracts],
    }
    words = {"form", "measure", "domain", "client", "provider"}
    kinds = {
        name: "U" if name in words else ("f8" if name.endswith("eur") or name == "items" else "i4") for name in columns
    }
    told = {name: np.array(values, dtype=kinds[name]) for name, values in columns.items()}
    return told | contract_columns(market, last_year)


def _events(events: list[Noted], first_year: int) -> Table:
    """The diary as rows; measures by their id in the scenario."""
    sizes = [len(assets) for _, _, assets, _, _, _ in events]
    day = np.concatenate(
        [np.asarray(days, dtype=np.int32) for _, _, _, days, _, _ in events] or [np.empty(0, np.int32)]
    )
    asset = np.concatenate(
        [np.asarray(assets, dtype=np.int32) for _, _, assets, *_ in events] or [np.empty(0, np.int32)]
    )
    words = {
        name: np.repeat(np.array([event[place] for event in events], dtype="U"), sizes)
        for name, place in (("kind", 0), ("layer", 1), ("actor", 4), ("measure", 5))
    }
    year = (first_year + day // 365).astype(np.int16)
    return {"day": day, "year": year, "asset": asset, **words}


def _districts(
    district_names: list[str], jobs: np.ndarray, records: list[YearRecord], transformers: Callable[[], list[GridYear]],
    roads: Roads,
) -> Table:  # fmt: skip
    """Energy, emissions, panels, transformers, kilometres and jobs by district and year."""
    names, hours, rows, numbers = np.array(district_names), transformers(), [], []
    green, nothing = sorted({name for record in records for name in record.green}), np.zeros(len(district_names))
    for number, record in enumerate(records):
        by_sector = record.energy_mwh.sum(axis=2)
        quantities = {f"energy_{sector}_mwh": by_sector[:, place] for place, sector in enumerate(COMPUTED_SECTORS)}
        quantities["co2_t"] = record.co2_t.sum(axis=(1, 2))
        quantities["solar_mwh"] = record.solar_mwh[:, 0]
        if hours:
            quantities |= {"solar_used_mwh": record.solar_mwh[:, 1], "solar_fed_in_mwh": record.solar_mwh[:, 2]}
            quantities |= hours[number].quantities()
        quantities |= travel_by_district(roads, record)
        quantities["jobs"] = jobs
        quantities |= {name: record.green.get(name, nothing) for name in green}
        rows, numbers = list(quantities), [*numbers, *quantities.values()]
    return {
        "year": np.repeat(np.array([record.year for record in records], dtype=np.int16), len(rows) * len(names)),
        "district": np.tile(names, len(rows) * len(records)),
        "quantity": np.tile(np.repeat(np.array(rows, dtype="U"), len(names)), len(records)),
        "value": np.concatenate(numbers, dtype=np.float64) if numbers else np.empty(0),
    }


def _assets(start: StartOfRun, traits: list[Shown]) -> Table:
    """The state at the start (day -1) and every dated change the map shows; a building shows its dwellings' worst label."""
    worst = np.full(start.buildings, -1, dtype=np.int64)
    np.maximum.at(worst, start.building_of_home, start.labels)
    lived = np.flatnonzero(worst >= 0)
    panels, pumps = np.flatnonzero(start.solar_kwp > 0), np.flatnonzero(start.has_heat_pump)
    lamps = np.arange(len(start.lamp_types))
    at_start = (
        ("buildings", "label", lived, worst[lived]),
        ("buildings", "solar_kwp", start.building_of_home[panels], start.solar_kwp[panels]),
        ("buildings", "heat_pump", start.building_of_home[pumps], np.ones(len(pumps))),
        ("lamps", "lamp_type", lamps, start.lamp_types),
    )
    rows = [(layer, trait, asset, np.full(len(asset), -1), value) for layer, trait, asset, value in at_start] + traits
    sizes = [len(row[2]) for row in rows]
    return {
        "layer": np.repeat([row[0] for row in rows], sizes),
        "trait": np.repeat([row[1] for row in rows], sizes),
        "asset": np.concatenate([np.asarray(row[2], dtype=np.int32) for row in rows]),
        "day": np.concatenate([np.asarray(row[3], dtype=np.int32) for row in rows]),
        "value": np.concatenate([np.asarray(row[4], dtype=np.float32) for row in rows]),
    }


def _yearly(records: list[YearRecord], roads: Roads) -> Table:
    """City-wide numbers, kilometres among them."""
    quantities = [record.quantities | travel_of_city(roads, record) for record in records]
    names = sorted({name for numbers in quantities for name in numbers})
    return {
        "year": np.repeat(np.array([record.year for record in records], dtype=np.int16), len(names)),
        "quantity": np.array(names * len(records), dtype="U"),
        "value": np.array([numbers.get(name, 0.0) for numbers in quantities for name in names], dtype=np.float64),
    }
