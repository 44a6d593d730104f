"""What every form of contract says of itself."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS, forms_for
from sim.markets.market import Terms
from tests.sim.worlds import a_market, live_out

DOMAINS = ("lighting", "public_buildings", "public_solar", "charging", "homes", "greening", "heat", "collective_homes")
TENDERED = [(name, domain) for domain in DOMAINS if domain != "homes" for name in forms_for(domain)]


def test_every_form_has_words_in_four_languages_and_something_it_can_buy():
    for name, form in FORMS.items():
        assert form.name == name
        assert set(form.title) == {"nl", "fr", "de", "en"}
        assert form.domains and set(form.domains) <= set(DOMAINS)
        assert not form.tender_cost or form.tender_cost in {field for field in Terms.__dataclass_fields__}


def test_lighting_can_be_bought_in_four_ways():
    wanted = ("own_budget", "loan", "private_lighting_service", "grid_operator_lighting_service")
    assert set(forms_for("lighting")) == set(wanted)
    assert forms_for("homes") == ["household_with_grant"]


@pytest.mark.parametrize(("name", "domain"), TENDERED)
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
