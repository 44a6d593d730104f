"""Who gains, who loses, against each one's own best alternative."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ecosystem.gains import Lived, gains, share_all_win, share_lost
from sim.ledger import Ledger
from sim.results import ledger_table

PARTIES = ("city", "company")
ALONE = Lived("own purchase", PARTIES, np.array([[-110.0, 0.0], [0.0, 0.0]]))
WAIT = Lived("do nothing", PARTIES, np.array([[0.0, -165.0], [0.0, 0.0]]))
SERVICE = Lived("service", PARTIES, np.array([[0.0, -132.0], [-100.0, 132.0]]), {"society": np.array([0.0, 50.0])})
RATES = {"city": 0.1, "company": 0.2, "society": 0.0}


def test_each_is_measured_against_its_own_best_alternative():
    city, company, society = gains(SERVICE, [WAIT, ALONE], RATES).rows
    assert (city.alternative, round(city.gain_eur, 9)) == ("own purchase", -10.0)  # -132/1.1 against -110, not -150
    assert company.gain_eur == pytest.approx(10.0) and company.cash_eur == 32.0  # -100 + 132/1.2
    assert society.gain_eur == 0.0 and society.with_public_eur == 50.0


def test_losers_are_named_and_told_what_they_need():
    found = gains(SERVICE, [WAIT, ALONE], RATES)
    assert found.losers() == ["city"] and found.winners() == ["company"] and not found.all_win()
    assert found.side_payments_eur() == {"city": pytest.approx(10.0)}
    assert found.least_eur() == pytest.approx(-10.0) and found.sum_eur() == pytest.approx(0.0, abs=1e-9)
    assert found.sum_eur(with_public=True) == pytest.approx(50.0)


def test_all_win_against_waiting():
    found = gains(SERVICE, [WAIT], RATES)
    assert found.all_win() and found.winners() == ["city", "company"] and not found.losers()


def test_a_loss_too_small_to_mind_is_none():
    assert gains(SERVICE, [WAIT, ALONE], RATES, indifferent_eur=10.5).losers() == []
    assert not gains(SERVICE, [WAIT, ALONE], RATES, indifferent_eur=10.5).all_win()  # nobody gains either


def test_nothing_gained_is_no_win():
    same = gains(ALONE, [ALONE], RATES)
    assert not same.all_win() and same.sum_eur() == 0.0


def test_share_of_runs():
    runs = [gains(SERVICE, [WAIT], RATES), gains(SERVICE, [ALONE], RATES)]
    assert share_all_win(runs) == 0.5 and share_lost(runs)["city"] == 0.5 and share_lost(runs)["company"] == 0.0
    with pytest.raises(ValueError, match="no runs"):
        share_all_win([])


def test_a_party_that_is_absent_elsewhere_has_no_flows_there():
    coop = Lived("coop", ("cooperative",), np.array([[-10.0, 20.0]]))
    found = gains(coop, [WAIT], {"cooperative": 0.0, "city": 0.0})
    assert found.gain_of() == {"cooperative": 10.0, "city": 165.0}


@pytest.mark.parametrize(
    ("alternatives", "rates", "word"),
    [([], RATES, "alternative"), ([WAIT], {"city": 0.1}, "company, society"),
     ([Lived("short", PARTIES, np.zeros((2, 1)))], RATES, "years")],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused(alternatives, rates, word):
    with pytest.raises(ValueError, match=word):
        gains(SERVICE, alternatives, rates)


def test_a_ledger_becomes_a_way_of_doing_it():
    ledger = Ledger()
    ledger.pay(2026, ledger.party("city"), ledger.party("company"), "service fee", 30.0)
    lived = Lived.from_ledger("service", ledger, 2025, 3)
    assert lived.net_eur.tolist() == [[0.0, -30.0, 0.0], [0.0, 30.0, 0.0]]


def test_the_table_of_a_run_says_the_same_as_its_ledger():
    ledger = Ledger()
    for year, amount in ((2025, 30.0), (2026, 5.0), (2040, 9.0)):
        ledger.pay(year, ledger.party("city"), ledger.party("company"), "service fee", amount)
    table = ledger_table(ledger.entries, ledger.parties, ledger.accounts)
    read = Lived.from_table("service", table, np.arange(2025, 2028))
    lived = Lived.from_ledger("service", ledger, 2025, 3)
    assert read.parties == lived.parties and read.net_eur.tolist() == lived.net_eur.tolist()


flows = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3)


@given(flows, flows, st.floats(-0.05, 0.3))
def test_at_one_rate_money_only_changes_hands(now, other, rate):
    """Between two parties, what one gains the other loses; only different rates or public value make a sum."""
    first, second = (Lived(name, PARTIES, np.array([f, [-x for x in f]])) for name, f in (("a", now), ("b", other)))
    found = gains(first, [second], dict.fromkeys(PARTIES, rate), parties=PARTIES)
    assert found.sum_eur() == pytest.approx(0.0, abs=1e-6)


@given(flows, flows)
def test_another_alternative_never_raises_a_gain(now, other):
    one = gains(of_two(now), [of_two(other)], RATES, parties=PARTIES).gain_of()
    more = gains(of_two(now), [of_two(other), of_two([0.0, 1.0, 2.0])], RATES, parties=PARTIES).gain_of()
    assert all(more[name] <= one[name] for name in PARTIES)


def of_two(flow):
    return Lived("x", PARTIES, np.array([flow, [-x for x in flow]]))
