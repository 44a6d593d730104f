"""Contracts, payments and deliveries."""

from scenarios.export.ocds_awards import award_list
from scenarios.export.ocds_contracts import Won, contract_list
from scenarios.export.ocds_tables import tables_of
from scenarios.export.parties import Names, Parties
from tests.scenarios.export.made_up import CONTRACTS, run


def contracts(tender, **more):
    ours = run(**more)
    tables, parties = tables_of(ours), Parties(Names())
    row = tables.tenders[tender]
    return contract_list(ours, Won(row, award_list(row, tables, parties, 2025), tables, parties, 2025)), parties, ours


def changed(place, **columns):
    from tests.scenarios.export.made_up import COLUMNS

    names = COLUMNS["contracts"].split()
    return tuple(columns.get(name, value) for name, value in zip(names, CONTRACTS[place], strict=True))


def test_a_service_is_worth_its_fees_and_a_purchase_its_price():
    (service,), _, _ = contracts(1)
    (purchase,), _, _ = contracts(2)
    assert service["value"]["amount"] == 10 * 40e3 and purchase["value"]["amount"] == 19e3


def test_a_running_contract_ends_as_agreed_and_a_broken_one_when_it_broke():
    (running,), _, _ = contracts(1)
    assert (running["status"], running["period"]["endDate"][:4]) == ("active", "2034")
    broken = changed(0, state="broken", ended_year=2027, end_reason="the company failed")
    (ended,), _, _ = contracts(1, contracts=[broken])
    assert (ended["status"], ended["period"]["endDate"][:4]) == ("terminated", "2027")
    assert ended["description"].endswith("Ended: The company failed.")


def test_the_firm_is_paid_where_the_ledger_pays_the_party_of_its_kind():
    (contract,), _, _ = contracts(1)
    paid = contract["implementation"]["transactions"]
    assert [(each["payer"]["id"], each["payee"]["id"], each["value"]["amount"]) for each in paid] == [
        ("firm-7", "contractors", 310e3),
        ("city_hall", "firm-7", 40e3),
    ]


def test_a_lease_pays_the_bank_and_the_bank_pays_the_firm():
    ledger = [(2026, "bank", "contractors", "works", 1, 19e3), (2026, "city_hall", "bank", "rent", 1, 2e3)]
    (contract,), _, _ = contracts(2, contracts=[changed(1, provider="bank")], ledger=ledger)
    paid = contract["implementation"]["transactions"]
    assert [(each["payer"]["id"], each["payee"]["id"]) for each in paid] == [("bank", "firm-3"), ("city_hall", "bank")]


def test_who_grants_and_who_lends_has_that_role():
    _, parties, _ = contracts(2)
    roles = {party["id"]: party["roles"] for party in parties.listed()}
    assert roles["region"] == ["payer", "funder"] and roles["bank"] == ["payer", "lender", "funder"]


def test_what_was_delivered_stands_against_what_was_promised():
    (contract,), _, _ = contracts(1)
    told = contract["implementation"]["milestones"]
    assert [each["status"] for each in told] == ["partiallyMet", "met"]
    assert told[0]["description"] == "Delivered 90 of 100 MWh promised. Penalty: 1,500 EUR."


def test_a_contract_with_a_firm_that_did_not_win_is_left_out_and_told():
    made, _, ours = contracts(1, contracts=[changed(0, firm=9)])
    assert made == [] and "awarded to nobody like that" in str(ours.remarks[0])


def test_a_contract_that_names_no_firm_goes_to_the_only_award():
    (contract,), _, _ = contracts(1, contracts=[changed(0, firm=-1)])
    assert contract["awardID"] == "award-1-7"


def test_stages_after_the_tender_are_milestones_of_the_contract():
    (contract,), _, _ = contracts(1)
    assert [each["id"] for each in contract["milestones"]] == ["permit", "build"]
