"""Our words in the words of the Open Contracting Data Standard 1.1.

Place in the flow: results folder -> [scenarios.export]. Tables and short rules; what has no counterpart is left out.
Source: codelists of the standard (awardCriteria, contractStatus, method, procurementCategory, tenderStatus, milestoneType),
the Common Procurement Vocabulary 2008, and UN/CEFACT Recommendation 20 for units.
"""

from __future__ import annotations

import re
from typing import Any

from scenarios.export.plain_text import clean

PREFIX = "ocds-stadslab"
PREFIX_NOTE = (
    f"The ocid prefix '{PREFIX}' is not registered: prefixes are given out by the Open Contracting Partnership. "
    "All tenders, bids, contracts, payments and parties in this package are simulated."
)
METHODS = {
    "direct": ("direct", "Direct award, under the threshold for a negotiated procedure"),
    "negotiated": ("limited", "Negotiated procedure without prior publication"),
    "national": ("open", "Open procedure, notice published in Belgium"),
    "european": ("open", "Open procedure, notice published in Europe"),
}
"""Procedure -> code of `method`, and its local name."""
TENDER_STATUS = {"awarded": "complete", "direct": "complete", "failed": "unsuccessful"}
CONTRACT_STATUS = {"running": "active", "ended": "terminated", "broken": "terminated"}
UNITS = {
    "lighting": ("lamp", "H87"), "public_buildings": ("building", "H87"), "public_solar": ("kWp", "KWT"),
    "charging": ("charge point", "H87"), "homes": ("dwelling", "H87"), "collective_homes": ("dwelling", "H87"),
    "heat": ("connection", "H87"), "greening": ("item", "H87"),
}  # fmt: skip
"""Domain -> unit of its items, and its UN/CEFACT code (H87 piece, KWT kilowatt)."""
GOODS = {
    "lighting": ("45316110", "Installation of road lighting equipment"),
    "public_buildings": ("45453100", "Refurbishment work"),
    "public_solar": ("45261215", "Solar panel roof-covering work"),
    "charging": ("31681500", "Rechargers"),
    "homes": ("45453100", "Refurbishment work"),
    "collective_homes": ("45453100", "Refurbishment work"),
    "heat": ("45232140", "District-heating mains construction work"),
    "greening": ("45112710", "Landscaping work for green areas"),
}
"""Domain -> code and title of the Common Procurement Vocabulary."""
STAGE_TYPES = {
    "idea": "preProcurement", "feasibility": "assessment", "partners": "engagement", "tender": "preProcurement",
    "finance": "financing", "permit": "approval", "build": "delivery", "operate": "delivery", "hand_over": "delivery",
}  # fmt: skip
"""Stage of a project -> type of milestone."""
PARTY_OF_TRADE = {
    "lighting_service": "lighting_company", "energy_service": "esco", "solar_service": "cooperative",
    "heat_service": "esco",
}  # fmt: skip
"""Under which party of the ledger firms of a trade are paid, as in `sim.markets.firms`."""
OTHER_FIRMS = "contractors"
"""Party of the ledger for firms of all other trades."""
SERVICE_ENDING = "_service"
"""Trades that sell a service end so."""


def category(trade: str) -> str:
    """Code of `procurementCategory` for what a trade sells.

    >>> category("lighting_service"), category("building")
    ('services', 'works')
    """
    return "services" if trade.endswith(SERVICE_ENDING) else "works"


def party_of_firm(provider: str, trade: str) -> str:
    """The party of the ledger that stands for the firm that won: the provider, unless that is no firm's party.

    >>> party_of_firm("esco", "solar_service"), party_of_firm("bank", "lighting")
    ('esco', 'contractors')
    """
    for_firms = {*PARTY_OF_TRADE.values(), OTHER_FIRMS}
    return provider if provider in for_firms else PARTY_OF_TRADE.get(trade, OTHER_FIRMS)


def criteria_code(criteria: str) -> str:
    """Code of `awardCriteria` for criteria in our words.

    >>> criteria_code("price"), criteria_code("price, upkeep 500 EUR/point"), criteria_code("upkeep 500 EUR/point")
    ('priceOnly', 'ratedCriteria', 'qualityOnly')
    """
    parts = [part.strip() for part in criteria.split(",") if part.strip()]
    with_price, with_quality = "price" in parts, any(part != "price" for part in parts)
    if with_price:
        return "ratedCriteria" if with_quality else "priceOnly"
    return "qualityOnly"


def value(amount_eur: Any) -> dict[str, Any] | None:
    """An amount of money to the cent; None when there is no number.

    >>> value(1234.567), value(float("nan"))
    ({'amount': 1234.57, 'currency': 'EUR'}, None)
    """
    amount = number(amount_eur, 2)
    return None if amount is None else {"amount": amount, "currency": "EUR"}


def number(amount: Any, digits: int = 6) -> float | None:
    """A finite number, or None.

    >>> number(float("inf")), number(0.1234567), number(None)
    (None, 0.123457, None)
    """
    if amount is None or amount != amount or amount in (float("inf"), float("-inf")):
        return None
    return round(float(amount), digits)


def item(domain: str, quantity: Any, about: str) -> dict[str, Any]:
    """What is bought, with its amount and unit."""
    unit, code = UNITS.get(domain, ("item", "H87"))
    made: dict[str, Any] = {"id": "1", "description": about}
    if domain in GOODS:
        cpv, title = GOODS[domain]
        made["classification"] = {"scheme": "CPV", "id": cpv, "description": title}
    if (amount := number(quantity)) is not None:
        made |= {"quantity": amount, "unit": {"scheme": "UNCEFACT", "id": code, "name": unit}}
    return made


def without_nothing(**fields: Any) -> dict[str, Any]:
    """Fields that have something to say.

    >>> without_nothing(a=None, b=[], c="", d=0)
    {'d': 0}
    """
    return {
        name: each for name, each in fields.items() if each is not None and each != [] and each != "" and each != {}
    }


def part_of_id(words: str) -> str:
    """Words as part of an id.

    >>> part_of_id("Service fee / indexed")
    'service-fee-indexed'
    """
    return re.sub(r"[^a-z0-9]+", "-", clean(words, 60).lower()).strip("-") or "other"
