"""Adds to a run what only cash flows can tell: who could gain, on which terms, and why a service differs from a purchase.

Place in the flow: scenarios reads -> checks -> [runs]: after the run and its alternatives (`scenarios.running`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scenarios.cities import city_file, find_city
from scenarios.deal_words import sentence_of
from sim.actors import usual_budget_eur
from sim.ecosystem.deal import Conditions, Deal, Gap, Undertaking, gap_of, roles_of, share_out, undertaking_of
from sim.parameter import Book
from sim.results import Results
from sim.scenario import Scenario

EVEN_EUR = 1.0
"""Less than this is neither gain nor loss."""
VILLAGE = "rural_municipality"
"""Where a service is looked at from a small place, beside the city of the scenario."""
NO_DEAL = "no contract was signed of a kind that partners could carry together"


def add_deal(results: Results, scenario: Scenario, book: Book) -> None:
    """Put `deal` into the summary of a run.

    Args:
        results: of a run; with alternatives, winners and losers are told
        scenario: as it was run
        book: as it was run with
    """
    summary, year = results.summary, int(results.years[0])
    winners, losers = who_wins(summary["actors"])
    told = {"winners": winners, "losers": losers}
    undertaking = undertaking_of(results.tables["contracts"], book, year, summary["means"]["yearly_budget_eur"])
    if undertaking is None:
        summary["deal"] = {
            "measure": None, "reason": NO_DEAL, "surplus_eur": 0.0, "deciding_lever": None, "roles": [], "can_play": [], **told,
        }  # fmt: skip
        return
    deal, gaps = deal_of(undertaking, scenario, book, year)
    summary["deal"] = {**as_dict(deal, gaps), **told, "sentence": sentence_of(deal, gaps)}


def who_wins(actors: list[dict[str, Any]]) -> tuple[list[str] | None, list[str] | None]:
    """Parties better and worse off than in their best alternative, most first; None when no alternative was run."""
    gains = {
        actor["id"]: actor["npv_eur"] - actor["npv_alternative_eur"]
        for actor in actors
        if actor["npv_alternative_eur"] is not None
    }
    if not gains:
        return None, None
    ordered = sorted(gains, key=gains.get, reverse=True)
    return (
        [name for name in ordered if gains[name] > EVEN_EUR],
        [name for name in reversed(ordered) if gains[name] < -EVEN_EUR],
    )


def deal_of(undertaking: Undertaking, scenario: Scenario, book: Book, year: int) -> tuple[Deal, list[dict[str, Any]]]:
    """The deal of a programme with the actors that the scenario leaves in the city, and the gaps of its services."""
    settings = scenario.actors
    interest = settings.get("bank", {}).get("interest_factor", 1.0)
    conditions = Conditions.of(book, year, undertaking.domain, interest)
    roles = roles_of(
        undertaking.domain, undertaking.client, undertaking.form,
        lambda name: bool(settings.get(name, {}).get("present", 1)),
    )  # fmt: skip
    deal = share_out(undertaking, conditions, roles)
    gaps = [_gap(scenario.city, "service", gap_of(undertaking, conditions))]
    if undertaking.domain == "lighting":
        gaps.append(_gap(scenario.city, "grid_operator", gap_of(undertaking, conditions, operator=True)))
        if scenario.city != VILLAGE:
            gaps.append(_gap(VILLAGE, "service", gap_of(in_a_village(undertaking, book, year), conditions)))
    return deal, gaps


def in_a_village(undertaking: Undertaking, book: Book, year: int) -> Undertaking:
    """The same lamps at the same prices in a rural municipality, with its old lamps and its means."""
    recipe = city_file(find_city(VILLAGE)).recipe
    scale = recipe.lamps * (1.0 - recipe.led_share) / undertaking.items
    cap = book.at("deal.transaction_most_share", year) * undertaking.capex_eur * scale
    return replace(
        undertaking,
        items=undertaking.items * scale, capex_eur=undertaking.capex_eur * scale,
        saving_eur=undertaking.saving_eur * scale, upkeep_saved_eur=undertaking.upkeep_saved_eur * scale,
        service_cost_eur=undertaking.service_cost_eur * scale,
        transaction_own_eur=min(cap, book.at("contracts.transaction_own_eur", year)),
        transaction_service_eur=min(cap, book.at("contracts.transaction_service_eur", year)),
        budget_eur=usual_budget_eur(book, recipe.inhabitants, year),
    )  # fmt: skip


def _gap(place: str, form: str, gap: Gap) -> dict[str, Any]:
    return {
        "place": place, "form": form, "own_eur": gap.own_eur, "service_eur": gap.service_eur, "gap_eur": gap.gap_eur,
        "levers": gap.levers, "deciding_lever": gap.deciding_lever,
    }  # fmt: skip


def as_dict(deal: Deal, gaps: list[dict[str, Any]]) -> dict[str, Any]:
    """A deal as `run --json` gives it; the first gap is that of the scenario's own form of service."""
    it, roles = deal.undertaking, deal.roles
    own = next((gap for gap in gaps if gap["form"] == "grid_operator" and "operator" in it.form), gaps[0])
    return {
        "measure": it.measure, "form": it.form, "domain": it.domain, "client": it.client, "items": it.items,
        "capex_eur": it.capex_eur, "term_years": it.term_years, "own_spread_years": it.own_spread_years,
        "roles": list(roles), "can_play": list(deal.can_play), "best_way": deal.best_way,
        "partners": list(deal.worth.partners), "surplus_eur": deal.surplus_eur, "pays": deal.pays,
        "worth_together_eur": float(deal.worth.eur[-1]),
        "worth_alone_eur": {name: float(deal.worth.eur[1 << place]) for place, name in enumerate(roles)},
        "today": _by_role(roles, deal.today),
        "splits": {name: _by_role(roles, split) for name, split in deal.splits.items()},
        "core_empty": deal.core_empty, "largest_excess_eur": deal.largest_excess_eur,
        "leavers_today": list(deal.leavers_today),
        "terms": [
            {"party": term.party, "name": term.name, "unit": term.unit, "now": term.now, "wanted": term.wanted,
             "residual_eur": term.residual_eur}
            for term in deal.terms
        ],
        "gap_eur": own["gap_eur"], "levers": own["levers"], "deciding_lever": own["deciding_lever"], "gaps": gaps,
    }  # fmt: skip


def _by_role(roles: tuple[str, ...], values: Any) -> dict[str, float]:
    return dict(zip(roles, map(float, values), strict=True))
