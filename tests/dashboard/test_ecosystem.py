"""The page Partners: flows between parties, and each party told in full."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.address import read_address
from dashboard.charts import CHARTS
from dashboard.charts.ecosystem import FAINT, sort_of
from dashboard.ecosystem import (
    CLIENT,
    SEATS,
    cash_by_year,
    flows_of,
    gain_of,
    has_value_map,
    needed_by,
    one_sided,
    parties_of,
    places_of,
    reputations_of,
)
from dashboard.pages import PAGES
from dashboard.pages.partners import thing
from dashboard.pages.party import party_told
from dashboard.texts import LANGUAGES, local
from sim.actors import ACTORS


@pytest.fixture(scope="module")
def results(runs):
    return runs.run("led_only")


@pytest.fixture(scope="module")
def money_only(results):
    return replace(results, tables={name: results.tables[name] for name in results.tables if name != "transfers"})


def view_of(runs, lang="en", scenario="led_only"):
    return read_address(f"/{lang}/partners", f"?scenario={scenario}&v=1", list(PAGES), runs)


def test_every_euro_of_a_year_is_in_the_flows(results, money_only):
    ledger = results.tables["ledger"]
    paid = ledger["amount_eur"][ledger["year"] == 2030].sum()
    for run in (results, money_only):
        assert sum(flow.eur for flow in flows_of(run, 2030)) == pytest.approx(paid)
    assert {flow.kind for flow in flows_of(money_only)} == {"money"}
    assert {flow.kind for flow in flows_of(results)} == {"money", "service", "know_how"}


def test_a_run_without_a_value_map_says_that_it_knows_money_only(runs, results):
    assert has_value_map(results)
    assert "money only" in str(PAGES["partners"].layout(view_of(runs, scenario="business_as_usual")))
    assert "money only" not in str(PAGES["partners"].layout(view_of(runs)))


def test_the_city_sits_in_the_middle_and_nobody_on_anothers_lap(results):
    places = places_of(parties_of(results))
    assert places[CLIENT] == (0.0, 0.0)
    assert len(set(places.values())) == len(places)
    assert set(ACTORS) <= {CLIENT, *SEATS}


def test_a_party_keeps_its_seat_through_the_years(results):
    circles = [CHARTS["ecosystem"](results, "en", year)["data"][-1] for year in (2025, 2040)]
    assert circles[0]["customdata"] == circles[1]["customdata"] and circles[0]["x"] == circles[1]["x"]


def test_more_euros_draw_a_thicker_arrow_and_others_step_back_from_the_chosen_party(results):
    figure = CHARTS["ecosystem"](results, "en", 2030, ("money",), "lighting_company")
    arrows = figure["data"][:-1]
    assert len(arrows) == len([flow for flow in flows_of(results, 2030) if flow.kind == "money"])
    bright = [arrow for arrow in arrows if arrow["opacity"] > FAINT]
    mine = [
        flow
        for flow in flows_of(results, 2030)
        if flow.kind == "money" and "lighting_company" in (flow.giver, flow.taker)
    ]
    assert len(bright) == len(mine)
    assert max(arrow["line"]["width"] for arrow in arrows) > max(arrow["line"]["width"] for arrow in bright)


def test_what_comes_in_and_goes_out_is_what_the_ledger_says(results):
    earned, paid = cash_by_year(results, "lighting_company")
    assert earned.tolist() == [5e4] * len(results.years) and paid.tolist() == [4e4] * len(results.years)
    assert sum(CHARTS["party_cash"](results, "en", "lighting_company")["data"][0]["y"]) == pytest.approx(
        50 * len(results.years)
    )


def test_who_gives_without_taking_is_found(results, money_only):
    found, nothing_back = one_sided(results)
    assert ("university", "city_hall", ("know_how",)) in [(each.giver, each.taker, each.kinds) for each in found]
    assert "university" in nothing_back and "lighting_company" not in nothing_back
    assert one_sided(money_only) == ([], [])


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_party_can_be_told(runs, results, lang):
    view = view_of(runs, lang)
    for party in dict.fromkeys([*parties_of(results), *ACTORS]):
        told = str(party_told(view, results, party))
        kind = ACTORS.get(party)
        assert kind is None or local(lang, kind.goals[0]) in told


def test_gain_need_and_name_of_a_party(results):
    assert gain_of(results, "lighting_company")["gain_eur"] == 45_000.0 and gain_of(results, "eu") is None
    assert "lighting_company" in needed_by("bank") and sort_of("bank") == "funds" and sort_of("society") == "outside"
    assert len(reputations_of(results, "contractors")) == 0
    firms = {"id": np.arange(3), "trade": np.array(["heating", "solar_service", "roofing"]), "reputation": np.array([0.2, 0.9, 0.4]),
             "active": np.array([True, True, False])}  # fmt: skip
    with_firms = replace(results, tables={**{name: results.tables[name] for name in results.tables}, "firms": firms})
    assert reputations_of(with_firms, "contractors").tolist() == [0.2]
    assert reputations_of(with_firms, "cooperative").tolist() == [0.9]


def test_what_is_given_has_a_word_of_its_own_or_that_of_its_account():
    assert thing("nl", "waste heat") == "Restwarmte"
    assert thing("nl", "energy") == "Energie"
