"""The bank file of a run: its largest programme as one contract in its own form, alone or bundled with villages like it.

Place in the flow: scenarios reads -> checks -> runs -> [bank file]. Planned flows are those that the form of contract
writes at signing, at the terms of the book; nothing is added to them here.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from scenarios.cities import city_file, find_city
from scenarios.deals import NO_DEAL, VILLAGE
from scenarios.problems import Problem, Unusable
from sim.ecosystem.bank_file import BankFile, bank_file
from sim.ecosystem.bundling import BundleTerms, Part, bundle
from sim.ecosystem.cover_ratios import plan_of
from sim.ecosystem.deal import undertaking_of
from sim.ecosystem.loan_request import request_for
from sim.finance import NoSolution
from sim.luck import Luck
from sim.markets.contract import ContractForm, Deal
from sim.markets.contracts import FORMS
from sim.markets.market import Market
from sim.markets.off_balance import case_of, checklist, leaning, limits_of
from sim.parameter import Book
from sim.results import Results
from sim.scenario import Scenario

TOLD_IN = "kWh"
"""Unit of the promises that count as energy."""


def bank_file_of(results: Results, scenario: Scenario, book: Book, villages: int = 0) -> dict[str, Any]:
    """The file of the largest programme of a run, plain values fit for JSON.

    Args:
        results: of the run
        scenario: as it was run
        book: as it was run with
        villages: so many villages of the library's rural municipality that do the same together; 0 for none

    Returns:
        programme, file (see `sim.ecosystem.bank_file`), public_balance where a provider invests (a checklist with reasons,
        never a verdict), and with villages: village (the file of one alone) and bundle

    Raises:
        Unusable: no contract was signed, or no file can be made of the programme
    """
    deal = programme_of(results, book)
    if deal is None:
        wanted = "a scenario whose measures sign contracts that partners could carry"
        raise Unusable([Problem(scenario.name, None, "measures", NO_DEAL, wanted)])
    form, present = FORMS[_form_of(results, deal)], _present_in(scenario)
    try:
        told = {"programme": _as_dict(deal, form, scenario), "file": _file_of(form, deal, book, present).as_dict()}
        if form.who_invests != form.client:
            told["public_balance"] = _public_balance(form, _market_for(deal, book, present), deal)
        return told | (_bundled(results, form, deal, book, present, villages) if villages else {})
    except (NoSolution, ValueError) as trouble:
        wanted = "a programme that can be written as one contract"
        raise Unusable([Problem(scenario.name, None, deal.measure, str(trouble), wanted)]) from trouble


def programme_of(results: Results, book: Book) -> Deal | None:
    """The largest programme of a run as one deal, signed in its first year; None when there is none.

    Sums are over all its contracts. The price of its tenders over their estimates is weighed by list price; what it
    saves or delivers is what was promised in a full year, where that is told in kWh.
    """
    contracts, year = results.tables["contracts"], int(results.years[0])
    largest = undertaking_of(contracts, book, year, results.summary["means"]["yearly_budget_eur"])
    if largest is None:
        return None
    mine = (contracts["measure"] == largest.measure) & (contracts["domain"] == largest.domain)
    rows = np.flatnonzero(mine & (contracts["list_price_eur"] > 0))
    first = rows[np.argmin(contracts["begins"][rows])]
    return Deal(
        measure=largest.measure, domain=largest.domain, year=int(contracts["begins"][first]), items=largest.items,
        capex_eur=largest.capex_eur, share_of_first_year=1.0, saved_kwh=_promised_kwh(results, rows),
        saved_eur=float(contracts["saved_eur"][rows].sum()),
        life_years=int(book.at("deal.life_years", year)[largest.domain]), project=int(contracts["project"][first]),
        tender=int(contracts["tender"][first]), price_ratio=_price_ratio(results, rows),
    )  # fmt: skip


def _form_of(results: Results, deal: Deal) -> str:
    """The form in which most of the programme was signed, by list price."""
    contracts = results.tables["contracts"]
    mine = (contracts["measure"] == deal.measure) & (contracts["domain"] == deal.domain)
    names, which = np.unique(contracts["form"][mine], return_inverse=True)
    return str(names[np.argmax(np.bincount(which.ravel(), weights=contracts["list_price_eur"][mine]))])


def _promised_kwh(results: Results, rows: np.ndarray) -> float:
    """The most that each contract promised in a year, summed, where it is told in kWh [kWh/yr]."""
    told = results.tables["performance"]
    most = np.zeros(int(max(rows.max(), told["contract"].max(initial=-1))) + 1)
    in_kwh = np.flatnonzero(told["unit"] == TOLD_IN)
    np.maximum.at(most, told["contract"][in_kwh], told["promised"][in_kwh])
    return float(most[rows].sum())


def _price_ratio(results: Results, rows: np.ndarray) -> float:
    """Price of the awards over their estimates, by list price; 1 for what was not tendered."""
    contracts, tenders = results.tables["contracts"], results.tables["tenders"]
    ratio = np.ones(len(rows))
    for place, tender in enumerate(contracts["tender"][rows].tolist()):
        if tender >= 0 and tenders["estimate_eur"][tender] > 0:
            ratio[place] = tenders["price_eur"][tender] / tenders["estimate_eur"][tender]
    return float(np.average(ratio, weights=contracts["list_price_eur"][rows]))


def _present_in(scenario: Scenario) -> Callable[[str], bool]:
    return lambda name: bool(scenario.actors.get(name, {}).get("present", 1))


def _file_of(form: ContractForm, deal: Deal, book: Book, present: Callable[[str], bool], title: str = "") -> BankFile:
    """The file of one deal in a market of its own, in which nothing was signed before."""
    market = _market_for(deal, book, present)
    plan = plan_of(form.planned(market, deal), deal.year)
    return bank_file(request_for(form, deal, plan, book, deal.year, form.is_indexed(market), title), plan)


def _market_for(deal: Deal, book: Book, present: Callable[[str], bool]) -> Market:
    """A market on the day of a deal, in which nothing was signed before."""
    market = Market(book, Luck(0), [])
    market.present = present
    market.open_year(deal.year)
    return market


def _public_balance(form: ContractForm, market: Market, deal: Deal) -> dict[str, Any]:
    """Questions a statistician would ask about the contract, each with its answer and reason, and where it leans."""
    tests = checklist(case_of(form, market, deal), limits_of(market))
    return {
        "leans": leaning(tests),
        "tests": [{"name": test.name, "passes": bool(test.passes), "reason": test.reason} for test in tests],
    }


def village_deal(deal: Deal, inhabitants: float) -> Deal:
    """The same programme in the rural municipality of the library: by its old lamps, and for all else by its inhabitants.

    Args:
        deal: of a city
        inhabitants: of that city
    """
    recipe = city_file(find_city(VILLAGE)).recipe
    lamps = recipe.lamps * (1.0 - recipe.led_share)
    scale = lamps / deal.items if deal.domain == "lighting" else recipe.inhabitants / inhabitants
    return replace(
        deal, items=deal.items * scale, capex_eur=deal.capex_eur * scale, saved_kwh=deal.saved_kwh * scale,
        saved_eur=deal.saved_eur * scale, project=-1, tender=-1,
    )  # fmt: skip


def _bundled(
    results: Results, form: ContractForm, deal: Deal, book: Book, present: Callable[[str], bool], villages: int
) -> dict[str, Any]:
    """One village's file, and the ticket of all of them."""
    small = village_deal(deal, results.summary["counts"]["inhabitants"])
    alone = _file_of(form, small, book, present, f"{deal.measure.replace('_', ' ')} in a village")
    parts = [Part.of_file(f"village {number + 1}", alone) for number in range(villages)]
    return {
        "villages": villages, "village": alone.as_dict(),
        "bundle": known_only(bundle(parts, BundleTerms.from_book(book, deal.year)).as_dict()),
    }  # fmt: skip


def known_only(value: Any) -> Any:
    """A value as JSON takes it: a number that is none becomes None, however deep.

    >>> known_only({"cover": {"village 1": float("nan")}, "names": ["village 1"]})
    {'cover': {'village 1': None}, 'names': ['village 1']}
    """
    if isinstance(value, dict):
        return {name: known_only(part) for name, part in value.items()}
    if isinstance(value, list):
        return [known_only(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _as_dict(deal: Deal, form: ContractForm, scenario: Scenario) -> dict[str, Any]:
    return {
        "scenario": scenario.name, "city": scenario.city, "measure": deal.measure, "domain": deal.domain,
        "form": form.name, "client": form.client, "provider": form.provider, "owner": form.who_owns,
        "at_the_end": form.at_the_end, "year": deal.year, "items": deal.items, "list_price_eur": deal.capex_eur,
        "price_ratio": deal.price_ratio, "saved_eur": deal.saved_eur, "saved_kwh": deal.saved_kwh,
        "life_years": deal.life_years,
    }  # fmt: skip
