"""The papers a financier asks for, by chapter of an investment concept, and which of them the model can fill.

Place in the flow: [ecosystem]; read by the bank file. The five chapters are those of the European City Facility's
investment concept (https://www.eucityfacility.eu/investment-concepts/investment-concept-template.html); the papers in each
are this project's reading of it, in its own words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One thing that must be in the file."""

    key: str
    title: str
    from_model: bool = False
    """Whether a run can know it; the others only people can bring."""


CHAPTERS: dict[str, tuple[Paper, ...]] = {
    "Description of the project": (
        Paper("objectives", "what is to be reached, and by when", True),
        Paper("measures", "what is built or bought, how many of each", True),
        Paper("baseline", "energy use and emissions before", True),
        Paper("impacts", "energy and emissions saved a year", True),
        Paper("energy audit", "an audit or inventory on site"),
        Paper("market", "who sells it, and what hinders it", True),
        Paper("upscaling", "who else could join", True),
    ),
    "Promoters and stakeholders": (
        Paper("promoter", "who leads, who owns, who decides", True),
        Paper("partners", "roles of all partners", True),
        Paper("council decision", "decision of the council"),
        Paper("staff", "people who will run the project"),
        Paper("stakeholders", "talks held with users and neighbours"),
    ),
    "Legal analysis": (
        Paper("contract form", "form of contract, rules of the table, end of the contract", True),
        Paper("procurement", "procedure, criteria and award", True),
        Paper("ownership", "proof of who owns poles, roofs or land"),
        Paper("permits", "permits, or proof that none is needed"),
        Paper("state aid", "opinion on state aid and public accounts"),
    ),
    "Economic and financial analysis": (
        Paper("investment", "cost of the works, priced by a tender or an offer", True),
        Paper("cash flow", "income and running cost by year", True),
        Paper("sources and uses", "where the money comes from and where it goes", True),
        Paper("cover ratio", "cash over debt service by year", True),
        Paper("risks", "risks, who bears them, what covers them", True),
        Paper("sensitivity", "what happens when prices or savings differ", True),
        Paper("accounts", "accounts of the borrower of the last years"),
        Paper("security", "guarantees or collateral"),
        Paper("insurance", "insurance of the installations"),
    ),
    "Investment roadmap": (
        Paper("planning", "steps with dates from decision to operation", True),
        Paper("measurement", "how the result is measured and by whom", True),
        Paper("next steps", "who does what next, agreed by the partners"),
    ),
}
"""Chapter -> its papers."""


def known_keys() -> tuple[str, ...]:
    """All papers by key."""
    return tuple(paper.key for papers in CHAPTERS.values() for paper in papers)


def missing_papers(known: Collection[str]) -> dict[str, list[dict[str, str | bool]]]:
    """Papers that are not there yet, by chapter; chapters that are complete are left out.

    Args:
        known: keys of the papers that are there

    Raises:
        ValueError: a key that is no paper

    >>> everything_but_permits = [key for key in known_keys() if key != "permits"]
    >>> list(missing_papers(everything_but_permits))
    ['Legal analysis']
    """
    strangers = sorted(set(known) - set(known_keys()))
    if strangers:
        raise ValueError(f"no paper is called {', '.join(strangers)}")
    lacking = {
        chapter: [
            {"key": paper.key, "title": paper.title, "from_model": paper.from_model}
            for paper in papers
            if paper.key not in known
        ]
        for chapter, papers in CHAPTERS.items()
    }
    return {chapter: papers for chapter, papers in lacking.items() if papers}
