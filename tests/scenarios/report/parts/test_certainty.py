"""One run says that it is one; an ensemble tells its bands."""

from scenarios.report.blocks import Bullets, Table
from scenarios.report.parts.certainty import certainty

EDGES = {"low_90": 0.1, "low_50": 0.2, "median": 0.25, "high_50": 0.3, "high_90": 0.4}
BANDS = {
    "runs": 22, "in_band": 20, "bands": [{"quantity": "co2_cut_share", "year": 2030, **EDGES}],
    "pledges": [{"year": 2030, "pledged_share": 0.4, "met": 3, "runs": 20},
                {"year": 2050, "pledged_share": 1.0, "met": None, "runs": 20}],
}  # fmt: skip


def test_one_run_says_that_it_is_one(made):
    assert "This is one run" in certainty(made.given()).blocks[0].text


def test_an_ensemble_tells_its_bands_and_how_often_the_pledge_is_kept(made):
    intro, table, kept = certainty(made.given(bands=BANDS)).blocks
    assert isinstance(table, Table) and table.rows[0][2:] == ("25.0%", "20.0% to 30.0%", "10.0% to 40.0%")
    assert "2 more runs" in intro.text
    assert kept == Bullets(("The pledge of −40% in 2030 is kept in 3 of 20 runs.",))
