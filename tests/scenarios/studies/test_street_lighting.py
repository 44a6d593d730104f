"""Published lighting projects beside the model."""

from pathlib import Path

import pytest

from scenarios.studies.street_lighting import ANSWERS, PROJECTS, classic_watts, read_projects, side_by_side, table

PAGE = Path(__file__).parents[3] / "docs" / "validation-lighting.md"


@pytest.fixture(scope="module")
def sides(book):
    return side_by_side(book, read_projects())


def side(sides, place, quantity):
    return next(s for s in sides if s.project.place.startswith(place) and s.project.quantity == quantity)


def test_every_kind_of_figure_is_published_by_somebody(sides):
    assert {s.project.quantity for s in sides} == set(ANSWERS)


def test_the_page_of_the_docs_is_what_the_study_prints(sides):
    assert table(sides) in PAGE.read_text(encoding="utf-8")


def test_the_mean_classic_lamp_is_that_of_flanders(book):
    assert sum(classic_watts(book).values()) * 4.1 == pytest.approx(346, rel=0.02)


def test_the_fleet_fails_as_counted_and_young_led_as_in_the_pilot(sides):
    assert side(sides, "Flanders", "classic_failures_per_year").model_low == pytest.approx(0.067, abs=0.0005)
    assert side(sides, "LED pilot", "young_led_failures_per_year").model_low == pytest.approx(0.003, abs=1e-5)


def test_switching_off_by_the_sun_is_near_what_its_seller_says(sides):
    off = side(sides, "Flanders (off", "switched_off_share")
    assert off.agrees and off.project.used_to_set == "no"


def test_a_figure_outside_the_range_is_told_with_its_distance(sides):
    heavy = side(sides, "Charleroi", "saved_kwh_per_lamp")
    assert not heavy.agrees and heavy.off_by == pytest.approx(852 / heavy.model_high - 1)
    few = side(sides, "Oeste", "invested_eur_per_lamp")
    assert few.off_by == pytest.approx(182.5 / 390 - 1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",346,346,", ",many,346,", ":3: found 'many' as low, wanted a number"),
        ("kwh_per_lamp,346", "kwh_per_lump,346", ":3: found the quantity 'kwh_per_lump', wanted one of"),
        (",mix of lamps,yes", ",,yes", ":3: found no unknown, wanted one in every row"),
    ],
)
def test_a_broken_row_says_what_is_wrong_and_where(tmp_path, old, new, message):
    broken = tmp_path / "projects.csv"
    broken.write_text(PROJECTS.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=r"projects\.csv" + message.replace("(", r"\(")):
        read_projects(broken)
