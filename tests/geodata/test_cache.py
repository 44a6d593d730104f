"""Maps kept between runs."""

import geodata
from geodata.cache import cached_city


def test_a_map_is_drawn_once_and_then_read(tmp_path, norms, monkeypatch):
    recipe = geodata.read_city_file("rural_municipality").recipe.for_inhabitants(2_500)
    drawn = cached_city(recipe, norms, tmp_path)
    monkeypatch.setattr("geodata.drawing.draw_city", None)
    read = cached_city(recipe, norms, tmp_path)
    assert read.buildings.floor_m2.tobytes() == drawn.buildings.floor_m2.tobytes()
    (folder,) = tmp_path.iterdir()
    assert folder.name.startswith(f"city-{drawn.recipe_hash}-")


def test_a_map_drawn_by_an_older_version_is_not_taken_for_todays(tmp_path, norms, monkeypatch):
    recipe = geodata.read_city_file("rural_municipality").recipe.for_inhabitants(2_500)
    monkeypatch.setattr("geodata.cache._pencil", lambda: "older")
    cached_city(recipe, norms, tmp_path)
    monkeypatch.undo()
    cached_city(recipe, norms, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_broken_map_is_drawn_anew(tmp_path, norms):
    recipe = geodata.read_city_file("rural_municipality").recipe.for_inhabitants(2_500)
    drawn = cached_city(recipe, norms, tmp_path)
    (folder,) = tmp_path.iterdir()
    (folder / "lamps.parquet").write_bytes(b"torn")
    again = cached_city(recipe, norms, tmp_path)
    assert again.counts() == drawn.counts()


def test_a_folder_that_can_not_be_written_costs_time_but_not_the_map(tmp_path, norms):
    (tmp_path / "taken").write_text("a file, not a folder")
    recipe = geodata.read_city_file("rural_municipality").recipe.for_inhabitants(2_500)
    assert len(cached_city(recipe, norms, tmp_path / "taken").buildings) == recipe.buildings
