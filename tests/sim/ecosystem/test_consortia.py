"""Teams that cover every role, exact against trying them all."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.ecosystem.consortia import MOST, consortia, not_superfluous
from sim.finance import NoSolution

ROLES = ("invest", "build", "lend")


def test_a_second_partner_must_bring_more_than_it_costs():
    fit = np.array([[0.6, 0.6, 0.6], [0.0, 0.9, 0.0]])
    together, alone = (consortia("ab", ROLES, fit, cost).best[0] for cost in (0.1, 0.4))
    assert together.members == ("a", "b") and together.filled_by == {"invest": "a", "build": "b", "lend": "a"}
    assert together.worth == pytest.approx(0.6 + 0.9 + 0.6 - 0.1) and alone.members == ("a",)


def test_every_role_needs_a_supplier():
    found = consortia("ab", ROLES, np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), 0.1)
    assert found.missing_roles == ("lend",) and not found.best and found.reason == "nobody can fill lend"


def test_foes_do_not_sit_at_one_table():
    fit = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.3, 0.0]])
    assert consortia("abc", ROLES, fit, 0.0, conflicts=[("a", "b")]).best[0].members == ("a", "c")
    both = consortia("ab", ROLES, fit[:2], 0.0, conflicts=[("a", "b")])
    assert not both.best and "conflict" in both.reason


def test_nobody_and_no_role():
    assert consortia([], ROLES, np.zeros((0, 3)), 0.1).missing_roles == ROLES
    assert consortia("a", (), np.zeros((1, 0)), 0.1).reason == "no role to fill"


def test_equals_are_superfluous_and_foes_keep_a_place():
    fit = np.array([[0.5, 0.5], [0.5, 0.5], [0.2, 0.5], [0.9, 0.1]])
    none = np.zeros((4, 4), dtype=bool)
    assert not_superfluous(fit, none).tolist() == [0, 3]
    foes = none.copy()
    foes[0, 3] = foes[3, 0] = True
    assert not_superfluous(fit, foes).tolist() == [1, 3]  # the second has no foe


def test_more_than_twelve_are_sorted_out_or_refused():
    fit = np.tile([[0.5, 0.5, 0.5]], (20, 1))
    assert consortia([f"c{n}" for n in range(20)], ROLES, fit, 0.1).best[0].members == ("c0",)
    step = np.arange(20) / 20
    apart = np.stack([0.05 + step, 1.0 - step, np.full(20, 0.5)], axis=1)
    with pytest.raises(NoSolution, match=str(MOST)):
        consortia([f"c{n}" for n in range(20)], ROLES, apart, 0.1)


fits = arrays(float, st.tuples(st.integers(1, 6), st.just(3)), elements=st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]))


@given(fits, st.floats(0, 0.6), st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3))
def test_the_best_team_is_the_best_of_all(fit, cost, pairs):
    names = [str(at) for at in range(len(fit))]
    conflicts = [(str(one), str(other)) for one, other in pairs if one < other < len(fit)]
    teams = [team for size in range(1, len(fit) + 1) for team in combinations(range(len(fit)), size)]
    fine = [team for team in teams if not any(int(a) in team and int(b) in team for a, b in conflicts)]
    worth = [
        fit[list(team)].max(axis=0).sum() - cost * (len(team) - 1)
        for team in fine
        if np.all(fit[list(team)].max(axis=0) > 0)
    ]
    found = consortia(names, ROLES, fit, cost, conflicts, how_many=1)
    assert bool(found.best) == bool(worth)
    if worth:
        assert found.best[0].worth == pytest.approx(max(worth))


@given(fits, st.floats(0, 0.6))
def test_leaving_out_the_superfluous_loses_nothing(fit, cost):
    kept = not_superfluous(fit, np.zeros((len(fit), len(fit)), dtype=bool))
    names = [str(at) for at in range(len(fit))]
    all_of_them = consortia(names, ROLES, fit, cost, how_many=1)
    fewer = consortia([names[at] for at in kept], ROLES, fit[kept], cost, how_many=1)
    assert [team.worth for team in all_of_them.best] == pytest.approx([team.worth for team in fewer.best])
