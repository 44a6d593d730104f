"""The notice board: lives of listings, dated, with actor and reason."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.markets.listings import KINDS, NEXT_STATES, ListingBook


def a_need(board, day=10, **changes):
    return board.publish("need", "city_hall", "lighting", day, 600.0, "lamps", 360_000.0, **changes)


def test_a_need_lives_from_draft_to_closed():
    board = ListingBook()
    need = a_need(board)
    for day, state in ((40, "tendered"), (140, "contracted"), (150, "running"), (4000, "closed")):
        board.change(need.id, state, day, "city_hall", f"now {state}")
    assert [change.after for change in need.changes] == "draft open tendered contracted running closed".split()
    assert (need.opened_day, need.closed_day, need.reason) == (10, 4000, "now closed")
    assert board.summary() == {"listings": 1, "needs": 1, "needs_filled_share": 1.0, "days_to_match": 130.0}
    table = board.table()
    assert table["state"].tolist() == ["closed"] and table["visible_to"].tolist() == ["everybody"]
    assert all(change.actor and change.reason for change in board.changes())


def test_a_draft_is_seen_by_its_own_party_only():
    board = ListingBook()
    board.draft("finance", "bank", "green loan", 5, 1e6, "EUR", 1e6)
    board.publish("asset", "city_hall", "roof", 6, 400.0, "m2", 0.0, visible_to=("cooperative",))
    assert [each.subject for each in board.seen_by("bank", state="")] == ["green loan"]
    assert board.seen_by("esco", state="") == []
    assert [each.subject for each in board.seen_by("cooperative", "asset")] == ["roof"]


def test_needs_without_an_offer_become_unmet():
    board = ListingBook()
    old, new, matched = a_need(board), a_need(board, day=200), a_need(board)
    board.change(matched.id, "matched", 30, "esco", "an offer fits")
    assert [each.id for each in board.unmet(day=250, after_days=183)] == [old.id]
    assert new.opened_day == 200


def test_a_match_that_came_to_nothing_opens_again_under_its_first_date():
    board = ListingBook()
    need = a_need(board)
    board.change(need.id, "matched", 30, "esco", "an offer fits")
    board.change(need.id, "open", 60, "esco", "no capacity after all")
    assert need.state == "open" and need.opened_day == 10 and len(board.unmet(250, 183)) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda board: board.draft("wish", "bank", "x", 0, 0, "", 0), "no listing of kind 'wish'; wanted one of need"),
        (lambda board: board.draft("need", "", "x", 0, 0, "", 0), "needs a party"),
        (lambda board: board.draft("need", "bank", "x", 0, 0, "", 0, visible_to=()), "somebody who may see it"),
        (lambda board: board.draft("need", "bank", "x", 0, -1, "m2", 0), "size and value of a listing are not negative"),
        (lambda board: board.change(9, "open", 0, "bank", "why"), "no listing 9; there are 1"),
        (lambda board: board.change(0, "running", 20, "bank", "why"), "is open and cannot become 'running'; wanted one of"),
        (lambda board: board.change(0, "closed", 5, "bank", "why"), "changed on day 10, after day 5"),
        (lambda board: board.change(0, "closed", 20, "bank", ""), "needs an actor and a reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(wrong, words):
    board = ListingBook()
    a_need(board)
    with pytest.raises(ValueError, match=words):
        wrong(board)


def test_nothing_follows_the_end_of_a_life():
    board = ListingBook()
    need = a_need(board)
    board.change(need.id, "withdrawn", 20, "city_hall", "no money")
    with pytest.raises(ValueError, match="wanted nothing: its life is over"):
        board.change(need.id, "open", 30, "city_hall", "money again")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.lists(st.integers(0, 3), max_size=8)), max_size=10))
def test_any_life_leaves_a_chain_of_events(lives):
    board = ListingBook()
    for kind, choices in lives:
        listing = board.draft(kind, "bank", "x", 0, 1.0, "piece", 1.0)
        for day, choice in enumerate(choices):
            if after := NEXT_STATES[listing.state]:
                board.change(listing.id, after[choice % len(after)], day, "bank", "why not")
        chain = listing.changes
        assert all(one.after == other.before and one.day <= other.day for one, other in pairwise(chain))
        assert (listing.closed_day >= 0) == (listing.state in ("closed", "withdrawn"))
    assert len(board.table()["id"]) == len(lives)
