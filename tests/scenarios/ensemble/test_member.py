"""One run of an ensemble is the run that anybody else would get with the same numbers."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.ensemble import Workshop, plan_of
from scenarios.ensemble.member import HEADLINES, Headlines
from scenarios.running import open_stage, run_on
from sim.scenario import Change


def test_with_fixed_numbers_a_member_is_the_plain_run_of_its_seed(short_plan):
    workshop = Workshop(plan_of(short_plan, runs=2, vary=False))
    member = workshop.run(workshop.plan.members[1])
    plain = replace(short_plan, seed=short_plan.seed + 1)
    results = run_on(open_stage(plain), plain, alternatives=False)
    assert member.quantities["co2_t"] == pytest.approx(results.emissions_by_year().tolist(), rel=1e-12)
    assert member.quantities["public_cost_eur"] == results.yearly("public_cost_eur").tolist()
    assert member.baseline["co2_t"] == results.summary["baseline"]["co2_t"] and member.laws_hold


def test_a_sampled_member_is_the_run_whose_what_ifs_set_its_numbers(short_plan, workshop):
    """Series and tables cannot be set in a scenario, so those are multiplied; the sun is read off between tilts."""
    asked, (member, *_) = {}, workshop.plan.members
    for axis, share in zip(workshop.sample.axes, workshop.sample.shares[0], strict=True):
        amount = axis.value(float(share))
        if not isinstance(amount, dict):
            asked[axis.parameter.name] = Change("multiply" if axis.by_factor else "set", amount, "sampled")
    mine = replace(short_plan, what_if=asked, seed=member.seed)
    results = run_on(open_stage(mine), mine, alternatives=False)
    assert workshop.run(member).quantities["co2_t"] == pytest.approx(results.emissions_by_year().tolist(), rel=1e-4)


def test_money_spent_so_far_adds_up(members):
    for member in members:
        assert set(member.quantities) == set(HEADLINES)
        spent = np.cumsum(member.quantities["public_cost_eur"])
        assert np.allclose(spent, member.quantities["public_cost_so_far_eur"])


def test_numbers_the_model_refuses_are_told_with_their_reason(workshop, monkeypatch):
    def refuse(*_):
        raise ValueError("a house\n without walls")

    monkeypatch.setattr("scenarios.ensemble.member.CityModel", refuse)
    refused = workshop.run(workshop.plan.members[2])
    assert not refused.counts and refused.refused == "ValueError: a house without walls" and refused.number == 2


def test_a_fault_of_the_machine_is_no_answer_of_the_city(workshop, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr("scenarios.ensemble.member.CityModel", fail)
    with pytest.raises(MemoryError):
        workshop.run(workshop.plan.members[0])


def test_a_kept_member_comes_back_as_it_was_and_a_torn_one_not_at_all(members, tmp_path):
    file = tmp_path / "member.json"
    members[0].write(file)
    assert Headlines.read(file) == members[0] and [path.name for path in tmp_path.iterdir()] == ["member.json"]
    file.write_text(file.read_text()[:100])
    assert Headlines.read(file) is None and Headlines.read(tmp_path / "none.json") is None
