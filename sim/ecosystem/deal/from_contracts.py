"""The programme of a run, put together again from its contracts.

Place in the flow: [deal]: first step of the question "which deal lets everybody win?" put to a run.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.deal.roles import ROLES_OF_DOMAIN
from sim.ecosystem.deal.undertaking import Undertaking
from sim.parameter import Book

Columns = Mapping[str, NDArray]


def undertaking_of(
    contracts: Columns, book: Book, year: int, budget_eur: float, measure: str = ""
) -> Undertaking | None:
    """The programme of a measure with all its contracts; of the largest one that earns when no measure is named.

    Args:
        contracts: table of a run: measure, form, domain, client, items, list_price_eur, saved_eur
        book: parameters, the scenario's changes in
        year: whose terms count
        budget_eur: what the city can spend on it in a year from its own means
        measure: id in the scenario

    Returns:
        the programme, or None when no contract of this kind was signed
    """
    place = np.isin(contracts["domain"], list(ROLES_OF_DOMAIN)) & (contracts["list_price_eur"] > 0)
    if measure:
        place &= contracts["measure"] == measure
    rows = np.flatnonzero(place)
    if len(rows) == 0:
        return None
    keys = np.char.add(np.char.add(contracts["measure"][rows], "|"), contracts["domain"][rows])
    names, which = np.unique(keys, return_inverse=True)
    capex = np.bincount(which, weights=contracts["list_price_eur"][rows])
    earns = np.bincount(which, weights=contracts["saved_eur"][rows] + contracts["yearly_fee_eur"][rows]) > 0
    rows = rows[which == int(np.argmax(np.where(earns, capex, 0.0) if earns.any() else capex))]
    last = rows[-1]
    domain = str(contracts["domain"][last])
    term = int(book.at("deal.term_years", year)[domain])
    items, price = (float(contracts[name][rows].sum()) for name in ("items", "list_price_eur"))
    own, service = (
        min(book.at(f"contracts.transaction_{kind}_eur", year), price * book.at("deal.transaction_most_share", year))
        for kind in ("own", "service")
    )
    saving = float(contracts["saved_eur"][rows].sum())
    if domain == "heat":  # bills are told with the heat paid; between partners that payment is no cost
        saving += float(contracts["yearly_fee_eur"][rows].sum())
    return Undertaking(
        measure=str(contracts["measure"][last]), form=str(contracts["form"][last]), domain=domain,
        client=str(contracts["client"][last]), items=items, capex_eur=price,
        saving_eur=saving, term_years=term, budget_eur=float(budget_eur),
        upkeep_saved_eur=items * _upkeep_saved_eur(book, year, domain),
        service_cost_eur=items * _service_cost_eur(book, year, domain), transaction_own_eur=own,
        transaction_service_eur=service,
        residual_share=max(0.0, 1.0 - term / book.at("deal.life_years", year)[domain]),
        paid_by_others_share=book.at("deal.due_anyway_share", year)[domain],
        price_growth=book.at("prices.price_growth_real", year),
    )  # fmt: skip


def _upkeep_saved_eur(book: Book, year: int, domain: str) -> float:
    """Upkeep that an item no longer needs [EUR/yr]; only lamps are counted."""
    if domain != "lighting":
        return 0.0
    return book.at("lighting.upkeep_eur_per_lamp_conventional", year) - book.at(
        "lighting.upkeep_eur_per_lamp_led", year
    )


def _service_cost_eur(book: Book, year: int, domain: str) -> float:
    """Monitoring and margin for risk in the fee of an item [EUR/yr]; of others the margin is in the provider's rate."""
    if domain != "lighting":
        return 0.0
    return book.at("contracts.monitoring_eur_per_lamp", year) + book.at("contracts.provider_risk_eur_per_lamp", year)
