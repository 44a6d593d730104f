"""Who gives without taking."""

from sim.ecosystem.reciprocity import gives_without_taking, reciprocity
from sim.ecosystem.value_map import Records, value_map
from tests.sim.ecosystem.test_value_map import a_ledger

GRANT = (2025, "region", "households:village", "grant", 900.0, -1)


def test_a_paid_bill_is_answered_by_energy():
    assert reciprocity(value_map(a_ledger((2025, "city_hall", "suppliers", "energy", 40.0, -1)))) == []


def test_a_grant_is_given_without_taking():
    transfers = value_map(a_ledger(GRANT, (2027, *GRANT[1:])))
    (found,) = reciprocity(transfers)
    assert (found.giver, found.eur, found.first_year, found.last_year) == ("region", 1800.0, 2025, 2027)
    assert found.sentence == "region gives households:village grant (1,800 EUR, 2025 to 2027) and takes nothing"
    assert not found.undeclared and gives_without_taking([found], transfers) == ["region"]


def test_avoided_emissions_answer_a_grant():
    transfers = value_map(a_ledger(GRANT), Records(avoided_co2_t={"residential": {2026: 5.0}}))
    assert reciprocity(transfers) == []
    assert [found.giver for found in reciprocity(transfers, public_value=False)] == ["region", "households"]


def test_a_grant_to_one_is_not_answered_by_another():
    transfers = value_map(a_ledger(GRANT), Records(avoided_co2_t={"tertiary": {2026: 5.0}}))
    assert [found.giver for found in reciprocity(transfers)] == ["region", "businesses"]


def test_a_fee_of_one_contract_is_not_answered_under_another():
    entries = [(2025, "a", "b", "penalty", 10.0, 1), (2025, "b", "a", "penalty", 10.0, 2)]
    assert {found.contract for found in reciprocity(value_map(a_ledger(*entries)))} == {1, 2}


def test_a_loan_is_answered_by_a_promise_and_a_repayment_by_the_loan():
    paid = (2025, "bank", "esco", "loan paid out", 100.0, 3)
    back = (2030, "esco", "bank", "repayment", 100.0, 3)
    assert reciprocity(value_map(a_ledger(paid))) == []
    assert reciprocity(value_map(a_ledger(paid, back))) == []
    (found,) = reciprocity(value_map(a_ledger(back)))
    assert found.objects == ("repayment",)


def test_money_for_something_unknown_says_that_the_table_lacks_it():
    (found,) = reciprocity(value_map(a_ledger((2025, "city_hall", "port_authority", "quay rights", 5.0, -1))))
    assert found.undeclared == ("quay rights",)


def test_knowledge_shared_for_nothing_is_seen():
    noted = [(2026, "university", "city_hall", "know_how", "a study")]
    transfers = value_map(a_ledger(), Records(noted=noted))
    (found,) = reciprocity(transfers)
    assert found.sentence == "university gives city_hall a study (2026 to 2026) and takes nothing"


def test_nothing_at_all_is_in_order():
    assert reciprocity(value_map(a_ledger())) == []


def test_in_the_small_town_only_grants_have_no_answer(lived):
    found = reciprocity(value_map(lived.market.payments.ledger), public_value=False)
    assert found and {each.objects for each in found} == {("grant",)}
