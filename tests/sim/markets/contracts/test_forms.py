"""What every form of contract says of itself, plans, and really pays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.finance.flows import net_by_party
from sim.ledger import NO_CONTRACT
from sim.markets.contract import AT_THE_END, HOUSEHOLDS, Deal
from sim.markets.contracts import FORMS, forms_for
from sim.markets.market import Terms
from sim.markets.performance import exit_price_eur
from tests.sim.worlds import a_market, live_out

DOMAINS = (
    "lighting", "public_buildings", "public_solar", "charging", "homes", "greening", "heat", "collective_homes",
)  # fmt: skip
SIGNED = [(name, domain) for domain in DOMAINS if domain != "homes" for name in forms_for(domain)]
PARTIES = {
    "city_hall", "neighbours", "grid_operator", "lighting_company", "esco", "bank", "cooperative", "contractors",
    "manufacturer", "suppliers", "port_authority", "housing_company", "region", "households", "businesses",
    "rest_of_world",
}  # fmt: skip


def as_promised(book, **changes):
    """A book in which every contract delivers just what it promised, and no provider goes bankrupt."""
    rich = {"lighting_company": 1e12, "esco": 1e12, "cooperative": 1e12}
    values = {
        "performance.starting_equity_eur": rich,
        "contracts.epc_realised_over_guaranteed": 1.0, "contracts.epc_realised_sd": 0.0,
        "performance.realised_mean": {"supply": 1.0, "availability": 1.0},
        "performance.realised_sd": {"supply": 0.0, "availability": 0.0},
    } | changes  # fmt: skip
    return book.with_values({name: {2000: value} for name, value in values.items()})


def a_deal(domain, share=0.5, **changes):
    told = {"items": 10.0, "capex_eur": 50_000.0, "saved_kwh": 40_000.0, "saved_eur": 6_000.0} | changes
    return Deal("it", domain, 2026, share_of_first_year=share, **told)


def paid_by_year(market, contract, first=2026, years=60):
    """Net of every party in the entries of one contract, households together: {party: array by year}."""
    entries, names = market.payments.ledger.entries, market.payments.ledger.parties
    net = {}
    for entry in entries[entries["contract"] == contract.id]:
        for side, sign in (("payer", -1.0), ("payee", 1.0)):
            party = names[entry[side]].split(":")[0]
            net.setdefault(party, np.zeros(years))[entry["year"] - first] += sign * entry["amount_eur"]
    return net


def planned_by_year(flows, years=60):
    net = {}
    for flow in flows:
        for party, sign in ((flow.payer, -1.0), (flow.payee, 1.0)):
            net.setdefault(party, np.zeros(years))[flow.day // 365] += sign * flow.amount_eur
    return net


def test_every_form_has_words_in_four_languages_and_something_it_can_buy():
    for name, form in FORMS.items():
        assert form.name == name
        assert set(form.title) == {"nl", "fr", "de", "en"}
        assert form.domains and set(form.domains) <= set(DOMAINS)
        assert not form.tender_cost or form.tender_cost in {field for field in Terms.__dataclass_fields__}


def test_every_form_says_who_bears_what_and_how_it_ends():
    for form in FORMS.values():
        assert set(form.risks) == {"price", "volume", "performance"}
        assert {form.who_invests, form.who_owns, form.client, form.provider, *form.risks.values()} <= PARTIES
        assert form.at_the_end in AT_THE_END
        assert set(form.rules) == {"who_decides", "exit", "data_ownership"} and all(form.rules.values())
        assert set(form.needs) <= PARTIES
        assert form.who_owns == form.client or form.at_the_end != "stays"
        assert (form.who_invests == form.client) == (form.rate_parameter == ""), "who invests for another wants a rate"


def test_lighting_can_be_bought_in_seven_ways():
    wanted = {
        "own_budget", "loan", "private_lighting_service", "grid_operator_lighting_service", "lease", "joint_purchase",
        "public_private_partnership",
    }  # fmt: skip
    assert set(forms_for("lighting")) == wanted
    assert forms_for("homes") == ["household_with_grant"]
    assert "heat_delivery" in forms_for("heat") and "collective_homes_loan" in forms_for("collective_homes")


@pytest.mark.parametrize(("name", "domain"), SIGNED)
def test_under_any_form_the_contractors_are_paid_once_and_in_the_end_nobody_owes_a_loan(book, name, domain):
    market = a_market(book)
    contract = FORMS[name].sign(market, Deal("it", domain, 2026, 10.0, 50_000.0, 0.5, 1_000.0, 300.0))
    entries, ledger = market.payments.ledger.entries, market.payments.ledger
    invested = entries[entries["account"] == ledger.accounts.index("investment")]
    assert invested["amount_eur"].sum() == pytest.approx(contract.capex_eur)
    assert 0.7 * 50_000 <= contract.capex_eur <= 50_000
    live_out(market, range(2026, 2070))
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-6)
    assert ledger.net_by_party_and_year(2026, 44).sum() == pytest.approx(0.0, abs=1e-6)
    assert entries["year"].min() == 2026


@pytest.mark.parametrize(("name", "domain"), SIGNED)
@settings(max_examples=6, deadline=None)
@given(
    share=some.floats(0.0, 1.0), capex=some.floats(1_000.0, 1e7), items=some.floats(1.0, 1e4),
    term=some.integers(1, 40), ratio=some.floats(0.8, 1.3),
)  # fmt: skip
def test_when_all_goes_as_promised_what_was_planned_is_what_is_paid(
    book, name, domain, share, capex, items, term, ratio
):
    terms = {
        f"contracts.{kind}_term_years": float(term)
        for kind in ("service", "epc", "lease", "power_purchase", "cooperative", "partnership", "heat")
    }
    market, form = a_market(as_promised(book, **terms)), FORMS[name]
    deal = a_deal(domain, share, capex_eur=capex, items=items, life_years=term, price_ratio=ratio)
    planned = form.planned(market, deal)
    assert sum(net_by_party(planned).values()) == pytest.approx(0.0, abs=1e-9 * len(planned) * capex)
    contract = form.sign(market, deal)
    live_out(market, range(2026, 2086))
    paid, wanted = paid_by_year(market, contract), planned_by_year(planned)
    for party in {*paid, *wanted}:
        found, told = (table.get(party, np.zeros(60)) for table in (paid, wanted))
        assert found == pytest.approx(told, rel=1e-9, abs=1e-7 * capex), party


@pytest.mark.parametrize(("name", "domain"), SIGNED)
def test_sources_of_funds_sum_to_their_uses(book, name, domain):
    market, form, deal = a_market(book), FORMS[name], a_deal(domain)
    sources, uses = form.sources(market, deal), form.uses(market, deal)
    assert sum(sources.values()) == pytest.approx(sum(uses.values()))
    assert set(sources) <= {
        "own_means", "bank_loan", "grant", "cooperative_shares", "contributions", "third_party"
    }  # fmt: skip
    assert uses["investment"] == pytest.approx(form.plan(market, deal).capex_eur)


@pytest.mark.parametrize(("name", "domain"), SIGNED)
def test_without_a_party_it_needs_a_form_has_no_room(book, name, domain):
    market, form = a_market(book), FORMS[name]
    market.budget.open(2026, 1e6, 1e6)
    assert form.room_eur(market, 2026) > 0
    for role in form.needs:
        market.present = lambda party, gone=role: party != gone
        assert form.missing_roles(market) == [role]
        assert form.room_eur(market, 2026) == 0.0


@pytest.mark.parametrize(("name", "domain"), SIGNED)
def test_terms_and_deals_that_no_contract_can_have_are_refused_in_words(book, name, domain):
    form = FORMS[name]
    for years in (0, 200):
        terms = {
            f"contracts.{kind}_term_years": float(years)
            for kind in ("service", "epc", "lease", "power_purchase", "cooperative", "partnership", "heat")
        }
        market = a_market(as_promised(book, **terms))
        with pytest.raises(ValueError, match="term|years"):
            form.sign(market, a_deal(domain, life_years=years))
        assert not market.contracts and not len(market.payments.ledger.entries)
    with pytest.raises(ValueError, match="zero or more"):
        a_deal(domain, capex_eur=-1.0)


def test_a_contract_without_payer_or_with_a_fee_below_zero_is_refused(book):
    market, form = a_market(book), FORMS["energy_performance_contract"]
    deal = a_deal("public_buildings")
    with pytest.raises(ValueError, match="no payer"):
        market.open_contract(form, deal, "", "esco", 2036, 1.0, 1.0)
    with pytest.raises(ValueError, match="no provider"):
        market.open_contract(form, deal, "city_hall", "", 2036, 1.0, 1.0)
    with pytest.raises(ValueError, match="zero or more"):
        market.open_contract(form, deal, "city_hall", "esco", 2036, 1.0, -1.0)


def test_when_its_term_is_over_a_contract_has_ended_and_the_things_are_the_clients(book):
    for name, domain in SIGNED:
        market = a_market(as_promised(book))
        contract = FORMS[name].sign(market, a_deal(domain))
        assert contract.state == "running" and contract.ended_year == -1
        live_out(market, range(2026, 2070))
        assert (contract.state, contract.ended_year) == ("ended", contract.last_year)
        assert contract.owner == contract.client
        assert exit_price_eur(market, contract, 2070) == (0.0, 0.0)


def test_what_households_do_together_is_entered_by_district(book):
    market = a_market(book)
    market.household_weights = np.array([0.25, 0.75])
    FORMS["cooperative_solar"].sign(market, a_deal("public_solar"))
    entries, ledger = market.payments.ledger.entries, market.payments.ledger
    bought = entries[entries["account"] == ledger.accounts.index("co-operative shares")]
    assert [ledger.parties[payer] for payer in bought["payer"]] == [HOUSEHOLDS + "old_town", HOUSEHOLDS + "harbour"]
    assert bought["amount_eur"].tolist() == pytest.approx([12_500.0, 37_500.0])
    assert not np.any(bought["contract"] == NO_CONTRACT)
