"""Checks what shall stand in contracts, and how measures are put out to tender.

Place in the flow: scenarios reads -> [checks] -> runs. A part of `checking`, for the sections `contracts` and `tenders`
of a scenario file. They say what the author wishes; whether the parties agree to it is the model's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scenarios.checking_desk import Desk
from scenarios.checking_parties import party_words
from scenarios.problems import near_word, one_of, shown
from scenarios.reading import Keys
from scenarios.scenario_file import (
    LEAST_WEIGHT,
    MOST_ENTRIES,
    MOST_MEASURES,
    WHOLE,
    ContractInFile,
    TenderInFile,
)
from sim.measures import Measure
from sim.scenario import ContractWish, TenderWish


def check_contracts(desk: Desk) -> dict[str, ContractWish]:
    """Wishes by form of contract; what is wrong goes to the desk and is left out."""
    wishes: dict[str, ContractWish] = {}
    for form, settings in desk.entries("contracts", MOST_ENTRIES).items():
        wish = _contract(desk, form, settings)
        if wish is not None:
            wishes[form] = wish
    return wishes


def _contract(desk: Desk, form: Any, settings: Any) -> ContractWish | None:
    """One wish, or None after complaining; the settings of an unknown form are looked at too."""
    path: Keys = ("contracts", form)
    forms = desk.around.forms
    if form not in forms:
        desk.complain(path, f"the unknown form of contract {shown(form)}", one_of(forms, 20), near_word(form, forms))
    if not isinstance(settings, dict):
        desk.complain(path, shown(settings), "settings with a payer, like  {payer: city_hall}")
        return None
    words = party_words(desk)
    is_known = desk.names_something(
        path, settings, "payer", words if desk.around.known_actors is not None else None,
        "a contract without a payer", f"who pays: {one_of(words, 30)}",
    )  # fmt: skip
    contract = desk.entry(ContractInFile, settings, path, () if is_known else ("payer",))
    if is_known:
        _warn_of_absent_payer(desk, path, settings["payer"])
    return None if contract is None else contract.as_wish()


def _warn_of_absent_payer(desk: Desk, path: Keys, payer: Any) -> None:
    """A payer that the same file leaves out of the city will pay nothing."""
    actor = desk.settings("actors").get(payer) if isinstance(payer, str) else None
    if isinstance(actor, dict) and actor.get("present") == 0 and not isinstance(actor["present"], bool):
        found = f"{payer}, whom this scenario leaves out (actors.{payer}.present is 0)"
        desk.complain((*path, "payer"), found, "a payer who takes part", severity="warning")


def warn_of_idle_forms(desk: Desk, measures: Mapping[str, Measure], wishes: Mapping[str, ContractWish]) -> None:
    """A wish for a form by which no measure pays changes nothing, and its author should know."""
    used = {value for measure in measures.values() for _, value in measure if isinstance(value, str)}
    for form in wishes:
        if form not in used:
            found, wanted = "a form by which no measure of this scenario pays", f"a measure with  paid_by: {form}"
            desk.complain(("contracts", form), found, wanted, severity="warning")


def check_tenders(desk: Desk) -> dict[str, TenderWish]:
    """Wishes by measure; what is wrong goes to the desk and is left out."""
    wishes: dict[str, TenderWish] = {}
    for measure, settings in desk.entries("tenders", MOST_ENTRIES).items():
        wish = _tender(desk, measure, settings)
        if wish is not None:
            wishes[measure] = wish
    return wishes


def _tender(desk: Desk, measure: Any, settings: Any) -> TenderWish | None:
    """One wish, or None after complaining."""
    path: Keys = ("tenders", measure)
    measures = desk.settings("measures")
    if measure not in measures and len(measures) <= MOST_MEASURES:
        wanted = f"a measure of this scenario{f': {one_of(measures)}' if measures else ', which has none'}"
        if desk.family.place(path)[0] != desk.family.file:
            wanted += f"; {measure}: null  takes the tender of a parent away"
        found = f"a tender for {shown(measure)}, which is no measure of this scenario"
        desk.complain(path, found, wanted, near_word(measure, measures))
    if not isinstance(settings, dict):
        desk.complain(path, shown(settings), "settings with criteria, like  {criteria: {price: 60, quality: 40}}")
        return None
    has_price = _counts_price(desk, path, settings)
    tender = desk.entry(TenderInFile, settings, path, () if has_price else ("criteria",))
    if tender is None:
        return None
    wish = tender.as_wish()
    if not tender.weights_add_up:
        total, price = sum(tender.criteria.values()), wish.price_weight * WHOLE
        wanted = f"100 in all; scaled to it, price counts for {price:.4g}"
        desk.complain((*path, "criteria"), f"weights that add up to {total:.10g}", wanted, severity="warning")
    if tender.quality_eur_per_point and not wish.quality:
        wanted = "a criterion beside price with a weight above 0; else nothing is worth points"
        desk.complain((*path, "quality_eur_per_point"), "a worth of quality that nothing judges", wanted, "", "warning")
    return wish


def _counts_price(desk: Desk, path: Keys, settings: Mapping[Any, Any]) -> bool:
    """Whether there are criteria with price among them; complains. Weights of the wrong form are told elsewhere."""
    criteria, here = settings.get("criteria"), (*path, "criteria")
    if criteria is None or criteria == {}:
        desk.complain(here, "a tender without criteria", "names with weights, like  {price: 60, quality: 40}")
        return False
    if not isinstance(criteria, dict):
        desk.complain(here, shown(criteria), "names with weights, like  {price: 60, quality: 40}")
        return False
    if "price" not in criteria:
        near = near_word("price", criteria)
        desk.complain(
            here, "criteria without a price", "price with a weight above 0, like  price: 60", near and "price"
        )
        return True
    numbers = [weight for weight in criteria.values() if isinstance(weight, int | float) and weight > 0]
    price = criteria["price"]
    if isinstance(price, int | float) and (price == 0 or 0 < price < LEAST_WEIGHT * sum(numbers)):
        desk.complain((*here, "price"), shown(price), "a weight above 0: price always counts")
    return True
