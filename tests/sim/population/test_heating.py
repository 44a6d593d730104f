"""A heating gives up: like for like, or a heat pump."""

import numpy as np
import pytest

from sim.city.dwellings import ELECTRIC, GAS, HEAT_PUMP, OIL
from sim.population.heating import like_for_like, price_eur


def test_after_the_ban_oil_becomes_gas_where_a_main_passes(book):
    ban = int(book.at("heating.oil_ban_year", 2025))
    heating, grid = np.array([OIL, OIL, GAS, ELECTRIC]), np.array([True, False, True, True])
    assert like_for_like(heating, grid, book, ban).tolist() == [GAS, OIL, GAS, ELECTRIC]
    assert like_for_like(heating, grid, book, ban - 1).tolist() == [OIL, OIL, GAS, ELECTRIC]


def test_a_heat_pump_costs_more_than_a_boiler_and_a_new_gas_connection_costs_extra(book):
    pump, boiler, connected = (
        price_eur(np.array([new]), np.array([old]), book, 2025)[0]
        for new, old in ((HEAT_PUMP, GAS), (GAS, GAS), (GAS, OIL))
    )
    assert pump > boiler
    assert connected - boiler == pytest.approx(book.at("heating.gas_connection_cost_eur", 2025))


def test_who_has_a_heat_pump_keeps_one(town):
    model = town.live(last_year=2030)
    start = model.recorder.start_heat_pumps
    assert np.all(model.city.dwellings.heating[start] == HEAT_PUMP)


def test_heat_pumps_go_only_into_homes_that_need_little_enough(town):
    model = town.model()
    homes = model.city.dwellings
    need = homes.calculated_kwh * homes.efficiency / homes.floor_m2
    had = homes.heating == HEAT_PUMP
    wanted = model.people.decide(_loud(), {}, 2025, 0)["heating"]
    new = wanted["home"][(wanted["option"] == HEAT_PUMP) & ~had[wanted["home"]]]
    assert len(new) and np.all(need[new] <= model.book.at("heating.heat_pump_max_need_kwh_m2", 2025) * (1 + 1e-6))


def _loud():
    from sim.offer import TECHNOLOGIES, Offer

    return {name: Offer(name, grant_eur=15_000.0 if name == "heat_pump" else 0.0) for name in TECHNOLOGIES}


def test_a_new_heating_lasts(town):
    model = town.live(last_year=2026)
    events = {kind: rows for kind, _, rows, *_ in model.city.diary.events}
    replaced = events["boiler replaced"]
    assert np.median(model.city.dwellings.heating_ends[replaced]) > 8 * 365
