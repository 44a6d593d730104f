"""The energy service company is paid back from what it saves for others."""


def test_an_esco_that_saves_what_it_promised_earns_its_rate_and_no_more(book):
    from sim.finance import npv
    from sim.markets.contract import Deal
    from sim.markets.contracts import FORMS
    from tests.sim.worlds import a_market, live_out

    sure = book.with_values({"contracts.epc_realised_over_guaranteed": {2000: 1.0}, "contracts.epc_realised_sd": {2000: 0.0},
                             "contracts.provider_debt_share": {2000: 0.0}})  # fmt: skip
    market = a_market(sure)
    FORMS["energy_performance_contract"].sign(market, Deal("r", "public_buildings", 2026, 1.0, 1e5, 0.0, 1.0, 8_000.0))
    term = market.terms.epc_term_years
    live_out(market, range(2026, 2027 + term))
    ledger = market.payments.ledger
    flows = ledger.net_by_party_and_year(2026, term + 1)[ledger.party("esco")]
    assert abs(npv(market.terms.esco_rate, flows)) < 1e-4 * 1e5


def test_the_esco_reckons_at_the_rate_of_its_contracts(untouched, book):
    assert untouched.actors_by_name["esco"].discount_rate == book.at("contracts.esco_rate", 2025)
