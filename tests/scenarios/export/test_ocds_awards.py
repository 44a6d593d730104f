"""Bids, lots and awards."""

import pytest

from scenarios.export.ocds_awards import award_list, bid_list, lot_list
from scenarios.export.ocds_tables import tables_of
from scenarios.export.parties import Names, Parties
from tests.scenarios.export.made_up import BIDS, TENDERS, run


def of(number, **more):
    tables = tables_of(run(**more))
    return tables.tenders[number], tables, Parties(Names())


def test_each_firm_that_won_lots_gets_one_award_of_their_worth():
    awards = award_list(*of(3), 2025)
    assert [(each["suppliers"][0]["id"], each["value"]["amount"], each["relatedLots"]) for each in awards] == [
        ("firm-3", 3e6, ["lot-1"]),
        ("firm-5", 2.5e6, ["lot-2"]),
    ]


def test_prices_of_awards_sum_to_the_price_of_the_tender():
    for number in (1, 2, 3):
        tender, *others = of(number)
        assert sum(award["value"]["amount"] for award in award_list(tender, *others, 2025)) == tender["price_eur"]


def test_a_failed_tender_has_no_award():
    assert award_list(*of(0), 2025) == []


def test_without_bids_the_winner_of_the_tender_gets_the_award():
    (award,) = award_list(*of(1, without=("bids",)), 2025)
    assert award["suppliers"] == [{"id": "firm-7", "name": "simulated lighting company 7"}]
    assert award["value"]["amount"] == 310e3 and award["date"] == "2025-10-18T00:00:00Z"


def test_a_low_bid_that_ranked_first_and_lost_was_turned_down():
    assert [each["status"] for each in bid_list(*of(1))] == ["valid", "disqualified"]


@pytest.mark.parametrize("score", [310e3, 306e3])
def test_a_low_bid_that_ranked_behind_is_valid(score):
    low = (*BIDS[1][:8], score, True, False)
    assert bid_list(*of(1, bids=[BIDS[0], low]))[1]["status"] == "valid"


def test_lots_are_given_out_together_or_not_at_all():
    tender, tables, _ = of(3)
    assert [(lot["id"], lot["status"]) for lot in lot_list(tender, tables)] == [
        ("lot-1", "complete"),
        ("lot-2", "complete"),
    ]
    assert {lot["status"] for lot in lot_list({**tender, "status": "failed"}, tables)} == {"unsuccessful"}
    assert lot_list(*of(2)[:2]) == []


def test_a_lot_without_bids_goes_to_the_cheapest_winner_at_what_the_tender_cost_beyond_the_bids():
    tender = (*TENDERS[3][:12], 3, 8e6, *TENDERS[3][14:])
    bids = [
        (3, 3, "x", "solar", 0, 3e6, 3e6, 0.0, 3e6, False, True),
        (3, 5, "y", "solar", 2, 2.5e6, 2e6, 0.0, 2e6, False, True),
    ]
    first, second = award_list(*of(0, tenders=[tender], bids=bids), 2025)
    assert (first["value"]["amount"], first["relatedLots"]) == (3e6, ["lot-1"])
    assert (second["value"]["amount"], second["relatedLots"]) == (5e6, ["lot-2", "lot-3"])
