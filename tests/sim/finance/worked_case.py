"""The worked case of the methods paper: 5,000 lamps swapped at once, for fifteen years."""

from sim.finance import Programme

CASE = Programme(
    lamps=5000,
    term_years=15,
    capex_eur_per_lamp=600,
    upkeep_before_eur=15,
    upkeep_after_eur=6,
    kwh_per_lamp=346,
    saving_share=0.6,
    price_eur_per_kwh=0.24,
    client_rate=0.03,
    loan_rate=0.035,
    provider_rate=0.07,
    residual_share=0.1,
    price_growth=0.02,
    monitoring_eur=1,
    transaction_own_eur=60_000,
    transaction_service_eur=90_000,
)
