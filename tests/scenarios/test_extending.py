"""A child takes over everything of its parent and changes single settings."""

import pytest

from scenarios.checking import check_scenario
from scenarios.extending import read_family


@pytest.fixture
def write(tmp_path):
    def write_file(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


PARENT = """
title: {en: Parent, nl: Ouder}
years: {from: 2025, to: 2050}
notes: of the parent
measures:
  led_street_lighting: {begins: 2026, lamps_per_year: 600, where: {districts: [harbour]}}
  second: {measure: led_street_lighting}
what_if: {prices.gas: {multiply: 2, because: dear}}
"""


def test_a_child_changes_single_settings_and_keeps_the_rest(write):
    write("parent.yaml", PARENT)
    child = write(
        "child.yaml",
        "title: {fr: Enfant}\nextends: parent.yaml\nyears: {to: 2040}\n"
        "measures: {led_street_lighting: {lamps_per_year: 10, where: {polygon: [[0, 0], [1, 0], [1, 1]]}}, second: null}\n"
        "what_if: {prices.gas: {set: 1, because: cheap}}\n",
    )
    family = read_family(child)
    assert family.problems == []
    assert family.value == {
        "title": {"fr": "Enfant"},
        "extends": "parent.yaml",
        "years": {"from": 2025, "to": 2040},
        "measures": {
            "led_street_lighting": {
                "begins": 2026,
                "lamps_per_year": 10,
                "where": {"polygon": [[0, 0], [1, 0], [1, 1]]},
            }
        },
        "what_if": {"prices.gas": {"set": 1, "because": "cheap"}},
    }


def test_a_problem_is_told_where_it_was_written(write, small_world):
    write("parent.yaml", "title: Parent\nmeasures:\n  led_street_lighting: {lamps_per_year: -5}\n")
    child = write("child.yaml", "title: Child\nextends: parent.yaml\nmeasures: {led_street_lighting: {begins: soon}}\n")
    problems = check_scenario(read_family(child), "child", small_world).problems
    assert [(problem.file.rsplit("/", 1)[-1], problem.line) for problem in problems] == [
        ("child.yaml", 3),
        ("parent.yaml", 3),
    ]


def test_taking_away_what_was_never_there_is_a_problem(write, small_world):
    write("parent.yaml", "title: Parent\n")
    child = write("child.yaml", "title: Child\nextends: parent.yaml\nmeasures: {led_street_lighting: null}\n")
    assert check_scenario(read_family(child), "child", small_world).scenario is None


def test_parents_in_a_circle_are_refused(write):
    write("a.yaml", "title: A\nextends: b.yaml\n")
    write("b.yaml", "title: B\nextends: a.yaml\n")
    family = read_family(write("c.yaml", "title: C\nextends: a.yaml\n"))
    assert ["in turn" in problem.wanted for problem in family.problems] == [True]


def test_a_scenario_is_not_its_own_parent(write):
    assert read_family(write("a.yaml", "title: A\nextends: a.yaml\n")).problems


def test_a_very_long_line_of_parents_is_refused(write):
    for number in range(30):
        write(f"n{number}.yaml", f"title: N\nextends: n{number + 1}.yaml\n")
    family = read_family(write("n.yaml", "title: N\nextends: n0.yaml\n"))
    assert ["more than 10 parents" in problem.found for problem in family.problems] == [True]


@pytest.mark.parametrize(
    "parent",
    [
        "../outside.yaml",
        "/etc/passwd",
        "sub/../../outside.yaml",
        "secret",
        "link.yaml",
        "'[1, 2]'",
        "[a, b]",
        "5",
        "sub",
    ],
)
def test_a_parent_elsewhere_on_the_disk_is_not_opened(write, tmp_path, parent):
    outside = tmp_path.parent / "outside.yaml"
    outside.write_text("title: {SECRET: 1}\nzzz: 1\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to(outside)
    (tmp_path / "sub").mkdir()
    family = read_family(write("child.yaml", f"title: C\nextends: {parent}\n"))
    assert [problem.key for problem in family.problems] == ["extends"]
    assert "SECRET" not in str(family.problems[0])
    assert "zzz" not in family.value


def test_a_misspelt_parent_gets_a_near_word(write):
    family = read_family(write("child.yaml", "title: C\nextends: busines_as_usual\n"))
    assert family.problems[0].suggestion == "business_as_usual"


def test_a_broken_parent_is_told_with_its_own_name(write):
    write("parent.yaml", "title: [\n")
    family = read_family(write("child.yaml", "title: C\nextends: parent.yaml\n"))
    assert family.value is None
    assert family.problems[0].file.endswith("parent.yaml")
