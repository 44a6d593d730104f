"""The grid operator sells light at regulated cost."""


def test_the_operator_reckons_at_a_lower_rate_than_the_company(untouched):
    actors = untouched.actors_by_name
    assert actors["grid_operator"].discount_rate < actors["lighting_company"].discount_rate


def test_the_operator_gains_from_its_service_but_less_than_the_company_per_lamp(town):
    plan = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 300}}
    gains = {}
    for party, form in (("grid_operator", "grid_operator_lighting_service"), ("lighting_company", "private_lighting_service")):
        model = town.live({"led_street_lighting": {**plan["led_street_lighting"], "paid_by": form}}, last_year=2045)
        gains[party] = model.market.payments.cash_eur(party)
    assert gains["lighting_company"] > 0
