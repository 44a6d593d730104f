"""Which procedure a purchase must follow."""

import pytest

from sim.markets.procedures import in_lots, is_published, procedure_for


@pytest.mark.parametrize(
    ("year", "trade", "estimate_eur", "wanted"),
    [
        (2025, "building", 29_999, "direct"),
        (2025, "building", 142_999, "negotiated"),
        (2025, "building", 143_000, "national"),
        (2026, "building", 142_999, "national"),
        (2025, "building", 5_538_000, "european"),
        (2025, "lighting_service", 220_999, "national"),
        (2025, "lighting_service", 221_000, "european"),
        (2026, "lighting_service", 216_000, "european"),
        (2023, "building", 5_400_000, "european"),
        (2017, "building", 5_225_000, "european"),
    ],
)
def test_the_procedure_follows_value_kind_and_date(book, year, trade, estimate_eur, wanted):
    assert procedure_for(book, year, trade, estimate_eur) == wanted


def test_only_open_procedures_are_published():
    assert [is_published(name) for name in ("direct", "negotiated", "national", "european")] == [0, 0, 1, 1]


def test_lots_share_the_value():
    assert in_lots(100.0, 3).sum() == pytest.approx(100.0)
