"""A problem is a hand held out: place, found, wanted, near word."""

from scenarios.problems import Problem, Unusable, is_fatal, near_word, shown


def test_a_problem_reads_as_the_style_guide_shows_it():
    problem = Problem("a.yaml", 13, "measures.led.paid_by", "'lon'", "one of loan, own_budget", "loan")
    assert str(problem) == (
        "a.yaml:13  measures.led.paid_by\n    found  'lon'\n    wanted one of loan, own_budget\n    did you mean  loan ?"
    )


def test_an_unusable_file_brings_all_its_problems():
    problems = [Problem("a", 1, "x", "1", "2"), Problem("a", 2, "y", "1", "2")]
    unusable = Unusable(problems)
    assert unusable.problems == problems
    assert "a:1" in str(unusable) and "a:2" in str(unusable)


def test_a_warning_stops_nobody():
    warning = Problem("a", 1, "x", "1", "2", severity="warning")
    assert not is_fatal([warning])
    assert is_fatal([warning, Problem("a", 1, "x", "1", "2")])


def test_a_near_word_forgives_capitals_and_hyphens():
    assert near_word("Heat-Pumps", ["heat_pumps", "loan"]) == "heat_pumps"


def test_a_very_long_word_is_cut_and_still_compared_quickly():
    assert near_word("x" * 1_000_000, ["heat_pumps"]) == ""
    assert len(shown("x" * 1_000_000)) < 100
    assert len(shown({"k" * 1000: 1})) < 120
    assert len(shown([["x" * 500] * 4] * 4)) < 120
