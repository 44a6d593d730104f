"""The notice board of a run: tenders with their ends, who offers what, and the years in which knowledge comes out."""

import numpy as np
import pytest

from sim.markets.listings import KINDS
from sim.notice_board import items_by_year, listings_of, sources_of
from sim.outcome import results_of


@pytest.fixture(scope="module")
def board(lived):
    return listings_of(sources_of(lived)).listings


def test_every_kind_hangs_on_the_board_of_a_town_with_everybody_in_it(board):
    assert {each.kind for each in board} == set(KINDS)


def test_each_tender_of_the_run_is_a_listing_that_ends_as_the_tender_did(board, lived):
    tenders = [each for each in board if each.kind == "tender"]
    assert len(tenders) == len(lived.procurement.tenders.awards)
    for listing, award in zip(tenders, lived.procurement.tenders.awards, strict=True):
        assert (listing.party, listing.opened_day) == (award.call.buyer, award.call.day)
        assert (award.status == "failed") == (listing.state == "closed" and listing.reason == award.reason)


def test_one_offer_for_each_trade_and_terms_of_the_bank(board):
    offers = [each.subject for each in board if each.kind == "offer"]
    assert "works of electricians" in offers and len(offers) == len(set(offers)) == 10
    loans = [each for each in board if each.kind == "finance" and each.party == "bank"]
    assert len(loans) == 3 and all(0 < each.size < 20 and each.unit == "% a year" for each in loans)


def test_who_is_not_there_offers_nothing(town):
    gone = ("bank", "esco", "university", "manufacturer")
    model = town.live(last_year=2026, actors={name: {"present": 0.0} for name in gone})
    parties = {each.party for each in listings_of(sources_of(model)).listings}
    assert not parties & set(gone) and "city_hall" in parties


def test_knowledge_comes_in_whole_items_at_the_pace_of_the_university(book):
    assert items_by_year(book, {"university": {"items_per_year": 0.5}}, [2025, 2026, 2027, 2028]) == [0, 1, 0, 1]
    assert sum(items_by_year(book, {"university": {"items_per_year": 0.0}}, [2025])) == 0


def test_the_table_is_the_board(lived, board):
    table = results_of(lived).tables["listings"]
    assert table["kind"].tolist() == [each.kind for each in board]
    assert np.all((table["closed_day"] == -1) | (table["closed_day"] >= table["opened_day"]))
