"""The list of papers."""

import pytest

from sim.ecosystem.investment_concept import CHAPTERS, known_keys, missing_papers


def test_five_chapters_and_every_paper_once():
    assert len(CHAPTERS) == 5 and len(set(known_keys())) == len(known_keys()) > 20


def test_with_nothing_known_everything_is_missing():
    missing = missing_papers(())
    assert list(missing) == list(CHAPTERS) and sum(map(len, missing.values())) == len(known_keys())


def test_a_complete_chapter_is_left_out():
    law = [paper.key for paper in CHAPTERS["Legal analysis"]]
    assert "Legal analysis" not in missing_papers(law) and missing_papers(known_keys()) == {}


def test_an_unknown_paper_is_refused():
    with pytest.raises(ValueError, match="love letter"):
        missing_papers(["love letter"])


def test_some_papers_only_people_can_bring():
    by_hand = {paper["key"] for papers in missing_papers(()).values() for paper in papers if not paper["from_model"]}
    assert {"council decision", "permits", "accounts"} <= by_hand
