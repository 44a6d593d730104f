"""Bands come from an ensemble of the same plan, city and book, and from no other."""

import pytest

from scenarios.problems import Unusable
from scenarios.report.ensemble_at_hand import read_bands
from scenarios.results_folder import write_results

BANDS = {"quantity": ["co2_t", "energy_mwh"], "year": [2030, 2030], "low_90": [1.0, 5.0], "high_90": [2.0, 6.0]}


def ensemble(folder, manifest, **changes):
    made = {**manifest, "kind": "ensemble", "summary": {"runs": 9, "in_band": 9, "bands": [], "pledges": []}, **changes}
    return write_results(folder, {name: value for name, value in made.items() if name != "files"}, {"bands": BANDS})


def test_the_band_of_emissions_is_read(made, tmp_path):
    found = read_bands(ensemble(tmp_path / "e", made.results.manifest), made.results.manifest)
    assert found["in_band"] == 9 and found["co2_band"] == [(2030, 1.0, 2.0)]


def test_another_number_of_runs_is_the_same_plan(made, tmp_path):
    scenario = made.results.manifest["scenario"]
    other = {**scenario, "text": scenario["text"].replace("runs: 20", "runs: 7")}
    assert other != scenario
    assert read_bands(ensemble(tmp_path / "e", made.results.manifest, scenario=other), made.results.manifest)


@pytest.mark.parametrize(
    ("changes", "found"),
    [({"book_hash": "0"}, "another book"), ({"city": {"name": "x", "hash": "0"}}, "another city"),
     ({"kind": "run"}, "no ensemble with bands")],
)  # fmt: skip
def test_an_ensemble_of_something_else_is_refused(made, tmp_path, changes, found):
    with pytest.raises(Unusable, match=found):
        read_bands(ensemble(tmp_path / "e", made.results.manifest, **changes), made.results.manifest)
