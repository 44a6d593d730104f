"""Every reason the model gives, in every language."""

from __future__ import annotations

import pytest

from dashboard.reasons import firm_name, reason_words, who_said
from dashboard.runs import Runs
from dashboard.texts import LANGUAGES, catalogue
from scenarios import read_book
from sim.markets.firms import TRADES
from sim.markets.needs import _CAUSES, _PRESSES

SIMULATED = {"en": "simulated", "nl": "gesimuleerd", "fr": "simulé", "de": "simuliert"}


def leaves(table):
    return [text for stage in table.values() for reasons in stage.values() for text in reasons]


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_the_reasons_of_the_book_and_of_needs_are_in_the_catalogue(lang):
    book = read_book()
    said = [
        text
        for name in ("stop_reasons", "stop_reasons_beside_hook", "pass_reasons")
        for text in leaves(book.at(f"projects.{name}", 2025))
    ]
    said += [text for text in (*_CAUSES.values(), *_PRESSES.values()) if text != "pressure"]
    known = catalogue(lang)._catalog
    assert [text for text in said if f"reason\x04{text}" not in known] == []


def test_every_reason_of_a_whole_run_is_told_in_every_language():
    """The full plan from the idea on: what tenders, projects and contracts say is all known."""
    tables = Runs().run("full_plan_from_idea", alternatives=False).tables
    said = {str(text) for name in ("tenders", "projects") for text in tables[name]["reason"]}
    said |= {str(text) for text in tables["contracts"]["end_reason"] if text}
    assert len(said) > 40
    actors = {str(each) for each in tables["projects"]["actor"]}
    for lang in [lang for lang in LANGUAGES if lang != "en"]:
        assert [text for text in sorted(said) if reason_words(lang, text) == text] == []
        assert [name for name in actors if who_said(lang, name) == name] == []


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("direct award to simulated builder 12: under the threshold", "direct award to simulated builder 12: small enough to need no call"),
        ("ticket of 94,000 EUR below 100,000", "a loan of €94K is too small: the bank lends from €100K"),
        ("cover ratio 1.05 below 1.20", "income covers the loan only 1.05 times, the bank asks 1.20"),
        ("15,389,640 EUR on one borrower, above 15,000,000", "€15.39M lent to one borrower is more than the bank's €15M"),
        ("no lighting company in this city", "not in this city: Lighting company"),
        ("esco is bankrupt: its losses are larger than its equity", "bankrupt: Energy service company; its losses are larger than its equity"),
        ("82% of the promise was delivered", "82% of the promise was delivered"),
        ("something nobody foresaw", "something nobody foresaw"),
    ],
)  # fmt: skip
def test_reasons_with_numbers_in_them_are_told_in_words(reason, told):
    assert reason_words("en", reason) == told


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_firm_says_that_it_is_simulated(lang):
    for name in TRADES.values():
        told = firm_name(lang, f"simulated {name} 7")
        assert SIMULATED[lang] in told and told.endswith(" 7")
