"""A run as the exports read it."""

import pytest

from scenarios.problems import Unusable
from tests.scenarios.export.made_up import MANIFEST, results, run


def test_a_missing_table_has_no_rows_and_is_told_when_it_is_needed():
    old = run(without=("tenders", "bids"))
    assert old.rows("bids") == []
    with pytest.raises(Unusable) as refused:
        old.demand("tenders", "bids", "ledger")
    assert [problem.key for problem in refused.value.problems] == ["tenders", "bids"]
    assert "run the scenario again" in str(refused.value)


def test_a_missing_column_is_told_by_its_name():
    with pytest.raises(Unusable, match="no column weight in the table bids"):
        run().rows("bids", "firm", "weight")


def test_a_remark_is_made_once():
    ours = run()
    for _ in range(3):
        ours.remark("bids", "none", "some")
    assert len(ours.remarks) == 1 and ours.remarks[0].severity == "warning"


def test_runs_of_another_seed_have_another_number():
    from scenarios.export.run_tables import Run

    other = Run(results(manifest={**MANIFEST, "seed": 2}))
    assert run().number == run().number != other.number


def test_a_manifest_without_years_is_refused():
    from scenarios.export.run_tables import Run

    with pytest.raises(Unusable, match="no years"):
        _ = Run(results(manifest={**MANIFEST, "summary": {}})).years
