"""Gaps and the year a pledge is met, by sums done by hand."""

from types import SimpleNamespace

import numpy as np
import pytest

from scenarios.report.standing import main_pledge, path_to, pledges_of


def run(emitted_t, *targets, inhabitants=10.0):
    summary = {"baseline": {"year": 2011, "co2_t": 100.0, "inhabitants": 10.0}, "counts": {"inhabitants": inhabitants},
               "targets": list(targets)}  # fmt: skip
    years = np.arange(2025, 2025 + len(emitted_t))
    return SimpleNamespace(years=years, summary=summary, emissions_by_year=lambda: np.array(emitted_t))


def target(year, share, reached=None, gap=None, kind="absolute"):
    return {"year": year, "kind": kind, "pledged_share": share, "reached_share": reached, "gap_t": gap}


def test_a_gap_is_told_in_points_and_tonnes_with_the_year_it_is_closed():
    pledge = main_pledge(pledges_of(run([90.0, 70.0, 55.0], target(2026, 0.4, 0.3, 10.0))))
    assert (pledge.level_t, pledge.met_in, pledge.kept) == (60.0, 2027, False)
    assert pledge.gap_points == pytest.approx(10.0)


def test_a_pledge_outside_the_run_has_no_gap_and_gives_way_to_one_within():
    found = pledges_of(run([90.0, 50.0], target(2050, 1.0), target(2026, 0.4, 0.5, -10.0)))
    assert found[0].gap_points is None and found[0].met_in is None
    assert main_pledge(found).year == 2026 and main_pledge(found).kept
    assert main_pledge([]) is None


def test_a_pledge_per_head_grows_with_the_city():
    assert pledges_of(run([90.0], target(2050, 0.5, kind="per_head"), inhabitants=20.0))[0].level_t == 100.0


def test_the_path_goes_over_the_first_promise_of_each_year():
    found = run([90.0], target(2050, 1.0), target(2030, 0.4), target(2030, 0.55))
    assert path_to(found, pledges_of(found)) == [(2011, 100.0), (2030.0, 60.0), (2050.0, 0.0)]
