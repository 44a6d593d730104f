"""The map as a picture."""

from xml.etree import ElementTree

import pytest

import geodata


@pytest.mark.parametrize("colour_by", ["kind", "period", "lamps"])
def test_a_picture_is_a_sound_svg(ideal_city, colour_by):
    root = ElementTree.fromstring(geodata.picture.svg(ideal_city, colour_by))
    assert root.tag.endswith("svg")
    assert len(root) > 10
