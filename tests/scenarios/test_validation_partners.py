"""Cases of others on games, matching and queues: what is answered, what is accepted, what is refused."""

import json
from pathlib import Path

import pytest

from scenarios.validation import judge, tally
from scenarios.validation.answers.partners import coalition_game, stable_matching
from scenarios.validation.answers.queues import mmc_queue
from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution

PUBLISHED = Path(__file__).parents[3] / "shared" / "validation" / "cases.jsonl"
KINDS = ("coalition_game", "stable_matching", "mmc_queue")


def given(**inputs):
    return Given(inputs, Path())


def test_published_cases_pass(tmp_path):
    if not PUBLISHED.is_file():
        pytest.skip("the published cases stand beside the clone")
    ours = [line for line in PUBLISHED.read_text(encoding="utf-8").splitlines() if json.loads(line)["kind"] in KINDS]
    (tmp_path / "cases.jsonl").write_text("\n".join(ours), encoding="utf-8")
    told = tally(judge(tmp_path / "cases.jsonl"))
    assert told["passed"] >= 19 and told["failed"] == told["not_answered"] == 0


def test_the_five_roles_as_they_are_listed():
    worth = {"M": 550, "MI": 620, "ML": 700, "MLI": 760, "MLC": 820, "MLB": 850, "MLBC": 880, "MLCI": 890, "MLBI": 920}
    told = coalition_game(given(players=list("MLBCI"), worth=worth | {"all": 960}))
    assert told["shapley.M"] == pytest.approx(729.17, abs=0.005) and told["nucleolus.L"] == pytest.approx(142.5)
    assert told["nash.B"] == pytest.approx(82) and told["nucleolus_excess"] == pytest.approx(-20)


def test_three_in_a_taxi_are_answered_though_apart_they_do_better():
    worth = {"1": 6, "2": 12, "3": 42, "12": 12, "13": 42, "23": 42, "123": 42}
    told = coalition_game(given(players=[1, 2, 3], worth=worth))
    assert [told[f"shapley.{n}"] for n in (1, 2, 3)] == pytest.approx([2, 5, 35])
    assert told["least_core_excess"] == pytest.approx(6) and "nash.1" not in told


def test_costs_are_shared_as_costs():
    costs = {"A": 8, "B": 11, "C": 13, "D": 18}
    groups = [[name for place, name in enumerate("ABCD") if mask >> place & 1] for mask in range(1, 16)]
    told = coalition_game(given(players="ABCD", cost={"".join(g): max(costs[one] for one in g) for g in groups}))
    assert [told[f"shapley.{one}"] for one in "ABCD"] == pytest.approx([2, 3, 4, 9])
    assert [told[f"nucleolus.{one}"] for one in "ABCD"] == pytest.approx([3.25, 3.25, 3.25, 8.25])


@pytest.mark.parametrize("group", ["BA", "A,B", "{A, B}", "A+B", "('A', 'B')", "A B", "grand"])
def test_a_group_may_be_written_in_several_ways(group):
    assert coalition_game(given(players=["A", "B"], worth={"": 0, "A": 1, "B": "2", group: 9}))["shapley.A"] == 4


def test_players_may_have_long_names():
    worth = {"city": 1, "social housing": 2, "city, social housing": 9}
    assert coalition_game(given(players=["city", "social housing"], worth=worth))["nucleolus.city"] == pytest.approx(4)
    worth = {"P1": 1, "P12": 2, "P1P12": 9}
    assert coalition_game(given(players=["P1", "P12"], worth=worth))["shapley.P12"] == pytest.approx(5)


def test_one_player_keeps_all():
    told = coalition_game(given(players=["A"], worth={"A": 7}))
    assert told == {"shapley.A": 7, "nucleolus.A": 7, "nash.A": 7}


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ({"players": [], "worth": {}}, "without players"),
        ({"players": ["A", "A"], "worth": {"A": 1}}, "'A' is named twice"),
        ({"players": ["A", "B"], "worth": {"A": 1, "AC": 2, "AB": 3}}, "'AC' does not play"),
        ({"players": ["city", "bank"], "worth": {"city": 1, "bonk": 2, "all": 3}}, "did you mean bank"),
        ({"players": ["A", "B"], "worth": {"A": 1, "B": 2}}, "all together"),
        ({"players": ["A", "B"], "worth": {"AB": 1, "BA": 2}}, "given twice"),
        ({"players": ["A", "B"], "worth": {"AA": 1, "AB": 2}}, "a player twice"),
        ({"players": ["A", "B"], "worth": {"": 4, "AB": 2}}, "empty group"),
        ({"players": ["A", "B"], "worth": {"A": None, "AB": 2}}, "not a number"),
        ({"players": ["A", "B"], "worth": {"AB": float("inf")}}, "finite"),
        ({"players": list("ABCDEFGHIJKLMNO"), "worth": {"all": 2}}, "15 players"),
        ({"players": ["A", "B"], "cost": {"AB": 2}}, "every group"),
    ],
)
def test_games_without_an_answer_are_refused_in_words(inputs, word):
    with pytest.raises(NoSolution, match=word):
        coalition_game(given(**inputs))


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ({"worth": {"A": 1}}, "'players'"),
        ({"players": {"A": 1}, "worth": {"A": 1}}, "'players'"),
        ({"players": ["A"]}, "'worth'"),
        ({"players": ["A"], "worth": [1]}, "'worth'"),
        ({"players": ["A"], "worth": {"A": "much"}}, "worth of A"),
    ],
)
def test_games_that_are_not_written_down_are_bad_cases(inputs, word):
    with pytest.raises(BadCase, match=word):
        coalition_game(given(**inputs))


def test_matching_takes_capacities_of_both_sides_and_one_where_none_is_given():
    lists = {"proposers": {"A": ["X", "Y"], "B": ["X", "Y"]}, "reviewers": {"X": ["B", "A"], "Y": ["A", "B"]}}
    assert stable_matching(given(**lists))["match"] == {"X": ["B"], "Y": ["A"]}
    assert stable_matching(given(**lists, capacities={"X": 2, "A": 2}))["match"] == {"X": ["A", "B"], "Y": ["A"]}
    assert stable_matching(given(**lists, capacities={"X": 0}))["match"] == {"X": [], "Y": ["A"]}
    assert stable_matching(given(proposers={}, reviewers={"X": []}))["match"] == {"X": []}


@pytest.mark.parametrize(
    ("inputs", "problem", "word"),
    [
        ({"proposers": {"A": ["Z"]}, "reviewers": {"X": ["A"]}}, NoSolution, "names 'Z'"),
        ({"proposers": {"A": ["X"]}, "reviewers": {"X": ["A", "A"]}}, NoSolution, "'A' twice"),
        ({"proposers": {"A": []}, "reviewers": {"X": []}, "capacities": {"X": -1}}, NoSolution, "below zero"),
        ({"proposers": {"A": []}, "reviewers": {"X": []}, "capacities": {"Q": 1}}, NoSolution, "'Q'"),
        ({"proposers": {"A": []}, "reviewers": {"X": []}, "capacities": {"X": 1.5}}, BadCase, "whole"),
        ({"proposers": {"A": []}, "reviewers": {"X": []}, "capacities": 3}, BadCase, "capacities"),
        ({"proposers": {"A": "X"}, "reviewers": {"X": []}}, BadCase, "proposers.A"),
        ({"proposers": {"A": [["X"]]}, "reviewers": {"X": []}}, BadCase, "proposers.A"),
        ({"proposers": {"A": []}}, BadCase, "'reviewers'"),
    ],
)
def test_matchings_that_cannot_be_are_told_in_words(inputs, problem, word):
    with pytest.raises(problem, match=word):
        stable_matching(given(**inputs))


@pytest.mark.parametrize(
    "rates",
    [
        {"arrivals_per_h": 200, "services_per_h": 20},
        {"arrivals_per_min": "3.3333333333333335", "services_per_day": 480},
        {"arrival_rate": 200, "service_time_min": 3},
    ],
    ids=["per hour", "other units", "time of a service"],
)
def test_rates_may_come_in_several_units(rates):
    told = mmc_queue(given(**rates, servers=14, within_s=60))
    assert told["p_wait"] == pytest.approx(0.17413193) and told["served_within_20s"] == pytest.approx(0.88835002)
    assert told["served_within_60s"] > told["served_within_20s"]


@pytest.mark.parametrize(
    ("inputs", "problem", "word"),
    [
        ({"arrivals_per_h": 30, "services_per_h": 30, "servers": 1}, NoSolution, "grows for ever"),
        ({"arrivals_per_h": 3, "services_per_h": -3, "servers": 1}, NoSolution, "more than nobody"),
        ({"arrivals_per_h": -3, "services_per_h": 3, "servers": 1}, NoSolution, "zero or more"),
        ({"arrivals_per_h": 3, "services_per_h": None, "servers": 1}, NoSolution, "not a number"),
        ({"arrivals_per_h": 3, "service_time_h": 0, "servers": 1}, NoSolution, "above zero"),
        ({"arrivals_per_h": 3, "services_per_h": 4, "servers": 0}, NoSolution, "whole servers"),
        ({"arrivals_per_h": 3, "services_per_h": 4, "servers": 1, "within_s": -1}, NoSolution, "within_s"),
        ({"arrivals_per_h": 3, "services_per_h": 4, "servers": 1.5}, BadCase, "whole number"),
        ({"arrivals_per_h": 3, "services_per_h": 4}, BadCase, "'servers' is missing"),
        ({"services_per_h": 4, "servers": 1}, BadCase, "'arrivals_per_h' is missing"),
        ({"arrivals_per_h": "many", "services_per_h": 4, "servers": 1}, BadCase, "must be a number"),
    ],
)
def test_queues_that_cannot_be_are_told_in_words(inputs, problem, word):
    with pytest.raises(problem, match=word):
        mmc_queue(given(**inputs))
