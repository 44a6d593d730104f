"""Real names come from a file of the user."""

import pytest

from scenarios.export.real_names import read_real_names
from scenarios.problems import Unusable


def read(tmp_path, text):
    path = tmp_path / "names.yaml"
    path.write_text(text, encoding="utf-8")
    return read_real_names(path)


def test_parties_and_firms_are_read(tmp_path):
    names = read(tmp_path, "city_hall: Stad Voorbeeld\nfirm-7: 'L''ampe & Zn'\n'households:old_town': Wijk 1\n")
    assert names == {"city_hall": "Stad Voorbeeld", "firm-7": "L'ampe & Zn", "households:old_town": "Wijk 1"}


@pytest.mark.parametrize("text", ["- a\n", "City Hall: x\n", "city_hall: 3\n", "city_hall: ''\n", "city_hall: [a]\n"])
def test_anything_else_is_refused_in_words(tmp_path, text):
    with pytest.raises(Unusable):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Unusable):
        read_real_names(tmp_path / "none.yaml")
