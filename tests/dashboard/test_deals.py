"""The page Deal: what it says, and what its slider answers."""

from __future__ import annotations

import time

import numpy as np
import pytest

from dashboard.address import read_address
from dashboard.charts import CHARTS
from dashboard.deals import amount_told, gap_told, leaving_told, listed, price_told, who_counts
from dashboard.pages import PAGES
from dashboard.pages.haggle import moved_to, slider_frame
from dashboard.texts import LANGUAGES, in_sentence


@pytest.fixture(scope="module")
def dealt(runs):
    table = runs.deal_table("led_only", runs.deal_measures("led_only")[0])
    return runs.run("led_only"), table.told, table


def page(runs, scenario, lang="en"):
    return str(PAGES["deal"].layout(read_address(f"/{lang}/deal", f"?scenario={scenario}&v=1", list(PAGES), runs)))


def test_a_plan_without_contracts_says_why_there_is_no_deal(runs):
    assert "nobody signed a contract" in page(runs, "business_as_usual")
    assert "tekende niemand een contract" in page(runs, "business_as_usual", "nl")
    assert runs.deal_table("business_as_usual") is None


def test_the_computed_sentence_opens_the_page(runs, dealt):
    _, deal, _ = dealt
    for lang in LANGUAGES:
        assert deal["sentence"][lang] in page(runs, "led_only", lang).replace("\\u202f", "\u202f").replace(
            "\\xa0", "\xa0"
        )


def test_no_partnership_and_an_empty_core_are_said_plainly(runs, dealt, monkeypatch):
    _, deal, _ = dealt
    monkeypatch.setitem(deal, "core_empty", True)
    assert "No split keeps everybody at the table" in page(runs, "led_only")
    monkeypatch.setitem(deal, "pays", False)
    assert "No partnership pays here" in page(runs, "led_only")
    assert "together there is nothing to share" in page(runs, "led_only")


def test_the_parts_of_a_gap_end_where_the_sum_ends(dealt):
    results, deal, _ = dealt
    for place, gap in enumerate(deal["gaps"]):
        bars = CHARTS["deal_gap"](results, "en", place)["data"][0]
        assert sum(bars["x"][:-1]) == pytest.approx(bars["x"][-1], abs=3)
        assert bars["base"][-2] + bars["x"][-2] == pytest.approx(gap["gap_eur"], abs=2)
        assert bars["x"][-1] == pytest.approx(gap["gap_eur"], abs=1)
        assert ("better" if gap["gap_eur"] >= 0 else "worse") in gap_told("en", gap)


def test_bars_are_the_recommended_split_and_each_sign_has_its_own_form(dealt):
    results, deal, _ = dealt
    figure = CHARTS["deal_split"](results, "en")
    wanted = [deal["splits"]["nucleolus"][role] for role in who_counts(deal)[::-1]]
    assert figure["data"][0]["x"] == pytest.approx(np.round(wanted), abs=1)
    assert len({trace["marker"]["symbol"] for trace in figure["data"][1:]}) == 3


def test_the_slider_starts_on_the_terms_it_starts_from(dealt):
    results, deal, table = dealt
    for party in table.prices:
        for start in ("today", "nucleolus"):
            told = moved_to("en", results, table, party, start, None)
            assert told["slider"]["min"] <= told["slider"]["value"] <= told["slider"]["max"]
        if not deal["core_empty"]:
            assert told["look"].endswith("stays") and "Nobody leaves" in told["quiet"]


def test_too_high_a_price_drives_the_client_out(dealt):
    results, deal, table = dealt
    party = max(table.prices, key=lambda name: deal["splits"]["nucleolus"][name])
    told = moved_to("en", results, table, party, "nucleolus", deal["surplus_eur"] * 3)
    assert told["look"].endswith("leaves") and told["sentence"].startswith(("City hall", "Better off alone"))
    assert any("(leaves)" in name for name in told["figure"]["data"][0]["y"])


def test_too_low_a_price_drives_the_party_out(dealt):
    results, deal, table = dealt
    told = moved_to("nl", results, table, "bank", "nucleolus", -9e6)
    assert told["look"].endswith("leaves") and "bank" in told["sentence"]


def test_the_slider_reaches_from_today_to_the_wanted_price_and_beyond(dealt):
    _, deal, table = dealt
    for party in table.prices:
        frame = slider_frame("en", deal, table, party)
        ends = 0.0, deal["today"][party], deal["splits"]["nucleolus"][party]
        assert frame["min"] < min(ends) and frame["max"] > max(ends) and frame["step"] >= 1


def test_an_answer_of_the_slider_takes_less_than_a_tenth_of_a_second(dealt):
    results, deal, table = dealt
    times = []
    for gain in range(0, 5000, 500):
        begun = time.perf_counter()
        moved_to("en", results, table, "bank", "today", float(gain))
        times.append(time.perf_counter() - begun)
    assert sorted(times)[len(times) // 2] < 0.1


def test_prices_are_told_in_their_own_unit():
    assert price_told("en", "share of the money lent per year", 0.0066) == "0.66% a year on what is lent"
    assert price_told("nl", "EUR per item and year", 3.954) == "€\u202f3,95 per stuk en jaar"
    assert amount_told("en", "EUR once", 74_000.0) == "€74K"


def test_names_stand_in_a_sentence_as_they_should():
    assert listed("nl", ["bank", "esco", "neighbours"]) == "bank, energiedienstenbedrijf en buurgemeenten"
    assert in_sentence("en", "EU") == "EU" and in_sentence("de", "Bank") == "Bank"


def test_who_leaves_is_told_with_those_left_behind():
    roles = ("city_hall", "bank", "university")
    told = leaving_told("en", roles, ("city_hall", "bank"), 1234.0, roles)
    assert told == "City hall and bank leave: without university they are €1K better off together."
    assert leaving_told("en", roles, ("bank",), 1234.0, roles) == "Better off alone by €1K: bank."
    assert leaving_told("en", roles, (), 0.0, roles).startswith("Nobody leaves")
