"""Contracts and tenders of the run, counted."""

from scenarios.report.blocks import Table
from scenarios.report.parts.paying import contracts_sheet, paying, tenders_sheet


def test_every_contract_and_tender_is_counted(made):
    given = made.given()
    tables = [block for block in paying(given).blocks if isinstance(block, Table)]
    contracts, tenders = len(contracts_sheet(given).rows), len(tenders_sheet(given).rows)
    assert contracts == len(made.results.tables["contracts"]["id"]) and tenders == len(
        made.results.tables["tenders"]["id"]
    )
    counts = [sum(int(row[column]) for row in table.rows) for table, column in zip(tables, (2, 1), strict=False)]
    assert counts[: len(tables)] == [count for count in (contracts, tenders) if count][: len(tables)]


def test_without_contracts_it_says_so(quiet):
    assert "No contract was signed." in [getattr(block, "text", "") for block in paying(quiet.given()).blocks]
