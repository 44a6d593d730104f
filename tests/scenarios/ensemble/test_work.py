"""Finished runs are never run again, and workers change no number."""

import pytest

from scenarios.ensemble import Workshop, plan_of, run_ensemble
from scenarios.ensemble.work import file_of, finished_members, folder_of


def test_a_second_time_nothing_is_run(workshop, members, monkeypatch):
    monkeypatch.setattr(Workshop, "run", lambda *_: pytest.fail("a finished run was run again"))
    assert run_ensemble(workshop) == members


def test_after_an_interruption_only_the_missing_runs_are_run(workshop, members, monkeypatch):
    folder, really = folder_of(workshop.fingerprint), Workshop.run
    for number in (1, 6):
        file_of(folder, number).unlink()
    run = []

    def interrupted(self, member):
        if run:
            raise KeyboardInterrupt
        run.append(member.number)
        return really(self, member)

    monkeypatch.setattr(Workshop, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run_ensemble(workshop)
    assert run == [1] and sorted(finished_members(workshop.plan, folder)) == [0, 1, 2, 3, 4, 5, 7]
    monkeypatch.setattr(Workshop, "run", really)
    told = []
    assert run_ensemble(workshop, progress=lambda done, of: told.append((done, of))) == members
    assert told == [(7, 8), (8, 8)]


def test_two_workers_find_what_one_found(workshop, members):
    folder = folder_of(workshop.fingerprint)
    for number in range(len(members)):
        file_of(folder, number).unlink()
    assert run_ensemble(workshop, workers=2) == members


def test_scenarios_of_a_comparison_meet_the_same_seeds_and_numbers(short_plan, workshop):
    from dataclasses import replace

    other = Workshop(plan_of(replace(short_plan, measures={}), runs=5, repeats=3))
    assert other.plan.members == workshop.plan.members
    assert other.sample.shares.tolist() == workshop.sample.shares.tolist()
