"""Parties are marked as simulated, and keep one id each."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.export.parties import Names, Parties, marked
from tests.scenarios.export.test_plain_text import ANY_TEXT


@given(st.lists(ANY_TEXT, min_size=1, max_size=20, unique=True))
def test_every_party_has_an_id_of_its_own_and_a_marked_name(parties):
    names = Names()
    ids = [names.party(party) for party in parties]
    assert len(set(ids)) == len(parties)
    assert ids == [names.party(party) for party in parties]
    assert all(names.names[each].startswith("simulated") and len(names.names[each]) <= 250 for each in ids)
    assert all(each.isprintable() and each.strip() for each in ids)


def test_a_firm_that_takes_the_name_of_a_party_stays_another():
    names = Names()
    assert names.firm(1) != names.party("firm-1x") and names.names[names.firm(1)] == "simulated firm 1"


def test_a_real_name_comes_from_the_user_alone():
    names = Names({"city_hall": "City of Example", "firm-7": 'Light "& Sons" NV'})
    assert names.names[names.party("city_hall")] == "City of Example"
    assert names.names[names.firm(7, "simulated electrician 7")] == 'Light "& Sons" NV'
    assert names.names[names.firm(8, "Real Firm Ltd")] == "simulated Real Firm Ltd"


def test_roles_gather_in_order_and_once():
    names = Names()
    parties = Parties(names)
    hall = names.party("city_hall")
    for role in ("payer", "buyer", "payer"):
        parties.reference(hall, role)
    assert parties.listed() == [{"id": "city_hall", "name": "simulated city hall", "roles": ["payer", "buyer"]}]


def test_a_name_is_marked_once():
    assert marked(marked("x")) == "simulated x"
