"""What a contract as planned asks of a financier."""

import json
from types import SimpleNamespace

import pytest

from sim.ecosystem.bank_file import bank_file
from sim.ecosystem.cover_ratios import debt_flows, plan_of
from sim.ecosystem.loan_request import request_for
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.ecosystem.test_cover_ratios import a_service
from tests.sim.worlds import a_market

SERVICE = SimpleNamespace(
    name="private_lighting_service", client="city_hall", promises="light", successor="grid_operator",
    risks={"price": "city_hall", "volume": "city_hall", "performance": "company"},
)  # fmt: skip
PURCHASE = SimpleNamespace(
    name="loan", client="city_hall", risks=dict.fromkeys(("price", "volume", "performance"), "city_hall")
)
DEAL = Deal("led_street_lighting", "lighting", 2026, 600.0, 1200.0, 1.0, saved_eur=300.0, life_years=20)


def test_the_borrower_and_its_loan_are_read_from_the_plan(book):
    asked = request_for(SERVICE, DEAL, a_service(), book, 2026, indexed=True)
    assert (asked.borrower, asked.lender, asked.loan_eur, asked.term_years) == ("company", "bank", 1000.0, 3)
    assert asked.rate == pytest.approx(0.1) and asked.payer == "city_hall" and asked.avoided_eur == {}
    assert asked.covers == ("penalty", "measurement", "indexation", "step-in")
    assert asked.title == "private lighting service, led street lighting"
    assert bank_file(asked, a_service()).cover.least == pytest.approx(1.11908, abs=1e-5)


def test_a_buyer_with_a_loan_saves_what_it_no_longer_pays(book):
    plan = [
        (2026, "city_hall", "contractors", "investment", 1200.0),
        *debt_flows("city_hall", "bank", 1200.0, 0.03, 15, 2026),
    ]
    asked = request_for(PURCHASE, DEAL, plan, book, 2026)
    assert asked.borrower == "city_hall" and asked.payer == "" and asked.avoided_eur[2027] == 300.0
    file = bank_file(asked, plan)
    assert file.cover.least == pytest.approx(300.0 / (1200.0 * 0.0837666), rel=1e-5)  # CRF(3 %, 15)
    assert any("no longer arise" in question for question in file.questions)


def test_works_that_end_before_the_loan_save_nothing_more(book):
    plan = [
        (2026, "city_hall", "contractors", "investment", 1200.0),
        *debt_flows("city_hall", "bank", 1200.0, 0.03, 15, 2026),
    ]
    short = Deal("led_street_lighting", "lighting", 2026, 600.0, 1200.0, 1.0, saved_eur=300.0, life_years=5)
    assert sorted(request_for(PURCHASE, short, plan, book, 2026).avoided_eur) == [2027, 2028, 2029, 2030]


def test_without_a_loan_there_is_nothing_to_cover(book):
    plan = [(2026, "city_hall", "contractors", "investment", 1200.0)]
    asked = request_for(PURCHASE, DEAL, plan, book, 2026)
    assert (asked.borrower, asked.loan_eur, asked.term_years, asked.avoided_eur) == ("city_hall", 0.0, 0, {})
    assert bank_file(asked, plan).as_dict()["cover"]["least"] is None


def test_a_deal_that_was_tendered_has_its_papers(book):
    tendered = SimpleNamespace(measure="x", year=2026, saved_eur=0.0, life_years=20, tender=3, project=-1)
    asked = request_for(SERVICE, tendered, a_service(), book, 2026)
    assert "procurement" in asked.papers and "planning" not in asked.papers and "measurement" in asked.papers


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_of_contract_has_a_file(name, book):
    form, market = FORMS[name], a_market(book)
    deal = Deal("x", form.domains[0], 2026, 600.0, 360_000.0, 1.0, saved_kwh=120_000.0, saved_eur=30_000.0)
    plan = plan_of(form.planned(market, deal), 2026)
    file = bank_file(request_for(form, deal, plan, book, 2026, form.is_indexed(market)), plan)
    assert sum(file.sources.values()) == pytest.approx(sum(file.uses.values())) and sum(file.uses.values()) > 0
    assert json.loads(json.dumps(file.as_dict(), allow_nan=False))["cash_flow"]
    assert file.cash.repayment_eur.sum() == pytest.approx(file.request.loan_eur)
