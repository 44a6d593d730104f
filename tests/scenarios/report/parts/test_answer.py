"""The answer says the gap, the year, and against what."""

from scenarios.report.blocks import Answer, KeyFigures
from scenarios.report.parts.answer import answer, sentence_of
from scenarios.report.standing import main_pledge, pledges_of


def test_the_sentence_tells_the_gap_of_the_run_in_points_and_tonnes(made):
    given, pledge = made.given(), main_pledge(pledges_of(made.results))
    told = sentence_of(given, pledge)
    assert given.words.number(abs(made.results.summary["targets"][0]["gap_t"])) in told
    assert given.words.number(abs(pledge.gap_points), 1) in told and "2030" in told and "2011" in told


def test_without_a_pledge_it_says_so(made):
    assert sentence_of(made.given(), None).startswith("The city made no pledge")


def test_it_opens_with_one_sentence_and_four_numbers(made):
    first, second, *_ = answer(made.given()).blocks
    assert isinstance(first, Answer) and isinstance(second, KeyFigures) and len(second.figures) == 4
