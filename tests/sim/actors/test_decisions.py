"""Requests and answers are plain values with a reason."""

import dataclasses

import sim.actors.decisions as decisions


def kinds():
    return [kind for kind in vars(decisions).values() if dataclasses.is_dataclass(kind)]


def test_every_answer_gives_its_reason_and_nothing_can_be_changed():
    answers = [kind for kind in kinds() if kind.__name__.endswith("Answer")]
    assert len(answers) >= 10
    for kind in answers:
        assert "reason" in {field.name for field in dataclasses.fields(kind)}
    assert all(kind.__dataclass_params__.frozen for kind in kinds())
