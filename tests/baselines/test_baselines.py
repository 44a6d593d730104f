"""Whole runs give what they gave before; a number that moves is renewed with a reason."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.extending import library_names
from tests.baselines import renew as renewing
from tests.baselines.memory import machine, memory_of, path_of, recall

HOW = 'if it should have moved: make baselines WHY="...", and read the difference before you commit it'
TOLERANCE = 1e-5


@pytest.mark.whole_city
@pytest.mark.parametrize("name", library_names())
def test_a_scenario_of_the_library_gives_what_it_gave_before(ideal, name):
    before = recall(name)
    assert before is not None, f"nothing is remembered of {name}; {HOW}"
    after = memory_of(ideal.results(name))
    assert set(after["numbers"]) == set(before["numbers"]), HOW
    moved = {
        number: (value, after["numbers"][number])
        for number, value in before["numbers"].items()
        if after["numbers"][number] != pytest.approx(value, rel=TOLERANCE, abs=1e-9)
    }
    assert not moved, f"{len(moved)} numbers of {name} moved: {dict(list(moved.items())[:8])}; {HOW}"
    if before["machine"] == machine():
        assert after["tables"] == before["tables"], f"the tables of {name} differ in bits; {HOW}"


def test_nothing_is_remembered_of_scenarios_that_are_gone():
    assert {path.stem for path in Path(renewing.__file__).parent.glob("*.json")} <= set(library_names())


@pytest.mark.parametrize("why", [(), ("",), ("  ",)])
def test_a_renewal_without_a_reason_is_refused_and_touches_nothing(why):
    before = {name: recall(name) for name in library_names()}
    command = [sys.executable, "-m", "tests.baselines.renew", *why]
    root = Path(renewing.__file__).parents[2]
    done = subprocess.run(command, cwd=root, env={**os.environ}, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "say why" in done.stderr
    assert {name: recall(name) for name in library_names()} == before


def test_a_renewal_writes_the_numbers_and_a_line_that_says_what_moved(tmp_path, monkeypatch, lived):
    from sim.outcome import results_of

    class OneRun:
        def results(self, name):
            return results_of(lived)

    monkeypatch.setattr(renewing, "library_names", lambda: ["one"])
    monkeypatch.setattr(renewing, "Runs", OneRun)
    monkeypatch.setattr(renewing, "FOLDER", tmp_path)
    monkeypatch.setattr(renewing, "WHY", tmp_path / "why.md")
    monkeypatch.setattr(renewing, "path_of", lambda name: tmp_path / f"{name}.json")
    monkeypatch.setattr(renewing, "recall", lambda name: None)
    (tmp_path / "old.json").write_text("{}")
    renewing.renew("the sun shines more")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.json", "why.md"]
    last = (tmp_path / "why.md").read_text().splitlines()[-1]
    assert "the sun shines more" in last and "one" in last and "old is gone" in last


def test_a_memory_keeps_six_digits_and_a_fingerprint_that_changes_with_any_bit(lived):
    from sim.outcome import results_of

    results = results_of(lived)
    memory = memory_of(results)
    total = memory["numbers"]["final.co2_t"]
    assert total == pytest.approx(results.summary["final"]["co2_t"], rel=1e-5)
    assert memory_of(results_of(lived))["tables"] == memory["tables"]
    results.tables["ledger"]["amount_eur"][0] *= 1 + 1e-12
    assert memory_of(results)["tables"] != memory["tables"]
    assert path_of("one").suffix == ".json"
