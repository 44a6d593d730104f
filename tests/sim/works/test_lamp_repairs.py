"""Lamps fail by luck, stay dark until repaired, and are counted."""

import numpy as np
import pytest

from sim.luck import Luck
from sim.works.lamp_repairs import LampRepairs, failures_of_year

LAMPS = 20_000


def hazards(share=0.05):
    return np.full(LAMPS, share, dtype=np.float32)


def test_as_many_lamps_fail_as_the_hazard_says():
    rows, days = failures_of_year(hazards(), np.arange(LAMPS), Luck(3), 2030, 365, 730)
    expected, spread = 0.05 * LAMPS, np.sqrt(0.05 * 0.95 * LAMPS)
    assert abs(rows.size - expected) < 3.5 * spread
    assert days.min() >= 365 and days.max() < 730
    assert abs(days.mean() - 547) < 3.5 * 365 / np.sqrt(12 * rows.size)


def test_a_lower_hazard_spares_lamps_and_moves_no_date():
    high = dict(zip(*failures_of_year(hazards(0.05), np.arange(LAMPS), Luck(3), 2030, 0, 365), strict=True))
    low = dict(zip(*failures_of_year(hazards(0.01), np.arange(LAMPS), Luck(3), 2030, 0, 365), strict=True))
    assert 0 < len(low) < len(high)
    assert low.items() <= high.items()


def test_every_failure_is_repaired_once_or_still_dark():
    repairs = LampRepairs(crews=1, repair_days=0.5)
    failed = repaired = 0
    for year in range(5):
        done = repairs.carry_out(hazards(0.04), np.arange(LAMPS), Luck(3), 2025 + year, until=365 * (year + 1))
        failed, repaired = failed + done.failed_rows.size, repaired + done.repaired_rows.size
        assert failed == repaired + done.still_dark
        assert len(np.unique(done.failed_rows)) == done.failed_rows.size
    assert done.still_dark > 0  # 800 failures a year for a crew of 730


def test_dark_days_add_up_over_the_years_to_the_time_until_repair():
    repairs = LampRepairs(crews=1, repair_days=0.5)
    dark_within_years, dark_until_repair, rows = 0.0, 0, np.arange(LAMPS)
    for year in range(4):
        hazard = hazards(0.04 if year < 2 else 0.0)
        done = repairs.carry_out(hazard, rows, Luck(3), 2025 + year, until=365 * (year + 1))
        dark_within_years += done.dark_lamp_days
        dark_until_repair += int(done.dark_before_repair_days.sum())
    assert done.still_dark == 0
    assert dark_within_years == dark_until_repair


def test_a_dark_lamp_does_not_fail_again():
    repairs = LampRepairs(crews=1, repair_days=100_000.0)
    everybody = np.ones(10)
    first = repairs.carry_out(everybody, np.arange(10), Luck(3), 2025, until=365)
    second = repairs.carry_out(everybody, np.arange(10), Luck(3), 2026, until=730)
    assert first.failed_rows.size == 10 and second.failed_rows.size == 0
    assert second.dark_days(10).tolist() == [365.0] * 10


def test_more_crews_leave_lamps_dark_for_less_time():
    dark = []
    for crews in (1, 3):
        repairs = LampRepairs(crews=crews, repair_days=0.4)
        dark.append(repairs.carry_out(hazards(0.04), np.arange(LAMPS), Luck(3), 2025, until=365).dark_lamp_days)
    assert dark[1] < dark[0]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_lamps_that_never_or_always_fail(share):
    done = LampRepairs(50, 0.1).carry_out(hazards(share), np.arange(LAMPS), Luck(3), 2025, until=365)
    assert done.failed_rows.size == share * LAMPS
