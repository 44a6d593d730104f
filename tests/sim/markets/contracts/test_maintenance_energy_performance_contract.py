"""The ESCO also looks after what it put in."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

BARE, KEPT = FORMS["energy_performance_contract"], FORMS["maintenance_energy_performance_contract"]
DEAL = Deal("r", "public_buildings", 2026, 2.0, 400_000.0, 0.5, 200_000.0, 30_000.0)


def test_upkeep_is_paid_on_top_of_the_fee_and_costs_the_esco_a_little_less(book):
    market = a_market(book)
    contract, bare = KEPT.sign(market, DEAL), BARE.plan(market, DEAL)
    upkeep = 400_000.0 * book.at("contracts.maintenance_share_of_capex", 2026)
    assert contract.yearly_fee_eur == pytest.approx(bare.fee_eur + upkeep)
    live_out(market, range(2026, 2040))
    term = bare.term_years
    assert paid(market, "city_hall", "esco", "maintenance fee") == pytest.approx(term * upkeep)
    assert paid(market, "esco", "contractors", "upkeep") == pytest.approx(0.9 * term * upkeep)


def test_the_guarantee_is_that_of_the_contract_without_maintenance(book):
    for form in (BARE, KEPT):
        certain = {"contracts.epc_realised_over_guaranteed": {2000: 0.9}, "contracts.epc_realised_sd": {2000: 0.0}}
        market = a_market(book.with_values(certain))
        form.sign(market, DEAL)
        live_out(market, range(2026, 2028))
        assert paid(market, "esco", "city_hall", "shortfall of saving") == pytest.approx(0.1 * 1.5 * 30_000.0)
