"""The city's tenders in a run."""

import numpy as np
import pytest

from sim.laws import check_laws
from sim.markets.contracts import FORMS
from sim.procuring import TRADE_OF_DOMAIN, Procurement, draw_id_of
from sim.scenario import Party, TenderWish
from tests.sim.worlds import FULL_PLAN

LAMPS = {"led_street_lighting": {"begins": 2026, "lamps_per_year": 60, "paid_by": "private_lighting_service"}}


def test_a_run_that_orders_nothing_calls_no_firm(town):
    model = town.live({})
    assert model.procurement.tenders.awards == []
    assert all(len(column) == 0 for column in model.procurement.firms_table().values())


def test_every_order_of_the_city_has_its_tender_and_pays_its_price(town):
    model = town.live(FULL_PLAN, last_year=2032)
    awards = model.procurement.tenders.awards
    tendered = [contract for contract in model.market.contracts if contract.form.tendered]
    assert tendered
    for contract in tendered:
        award = awards[contract.deal.tender]
        assert award.won and award.call.measure == contract.deal.measure and award.call.form == contract.form.name
        assert contract.deal.price_ratio == award.price_ratio and contract.deal.firm == award.winner


def test_a_framework_holds_for_its_years_and_is_then_renewed(town, book):
    model = town.live(LAMPS, last_year=2034)
    won = [award for award in model.procurement.tenders.awards if award.won]
    years = [contract.deal.year for contract in model.market.contracts if contract.deal.tender == won[0].id]
    assert 1 < len(set(years)) <= book.at("procurement.framework_years", 2026) + 1  # the last works end a year later


def test_the_operator_needs_no_tender(town):
    model = town.live(
        {"led_street_lighting": {**LAMPS["led_street_lighting"], "paid_by": "grid_operator_lighting_service"}}
    )
    assert model.procurement.tenders.awards == []
    assert {contract.deal.price_ratio for contract in model.market.contracts} == {1.0}


def test_nobody_tenders_without_money(town):
    plan = {"led_street_lighting": {**LAMPS["led_street_lighting"], "paid_by": "own_budget"}}
    model = town.live(plan, actors={"city_hall": {"yearly_budget_eur": 0.0}})
    assert model.procurement.tenders.awards == []


def test_another_measure_changes_no_tender_of_this_one(town):
    alone, together = (
        town.live(plan, last_year=2030) for plan in (LAMPS, LAMPS | {"electric_cars": {"charge_points_per_year": 4}})
    )
    prices = [
        [a.price_ratio for a in model.procurement.tenders.awards if a.call.measure == "led_street_lighting"]
        for model in (alone, together)
    ]
    assert prices[0] == prices[1]


def test_what_the_scenario_wants_of_a_tender_is_done(town):
    model = town.model(LAMPS)
    object.__setattr__(
        model.scenario,
        "tenders",
        {"led_street_lighting": TenderWish((("price", 60.0), ("quality", 40.0)), 3, "open", 9000.0)},
    )
    object.__setattr__(model.scenario, "parties", {"nl": Party("lighting_company", "Nightlight NV", 2e6, 0.9)})
    procurement = Procurement(model)
    model.step(), model.step()
    call = procurement.call(
        "led_street_lighting", "swap", FORMS["private_lighting_service"], "lighting", 36_000.0, 60.0, 365
    )
    assert (call.lots, call.procedure, call.criteria.price_weight) == (3, "national", 0.6)
    assert call.criteria.quality == (("quality", 9000.0),)
    assert "Nightlight NV" in procurement.firms.table()["name"].tolist()


def test_a_promise_is_a_risk_and_own_money_is_needed_where_the_provider_invests(town):
    model = town.model(LAMPS)
    calls = {
        name: model.procurement.call("m", "k", FORMS[name], "lighting", 50_000.0, 10.0, 0)
        for name in ("own_budget", "private_lighting_service")
    }
    assert calls["own_budget"].risk == 0 < calls["private_lighting_service"].risk
    assert calls["own_budget"].needs_capital_eur == 0 < calls["private_lighting_service"].needs_capital_eur
    assert calls["own_budget"].trade == TRADE_OF_DOMAIN["lighting"]
    assert calls["private_lighting_service"].trade == "lighting_service"


def test_a_university_helps_only_where_there_is_one(town, book):
    wise = book.with_values({"procurement.knowledge_of_university": {2011: 0.4}})
    there, gone = (town.model(LAMPS, book=wise, actors={"university": {"present": here}}) for here in (1, 0))
    assert gone.procurement._knowledge() == 0.0
    assert there.procurement._knowledge() == (0.4 if there.present("university") else 0.0)


def test_numbers_of_draws_are_permanent_and_small():
    ids = {draw_id_of("measure", "kind", year, project) for year in range(2025, 2051) for project in range(-1, 40)}
    assert len(ids) > 1060
    assert max(ids) < 2**26
    assert draw_id_of("a", 1) == draw_id_of("a", 1)


def test_a_bankrupt_firm_leaves_its_contracts_and_the_books_still_close(town):
    model = town.live(LAMPS, last_year=2028)
    contract = model.market.contracts[0]
    firms = model.procurement.firms
    firms.own_capital_eur[contract.deal.firm], firms.year_profit_eur[contract.deal.firm] = 0.0, -1e9
    model.step()
    assert not firms.active[contract.deal.firm]
    assert contract.state == "broken" or contract.provider != "lighting_company"  # ended, or taken over by the operator
    assert any("bankrupt" in reason for *_, reason in model.market.happenings)
    assert check_laws(model)["ok"]


@pytest.mark.parametrize("domain", TRADE_OF_DOMAIN)
def test_every_domain_has_firms(town, domain):
    firms = town.model(LAMPS).procurement.firms
    assert len(firms.rows_of(TRADE_OF_DOMAIN[domain])) >= 12
    assert np.all(firms.active)
