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
    """What the measures order this year, cut to what their form of contract can carry."""
    orders = []
    for number, (_, measure) in enumerate(model.measures):
        for proposal in measure.propose(model.city, year):
            proposal = replace(proposal, measure=number, from_day=model.index * 365)
            if model.connections:
                proposal = model.connections.admit_order(proposal)
            order = cut_to_room(model, proposal, year)
            if len(order):
                _mark_as_ordered(model, order)
                orders.append(order)
    return orders


def cut_to_room(model: CityModel, order: WorkOrder, year: int) -> WorkOrder:
    """The order's first items that fit into the budget or debt room of the form that pays; the money is put aside."""
    form, market = FORMS[order.payer], model.market
    prices = order.prices_eur * (1.0 - form.unit_discount(market, domain_of(order)))
    room = form.room_eur(market, year)
    if np.isfinite(room):
        count = int(np.searchsorted(np.cumsum(prices), room, side="right"))
        order = order.first(count)
        form.set_aside(market, float(prices[:count].sum()))
    return order


def _mark_as_ordered(model: CityModel, order: WorkOrder) -> None:
    if order.layer == "lamps":
        model.city.street_lights.ordered[order.rows] = True
    elif order.layer == "premises":
        name = "solar_ordered" if order.trade == "solar" else "ordered"
        getattr(model.city.premises, name)[order.rows] = True
    else:
        model.measures[order.measure][1].mark(model.city, order, waits=True)


def finished_lots(model: CityModel, lots: list[FinishedLot], year: int) -> None:
    """What was finished takes effect on its day; one contract per measure, kind of works, client and year is signed."""
    done: dict[tuple[int, str, str], list[FinishedLot]] = {}
    for lot in lots:
        done.setdefault((lot.order.measure, lot.order.kind, lot.order.client), []).append(lot)
    for (number, *_), group in done.items():
        _finish(model, number, group, year)


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
        measure=name, domain=domain_of(order), year=year, capex_eur=capex,
        items=float(len(rows)) if done.items is None else done.items,
        share_of_first_year=float(np.mean(365.0 - (days - model.index * 365)) / 365.0),
        saved_kwh=done.delivered_kwh or max(0.0, done.saved_kwh), saved_eur=done.saved_eur,
        partner=order.partner,
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
