"""A lighting programme and conditions for the tests of the deal; the worked case of METHODS 10 among them."""

from dataclasses import replace

from scenarios.book import read_book
from sim.ecosystem.deal import Conditions, Undertaking

BOOK = read_book()
LIGHT = Undertaking(
    measure="led", form="private_lighting_service", domain="lighting", client="city_hall", items=5000.0, capex_eur=3e6,
    saving_eur=5000 * 346 * 0.6 * 0.24, term_years=15, budget_eur=400_000.0, upkeep_saved_eur=5000 * 9.0,
    service_cost_eur=5000 * 3.0, transaction_own_eur=60_000.0, transaction_service_eur=90_000.0, residual_share=0.1,
)  # fmt: skip
USUAL = Conditions.of(BOOK, 2026, "lighting")
DEAR = Conditions.of(BOOK, 2026, "lighting", interest_factor=2.0)
WORKED = replace(LIGHT, budget_eur=3e6, service_cost_eur=5000 * 1.0, price_growth=0.02)
WORKED_CONDITIONS = replace(
    USUAL, client_rate=0.03, loan_rate=0.035, provider_rate=0.07, provider_discount=0.0, realised_own=1.0,
    realised_service=1.0, overrun_own=0.0,
)  # fmt: skip
