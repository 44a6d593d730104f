"""A bankrupt provider never breaks a run: contracts end by rule, and the ledger still closes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.laws import check_laws
from sim.markets.bankruptcy import close_down, end_contracts_of_firm, equity_left_eur
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from sim.markets.performance import exit_price_eur
from tests.sim.worlds import a_market, live_out, paid

EPC = Deal("retrofit", "public_buildings", 2026, 2.0, 500_000.0, 0.5, 300_000.0, 40_000.0)


def with_equity(book, equity, realised=1.0):
    """A book in which providers have so much, and energy savings come out as told."""
    return book.with_values(
        {
            "performance.starting_equity_eur": {2000: {"esco": equity, "lighting_company": equity}},
            "contracts.epc_realised_over_guaranteed": {2000: realised}, "contracts.epc_realised_sd": {2000: 0.0},
            "performance.exit_after_dispute_share": {2000: 0.0},
        }
    )  # fmt: skip


def residual_eur(market):
    """As `sim.laws.money_residual_eur`, of a market without a model."""
    payments, loans = market.payments, market.loans
    net = payments.ledger.net_by_party_and_year(2026, 60).sum(axis=1)
    entries, accounts = payments.ledger.entries, payments.ledger.accounts

    def total(name):
        return entries["amount_eur"][entries["account"] == accounts.index(name)].sum() if name in accounts else 0.0

    lent = total("loan paid out") - total("repayment")
    return max(
        abs(net.sum()), np.abs(net - payments.purses()).max(), abs(lent - loans.owed_eur()),
        abs(loans.owed_by_party().sum()),
    )  # fmt: skip


def test_a_provider_that_keeps_losing_goes_bankrupt_and_the_ledger_still_closes(book):
    market = a_market(with_equity(book, 20_000.0, realised=0.1))
    contract = FORMS["energy_performance_contract"].sign(market, EPC)
    live_out(market, range(2026, 2045))
    assert contract.state == "broken" and 2026 < contract.ended_year < 2038
    assert "bankrupt" in contract.end_reason and contract.owner == "city_hall"
    kinds = [kind for _, kind, *_ in market.happenings]
    assert kinds.count("bankrupt") == 1 and kinds[-1] == "broken"
    assert paid(market, "bank", "esco", "loan written off") > 0
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-6)
    assert residual_eur(market) < 1e-6 * market.payments.ledger.entries["amount_eur"].sum()
    assert paid(market, "city_hall", "esco", "service fee", contract.ended_year + 1) == 0


def test_a_write_off_moves_no_cash_and_costs_the_lender_its_claim(book):
    market = a_market(book)
    market.loans.lend(2026, "bank", "esco", 1_000.0, 0.05, 10, 7)
    before = market.payments.cash_eur("esco"), market.payments.cash_eur("bank")
    assert market.loans.close(2027, "esco", 300.0, 7) == pytest.approx(700.0)
    after = market.payments.cash_eur("esco"), market.payments.cash_eur("bank")
    assert np.subtract(after, before) == pytest.approx([-300.0, 300.0])
    assert market.loans.owed_eur() == 0.0 and residual_eur(market) < 1e-9
    assert market.loans.close(2027, "esco", 300.0) == 0.0


def test_only_the_loans_of_the_contract_are_closed(book):
    market = a_market(book)
    for contract in (1, 2):
        market.loans.lend(2026, "bank", "esco", 1_000.0, 0.05, 10, contract)
    market.loans.settle(2026)
    market.loans.close(2026, "esco", 0.0, 1)
    assert market.loans.owed_eur(borrower="esco") == 1_000.0


def test_the_lamps_of_a_failed_company_go_to_the_operator_at_the_rule_price_or_to_the_city(book):
    for operator_there in (True, False):
        market = a_market(with_equity(book, 1e9))
        market.present = lambda party, there=operator_there: party != "grid_operator" or there
        deal = Deal("lamps", "lighting", 2026, 100.0, 60_000.0, 0.5)
        contract = FORMS["private_lighting_service"].sign(market, deal)
        live_out(market, range(2026, 2030))
        price = 0.5 * exit_price_eur(market, contract, 2029)[0]
        close_down(market, "lighting_company", 2029, "a bad year abroad")
        taker = "grid_operator" if operator_there else "city_hall"
        assert paid(market, taker, "lighting_company", "assets taken over") == pytest.approx(price)
        assert contract.owner == taker and contract.state == ("running" if operator_there else "broken")
        live_out(market, range(2030, 2050))
        fees = paid(market, "city_hall", "grid_operator", "service fee")
        assert (fees > 0) == operator_there
        assert paid(market, "city_hall", "lighting_company", "service fee", 2030) == 0
        assert residual_eur(market) < 1e-3 and market.loans.owed_eur() == pytest.approx(0.0, abs=1e-6)


def test_after_a_bankruptcy_a_new_company_begins_with_its_own_equity(book):
    market = a_market(with_equity(book, 20_000.0, realised=0.1))
    FORMS["energy_performance_contract"].sign(market, EPC)
    live_out(market, range(2026, 2045))
    assert equity_left_eur(market, "esco", 20_000.0) == pytest.approx(20_000.0)
    later = FORMS["energy_performance_contract"].sign(market, Deal("more", "public_buildings", 2045, 1.0, 1e5, 0.5))
    live_out(market, range(2045, 2060))
    assert later.state == "ended" and residual_eur(market) < 1e-3


def test_a_firm_that_fails_takes_only_its_own_contracts_with_it(book):
    market = a_market(with_equity(book, 1e9))
    deals = [Deal("it", "public_buildings", 2026, 1.0, 1e5, 0.5, 1e4, 1e3, firm=firm) for firm in (3, 4, 3)]
    contracts = [FORMS["energy_performance_contract"].sign(market, deal) for deal in deals]
    bought = FORMS["own_budget"].sign(market, Deal("it", "public_buildings", 2026, 1.0, 1e5, 0.5, firm=3))
    live_out(market, range(2026, 2028))
    assert end_contracts_of_firm(market, 3, "esco", 2027, "its order book was empty") == 2
    assert [contract.state for contract in contracts] == ["broken", "running", "broken"]
    assert bought.state == "running", "what is bought stays bought"
    live_out(market, range(2028, 2050))
    assert contracts[1].state == "ended" and residual_eur(market) < 1e-3


@settings(max_examples=25, deadline=None)
@given(
    some.lists(
        some.tuples(some.sampled_from(("energy_performance_contract", "private_lighting_service", "third_party_solar",
                                       "cooperative_solar", "heat_delivery", "public_private_partnership")),
                    some.integers(2026, 2032), some.floats(1e4, 1e6), some.floats(0, 1), some.floats(0, 1e5)),
        min_size=1, max_size=6),
    some.floats(0.0, 1.5), some.floats(0.0, 2e5),
)  # fmt: skip
def test_whatever_fails_whenever_the_ledger_closes(book, signed, realised, equity):
    market = a_market(with_equity(book, equity, realised))
    for year in range(2026, 2064):
        market.open_year(year)
        for name, begins, capex, share, kwh in signed:
            if begins == year:
                domain = FORMS[name].domains[0]
                FORMS[name].sign(market, Deal("it", domain, year, 10.0, capex, share, kwh, 0.1 * kwh))
        market.settle(year, np.zeros(len(market.contracts)))
    assert {contract.state for contract in market.contracts} <= {"ended", "broken"}
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-3)
    assert residual_eur(market) <= 1e-6 * market.payments.ledger.entries["amount_eur"].sum()


FORMS_IN_TOWN = [
    ("private_lighting_service", "energy_performance_contract", "third_party_solar"),
    ("lease", "maintenance_energy_performance_contract", "cooperative_solar"),
    ("joint_purchase", "public_private_partnership", "lease"),
    ("public_private_partnership", "joint_purchase", "joint_purchase"),
]
"""Who pays lamps, public buildings and public roofs."""


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize(("lamps", "buildings", "roofs"), FORMS_IN_TOWN)
def test_a_whole_run_keeps_its_laws_under_every_form_and_with_bankrupt_providers(
    town, book, lamps, buildings, roofs, fails
):
    plan = {
        "led_street_lighting": {"lamps_per_year": 60, "paid_by": lamps},
        "building_retrofit": {"public_buildings_per_year": 2, "public_paid_by": buildings},
        "rooftop_solar": {"public_kwp_per_year": 60, "public_paid_by": roofs},
    }
    if fails:
        book = with_equity(book, 0.0, realised=0.05).with_values(
            {
                "performance.realised_mean": {2000: {"supply": 0.1, "availability": 0.1}},
                "contracts.monitoring_eur_per_lamp": {2000: 50.0}, "contracts.provider_risk_eur_per_lamp": {2000: 0.0},
                "performance.starting_equity_eur": {2000: {"esco": 0.0, "lighting_company": 0.0, "cooperative": 0.0}},
            }
        )  # fmt: skip
    model = town.live(plan, last_year=2036, book=book)
    checks = check_laws(model)
    assert checks["ok"], checks
    bankrupt = {party for _, kind, _, party, _ in model.market.happenings if kind == "bankrupt"}
    wanted = {"esco"} & {FORMS[name].provider for name in (lamps, buildings, roofs)} if fails else set()
    assert wanted <= bankrupt and (fails or not bankrupt)
