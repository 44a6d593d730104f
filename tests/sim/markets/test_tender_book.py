"""The tenders of a run, summed up and as tables."""

import numpy as np
import pytest

from sim.luck import Luck
from sim.markets.firms import Firms
from sim.markets.tender_book import TenderBook
from tests.sim.markets.many_tenders import a_call


@pytest.fixture(scope="module")
def kept(book):
    tenders, firms = TenderBook(), Firms.open(book, Luck(2), 2025)
    for k in range(60):
        size = 20_000.0 if k % 3 == 0 else 250_000.0
        tenders.hold(a_call(draw_id=k, estimate_eur=size, project=k, lots=1 + k % 2), firms, book, Luck(2), 2025)
    return tenders, firms


def test_ids_are_places_in_the_book(kept):
    assert [award.id for award in kept[0].awards] == list(range(60))


def test_the_summary_counts_what_the_tables_show(kept):
    tenders, firms = kept
    table, bids, summary = tenders.tenders(), tenders.bids(firms), tenders.summary()
    assert summary["tenders"] == len(table["id"]) == 60
    assert summary["failed_share"] == pytest.approx((table["status"] == "failed").mean())
    assert summary["direct_share"] == pytest.approx((table["status"] == "direct").mean())
    assert summary["direct_share"] > 0
    given = table["status"] != "failed"
    ratio = table["price_eur"][given] / table["estimate_eur"][given]
    assert summary["mean_price_ratio"] == pytest.approx(ratio.mean())
    assert summary["abnormally_low_share"] == pytest.approx(bids["abnormally_low"].mean())
    open_ones = table["procedure"][bids["tender"]] != "direct"
    _, by_lot = np.unique(bids["tender"][open_ones] * 64 + bids["lot"][open_ones], return_counts=True)
    assert summary["mean_bids"] == pytest.approx(by_lot.mean())
    assert summary["single_bid_share"] == pytest.approx((by_lot == 1).mean())
    awarded = table["status"] == "awarded"
    days = (table["awarded_day"] - table["opened_day"])[awarded]
    assert summary["days_to_award"] == pytest.approx(days.mean())


def test_the_table_of_bids_agrees_with_that_of_tenders(kept):
    tenders, firms = kept
    table, bids = tenders.tenders(), tenders.bids(firms)
    assert np.array_equal(np.bincount(bids["tender"], minlength=60), table["bids"])
    alone = (table["status"] != "failed") & np.array([award.call.lots == 1 for award in tenders.awards])
    won = bids["won"] & alone[bids["tender"]]
    assert np.array_equal(table["winner"][bids["tender"][won]], bids["firm"][won])
    assert np.allclose(table["price_eur"][bids["tender"][won]], bids["price_eur"][won])
    assert set(bids["trade"]) == {"building"} and bids["firm_name"][0].startswith("simulated builder")
    assert len({len(column) for column in table.values()}) == len({len(column) for column in bids.values()}) == 1


def test_an_empty_book_has_a_summary_and_empty_tables(book):
    tenders = TenderBook()
    summary = tenders.summary()
    assert summary["tenders"] == 0 == summary["mean_bids"] and summary["mean_price_ratio"] == 1.0
    assert all(len(column) == 0 for column in tenders.tenders().values())
    assert all(len(column) == 0 for column in tenders.bids(Firms.open(book, Luck(1), 2025)).values())
