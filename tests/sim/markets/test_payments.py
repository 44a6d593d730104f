"""A payment is entered once and felt in two purses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.ledger import Ledger
from sim.markets.payments import Payments

entries = some.lists(some.tuples(some.integers(0, 4), some.integers(0, 4), some.floats(0, 1e7)), max_size=40)


@given(entries)
def test_purses_agree_with_the_ledger_and_add_up_to_nothing(moves):
    payments = Payments(Ledger())
    for number in range(5):
        payments.party(f"party {number}")
    for payer, payee, amount in moves:
        payments.pay(2030, f"party {payer}", f"party {payee}", "energy", amount)
    net = payments.ledger.net_by_party_and_year(2030, 1)[:, 0]
    assert payments.purses() == pytest.approx(net, abs=1e-3)
    assert payments.purses().sum() == pytest.approx(0.0, abs=1e-3)


@given(entries)
def test_a_block_of_payments_is_felt_like_the_same_ones_one_by_one(moves):
    one, block = Payments(Ledger()), Payments(Ledger())
    for number in range(5):
        one.party(f"party {number}"), block.party(f"party {number}")
    payer, payee, amount = (
        (np.array(column) for column in zip(*moves, strict=True)) if moves else ([np.empty(0, int)] * 3)
    )
    block.pay(2030, payer, payee, "energy", amount)
    for single in moves:
        one.pay(2030, *(f"party {number}" for number in single[:2]), "energy", single[2])
    assert block.purses() == pytest.approx(one.purses(), abs=1e-3)
    assert len(block.ledger.entries) == len(one.ledger.entries)


def test_one_giver_may_pay_many_and_many_may_pay_one():
    payments = Payments(Ledger())
    homes = np.array([payments.party("a"), payments.party("b")])
    payments.pay(2030, "region", homes, "grant", np.array([3.0, 4.0]))
    payments.pay(2030, homes, "suppliers", "energy", np.array([1.0, 2.0]))
    assert [payments.cash_eur(name) for name in ("a", "b", "region", "suppliers")] == [2, 2, -7, 3]


def test_a_refused_payment_leaves_every_purse_as_it_was():
    payments = Payments(Ledger())
    with pytest.raises(ValueError, match="'grant'"):
        payments.pay(2030, "region", "city_hall", "grant", -5.0)
    assert payments.purses().tolist() == [0, 0]


def test_the_hundredth_party_has_a_purse_too():
    payments = Payments(Ledger())
    for number in range(200):
        payments.pay(2030, "bank", f"party {number}", "grant", float(number))
    assert payments.cash_eur("party 199") == 199
    assert payments.cash_eur("bank") == -sum(range(200))
