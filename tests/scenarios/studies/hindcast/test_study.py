import json
import xml.etree.ElementTree as ElementTree

import pytest

from scenarios.problems import Unusable
from scenarios.studies.hindcast.study import run_hindcast
from scenarios.studies.hindcast.telling import PICTURES, write_hindcast


@pytest.fixture(scope="module")
def found():
    return run_hindcast(inhabitants=2_000, samples=6, seeds=2, waves=2, tell=lambda words: None, workers=1)


def test_the_result_file_holds_every_figure_and_the_six_parameters(found, tmp_path):
    write_hindcast(found, tmp_path)
    content = json.loads((tmp_path / "hindcast.json").read_text())
    assert len(content["parameters"]) == 6 and len(content["waves"]) == 2
    assert {"fit", "kept", "unseen"} == set(content["tally"])
    assert all(each["verdict"] in ("pass", "near", "misfit") for each in content["figures"])


def test_the_pictures_are_small_and_show_every_observation(found, tmp_path):
    write_hindcast(found, tmp_path)
    total = 0
    for name, (_, _, quantities, _) in PICTURES.items():
        path = tmp_path / f"{name}.svg"
        total += path.stat().st_size
        dots = [e for e in ElementTree.parse(path).iter() if e.tag.endswith("circle") and e.get("r") == "3.5"]
        assert len(dots) >= sum(j.observation.quantity in quantities for j in found.judged)
    assert total < 200_000


def test_the_last_two_years_do_not_move_the_fit(found, tmp_path):
    """Other figures for 2023 and 2024, the same best sample."""
    from scenarios.studies.hindcast.observed import TABLE

    lines = TABLE.read_text(encoding="utf-8").splitlines()
    moved = [line.replace(",152285,147000,157000,", ",5000,4000,6000,") for line in lines]
    assert moved != lines
    path = tmp_path / "observed.csv"
    path.write_text("\n".join(moved) + "\n", encoding="utf-8")
    other = run_hindcast(
        inhabitants=2_000, samples=6, seeds=2, waves=2, observed=path, tell=lambda words: None, workers=1
    )
    assert other.best == found.best
    assert other.judged != found.judged


def test_a_folder_that_cannot_be_written_is_refused_in_words(found, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Unusable, match="a folder that can be written to"):
        write_hindcast(found, tmp_path / "file")
