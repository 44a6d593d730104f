"""A package that breaks a rule is told so, with the path to the field."""

import copy

import pytest

from scenarios.export.ocds import release_package
from scenarios.export.ocds_checking import MOST_TOLD, check_package
from tests.scenarios.export.made_up import run

SOUND = release_package(run())
LED, LOTS = 1, 3
"""Places of the lighting tender and of the one in lots."""


def broken(*path, to):
    """The sound package with one field changed, or taken out."""
    package = copy.deepcopy(SOUND)
    place = package
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return package


def in_release(number, *path, to):
    return broken("releases", number, *path, to=to)


def test_the_made_up_run_is_sound():
    assert check_package(SOUND) == []


CASES = [
    (broken("uri", to=None), "uri", "nothing"),
    (broken("uri", to="no address"), "uri", "no address"),
    (broken("version", to="1"), "version", "'1'"),
    (broken("releases", to=[]), "releases", "[]"),
    (broken("publishedDate", to="2020-01-01T00:00:00Z"), "releases[0].date", "2025"),
    (broken("publisher", "name", to=""), "publisher.name", "''"),
    (broken("extensions", to=None), "releases[1].bids", "not declared"),
    (in_release(LED, "ocid", to="stadslab-1"), "releases[1].ocid", "stadslab-1"),
    (in_release(LED, "id", to="a#b"), "releases[1].id", "a#b"),
    (in_release(LED, "id", to=SOUND["releases"][0]["id"]), "releases", "more than once"),
    (in_release(LED, "tag", to=["tendering"]), "releases[1].tag[0]", "tendering"),
    (in_release(LED, "tag", to=["tender", "award", "contract"]), "releases[1].tag", "planning there"),
    (in_release(LED, "initiationType", to="auction"), "releases[1].initiationType", "auction"),
    (in_release(LED, "date", to="2025-02-30T00:00:00Z"), "releases[1].date", "02-30"),
    (in_release(LED, "date", to="2025-02-10"), "releases[1].date", "2025-02-10"),
    (in_release(LED, "tender", "status", to="awarded"), "releases[1].tender.status", "awarded"),
    (in_release(LED, "tender", "procurementMethod", to="negotiated"), "procurementMethod", "negotiated"),
    (in_release(LED, "tender", "titel", to="x"), "releases[1].tender.titel", "titel"),
    (in_release(LED, "tender", "title", to="x" * 151), "releases[1].tender.title", "151"),
    (in_release(LED, "tender", "title", to="a\nb"), "releases[1].tender.title", "b"),
    (in_release(LED, "tender", "numberOfTenderers", to=5), "numberOfTenderers", "5"),
    (in_release(LED, "tender", "numberOfTenderers", to=2.5), "numberOfTenderers", "2.5"),
    (in_release(LED, "tender", "value", "amount", to=float("nan")), "value.amount", "nan"),
    (in_release(LED, "tender", "value", "amount", to="300"), "value.amount", "300"),
    (in_release(LED, "tender", "value", "currency", to="EURO"), "value.currency", "EURO"),
    (in_release(LED, "buyer", "id", to="city_hal"), "releases[1].buyer.id", "city_hal"),
    (in_release(LED, "buyer", "name", to="another"), "releases[1].buyer.name", "another"),
    (in_release(LED, "parties", 3, "roles", to=["payer"]), "releases[1].buyer", "without that role"),
    (in_release(LED, "parties", 1, "id", to="firm-7"), "releases[1].parties", "more than once"),
    (in_release(LED, "awards", 0, "suppliers", to=None), "releases[1].awards[0].suppliers", "nobody"),
    (in_release(LED, "awards", 0, "date", to="2025-01-01T00:00:00Z"), "releases[1].awards[0].date", "2025-01-01"),
    (in_release(LED, "contracts", 0, "awardID", to="award-1-8"), "contracts[0].awardID", "award-1-8"),
    (in_release(LED, "contracts", 0, "awardID", to=None), "contracts[0].awardID", "nothing"),
    (in_release(LED, "contracts", 0, "period", "endDate", to="2025-01-01T00:00:00Z"), "period.endDate", "2025"),
    (in_release(LOTS, "awards", 0, "relatedLots", to=["lot-9"]), "awards[0].relatedLots", "lot-9"),
    (in_release(LOTS, "tender", "lots", to=None), "bids.details[0].relatedLots", "lot-1"),
]  # fmt: skip


@pytest.mark.parametrize(("package", "path", "found"), CASES, ids=[f"{path} {found}" for _, path, found in CASES])
def test_a_broken_rule_is_told_with_its_place(package, path, found):
    problems = check_package(package)
    assert any(problem.key.endswith(path) and found in problem.found for problem in problems), problems
    assert all(problem.wanted for problem in problems)


def test_a_near_word_is_offered():
    (problem,) = check_package(in_release(LED, "buyer", "id", to="city_hal"))
    assert problem.suggestion == "city_hall"


@pytest.mark.parametrize("thing", [None, [], "x", {}, {"releases": 3}, {"releases": [None]}, {"extensions": 5}])
def test_anything_else_is_refused_without_a_crash(thing):
    assert check_package(thing)


def test_not_more_is_told_than_somebody_reads():
    package = copy.deepcopy(SOUND)
    package["releases"] *= 100
    for release in package["releases"]:
        release["tag"] = ["x"]
    assert len(check_package(package)) <= MOST_TOLD
