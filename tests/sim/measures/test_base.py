"""What every measure has in common."""

import pytest
from pydantic import Field, ValidationError

from sim.markets.contracts import forms_for
from sim.measures import MEASURES, ContractName, Measure, Where


class PlantTrees(Measure):
    """A measure for these tests; it signs in nowhere, for it stands in no file of the package."""

    trees_per_year: int = Field(10, ge=0)
    paid_by: ContractName("lighting") = Field("own_budget")


def test_a_measure_is_called_by_its_class_in_small_letters():
    assert PlantTrees.name == "plant_trees"


def test_every_measure_has_words_in_two_languages_a_sector_and_its_own_name():
    for name, measure in MEASURES.items():
        assert measure.name == name
        assert measure.__module__ == f"sim.measures.{name}"
        assert {"en", "nl"} <= set(measure.title)
        assert measure.sector


def test_a_measure_acts_in_its_years_only():
    measure = PlantTrees(begins=2030, ends=2032)
    assert [year for year in range(2028, 2036) if measure.active(year)] == [2030, 2031, 2032]


@pytest.mark.parametrize(
    "settings",
    [
        {"begins": 9999}, {"begins": "2026"}, {"begins": 2026.0}, {"begins": True}, {"ends": 2020},
        {"trees_per_year": -1}, {"trees": 5}, {"paid_by": "nobody"}, {"where": {}},
    ],
)  # fmt: skip
def test_settings_of_another_kind_or_beyond_their_limits_are_refused(settings):
    with pytest.raises(ValidationError):
        PlantTrees(**settings)


def test_forms_of_contract_are_asked_for_when_they_are_needed():
    assert PlantTrees.model_json_schema()["properties"]["paid_by"]["enum"] == list(forms_for("lighting"))


@pytest.mark.parametrize("corners", [((0, 0), (1, 1)), ((0, 0), (1, 1), (2, 2)), ((0, 0),) * 5, ()])
def test_a_polygon_without_surface_is_refused(corners):
    with pytest.raises(ValidationError):
        Where(polygon=corners)


def test_an_aim_is_districts_or_a_polygon_and_not_both():
    with pytest.raises(ValidationError):
        Where(districts=("harbour",), polygon=((0, 0), (1, 0), (1, 1)))


def test_a_decided_measure_cannot_be_changed_afterwards():
    with pytest.raises(ValidationError):
        PlantTrees().begins = 2030
