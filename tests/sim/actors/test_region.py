"""The region gives grants and sets rules."""


def test_the_region_gives_to_households_and_to_the_city_and_gets_nothing_back(lived):
    ledger = lived.market.payments.ledger
    entries, region = ledger.entries, ledger.party("region")
    given = entries[entries["payer"] == region]
    assert {ledger.accounts[account] for account in given["account"]} == {"grant"}
    names = {ledger.parties[payee] for payee in given["payee"]}
    assert "city_hall" in names and any(name.startswith("households:") for name in names)
    assert not (entries["payee"] == region).any()
