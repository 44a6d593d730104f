"""Lamps wear out, fail and stay dark, decided or not."""

import numpy as np

from sim.lives import falls_in
from sim.markets.lamp_care import dark_days_by_contract, replace_worn_out


def test_worn_out_lamps_become_led_at_the_expense_of_the_city(model):
    lamps = model.city.street_lights
    due = np.flatnonzero(falls_in(lamps.luminaire_ends, 0) & lamps.is_sodium)
    price = model.book.at("lighting.capex_eur_per_lamp", 2025)
    replace_worn_out(model, 2025, 0)
    assert len(due) > 0 and lamps.is_led[due].all()
    assert model.market.payments.cash_eur("city_hall") == -price * len(due)
    assert not (falls_in(lamps.luminaire_ends, 0) & lamps.is_sodium).any()


def test_a_lamp_waiting_for_the_crews_of_a_measure_is_not_replaced_beside_them(model):
    lamps = model.city.street_lights
    lamps.ordered[:] = True
    replace_worn_out(model, 2025, 0)
    assert model.market.payments.cash_eur("city_hall") == 0


def test_a_led_lamp_is_not_replaced_again(model):
    replace_worn_out(model, 2025, 0)
    before = model.market.payments.cash_eur("city_hall")
    replace_worn_out(model, 2025, 0)
    assert model.market.payments.cash_eur("city_hall") == before


def test_only_days_beyond_the_grace_and_only_served_lamps_count(model):
    from sim.markets.contract import Deal
    from sim.markets.contracts import FORMS
    from sim.works import RepairYear

    model.market.open_year(2025)
    FORMS["private_lighting_service"].sign(model.market, Deal("lamps", "lighting", 2025, 3.0, 1800.0, 1.0))
    grace = int(model.market.terms.sla_grace_days)
    lamps = model.city.street_lights
    lamps.contract[[0, 1]] = 0
    rows, nothing = np.array([0, 1, 2]), np.zeros(0)
    dark = np.array([grace + 4, grace - 1, grace + 90])
    year = RepairYear(rows, nothing, rows, nothing, dark, rows, dark, 0, still_dark=0)
    assert dark_days_by_contract(model, year).tolist() == [4.0]
