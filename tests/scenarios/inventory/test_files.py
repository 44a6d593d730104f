"""What is exported comes back the same, to the last bit, in every form and language."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from scenarios.inventory import FORMATS, LANGUAGES, read_inventory, save_inventory
from sim.inventory.inventory import Action, Cell, Inventory, Place
from tests.scenarios.inventory.some import inventories

quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
GAS_OF_HOMES = Place("energy_mwh", "A", "residential", "natural_gas", 2011)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("form", FORMATS)
@quick
@given(inventory=inventories(), language=some.sampled_from(LANGUAGES))
def test_an_inventory_comes_back_the_same(form, tmp_path, inventory, language):
    reading = read_inventory(save_inventory(inventory, tmp_path / f"it.{form}", language))
    assert [str(problem) for problem in reading.problems] == []
    assert dict(reading.inventory.cells) == dict(inventory.cells)
    assert reading.inventory == inventory


@pytest.mark.parametrize("form", FORMATS)
def test_the_last_bit_of_a_number_survives(form, tmp_path):
    value = 0.1 + 0.2  # seventeen digits
    kept = read_inventory(
        save_inventory(Inventory(cells={GAS_OF_HOMES: Cell(value)}), tmp_path / f"it.{form}")
    ).inventory
    assert kept.cells[GAS_OF_HOMES].value == value != 0.3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_title_that_looks_like_a_formula_stays_a_text(form, tmp_path):
    import openpyxl

    sly = '=HYPERLINK("evil")'
    path = save_inventory(Inventory(cells={GAS_OF_HOMES: Cell(1.0)}, actions=(Action(sly),)), tmp_path / f"it.{form}")
    assert read_inventory(path).inventory.actions[0].title == sly
    if form == "xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert not any(cell.data_type == "f" for cell in cells)
    else:
        assert "'=HYPERLINK" in path.read_text("utf-8-sig")


def test_a_folder_that_cannot_be_written_to_is_told_and_leaves_nothing(tmp_path):
    from scenarios.problems import Unusable

    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Unusable, match="written to"):
        save_inventory(Inventory(), tmp_path / "file" / "it.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
