"""The businesses as columns."""

from sim.population.businesses import Businesses


def test_a_business_stands_in_its_premises():
    firms = Businesses(2, premises=[5, 7], jobs=[3.5, 12.0])
    assert firms.premises.tolist() == [5, 7]
    assert firms.jobs.sum() == 15.5
