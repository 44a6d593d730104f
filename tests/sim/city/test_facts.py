"""What the small town knows about itself hangs together."""


def test_there_are_fewer_households_than_people_and_homes(town):
    facts = town.facts
    assert facts.households < facts.inhabitants
    assert facts.households <= town.city_map.buildings.dwellings.sum()


def test_the_base_year_lies_before_the_pledges(town):
    assert town.facts.targets
    assert all(target.year > town.facts.base_year for target in town.facts.targets)
    assert all(0 < target.pledged_share <= 1 for target in town.facts.targets)
