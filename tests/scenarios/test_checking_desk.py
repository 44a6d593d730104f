"""The desk keeps complaints, and hands out what has the right form."""

import pytest

from scenarios.checking_desk import Desk
from scenarios.extending import family_of
from scenarios.reading import read_yaml_text
from scenarios.scenario_file import ActorSettings, PartyInFile


@pytest.fixture
def desk(small_world):
    text = (
        "title: x\ncontracts: {loan: {payer: .nan}}\nactors: {bank: {present: true}, esko: {reputation: 2}}\nseed: 5\n"
    )
    return Desk(family_of(read_yaml_text(text, "x"), folder=None), small_world)


def test_settings_are_those_with_the_form_of_settings(desk):
    assert desk.settings("seed") == desk.settings("nothing") == {}
    assert list(desk.settings("actors")) == ["bank", "esko"]


def test_too_many_entries_are_none_and_one_problem(desk):
    assert desk.entries("actors", 2) == desk.settings("actors")
    assert desk.entries("actors", 1) == {}
    assert [(problem.line, problem.found) for problem in desk.problems[1:]] == [(3, "2 actors")]


def test_what_could_not_be_read_is_told_once(desk):
    desk.complain(("contracts", "loan", "payer"), "nothing", "who pays")
    assert [problem.wanted for problem in desk.problems] == ["a finite number"]


def test_a_true_for_a_number_means_one(desk):
    assert desk.entry(ActorSettings, desk.settings("actors")["bank"], ("actors", "bank")) is None
    assert (desk.problems[-1].found, desk.problems[-1].suggestion) == ("true", "1")


def test_what_was_told_is_not_told_again_but_spoils_the_entry(desk):
    path = ("actors", "esko")
    assert desk.entry(PartyInFile, {"role": "bank"}, path, told=("role",)) is None
    assert desk.entry(PartyInFile, {}, path, told=("role",)) is None
    assert len(desk.problems) == 1
    assert desk.entry(PartyInFile, {"role": "bank"}, path) == PartyInFile(role="bank")
