"""The content of a report says what the run says, in every language."""

import pytest

from scenarios.report.blocks import Figure, Table
from scenarios.report.content import PARTS, report_of
from scenarios.report.words import LANGUAGES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_is_there_in_every_language(made, lang):
    report = made.report(lang)
    assert report.lang == lang and len(report.sections) in (len(PARTS), len(PARTS) - 1)  # a deal needs a contract
    assert [section.title.split(".")[0] for section in report.sections] == [
        str(n + 1) for n in range(len(report.sections))
    ]
    assert report.title == made.scenario.title[lang] and report.question == made.scenario.question[lang]


def test_rows_fit_their_columns_and_every_picture_has_words(made, report):
    blocks = [block for section in report.sections for block in section.blocks]
    for table in (block for block in blocks if isinstance(block, Table)):
        assert table.rows and all(len(row) == len(table.columns) for row in table.rows), table.title
        assert all(isinstance(cell, str) for row in table.rows for cell in row), table.title
    assert all(block.alt and block.title for block in blocks if isinstance(block, Figure))
    assert all(len(row) == len(sheet.columns) for sheet in report.sheets for row in sheet.rows)


def test_a_city_that_decides_nothing_has_a_report_too(quiet):
    report = report_of(quiet.results, quiet.scenario, quiet.book, "en")
    assert "no measures" in repr(report.sections[2])


def test_the_covenant_tables_are_those_of_the_inventory(made, report):
    assert {"2011", "2025", "2034"} <= set(report.covenant)
