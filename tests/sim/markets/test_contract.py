"""What a contract is: parties, a term, and a part of the first year."""

import pytest

from sim.markets.contract import Contract, ContractForm, Deal
from tests.sim.worlds import a_market


def test_the_first_year_counts_by_its_part_later_ones_whole_and_others_not():
    deal = Deal("lamps", "lighting", 2026, 10.0, 6_000.0, 0.25)
    contract = Contract(0, ContractForm(), deal, "city_hall", "lighting_company", 2030, 6_000.0)
    assert [contract.share_of(year) for year in (2025, 2026, 2027, 2030, 2031)] == [0, 0.25, 1, 1, 0]


def test_a_form_that_says_nothing_has_endless_room_and_no_discount(book):
    form, market = ContractForm(), a_market(book)
    assert form.room_eur(market, 2026) == float("inf")
    assert form.unit_discount(market, "lighting") == 0
    with pytest.raises(NotImplementedError):
        form.sign(market, Deal("lamps", "lighting", 2026, 1.0, 1.0, 1.0))
