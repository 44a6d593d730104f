"""From a measure's proposal to a paid contract: cut to what can be paid, carried out, signed for what was done.

Place in the flow: part of the model: measures propose, forms of contract set the pace, the works yard carries out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from sim.works.orders import Done, FinishedLot, WorkOrder

if TYPE_CHECKING:
    from sim.model import CityModel

DOMAIN_OF_LAYER = {"lamps": "lighting", "premises": "public_buildings", "districts": "charging", "city": "charging"}


def domain_of(order: WorkOrder) -> str:
    """What a contract for this order is about."""
    return order.domain or ("public_solar" if order.trade == "solar" else DOMAIN_OF_LAYER[order.layer])


def orders_of(model: CityModel, year: int) -> list[WorkOrder]:
    """What the measures order this year: decided works at once, ideas when they have become projects."""
    orders = []
    for number, (name, measure) in enumerate(model.measures):
        for proposal in measure.propose(model.city, year):
            proposal = replace(proposal, measure=number, from_day=model.index * 365)
            if model.connections:
                proposal = model.connections.admit_order(proposal)
            if not len(proposal):
                continue
            if model.ventures and not proposal.follow_up:
                model.ventures.take_up(proposal, name, domain_of(proposal))
            elif len(order := bought(model, proposal, name, year)):
                mark(model, order, waits=True)
                orders.append(order)
    return orders + (model.ventures.advance((model.index + 1) * 365) if model.ventures else [])


def bought(model: CityModel, order: WorkOrder, name: str, year: int) -> WorkOrder:
    """A decided order with its price from the market, cut to what its form of contract can carry."""
    form = FORMS[order.payer]
    prices = order.prices_eur
    if form.room_eur(model.market, year) < prices.min():
        return order.first(0)  # nobody tenders without money
    if form.tendered:
        award = model.procurement.framework(
            name, order.kind, form, domain_of(order), float(prices.sum()), float(len(order))
        )
        if not award.won:
            return order.first(0)
        order = replace(order, tender=award.id, firm=award.winner, price_ratio=award.price_ratio)
    order = cut_to_room(model, order, year)
    form.set_aside(model.market, cost_eur(model, order))
    return order


def cut_to_room(model: CityModel, order: WorkOrder, year: int) -> WorkOrder:
    """The order's first items that fit into the budget or debt room of the form that pays."""
    form, market = FORMS[order.payer], model.market
    prices = order.prices_eur * order.price_ratio * (1.0 - form.unit_discount(market, domain_of(order)))
    room = form.room_eur(market, year)
    if not np.isfinite(room):
        return order
    return order.first(int(np.searchsorted(np.cumsum(prices), room, side="right")))


def cost_eur(model: CityModel, order: WorkOrder) -> float:
    """What an order costs whoever pays for it [EUR]."""
    discount = FORMS[order.payer].unit_discount(model.market, domain_of(order))
    return float(order.prices_eur.sum()) * order.price_ratio * (1.0 - discount)


def expected_deal(model: CityModel, order: WorkOrder, year: int) -> Deal:
    """The deal of an order before it is built; what it will save is known only where the measure can tell."""
    name, measure = model.measures[order.measure]
    return Deal(
        measure=name, domain=domain_of(order), year=year, items=float(len(order)),
        capex_eur=float(order.prices_eur.sum()), share_of_first_year=0.5, saved_kwh=measure.expected_kwh(model.city, order),
        life_years=order.life_years or int(model.book.at("lighting.led_life_years", year)), project=order.project,
        tender=order.tender, firm=order.firm, price_ratio=order.price_ratio, partner=order.partner,
    )  # fmt: skip


def mark(model: CityModel, order: WorkOrder, waits: bool) -> None:
    """What an order is about is spoken for, or (with `waits` false) free to be proposed again."""
    if order.layer == "lamps":
        model.city.street_lights.ordered[order.rows] = waits
    elif order.layer == "premises":
        name = "solar_ordered" if order.trade == "solar" else "ordered"
        getattr(model.city.premises, name)[order.rows] = waits
    else:
        model.measures[order.measure][1].mark(model.city, order, waits=waits)


def finished_lots(model: CityModel, lots: list[FinishedLot], year: int) -> None:
    """What was finished takes effect on its day; one contract per measure, kind of works, client, tender and year."""
    done: dict[tuple[int, str, str, int, int], list[FinishedLot]] = {}
    for lot in lots:
        order = lot.order
        done.setdefault((order.measure, order.kind, order.client, order.project, order.tender), []).append(lot)
    for (number, *_), group in done.items():
        _finish(model, number, group, year)
    if model.ventures:
        model.ventures.note_finished(lots)


def _finish(model: CityModel, number: int, lots: list[FinishedLot], year: int) -> None:
    name, measure = model.measures[number]
    order = lots[0].order
    rows = np.concatenate([lot.rows for lot in lots])
    days = np.repeat([lot.day for lot in lots], [len(lot.rows) for lot in lots])
    capex = sum(_price_of(lot) for lot in lots)
    before = _use_kwh(model, order, rows)
    model.city.diary.measure = name
    done = measure.finish(model.city, order, rows, days)
    model.city.diary.measure = ""
    if isinstance(done, Done):
        price = done.saved_eur / done.saved_kwh if done.saved_kwh else 0.0
    else:
        price = _price_of_energy(model, order, year)
        done = Done(before, done, done * price)
    deal = Deal(
        project=order.project, tender=order.tender, firm=order.firm, price_ratio=order.price_ratio, measure=name,
        domain=domain_of(order), year=year, items=float(len(rows)) if done.items is None else done.items, capex_eur=capex,
        share_of_first_year=float(np.mean(365.0 - (days - model.index * 365)) / 365.0),
        saved_kwh=done.promised_kwh, saved_eur=done.saved_eur, partner=order.partner,
        life_years=order.life_years or int(model.book.at("lighting.led_life_years", year)),
    )  # fmt: skip
    contract = FORMS[order.payer].sign(model.market, deal)
    if order.grant_share > 0:
        grant_eur = order.grant_share * capex
        model.market.payments.pay(year, "city_hall", order.client, "grant", grant_eur, contract.id)
    if order.layer == "lamps":
        model.city.street_lights.contract[rows] = contract.id
    model.recorder.note_works(
        number, order, len(rows), contract.capex_eur, capex, done.before_kwh, done.saved_kwh, price, days
    )


def _price_of(lot: FinishedLot) -> float:
    """Price of a lot before discounts: the prices of its own rows [EUR]."""
    if np.ndim(lot.order.price_eur) == 0:
        return float(lot.order.price_eur) * len(lot.rows)
    where = {int(row): place for place, row in enumerate(lot.order.rows)}
    prices = lot.order.prices_eur
    return float(sum(prices[where[int(row)]] for row in lot.rows))


def _use_kwh(model: CityModel, order: WorkOrder, rows: np.ndarray) -> float:
    """What the things used a year before they were touched [kWh/yr]."""
    if order.layer == "lamps":
        return float(np.sum(model.city.street_lights.energy_kwh[rows], dtype=np.float64))
    if order.layer == "premises" and order.trade != "solar":
        premises = model.city.premises
        return float(np.sum(premises.fuel_kwh[rows] + premises.electricity_kwh[rows], dtype=np.float64))
    return 0.0


def _price_of_energy(model: CityModel, order: WorkOrder, year: int) -> float:
    """What a kWh saved is worth to the city [EUR/kWh]."""
    if order.layer == "lamps":
        return model.book.at("prices.electricity_public_lighting", year)
    if order.trade == "solar":
        return model.book.at("prices.electricity_municipal", year)
    gas = model.book.at("prices.gas_business", year) / model.book.at("heat.gas_net_over_gross", year)
    return (gas + model.book.at("prices.electricity_municipal", year)) / 2.0
