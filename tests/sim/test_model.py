"""A year of the city, and all of them."""

import numpy as np

from tests.sim.worlds import FULL_PLAN


def test_a_run_lives_every_year_of_its_scenario(lived):
    assert lived.year == 2031
    assert [record.year for record in lived.recorder.years] == list(range(2025, 2031))


def test_year_by_year_is_the_same_as_all_at_once(town):
    one, other = town.model(FULL_PLAN), town.live(FULL_PLAN)
    for _ in range(6):
        one.step()
    for mine, theirs in zip(one.recorder.years, other.recorder.years, strict=True):
        assert mine.energy_mwh.tobytes() == theirs.energy_mwh.tobytes()


def test_two_towns_live_side_by_side_without_touching_each_other(town):
    alone = town.live(FULL_PLAN)
    one, other = town.model(FULL_PLAN), town.model(FULL_PLAN, seed=2)
    for _ in range(6):
        one.step(), other.step()
    assert one.recorder.years[-1].energy_mwh.tobytes() == alone.recorder.years[-1].energy_mwh.tobytes()


def test_a_run_changes_neither_map_nor_book(town):
    before = {name: values.copy() for name, values in town.city_map.buildings.columns.items()}
    number = town.book.at("lighting.capex_eur_per_lamp", 2025)
    town.live(FULL_PLAN)
    for name, values in before.items():
        assert np.array_equal(values, town.city_map.buildings.columns[name]), name
    assert town.book.at("lighting.capex_eur_per_lamp", 2025) == number


def test_what_a_party_received_this_year_is_asked_of_the_ledger(lived):
    ledger = lived.market.payments.ledger
    entries = ledger.entries
    mine = (entries["payee"] == ledger.party("contractors")) & (entries["year"] == 2030)
    out = (entries["payer"] == ledger.party("contractors")) & (entries["year"] == 2030)
    margin = lived.book.at("assembly.contractor_margin", 2030)
    received, passed_on = entries["amount_eur"][mine].sum(), entries["amount_eur"][out].sum()
    assert np.isclose(passed_on, received * (1 - margin))


def test_a_measure_with_an_end_stops_and_with_a_beginning_starts(town):
    model = town.live({"led_street_lighting": {"begins": 2027, "ends": 2028, "lamps_per_year": 20,
                                               "paid_by": "private_lighting_service"}})  # fmt: skip
    assert {contract.deal.year for contract in model.market.contracts} <= {2027, 2028, 2029}
    assert sum(contract.deal.items for contract in model.market.contracts) == 40
