"""What a call must say before it can be held."""

import math

import pytest

from sim.markets.tender_call import Criteria, check_call
from tests.sim.markets.many_tenders import a_call


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"criteria": Criteria(0.0)}, "a tender needs criteria: a price weight above 0, or quality points"),
        ({"criteria": Criteria(1.5)}, "the weight of price lies from 0 to 1, not at 1.5"),
        ({"criteria": Criteria(1.0, (("upkeep", -5.0),))}, "is worth a number of EUR that is not negative"),
        ({"estimate_eur": -1000.0}, "a tender needs an estimate above 0 EUR, not -1000"),
        ({"estimate_eur": math.nan}, "a tender needs an estimate above 0 EUR, not nan"),
        ({"trade": "plumbing"}, "no firm has the trade 'plumbing'"),
        ({"lots": 0}, "a tender has 1 to 64 lots, not 0"),
        ({"partners": 0}, "won by 1 partner or more, not 0"),
        ({"risk": 2.0}, "risk lies from 0 to 1, not at 2"),
        ({"needs_capital_eur": -1.0}, "the capital needed is not negative"),
        ({"draw_id": -1}, "the day and the draw number of a tender are not negative"),
        ({"procedure": "lottery"}, "no procedure 'lottery'; wanted one of direct, negotiated, national, european"),
    ],
)
def test_a_call_that_cannot_be_held_is_refused_in_words(changes, words):
    with pytest.raises(ValueError, match=words):
        check_call(a_call(**changes))


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(ValueError, match="estimate.*lots"):
        check_call(a_call(estimate_eur=0.0, lots=100))


def test_knowledge_is_a_share():
    with pytest.raises(ValueError, match="knowledge lies from 0 to 1, not at 1.2"):
        check_call(a_call(), knowledge=1.2)


def test_criteria_read_as_a_notice_would():
    assert Criteria(0.6, (("upkeep", 500.0),)).text == "price, upkeep 500 EUR/point"
