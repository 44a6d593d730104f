"""How many old homes were improved: the survey, and the works since."""

import math

import pytest

from scenarios.book import read_book
from sim.city.dwellings import ELEMENTS
from sim.city.improvement import improved_shares

BOOK = read_book()


@pytest.mark.parametrize("element", ELEMENTS)
def test_in_the_year_of_the_survey_nobody_improved_since(element):
    early, late = improved_shares(element, 2011, 2011, 1000, 700, BOOK)
    assert late == 0 and 0 <= early <= 1
    assert early * 700 == pytest.approx(max(0, BOOK.at("retrofit.insulated_share_2011", 2011)[element] * 1000 - 300))


def test_works_go_on_among_those_that_still_need_them():
    early, late = improved_shares("wall", 2021, 2011, 1000, 1000, BOOK)
    rate = BOOK.at("retrofit.yearly_trigger_rates", 2021)["wall"]
    assert late == pytest.approx((1 - early) * (1 - math.exp(-rate * 10 / (1 - early))))
    assert improved_shares("wall", 2051, 2011, 1000, 1000, BOOK)[1] < 1 - early
