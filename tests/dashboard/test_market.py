"""Tenders and contracts as the market page reads them, and the page itself without a browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.address import read_address
from dashboard.app import draw
from dashboard.market import contracts_of, states_of, tenders_of, trade_of
from dashboard.market_words import against_estimate, contracts_told, market_told, tender_told
from dashboard.pages import PAGES
from dashboard.pages.market_board import board_panel, size_words, subject_words
from dashboard.pages.market_contracts import rule_words
from dashboard.reasons import reason_words
from dashboard.runs import Runs
from dashboard.texts import LANGUAGES, catalogue
from sim.markets.contracts import FORMS
from sim.markets.firms import TRADES
from sim.results import Results
from tests.dashboard.market_sample import LED, SERVICE, listings_table, tenders_table
from tests.dashboard.sample import MARKET_TOWN


@pytest.fixture(scope="module")
def results(runs):
    return runs.run(runs.scenario("whole_plan", MARKET_TOWN))


@pytest.fixture(scope="module")
def tenders(results):
    return {tender.id: tender for tender in tenders_of(results)}


def shown(runs, part, scenario="whole_plan", lang="en"):
    return str(draw(f"/{lang}/market", f"?scenario={scenario}&city={MARKET_TOWN}&part={part}", runs))


def test_a_tender_knows_its_bids_its_winner_and_the_years_of_its_contracts(tenders):
    first = tenders[0]
    assert (first.firms, first.winner, first.years) == (3, "simulated lighting company 2", (2026, 2027))
    assert first.over_share == pytest.approx(0.04)
    assert first.next_best.name == "simulated lighting company 3"  # the abnormally low one would not have won
    assert tenders[2].winner == "" and tenders[2].over_share == 0.0


def test_every_ending_of_a_tender_has_its_sentence(tenders):
    assert tender_told("en", tenders[0]) == (
        "3 firms bid; the cheapest bid that could be explained won: simulated lighting company 2, for €104K, "
        "4% above the estimate. Without it the price had been 25% higher."
    )
    assert tender_told("en", tenders[1]) == "Only one firm bid. It got the work for €52K, 4% above the estimate."
    assert tender_told("en", tenders[2]) == "It came to nothing: no firm made a bid."
    assert tender_told("en", tenders[3]).startswith("Simulated solar installer 1 got it without a call, for €9K")


def test_the_cheapest_bid_is_told_as_such_and_a_dearer_winner_by_its_quality(tenders):
    bids = tenders[0].bids
    plain = replace(tenders[0], bids=tuple(bid for bid in bids if not bid.abnormally_low))
    assert "the cheapest won" in tender_told("en", plain)
    honest = replace(tenders[0], bids=tuple(replace(bid, abnormally_low=False) for bid in bids))
    told = tender_told("en", honest)
    assert "price and quality together decided" in told and "33% cheaper, but less good" in told


def test_lots_are_told_together(tenders):
    bids = tuple(replace(bid, lot=place) for place, bid in enumerate(tenders[0].bids))
    assert "for 3 lots" in tender_told("en", replace(tenders[0], bids=bids))


def test_a_price_that_meets_the_estimate_is_told_so():
    assert [against_estimate("en", share) for share in (0.004, -0.004, 0.2)] == [
        "at the estimate",
        "at the estimate",
        "20% above the estimate",
    ]


def test_the_market_in_a_few_sentences(results):
    assert market_told("en", results) == (
        "4 purchases were put to the market. One was so small that a firm was chosen without a call. One found nobody. "
        "On average 2.0 firms bid; in 50% of the tenders only one did. Prices came out 4% above the estimate."
    )


def test_contracts_of_a_kind_stand_together_with_who_bears_what(results):
    service, own = contracts_of(results)
    assert (service.form, service.count("running"), service.count("broken")) == (SERVICE, 1, 1)
    assert service.bearers("performance") == ["lighting_company"] and service.bearers("price") == ["city_hall"]
    assert service.bearers("owner") == ["city_hall", "lighting_company"]
    assert service.delivered_share == pytest.approx(0.8)
    assert service.rows[1]["money_eur"] == {"penalty": 1000.0, "dispute": 400.0}
    assert own.delivered_share is None


def test_running_and_broken_contracts_are_counted(results):
    assert states_of(results) == {"running": 2, "ended": 0, "broken": 1}
    assert contracts_told("en", states_of(results), 2040).endswith("One was broken off.")


def test_a_service_is_sold_by_other_firms_than_the_works():
    assert trade_of(SERVICE, "lighting") == "lighting_service" and trade_of("loan", "lighting") == "lighting"
    assert {trade_of(name, form.domains[0]) for name, form in FORMS.items()} <= {*TRADES, ""}


def test_rows_lead_to_the_plan_of_the_city_with_the_works_ringed(runs):
    content = shown(runs, "contracts")
    assert f"/en/city?scenario=whole_plan&city={MARKET_TOWN}&year=2026&works={LED}&v=1" in content
    city = str(draw("/en/city", f"?scenario=whole_plan&city={MARKET_TOWN}&year=2026&works={LED}", runs))
    assert "Ringed: what “LED street lighting” changed" in city and "'lamps': {2026: [0, 1, 2, 3]" in city


def test_the_reason_of_a_broken_contract_is_told(runs):
    assert "2033: bankrupt: Lighting company; its losses are larger than its equity" in shown(runs, "contracts")
    assert "boete €" in shown(runs, "contracts", lang="nl")


def test_without_tenders_or_contracts_the_page_says_so(runs):
    content = shown(runs, "tenders", "business_as_usual")
    assert "nothing was put out to tender" in content and "No contract was signed." in content
    assert "nothing was put out to tender" in str(draw("/en/market", "?scenario=whole_plan", runs))


def test_projects_decided_beforehand_are_explained_with_the_line_that_changes_it(runs):
    content = shown(runs, "projects", "led_only")
    assert "projects were decided beforehand" in content and "context: {projects: from_idea}" in content


def test_without_a_notice_board_the_page_says_so_and_with_one_it_shows_it(runs, results):
    assert "keep no notice board" in shown(runs, "board")
    view = read_address("/en/market", "?scenario=whole_plan", list(PAGES), runs)
    tables = {**results.tables, "listings": listings_table()}
    content = str(board_panel(view, Results("", "", 1, results.years, tables, results.summary)))
    for told in (
        "Street lighting, Harbour",
        "The path of today misses the target",
        "Energy service company, City hall",
        "€1M",
    ):
        assert told in content


def test_an_empty_board_is_said_to_be_empty(runs, results):
    view = read_address("/en/market", "?scenario=whole_plan", list(PAGES), runs)
    empty = {name: values[:0] for name, values in listings_table().items()}
    tables = {**results.tables, "listings": empty}
    assert "Nobody put anything on the board" in str(board_panel(view, Results("", "", 1, results.years, tables, {})))


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_rule_of_every_form_of_contract_is_told_in_words(lang):
    for form in FORMS.values():
        for rule in form.rules.values():
            told = rule_words(lang, rule)
            assert "_" not in told and (lang == "en" or told != rule), rule


def test_the_open_part_and_the_trade_stand_in_the_address(runs):
    view = read_address("/en/market", "?part=sell&trade=solar&works=nothing", list(PAGES), runs)
    assert (view.part, view.trade, view.works) == ("sell", "solar", None)
    assert read_address("/en/market", "?part=attic", list(PAGES), runs).part is None


def test_all_tenders_are_sorted_by_their_call(results):
    days = [tender.opened_day for tender in tenders_of(results)]
    assert days == sorted(tenders_table()["opened_day"].tolist())


def test_what_stands_on_the_board_of_a_whole_run_is_told_in_every_language():
    """Subjects, units and reasons of every listing of the full plan from the idea on."""
    runs = Runs()
    listings = runs.run("full_plan_from_idea", alternatives=False).tables["listings"]
    subjects, reasons, units = ({str(each) for each in listings[name]} for name in ("subject", "reason", "unit"))
    assert len(subjects) > 40
    for lang in [lang for lang in LANGUAGES if lang != "en"]:
        view = read_address(f"/{lang}/market", "?scenario=full_plan_from_idea", list(PAGES), runs)
        told = {each: str(subject_words(view, runs.city_of(view.plan), each)) for each in subjects}
        assert [each for each in subjects if told[each].lower() == each.replace("_", " ").lower()] == []
        assert [each for each in reasons if reason_words(lang, each) == each] == []
        assert [each for each in units if f"board unit\x04{each}" not in catalogue(lang)._catalog] == []


def test_large_energies_are_told_in_megawatt_hours():
    assert size_words("en", 9_167_606.6, "kWh") == "9,168\xa0MWh" and size_words("en", 0.0, "kWh") == "–"
    assert size_words("nl", 4.5, "% a year") == "4,5\xa0% per jaar"
