"""The table of what is given in return speaks of things that exist."""

from sim.ecosystem.given_in_return import (
    GIVEN_BY,
    GIVEN_FOR,
    KINDS,
    READINGS_UNDER,
    USERS_OF_SECTOR,
    kind_of,
    returns_of,
)
from sim.inventory.covenant import COMPUTED_SECTORS
from sim.markets.contracts import FORMS


def test_every_return_is_of_a_known_kind_and_says_what_it_is():
    declared = [given for returns in GIVEN_FOR.values() for given in returns] + list(GIVEN_BY.values())
    assert all(given.kind in KINDS and given.kind != "money" and given.object for given in declared)
    assert {given.quantity for given in declared} <= {"", "given", "items", "jobs"}


def test_the_table_holds_words_only():
    declared = [given for returns in GIVEN_FOR.values() for given in returns]
    assert all(isinstance(word, str) for given in declared for word in vars(given).values())


def test_readings_come_under_forms_that_exist():
    assert all(any(form.endswith(end) for form in FORMS) for end in READINGS_UNDER)


def test_every_computed_sector_has_its_user():
    assert set(USERS_OF_SECTOR) == set(COMPUTED_SECTORS)


def test_households_of_a_district_are_households():
    assert kind_of("households:harbour") == "households" and kind_of("esco") == "esco"


def test_what_poles_carry_is_room_and_its_upkeep_is_upkeep():
    assert returns_of("poles: data")[0].object == "room on poles"
    assert returns_of("poles: data, upkeep") == GIVEN_FOR["upkeep"] and returns_of("something new") is None
