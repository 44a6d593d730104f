"""People of a municipality, also of one that merged after they were counted."""

import pytest

from scenarios.municipality.population import read_population
from scenarios.problems import Unusable
from tests.scenarios.municipality.tables import write, write_population


def test_people_are_found_by_code_and_the_year_by_the_name(tmp_path):
    people = read_population(write_population(tmp_path, {"99001": 151}))
    assert people.year == 2024 and people.of("99001", {}) == (151, ("99001",))


def test_people_of_merged_municipalities_are_added_up(tmp_path):
    people = read_population(write_population(tmp_path, {"98001": 100, "98002": 51}))
    assert people.of("99001", {"98001": "99001", "98002": "99001"}) == (151, ("98001", "98002"))


def test_half_a_merged_municipality_is_not_enough(tmp_path):
    people = read_population(write_population(tmp_path, {"98001": 100}))
    with pytest.raises(Unusable, match="98002 that went up in it"):
        people.of("99001", {"98001": "99001", "98002": "99001"})


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("99001", "x", "70", "70", "150"), "140, men and women together"),
        (("99001", "x", "70", "many", "150"), "'many'"),
        (("99001", "x", "70", "80", ""), "the number of people"),
        (("Gent", "x", "70", "80", "150"), "a NIS code of five digits"),
        (("99000", "x", "70", "80", "150"), "a second time"),
    ],
)
def test_a_bad_row_is_told_with_its_line(tmp_path, row, words):
    path = write(tmp_path / "p.csv", ("NIS code", "Woonplaats", "Mannen", "Vrouwen", "Totaal"),
                 [("99000", "x", "1", "1", "2"), row])  # fmt: skip
    with pytest.raises(Unusable) as refused:
        read_population(path)
    assert refused.value.problems[0].line == 3 and words in str(refused.value.problems[0])
