"""Needs on the notice board."""

from sim.markets.listings import ListingBook
from sim.markets.need_board import open_and_unmet, post_needs
from sim.markets.needs import detect_needs
from tests.sim.markets.test_needs import seen


def noticed(book):
    city = seen(
        ("public_lighting", "residential"), ("harbour", "village"), target_t=1, gap_t=1, potential_eur=9, unused_eur=9
    )
    return detect_needs(city, book, 2025)


def test_a_need_is_posted_once_while_it_stands(book):
    board = ListingBook()
    first = post_needs(noticed(book), board, "city_hall", 10)
    assert len(first) == 4 and first[0].reason and post_needs(noticed(book), board, "city_hall", 375) == []
    board.change(first[0].id, "withdrawn", 400, "city_hall", "no money")
    assert [each.subject for each in post_needs(noticed(book), board, "city_hall", 740)] == [first[0].subject]


def test_waiting_needs_are_counted_where_they_are_felt(book):
    board = ListingBook()
    post_needs(noticed(book)[:1], board, "city_hall", 0)
    post_needs(noticed(book), board, "city_hall", 150)
    stands, waits = open_and_unmet(board, ("residential", "public_lighting"), ("village", "harbour"), 200, book, 2025)
    assert stands.sum() == 4 and (stands == 1).all() and waits.sum() == 1
    row, column = (int(k[0]) for k in waits.nonzero())
    assert board.listings[0].subject == f"{('residential', 'public_lighting')[row]} in {('village', 'harbour')[column]}"
