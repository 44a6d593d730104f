"""From a recorded run to `Results`: the tables.

Place in the flow: physics -> inventory -> [results].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.inventory.covenant import COMPUTED_SECTORS, emission_factors
from sim.inventory.rows import YearTotals, inventory_rows
from sim.recording import YearRecord
from sim.results import Results, Table, ledger_table
from sim.summary import summary_of

if TYPE_CHECKING:
    from sim.model import CityModel


def results_of(model: CityModel) -> Results:
    """Everything the run found out."""
    recorder = model.recorder
    results = Results(
        scenario=model.scenario.name,
        city=model.city.facts.name,
        seed=model.luck.seed,
        years=np.array([record.year for record in recorder.years], dtype=np.int64),
    )
    results.tables = {
        "inventory": _inventory(model, [recorder.baseline, *recorder.years]),
        "ledger": ledger_table(model.market.payments.ledger),
        "contracts": _contracts(model),
        "events": _events(model),
        "districts": _districts(model),
        "assets": _assets(model),
        "yearly": _yearly(recorder.years),
    }
    results.summary = summary_of(model)
    return results


def _inventory(model: CityModel, records: list[YearRecord]) -> Table:
    return inventory_rows([_totals(model, record) for record in records])


def _totals(model: CityModel, record: YearRecord) -> YearTotals:
    """A year of the city as a whole, with the factors it was counted with."""
    factors = emission_factors(model.book, record.year, record.electricity_factor)
    grid = model.book.at("emission_factors.electricity", record.year)
    energy, co2, solar = record.energy_mwh.sum(axis=0), record.co2_t.sum(axis=0), float(record.solar_mwh[:, 0].sum())
    return YearTotals(record.year, energy, co2, factors, grid, solar)


def _contracts(model: CityModel) -> Table:
    contracts = model.market.contracts
    columns = {
        "id": [c.id for c in contracts],
        "form": [c.form.name for c in contracts],
        "measure": [c.deal.measure for c in contracts],
        "client": [c.client for c in contracts],
        "provider": [c.provider for c in contracts],
        "begins": [c.deal.year for c in contracts],
        "ends": [c.last_year for c in contracts],
        "items": [c.deal.items for c in contracts],
        "capex_eur": [c.capex_eur for c in contracts],
        "yearly_fee_eur": [c.yearly_fee_eur for c in contracts],
    }
    words = {"form", "measure", "client", "provider"}
    kinds = {
        name: "U" if name in words else ("f8" if name.endswith("eur") or name == "items" else "i4") for name in columns
    }
    return {name: np.array(values, dtype=kinds[name]) for name, values in columns.items()}


def _events(model: CityModel) -> Table:
    """The diary as rows; measures by their id in the scenario."""
    events = model.city.diary.events
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
    year = (model.first_year + day // 365).astype(np.int16)
    return {"day": day, "year": year, "asset": asset, **words}


def _districts(model: CityModel) -> Table:
    """Energy, emissions and panels by district and year."""
    names, parts, firms = np.array(model.city.district_names), [], model.people.businesses
    for record in model.recorder.years:
        by_sector = record.energy_mwh.sum(axis=2)
        quantities = {f"energy_{sector}_mwh": by_sector[:, place] for place, sector in enumerate(COMPUTED_SECTORS)}
        quantities["co2_t"] = record.co2_t.sum(axis=(1, 2))
        quantities["solar_mwh"] = record.solar_mwh[:, 0]
        quantities["jobs"] = np.bincount(firms.district, weights=firms.jobs, minlength=len(names))
        for quantity, values in quantities.items():
            parts.append(
                (np.full(len(names), record.year, dtype=np.int16), names, np.full(len(names), quantity), values)
            )
    columns = zip(*parts, strict=True) if parts else ([], [], [], [])
    return {
        name: np.concatenate(list(column)) if parts else np.empty(0)
        for name, column in zip(("year", "district", "quantity", "value"), columns, strict=True)
    }


def _assets(model: CityModel) -> Table:
    """The state at the start (day -1) and every dated change the map shows; a building shows its dwellings' worst label."""
    recorder, homes = model.recorder, model.city.dwellings
    worst = np.full(len(model.city.map.buildings), -1, dtype=np.int64)
    np.maximum.at(worst, homes.building, recorder.start_labels)
    lived = np.flatnonzero(worst >= 0)
    panels = np.flatnonzero(recorder.start_solar > 0)
    pumps = np.flatnonzero(recorder.start_heat_pumps)
    lamps = np.arange(len(recorder.start_lamps))
    rows = [
        ("buildings", "label", lived, np.full(len(lived), -1), worst[lived]),
        ("buildings", "solar_kwp", homes.building[panels], np.full(len(panels), -1), recorder.start_solar[panels]),
        ("buildings", "heat_pump", homes.building[pumps], np.full(len(pumps), -1), np.ones(len(pumps))),
        ("lamps", "lamp_type", lamps, np.full(len(lamps), -1), recorder.start_lamps),
        *model.city.diary.traits,
    ]
    sizes = [len(row[2]) for row in rows]
    return {
        "layer": np.repeat([row[0] for row in rows], sizes),
        "trait": np.repeat([row[1] for row in rows], sizes),
        "asset": np.concatenate([np.asarray(row[2], dtype=np.int32) for row in rows]),
        "day": np.concatenate([np.asarray(row[3], dtype=np.int32) for row in rows]),
        "value": np.concatenate([np.asarray(row[4], dtype=np.float32) for row in rows]),
    }


def _yearly(records: list[YearRecord]) -> Table:
    names = sorted({name for record in records for name in record.quantities})
    return {
        "year": np.repeat(np.array([record.year for record in records], dtype=np.int16), len(names)),
        "quantity": np.array(names * len(records), dtype="U"),
        "value": np.array([record.quantities[name] for record in records for name in names], dtype=np.float64),
    }
