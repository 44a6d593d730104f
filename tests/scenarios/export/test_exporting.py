"""A run in all forms, as one folder."""

import json
import time

import pytest

from scenarios.export.exporting import FORMATS, export_results
from scenarios.problems import Unusable
from tests.scenarios.export.made_up import BIDS, CONTRACTS, LEDGER, TENDERS, results


def test_every_form_is_written_and_counted(tmp_path):
    exported = export_results(results(), list(FORMATS), tmp_path / "out")
    assert [(each.format, each.count) for each in exported.files] == [
        ("ocds", 4), ("value_map", 3), ("events", 11), ("long", 2),
    ]  # fmt: skip
    assert exported.problems == []
    assert {path.name for path in exported.folder.iterdir()} == {"about.json", *(name for name, *_ in FORMATS.values())}
    assert "not registered" in json.loads((exported.folder / "about.json").read_text())["note"]


def test_the_same_run_gives_the_same_bytes(tmp_path):
    first, second = (export_results(results(), list(FORMATS), tmp_path / name) for name in "ab")
    for each in first.folder.iterdir():
        assert each.read_bytes() == (second.folder / each.name).read_bytes()


def test_what_an_old_folder_can_still_tell_is_written(tmp_path):
    old = results(without=("tenders", "bids", "projects", "listings", "transfers"))
    exported = export_results(old, list(FORMATS), tmp_path / "out")
    assert [each.format for each in exported.files] == ["value_map", "events", "long"]
    assert {problem.key for problem in exported.problems} == {"tenders", "transfers", "projects", "listings"}


def test_nothing_to_write_is_refused(tmp_path):
    with pytest.raises(Unusable, match="no table tenders"):
        export_results(results(without=("tenders",)), ["ocds"], tmp_path / "out")
    with pytest.raises(Unusable, match="no tender was held"):
        export_results(results(tenders=[], bids=[], contracts=[]), ["ocds"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_run_without_tenders_is_no_problem(tmp_path):
    exported = export_results(results(tenders=[], bids=[], contracts=[]), list(FORMATS), tmp_path / "out")
    assert (
        exported.problems == []
        and "no tender was held in this run: there is no open contracting data" in exported.notes
    )


def test_a_package_that_breaks_a_rule_is_not_written(tmp_path):
    late = list(TENDERS[1])
    late[9], late[10] = 300, 200
    with pytest.raises(Unusable, match="a day not before the call"):
        export_results(results(tenders=[tuple(late)]), ["ocds"], tmp_path / "out")


def test_a_hundred_tenders_take_less_than_a_second(tmp_path):
    many = range(100)
    tenders = [(k, *TENDERS[1][1:]) for k in many]
    bids = [(k, *bid[1:]) for k in many for bid in BIDS[:2] * 2]
    contracts = [(k, *CONTRACTS[0][1:11], k, *CONTRACTS[0][12:]) for k in many]
    ledger = [(2026, *LEDGER[1][1:4], k, 40e3) for k in many for _ in range(20)]
    run = results(tenders=tenders, bids=bids, contracts=contracts, ledger=ledger)
    started = time.process_time()
    exported = export_results(run, list(FORMATS), tmp_path / "out")
    assert exported.files[0].count == 100 and time.process_time() - started < 1.0
