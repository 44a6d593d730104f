"""Every euro has giver and taker."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.ledger import NO_CONTRACT, Ledger

payments = some.lists(
    some.tuples(some.integers(2025, 2050), some.integers(0, 5), some.integers(0, 5), some.floats(0, 1e9)), max_size=60
)


def a_town():
    ledger = Ledger()
    return ledger, *(ledger.party(name) for name in ("city hall", "bank", "lighting company"))


@given(payments)
def test_what_all_receive_is_what_all_pay(entries):
    ledger = Ledger()
    for number in range(6):
        ledger.party(f"party {number}")
    for year, payer, payee, amount in entries:
        ledger.pay(year, payer, payee, "energy", amount)
    net = ledger.net_by_party_and_year(2025, 26)
    gross = ledger.entries["amount_eur"].sum()
    assert np.all(np.abs(net.sum(axis=0)) <= 1e-9 * gross)


@given(payments)
def test_each_party_has_what_it_was_paid_less_what_it_paid(entries):
    ledger, cash = Ledger(), np.zeros((6, 26))
    for number in range(6):
        ledger.party(f"party {number}")
    for year, payer, payee, amount in entries:
        ledger.pay(year, payer, payee, "energy", amount)
        cash[payer, year - 2025] -= amount
        cash[payee, year - 2025] += amount
    assert ledger.net_by_party_and_year(2025, 26) == pytest.approx(cash, abs=1e-3, rel=1e-9)


def test_a_party_and_an_account_are_entered_once():
    ledger, city, bank, _ = a_town()
    assert ledger.party("city hall") == city and ledger.account("rent") == ledger.account("rent") == 0
    assert ledger.parties[bank] == "bank"


def test_nothing_paid_leaves_no_trace():
    ledger, city, bank, company = a_town()
    ledger.pay(2030, city, bank, "interest", 0.0)
    ledger.pay(2030, np.array([city, bank]), company, "fee", np.array([0.0, 5.0]))
    ledger.pay(2030, np.array([], dtype=int), company, "fee", np.array([]))
    assert ledger.entries["payer"].tolist() == [bank]
    assert ledger.entries["contract"].tolist() == [NO_CONTRACT]


@pytest.mark.parametrize("amount", [-0.01, float("nan"), float("inf"), [1.0, -1.0]])
def test_an_amount_that_is_no_payment_is_refused_and_leaves_no_trace(amount):
    ledger, city, bank, _ = a_town()
    with pytest.raises(ValueError, match="'interest'"):
        ledger.pay(2030, city, bank, "interest", amount)
    assert ledger.entries.size == 0


def test_parties_may_come_as_lists_and_share_one_amount():
    ledger, city, bank, company = a_town()
    ledger.pay(2030, [city, bank], company, "fee", [1.0, 2.0])
    ledger.pay(2030, np.array([city, bank]), company, "fee", 5.0, contract=[8, 9])
    assert ledger.net_by_party_and_year(2030, 1)[:, 0].tolist() == [-6, -7, 13]
    assert ledger.entries["contract"].tolist() == [NO_CONTRACT, NO_CONTRACT, 8, 9]


def test_years_outside_the_window_do_not_slip_into_another_party():
    ledger, city, bank, _ = a_town()
    for year in (2024, 2025, 2027):
        ledger.pay(year, city, bank, "fee", 10.0)
    assert ledger.net_by_party_and_year(2025, 2).tolist() == [[-10, 0], [10, 0], [0, 0]]


def test_the_ledger_grows_past_its_first_size_in_one_block_and_keeps_order():
    ledger, city, bank, _ = a_town()
    ledger.pay(2025, city, bank, "first", 1.0)
    ledger.pay(2026, np.full(20_000, bank), city, "many", np.arange(1, 20_001, dtype=float))
    assert ledger.entries.size == 20_001
    assert ledger.entries["amount_eur"][:3].tolist() == [1, 1, 2]
    assert ledger.accounts == ["first", "many"]
