"""A housing company renovates when its part and its tenants' part of the saving pay for it."""

import numpy as np
import pytest

from sim.actors.decisions import InvestmentRequest
from sim.actors.housing_company import SOCIAL


def test_it_lives_where_homes_are_let_as_social_housing(untouched):
    from types import SimpleNamespace

    from sim.actors import ACTORS

    none = SimpleNamespace(map=SimpleNamespace(buildings=SimpleNamespace(tenure=np.array([SOCIAL - 1]))))
    assert untouched.actors_by_name["housing_company"].present
    assert not ACTORS["housing_company"].lives_in(none)


def test_a_part_of_the_saving_counts(untouched, book):
    company = untouched.actors_by_name["housing_company"]
    works = InvestmentRequest(100_000.0, 8_000.0, 20)
    counted = book.at("actors.housing_counted_saving_share", 2025) * 8_000
    factor = (1 - 1.03**-20) / 0.03
    answer = company.answer_investment(works)
    assert answer.npv_eur == pytest.approx(counted * factor - 100_000)
    assert not answer.invests
    assert company.gain_eur(works) == pytest.approx(answer.npv_eur)
    assert company.answer_investment(InvestmentRequest(100_000.0, 12_000.0, 20)).invests


def test_without_one_nobody_decides_for_whole_blocks(town):
    company = town.model(actors={"housing_company": {"present": 0}}).actors_by_name["housing_company"]
    assert company.answer_investment(InvestmentRequest(1.0, 9.0, 9)).reason == "no social housing company in this city"
