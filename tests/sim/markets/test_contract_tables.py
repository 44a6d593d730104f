"""What the tables say of contracts."""

from sim.markets.contract import Deal
from sim.markets.contract_tables import contract_columns, performance_table
from sim.markets.contracts import FORMS
from sim.markets.performance import COLUMNS
from tests.sim.worlds import a_market, live_out


def test_a_market_without_contracts_has_tables_with_all_columns(book):
    market = a_market(book)
    assert tuple(performance_table(market, 2030)) == COLUMNS
    assert {len(column) for column in contract_columns(market, 2030).values()} == {0}


def test_every_contract_tells_where_it_came_from_who_bears_what_and_how_it_stands(book):
    market = a_market(book)
    deal = Deal("r", "public_buildings", 2026, 1.0, 1e5, 1.0, 1e4, 1e3, project=4, tender=5, firm=6)
    FORMS["energy_performance_contract"].sign(market, deal)
    FORMS["own_budget"].sign(market, Deal("r", "public_buildings", 2026, 1.0, 1e5, 0.5, 1e4, 1e3))
    live_out(market, range(2026, 2029))
    table = contract_columns(market, 2028)
    assert list(table) == [
        "project", "tender", "firm", "price_risk", "volume_risk", "performance_risk", "owner", "state", "ended_year",
        "end_reason", "promised", "delivered",
    ]  # fmt: skip
    assert {len(column) for column in table.values()} == {2}
    assert (table["project"][0], table["tender"][0], table["firm"][0]) == (4, 5, 6)
    assert table["performance_risk"].tolist() == ["esco", "city_hall"] and table["owner"].tolist() == ["city_hall"] * 2
    assert table["promised"].tolist() == [3e4, 2.5e4]
    assert (table["delivered"] > 0).all() and table["state"].tolist() == ["running"] * 2
