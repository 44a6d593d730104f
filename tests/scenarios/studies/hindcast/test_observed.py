import re

import pytest

from scenarios.problems import Unusable
from scenarios.studies.hindcast.observed import TABLE, read_observed


@pytest.fixture
def broken(tmp_path):
    """The table with one cell changed, by row name and column."""

    def with_cell(row, column, cell):
        lines = TABLE.read_text(encoding="utf-8").splitlines()
        place = lines[0].split(",").index(column)
        number = next(n for n, line in enumerate(lines) if line.startswith(f"{row},"))
        cells = lines[number].split(",")
        cells[place] = cell
        lines[number] = ",".join(cells)
        path = tmp_path / "observed.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path, number + 1

    return with_cell


def test_every_figure_has_a_source_and_lies_in_its_own_range():
    observed = read_observed()
    assert len(observed) >= 50
    assert all(each.source and each.low <= each.value <= each.high and each.sigma >= 0 for each in observed)


def test_the_last_two_years_are_never_fitted_on():
    assert all(each.use != "fit" for each in read_observed() if each.date >= 2023)
    assert {int(each.date) for each in read_observed() if each.use == "unseen"} == {2023, 2024}


@pytest.mark.parametrize(
    ("row", "column", "cell", "found", "wanted"),
    [
        ("pv_2013", "value", "many", "'many'", "a number"),
        ("pv_2013", "value", "99", "99", "from low (4400) to high (9000)"),
        ("pv_2013", "low", "0", "0", "more than 0 on a logarithmic scale"),
        ("pv_2013", "use", "fitt", "'fitt'", "one of fit, kept, unseen"),
        ("pv_2013", "tolerance", "0", "0", "more than 0"),
        ("pv_2013", "date", "13", "13", "a year from 2005 to 2026"),
        ("pv_2013", "source", "", "nothing", "where the figure was found"),
        ("pv_2013", "id", "pv_2012", "'pv_2012' a second time", "a name of its own"),
        ("pv_2013", "value", "nan", "'nan'", "a number"),
    ],
)
def test_a_broken_row_is_refused_in_words_with_its_line_and_column(broken, row, column, cell, found, wanted):
    path, line = broken(row, column, cell)
    with pytest.raises(Unusable) as refused:
        read_observed(path)
    problem = refused.value.problems[0]
    assert (problem.line, problem.key) == (line, column)
    assert found in problem.found and wanted in problem.wanted


def test_a_near_word_is_offered(broken):
    with pytest.raises(Unusable, match=re.escape("did you mean  unseen ?")):
        read_observed(broken("pv_2023", "use", "unsen")[0])


def test_all_broken_rows_are_told_at_once(broken, tmp_path):
    path, _ = broken("pv_2013", "value", "x")
    path.write_text(path.read_text().replace("bev_2014,bev,bev_cars,2014.6", "bev_2014,bev,bev_cars,14"))
    with pytest.raises(Unusable) as refused:
        read_observed(path)
    assert [problem.key for problem in refused.value.problems] == ["value", "date"]


def test_a_file_that_is_no_table_is_refused(tmp_path):
    path = tmp_path / "observed.csv"
    for text, found in (("", "an empty table"), ("a,b\n1,2\n", "no column id")):
        path.write_text(text)
        with pytest.raises(Unusable) as refused:
            read_observed(path)
        assert found in refused.value.problems[0].found
    with pytest.raises(Unusable):
        read_observed(tmp_path / "absent.csv")
