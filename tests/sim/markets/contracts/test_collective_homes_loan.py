"""Tower blocks: housing company, owners' association, region and bank."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["collective_homes_loan"]
DEAL = Deal("towers", "collective_homes", 2026, 120.0, 3_000_000.0, 0.5, 600_000.0, 50_000.0)


def test_each_kind_of_owner_gets_its_grant_borrows_and_pays_the_rest(book):
    market = a_market(book)
    contract = FORM.sign(market, DEAL)
    assert contract.client == contract.owner == "housing_company"
    assert paid(market, "region", "housing_company", "grant") == pytest.approx(300_000.0)
    assert paid(market, "bank", "housing_company", "loan paid out") == pytest.approx(1_500_000.0 * 0.8 * 0.8)
    assert FORM.sources(market, DEAL) == {
        "grant": pytest.approx(600_000.0), "bank_loan": pytest.approx(1_920_000.0), "own_means": pytest.approx(480_000.0),
    }  # fmt: skip


def test_homes_of_every_district_pay_back_the_regions_loan(book):
    market = a_market(book)
    FORM.sign(market, DEAL)
    assert market.loans.owed_eur(lender="region") == pytest.approx(960_000.0)
    assert market.loans.owed_eur(borrower="households:harbour") == pytest.approx(480_000.0)
    live_out(market, range(2026, 2053))
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-6)
