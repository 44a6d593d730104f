"""Gains are those of the run, households together."""

import pytest

from scenarios.report.given import OUTSIDE
from scenarios.report.parts.gains import cash_sheet, gains, gains_of


def test_households_of_all_districts_are_one_row_that_adds_them_up(made):
    rows = {row.party: row for row in gains_of(made.given())}
    homes = [actor for actor in made.results.summary["actors"] if actor["id"].startswith("households:")]
    assert rows["households"].npv_eur == pytest.approx(sum(actor["npv_eur"] for actor in homes))
    assert OUTSIDE not in rows


def test_who_gains_most_comes_first(made):
    found = [row.gain_eur for row in gains_of(made.given())]
    assert found == sorted(found, reverse=True)


def test_cash_of_a_party_is_what_it_got_less_what_it_paid(made):
    city = next(actor for actor in made.results.summary["actors"] if actor["id"] == "city_hall")
    net = next(row for row in cash_sheet(made.given()).rows if row[0] == "City hall" and row[2] == "Net")
    assert net[-1] == pytest.approx(city["cash_in_eur"] - city["cash_out_eur"], abs=1.0)


def test_without_alternatives_it_says_so(quiet):
    assert len(gains(quiet.given()).blocks) == 1
