"""What the tenders of a run lead to, gathered."""

import pytest

from scenarios.export.ocds_tables import tables_of
from scenarios.problems import Unusable
from tests.scenarios.export.made_up import CONTRACTS, run


def test_only_payments_under_contracts_of_tenders_are_gathered():
    tables = tables_of(run())
    assert sorted(tables.ledger) == [0, 1]
    assert sum(map(len, tables.ledger.values())) == 5


def test_the_trade_of_a_failed_tender_is_that_of_its_form():
    tables = tables_of(run())
    assert [tables.trade_of(tender) for tender in tables.tenders] == ["lighting_service"] * 2 + ["solar"] * 2


def test_contracts_without_a_tender_are_counted_aloud():
    ours = run()
    tables_of(ours)
    assert ours.remarks == []
    assert ours.notes == ["1 contracts came without a tender (1 of them with households): they are not in the open "
                          "contracting data"]  # fmt: skip


def test_a_contract_of_a_tender_that_is_not_there_is_remarked():
    stray = list(CONTRACTS[0])
    stray[11] = 99
    ours = run(contracts=[tuple(stray)])
    assert tables_of(ours).contracts == {}
    assert "99" in str(ours.remarks[0])


def test_an_old_folder_is_refused_in_words():
    with pytest.raises(Unusable, match="no table tenders"):
        tables_of(run(without=("tenders",)))


def test_smaller_tables_may_be_missing():
    ours = run(without=("bids", "projects", "firms", "performance"))
    tables = tables_of(ours)
    assert len(tables.tenders) == 4 and len(ours.remarks) == 4
