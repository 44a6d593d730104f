"""The lighting company needs its own return on the capital it puts into lamps."""


def test_a_company_without_loan_risk_and_penalties_earns_exactly_its_rate(book):
    from sim.finance import npv
    from sim.markets.contract import Deal
    from sim.markets.contracts import FORMS
    from tests.sim.worlds import a_market, live_out

    plain = book.with_values(
        {"contracts.provider_debt_share": {2000: 0.0}, "contracts.provider_risk_eur_per_lamp": {2000: 0.0}}
    )
    market = a_market(plain)
    FORMS["private_lighting_service"].sign(market, Deal("l", "lighting", 2026, 100.0, 60_000.0, 0.0))
    term = market.terms.service_term_years
    live_out(market, range(2026, 2027 + term))
    ledger = market.payments.ledger
    flows = ledger.net_by_party_and_year(2026, term + 1)[ledger.party("lighting_company")]
    assert abs(npv(market.terms.provider_rate, flows)) < 1e-6 * 60_000


def test_the_company_reckons_at_the_rate_of_its_contracts(untouched, book):
    assert untouched.actors_by_name["lighting_company"].discount_rate == book.at("contracts.provider_rate", 2025)
