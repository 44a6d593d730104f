"""Charts are well-formed, hold their amounts, and come out the same every time."""

from xml.etree import ElementTree

import pytest

from scenarios.report.charts import MOST_SERIES, PAPER, SCREEN, Bars, Line, Lines, Stacked, stacks

TELL = "{:.0f}".format
CHARTS = {
    "lines": Lines("t", [Line("<a> & b", [(2025, 5.0), (2030, 1.0)], band=[(2025, 4.0, 6.0), (2030, 0.5, 2.0)])],
                   [(2030, 0.0, "-40%")], TELL),
    "one year": Lines("t", [Line("a", [(2025, 5.0)])], [], TELL),
    "nothing": Lines("t", [Line("a", [(2025, 0.0), (2026, 0.0)])], [], TELL),
    "stacked": Stacked("GWh", [2025, 2026], [("gas", [2.0, 1.0]), ("power", [1.0, 1.0])], TELL),
    "bars": Bars([("a very long name of some party or other", 3.0), ("b", -2.0)], TELL),
    "no bars": Bars([("a", 0.0)], TELL),
}  # fmt: skip


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("style", [PAPER, SCREEN], ids=["paper", "screen"])
def test_a_chart_is_well_formed_says_what_it_is_and_is_the_same_again(name, style):
    text = CHARTS[name].svg(style, 'it "says" <this>')
    assert ElementTree.fromstring(text).get("aria-label") == 'it "says" <this>'
    assert text == CHARTS[name].svg(style, 'it "says" <this>') and "nan" not in text


def test_heights_of_a_stack_are_as_its_amounts():
    found = ElementTree.fromstring(CHARTS["stacked"].svg(PAPER, "")).iter("{http://www.w3.org/2000/svg}rect")
    heights = [float(rect.get("height")) for rect in found][2:]  # after the legend
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2) == pytest.approx(2 * heights[2], abs=0.2)


def test_too_many_series_are_told_as_one():
    series = {str(n): [float(n)] for n in range(1, 12)}
    told = stacks(series, "others")
    assert len(told) == MOST_SERIES and told[-1] == ("others", [10.0])
