"""The businesses: one row per private premises."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def firms(untouched):
    return untouched.people.businesses


def test_every_private_premises_has_its_business_and_no_public_one(untouched, firms):
    assert np.array_equal(firms.premises, np.flatnonzero(~untouched.city.is_municipal))
    assert np.array_equal(firms.district, untouched.city.premises.district[firms.premises])


def test_jobs_add_up_to_the_citys_total_to_the_last_one(untouched, firms, book):
    total = round(book.at("assembly.jobs_per_inhabitant", 2025) * untouched.city.facts.inhabitants)
    assert firms.jobs.sum() == total
    assert firms.jobs.min() >= 0


def test_businesses_reckon_at_rates_around_that_of_firms(firms, book):
    rate = book.at("finance.firm_discount_rate", 2025)
    assert 0.5 * rate < np.median(firms.discount_rate) < 2 * rate


def test_firms_put_panels_up_of_their_own_accord_over_the_years(town, untouched):
    later = town.live(last_year=2040).city.premises.solar_kwp
    private = ~untouched.city.is_municipal
    before = untouched.city.premises.solar_kwp
    assert later[private].sum() > before[private].sum()
    assert np.array_equal(later[~private], before[~private])
