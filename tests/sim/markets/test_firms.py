"""The pool of firms: opened, loaded, remembered, bankrupt and replaced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.luck import Luck
from sim.markets.firms import PARTY_OF_TRADE, TRADES, Firms


def open_firms(book, seed=1):
    return Firms.open(book, Luck(seed), 2025)


def test_every_trade_has_at_least_twelve_firms_of_all_reaches(book):
    firms = open_firms(book)
    for trade in TRADES:
        rows = firms.rows_of(trade)
        assert len(rows) >= 12 and set(firms.reach[rows]) == {0, 1, 2}
        assert (firms.free_eur[rows] > 0).all() and (firms.own_capital_eur[rows] > 0).all()


def test_even_a_book_with_few_firms_leaves_twelve(book):
    few = book.with_values({"procurement.firms_per_trade": {2011: {"local": 0.0, "regional": 1.0, "outside": 1.0}}})
    assert len(open_firms(few).rows_of("solar")) == 12


def test_names_say_that_firms_are_simulated(book):
    firms = open_firms(book)
    assert firms.name_of(6) == "simulated electrician 7"
    names = firms.table()["name"]
    assert len(set(names)) == len(firms) and all(name.startswith("simulated ") for name in names)
    assert firms.party_of(0) == "contractors" and PARTY_OF_TRADE[firms.trade_of(len(firms) - 1)] == "esco"


def test_an_unknown_trade_is_refused_in_words(book):
    with pytest.raises(ValueError, match="no firm has the trade 'plumbing'; wanted one of lighting"):
        open_firms(book).rows_of("plumbing")


def test_a_firm_takes_on_no_more_than_it_has_free(book):
    firms = open_firms(book)
    free = firms.free_eur[3]
    firms.take_on(3, free, price_eur=100.0, cost_eur=90.0)
    assert firms.free_eur[3] == 0 and firms.wins[3] == 1 and firms.year_profit_eur[3] == 10
    with pytest.raises(ValueError, match="simulated electrician 4 has 0 EUR free, not 1,000 EUR"):
        firms.take_on(3, 1000.0, 1000.0, 900.0)


def test_a_ruinous_job_closes_a_firm_and_a_new_one_comes_with_a_new_id(book):
    firms, luck = open_firms(book), Luck(1)
    before = len(firms)
    others = np.delete(np.arange(before), 5)
    size_of_others = firms.size_eur[others].copy()
    calm = book.with_values({f"procurement.{name}": {2011: 0.0} for name in ("other_work_margin_sd", "firm_growth")})
    firms.take_on(5, 1000.0, price_eur=1000.0, cost_eur=1000.0 + 3 * firms.own_capital_eur[5])
    assert firms.end_year(calm, luck, 2025).tolist() == [5]
    assert not firms.active[5] and firms.ended[5] == 2025 and 5 not in firms.rows_of("lighting")
    firms.end_year(calm, luck, 2026)
    assert len(firms) == before
    firms.end_year(calm, luck, 2027)
    assert len(firms) == before + 1 and firms.active[before] and not firms.active[5]
    assert firms.trade_of(before) == "lighting" and firms.name_of(before) == "simulated electrician 25"
    assert firms.reach[before] == firms.reach[5] and before in firms.rows_of("lighting")
    assert np.array_equal(firms.size_eur[others], size_of_others)
    firms.end_year(calm, luck, 2028)
    assert len(firms) == before + 1


def test_a_loss_is_remembered_and_so_is_what_was_delivered(book):
    firms = open_firms(book)
    calm = book.with_values({"procurement.other_work_margin_sd": {2011: 0.0}})
    firms.reputation[:] = 0.6
    firms.take_on(2, 1000.0, 1000.0, 1200.0)
    firms.end_year(calm, Luck(1), 2025)
    assert firms.reputation[2] == pytest.approx(0.6 + 0.3 * (1 - 0.2 / 0.3 - 0.6)) and firms.reputation[3] == 0.6
    firms.remember(3, 1.1, book, 2025)
    assert firms.reputation[3] == pytest.approx(0.72)


def test_busy_firms_grow_and_idle_ones_shrink(book):
    firms = open_firms(book)
    before = firms.size_eur.copy()
    firms.committed_eur[0], firms.committed_eur[1] = 0.95 * before[0], 0.05 * before[1]
    firms.end_year(book, Luck(1), 2025)
    assert firms.size_eur[0] == pytest.approx(1.05 * before[0]) and firms.size_eur[1] == pytest.approx(0.95 * before[1])


@given(st.integers(0, 1000), st.lists(st.tuples(st.integers(0, 239), st.floats(0, 1)), max_size=30))
def test_capacity_is_never_negative(book, seed, jobs):
    firms, luck = open_firms(book, seed), Luck(seed)
    for year in (2025, 2026, 2027):
        for row, share in jobs:
            worth = share * firms.free_eur[row]
            firms.take_on(row, worth, worth, 1.1 * worth)
            assert firms.committed_eur[row] <= firms.size_eur[row]
        firms.end_year(book, luck, year)
        assert (firms.size_eur - firms.committed_eur >= -1e-6).all() and (firms.free_eur >= 0).all()
        assert (firms.city_work_eur <= firms.committed_eur + 1e-6).all()
