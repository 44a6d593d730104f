"""From candidates to a team."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.ecosystem.partner_matching import PARTS, Candidate, Scale, Wanted
from sim.ecosystem.team_finding import candidates_of, find_teams

SCALE = Scale(100.0, 0.2, 2.0, 2.0, {"cheap": 0.7, "dear": 1.3}, dict.fromkeys(PARTS, 1.0))
WANTED = {
    "build": Wanted(frozenset({"build"}), 1000.0, frozenset({"class 3"})),
    "lend": Wanted(frozenset({"lend"}), 800.0),
}


def a_builder(name, **more):
    return Candidate(name, frozenset({"build"}), 1000.0, frozenset({"class 3"}), free_eur=5000.0, **more)


BANK = Candidate("bank", frozenset({"lend"}), 800.0, reputation=0.9)


def test_a_team_covers_every_role_with_the_best_for_it():
    found = find_teams([a_builder("poor", reputation=0.1), a_builder("good", reputation=0.9), BANK], WANTED, SCALE, 0.1)
    assert found.teams.best[0].filled_by == {"build": "good", "lend": "bank"} and not found.left_out
    assert [each.id for each in found.by_role["build"].places] == ["good", "poor"]
    assert found.by_role["build"].refused["bank"][0] == "fills none of the roles build"


def test_without_the_bank_its_role_is_missing():
    found = find_teams([a_builder("good")], WANTED, SCALE, 0.1)
    assert found.teams.missing_roles == ("lend",) and not found.teams.best


def test_who_has_a_conflict_with_the_bank_stays_out():
    foe = a_builder("good", reputation=0.9, conflicts=frozenset({"bank"}))
    found = find_teams([a_builder("poor", reputation=0.1), foe, BANK], WANTED, SCALE, 0.1)
    assert found.teams.best[0].members == ("poor", "bank")


def test_of_many_the_best_of_each_role_are_looked_at():
    many = [a_builder(f"b{n}", reputation=n / 20) for n in range(20)]
    found = find_teams([*many, BANK], WANTED, SCALE, 0.1)
    assert found.teams.best[0].filled_by["build"] == "b19" and len(found.left_out) == 9


def test_nobody_at_all():
    assert find_teams([], WANTED, SCALE, 0.1).teams.missing_roles == ("build", "lend")


def test_firms_become_candidates():
    firms = SimpleNamespace(
        reputation=np.array([0.2, 0.7]), distance_km=np.array([5.0, 80.0]), own_capital_eur=np.array([10.0, 20.0]),
        free_eur=np.array([0.0, 900.0]), name_of=lambda row: f"simulated electrician {row}",
    )  # fmt: skip
    (one,) = candidates_of(firms, [1], frozenset({"build"}), [950.0], deals_together={1: 3})
    assert (one.id, one.price_eur, one.free_eur, one.deals_together) == ("simulated electrician 1", 950.0, 900.0, 3)
    with pytest.raises(ValueError):
        candidates_of(firms, [0, 1], frozenset({"build"}), [950.0])
