"""Who gives what to whom."""

import json

import pytest

from scenarios.export.value_map import value_map
from scenarios.problems import Unusable
from tests.scenarios.export.made_up import LEDGER, TRANSFERS, run


def test_transfers_stand_under_their_year_and_unknown_amounts_are_null():
    drawn = value_map(run())
    assert [year["year"] for year in drawn["years"]] == [2026, 2027]
    assert sum(len(year["edges"]) for year in drawn["years"]) == len(TRANSFERS)
    hours = drawn["years"][0]["edges"][1]
    assert hours == {"giver": "lighting_company", "taker": "city_hall", "kind": "service", "object": "lit hours",
                     "quantity": None, "unit": "h", "eur": None, "contract": 0}  # fmt: skip
    assert drawn["years"][1]["edges"][0]["contract"] is None
    json.dumps(drawn, allow_nan=False)


def test_everybody_in_an_edge_is_a_node_with_what_he_gives_and_takes():
    drawn = value_map(run())
    nodes = {node["id"]: node for node in drawn["nodes"]}
    assert {each[side] for year in drawn["years"] for each in year["edges"] for side in ("giver", "taker")} == set(
        nodes
    )
    assert nodes["university"] == {
        "id": "university",
        "name": "simulated university",
        "gives": ["know_how"],
        "takes": [],
    }


def test_an_old_folder_shows_its_money_and_says_so():
    ours = run(without=("transfers",))
    drawn = value_map(ours)
    euros = sum(each["eur"] for year in drawn["years"] for each in year["edges"])
    assert euros == sum(row[-1] for row in LEDGER) and drawn["kinds"] == ["money"]
    assert "money only" in str(ours.remarks[0])


def test_without_transfers_and_ledger_there_is_no_map():
    with pytest.raises(Unusable, match="no table ledger"):
        value_map(run(without=("transfers", "ledger")))
