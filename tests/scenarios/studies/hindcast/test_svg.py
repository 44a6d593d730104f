import xml.etree.ElementTree as ElementTree

from scenarios.studies.hindcast.svg import Chart, Dots, Line


def test_words_with_signs_of_xml_are_drawn_as_words():
    chart = Chart("a < b & c", "%", [Line("x", [(2010.0, 1.0), (2012.0, 3.0)])], [Dots("y", [(2011.0, 2.0, 1.0, 3.0)])])
    texts = [element.text for element in ElementTree.fromstring(chart.svg()).iter() if element.tag.endswith("text")]
    assert "a < b & c" in texts


def test_a_higher_value_stands_higher():
    chart = Chart("t", "%", [Line("x", [(2010.0, 0.0), (2012.0, 10.0)])], [])
    points = next(e for e in ElementTree.fromstring(chart.svg()).iter() if e.tag.endswith("polyline")).get("points")
    (x0, y0), (x1, y1) = (map(float, pair.split(",")) for pair in points.split())
    assert x1 > x0 and y1 < y0


def test_nothing_at_all_can_be_drawn_on_a_logarithmic_scale():
    chart = Chart("t", "n", [Line("x", [(2010.0, 0.0), (2012.0, 100.0)], [(2010.0, 0.0, 1.0)])], [], log=True)
    ElementTree.fromstring(chart.svg())
