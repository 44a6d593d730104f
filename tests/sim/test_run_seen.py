"""What is seen of a run: the next pledge, the gap to it, and what presses."""

from dataclasses import replace

import numpy as np
import pytest

from sim.inventory.covenant import SECTOR
from sim.notice_board import sources_of
from sim.run_seen import NEED_SECTORS, gap_to_path, next_pledge, presses
from sim.scenario import Target

PLEDGES = (Target(2030, "absolute", 0.4), Target(2030, "absolute", 0.55), Target(2050, "absolute", 1.0))


@pytest.fixture(scope="module")
def run(lived):
    return sources_of(lived).run()


def test_the_next_pledge_is_the_nearest_the_first_named_and_at_last_the_last():
    assert next_pledge(PLEDGES, 2026).pledged_share == 0.4
    assert next_pledge(PLEDGES, 2031).year == next_pledge(PLEDGES, 2060).year == 2050
    assert next_pledge((), 2030) is None


def test_the_gap_is_what_a_straight_line_from_the_base_year_will_miss(run):
    record, base = run.records[0], run.baseline
    target, gap = gap_to_path(replace(run, targets=PLEDGES), record)
    row, sector = NEED_SECTORS.index("residential"), SECTOR["residential"]
    then, now = (each.co2_t[:, sector].sum(axis=1) for each in (base, record))
    ahead = (2030 - base.year) / (record.year - base.year)
    assert target[row] == pytest.approx(0.4 * then)
    assert gap[row] == pytest.approx(np.clip(0.4 * then - (then - now) * ahead, 0.0, 0.4 * then))
    assert not target[NEED_SECTORS.index("heat")].any()


def test_without_a_pledge_there_is_no_gap(run):
    target, gap = gap_to_path(replace(run, targets=()), run.records[0])
    assert not target.any() and not gap.any()


def test_failures_and_complaints_press_on_lamps_and_dear_heat_on_homes(run):
    found = presses(replace(run, targets=()), 0)
    light, homes = (NEED_SECTORS.index(name) for name in ("public_lighting", "residential"))
    assert found["failures"][light].any() and not np.delete(found["failures"], light, axis=0).any()
    assert found["energy_poverty"][homes].max() <= 1.0 and found["energy_poverty"][homes].any()
    assert not found["deadline"].any() and not found["congestion"].any()


def test_a_pledge_presses_more_the_nearer_it_comes(run):
    near = [presses(replace(run, targets=PLEDGES), number)["deadline"].max() for number in (0, 5)]
    assert near == [pytest.approx(0.5), pytest.approx(1.0)]
