"""The summary of a run: the numbers people ask for first, and the laws checked.

Place in the flow: physics -> inventory -> [results]. The keys are those of `stadslab run --json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.inventory.covenant import CARRIER, SECTOR
from sim.inventory.targets import judge
from sim.laws import check_laws
from sim.markets.contract import HOUSEHOLDS
from sim.markets.plan import HOUSEHOLDS_TOGETHER
from sim.recording import YearRecord, residential_gas_mwh

if TYPE_CHECKING:
    from sim.model import CityModel


def summary_of(model: CityModel) -> dict[str, Any]:
    """Every key of `run --json` that one run can fill; alternatives and attribution are added by `scenarios.running`."""
    recorder = model.recorder
    return {
        "scenario": model.scenario.name,
        "city": model.city.facts.name,
        "seed": model.luck.seed,
        "years": [record.year for record in recorder.years],
        "counts": _counts(model),
        "baseline": {**_emissions(model, recorder.baseline), "inhabitants": float(recorder.baseline_inhabitants)},
        "first": _year(model, recorder.years[0]),
        "final": _year(model, recorder.years[-1]),
        "targets": _targets(model),
        "measures": _measures(model),
        "actors": actor_values(model),
        "counters": _counters(model),
        "checks": check_laws(model),
        "lighting_forms": None,
        "means": {
            "yearly_budget_eur": model.market.budget.yearly_eur,
            "debt_room_eur": model.market.budget.debt_room_eur,
        },
        "market": model.procurement.tenders.summary(),
        "pipeline": model.ventures.office.summary() if model.ventures else None,
        "deal": None,
        "ecosystem": None,
    }


def _counts(model: CityModel) -> dict[str, int]:
    homes = model.city.dwellings
    return {
        "inhabitants": int(model.people.households.persons.sum()),
        "households": int(homes.occupied.sum()),
        "dwellings": len(homes),
        "buildings": len(model.city.map.buildings),
        "lamps": len(model.city.street_lights),
    }


def _emissions(model: CityModel, record: YearRecord) -> dict[str, Any]:
    return {
        "year": record.year,
        "co2_t": float(record.co2_t.sum()),
        "by_sector": model.recorder.sector_co2(record),
    }


def _year(model: CityModel, record: YearRecord) -> dict[str, Any]:
    """A simulated year: emissions, gas per connection (gross calorific value), electricity taken per household."""
    homes = model.city.dwellings
    net_over_gross = model.book.at("heat.gas_net_over_gross", record.year)
    connections = max(1, int(record.quantities["gas_connections"]))
    gas = residential_gas_mwh(record) * 1000.0 / net_over_gross / connections
    electricity = record.energy_mwh[:, SECTOR["residential"], CARRIER["electricity"]].sum()
    taken = electricity - record.quantities["home_solar_used_mwh"] + record.quantities["home_charging_mwh"]
    return {
        **_emissions(model, record),
        "gas_kwh_per_connection": float(gas),
        "electricity_kwh_per_household": float(taken) * 1000.0 / max(1, int(homes.occupied.sum())),
    }


def _targets(model: CityModel) -> list[dict[str, Any]]:
    """Every pledge of the scenario, or of the city when the scenario names none."""
    recorder = model.recorder
    targets = model.scenario.targets if model.scenario.targets is not None else model.city.facts.targets
    by_year = {record.year: record for record in recorder.years}
    baseline = (float(recorder.baseline.co2_t.sum()), recorder.baseline_inhabitants)
    heads, rows = model.city.facts.inhabitants, []
    for target in targets:
        record = by_year.get(target.year)
        then = (float(record.co2_t.sum()), heads) if record else None
        verdict = judge(target.year, target.kind, target.pledged_share, baseline, then)
        rows.append(
            {
                "year": target.year, "kind": target.kind, "label": target.label, "pledged_share": target.pledged_share,
                "reached_share": verdict.reached_share, "gap_t": verdict.gap_t,
                "note": "" if record else "outside this run",
            }
        )  # fmt: skip
    return rows


def _measures(model: CityModel) -> list[dict[str, Any]]:
    rows = []
    for (name, measure), touched in zip(model.measures, model.recorder.touched, strict=True):
        saving = touched.first_year_saving_eur
        rows.append(
            {
                "id": name, "measure": measure.name, "paid_by": getattr(measure, "paid_by", ""), "uptake": touched.uptake,
                "capex_eur": touched.capex_eur, "energy_before_mwh": touched.before_kwh / 1000.0,
                "energy_after_mwh": touched.after_kwh / 1000.0, "first_year_saving_eur": saving,
                "simple_payback_yr": touched.capex_eur / saving if saving > 0 else None, "co2_saved_t": None,
            }
        )  # fmt: skip
    return rows


def actor_values(model: CityModel) -> list[dict[str, Any]]:
    """Net present value of every party at its own rate: cash of the run, less debt and plus shares at its end."""
    ledger, years = model.market.payments.ledger, len(model.recorder.years)
    net = ledger.net_by_party_and_year(model.first_year, years)
    entries = ledger.entries
    count = len(ledger.parties)
    cash_in = np.bincount(entries["payee"], weights=entries["amount_eur"], minlength=count)
    cash_out = np.bincount(entries["payer"], weights=entries["amount_eur"], minlength=count)
    owed, rows = model.market.loans.owed_by_party() - _shares_by_party(model), []
    for index, name in enumerate(ledger.parties):
        actor = model.actors_by_name.get(name)
        rate = actor.discount_rate if actor else _rate_of(model, name)
        worth = (1.0 + rate) ** -np.arange(1, years + 1)
        rows.append(
            {
                "id": name, "role": actor.role if actor else _role_of(name),
                "npv_eur": float(net[index] @ worth - owed[index] * worth[-1]), "alternative": None,
                "npv_alternative_eur": None, "cash_in_eur": float(cash_in[index]), "cash_out_eur": float(cash_out[index]),
            }
        )  # fmt: skip
    return rows


def _shares_by_party(model: CityModel) -> np.ndarray:
    """Shares that one party holds of another and that outlive the run; a claim of one is a duty of the other [EUR]."""
    market, payments = model.market, model.market.payments
    shares = np.zeros(len(payments.ledger.parties))
    for contract in market.contracts:
        for holder, debtor, value in contract.form.claims(market, contract):
            if holder == HOUSEHOLDS_TOGETHER:
                shares[market.household_parties] += value * market.household_weights
            else:
                shares[payments.party(holder)] += value
            shares[payments.party(debtor)] -= value
    return shares


def _rate_of(model: CityModel, party: str) -> float:
    """Rates of parties that are no agents: households of a district weigh the future at the rate of owners."""
    name = "people.discount_rate_owner" if party.startswith(HOUSEHOLDS) else "finance.firm_discount_rate"
    return model.book.at(name, model.first_year)


def _role_of(party: str) -> str:
    if party.startswith(HOUSEHOLDS):
        return "live, decide, pay"
    return {"suppliers": "sell energy", "businesses": "work, use energy"}.get(party, "everything outside the model")


def _counters(model: CityModel) -> dict[str, float]:
    recorder, book = model.recorder, model.book
    ledger = model.market.payments.ledger
    entries = ledger.entries
    works = [ledger.accounts.index(name) for name in WORKS_ACCOUNTS if name in ledger.accounts]
    turnover = float(entries["amount_eur"][np.isin(entries["account"], works)].sum())
    return {
        "jobs_fte": turnover / 1e6 * book.at("works.jobs_fte_per_meur", model.first_year) / len(recorder.years),
        **_green_counters(model),
        "charge_points": recorder.charge_points,
        "collective_renovations": model.city.blocks.homes_done,
        "deep_retrofits": recorder.deep_retrofits,
        "lamp_repairs": recorder.repairs,
        "dark_lamp_days": recorder.dark_lamp_days,
    }


def _green_counters(model: CityModel) -> dict[str, float]:
    """What was planted and dug over the run, as the local pact counts it: trees planted, whether they stand or not."""
    there = {kind: float(amount.sum()) for kind, amount in model.city.greening.there.items()}
    return {
        "trees": there["tree"], "rain_m3": there["rain storage"], "facade_garden_m": there["facade garden"],
        "nature_plots": there["nature plot"],
    }  # fmt: skip


WORKS_ACCOUNTS = ("investment", "works on homes", "heating", "solar panels", "worn-out lamps", "upkeep")
"""Accounts whose money is work in the city; jobs are full-time jobs on average over the years of the run."""
