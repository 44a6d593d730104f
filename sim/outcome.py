"""From a recorded run to `Results`: the tables.

Place in the flow: physics -> inventory -> [results].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.inventory.covenant import SECTORS
from sim.inventory.rows import inventory_rows
from sim.recording import YearRecord
from sim.results import Results, Table, ledger_table
from sim.summary import summary_of
from sim.travel_tables import travel_by_district, travel_of_city

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
        "inventory": _inventory([recorder.baseline, *recorder.years]),
        "ledger": ledger_table(model.market.payments.ledger),
        "contracts": _contracts(model),
        "events": _events(model),
        "districts": _districts(model),
        "assets": _assets(model),
        "yearly": _yearly(model),
    }
    results.summary = summary_of(model)
    return results


def _stack(parts: list[Table]) -> Table:
    """Tables of the same columns, one under the other."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _inventory(records: list[YearRecord]) -> Table:
    return _stack([inventory_rows(r.year, r.energy_mwh.sum(axis=0), r.co2_t.sum(axis=0)) for r in records])


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
    firms, records = model.people.businesses, model.recorder.years
    names, rows, numbers = np.array(model.city.district_names), [], []
    for record in records:
        by_sector = record.energy_mwh.sum(axis=2)
        quantities = {f"energy_{sector}_mwh": by_sector[:, place] for place, sector in enumerate(SECTORS)}
        quantities["co2_t"] = record.co2_t.sum(axis=(1, 2))
        quantities["solar_mwh"] = record.solar_mwh[:, 0]
        quantities |= travel_by_district(model, record)
        quantities["jobs"] = np.bincount(firms.district, weights=firms.jobs, minlength=len(names))
        rows, numbers = list(quantities), [*numbers, *quantities.values()]
    return {
        "year": np.repeat(np.array([record.year for record in records], dtype=np.int16), len(rows) * len(names)),
        "district": np.tile(names, len(rows) * len(records)),
        "quantity": np.tile(np.repeat(np.array(rows, dtype="U"), len(names)), len(records)),
        "value": np.concatenate(numbers, dtype=np.float64) if numbers else np.empty(0),
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


def _yearly(model: CityModel) -> Table:
    """City-wide numbers, kilometres among them."""
    records = model.recorder.years
    quantities = [record.quantities | travel_of_city(model, record) for record in records]
    names = sorted({name for numbers in quantities for name in numbers})
    return {
        "year": np.repeat(np.array([record.year for record in records], dtype=np.int16), len(names)),
        "quantity": np.array(names * len(records), dtype="U"),
        "value": np.array([numbers[name] for numbers in quantities for name in names], dtype=np.float64),
    }
