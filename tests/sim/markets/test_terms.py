"""Terms of the year come from the book, each by its name."""

import pytest

from sim.markets.terms import PARAMETER_OF_TERM, Terms, problems_of_terms


def test_every_term_names_a_parameter_that_is_there(book):
    assert all(name in book for name in PARAMETER_OF_TERM.values())
    assert Terms.of(book, 2026) is Terms.of(book, 2026), "read once a year"


def test_the_book_as_it_is_has_no_term_that_signing_would_refuse(book):
    assert problems_of_terms(book, 2026) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("service_term_years", 0.0, "1 to 99 years"), ("lease_term_years", 200.0, "1 to 99 years"),
        ("monitoring_eur_per_lamp", -1.0, "zero or more"), ("provider_debt_share", 1.5, "0 to 1"),
        ("indexation_labour_share", 0.3, "sum to 1"), ("pole_income_eur_per_lamp", {"data": -2.0}, "zero or more"),
    ],
)  # fmt: skip
def test_a_term_that_signing_would_refuse_is_told_with_its_name_and_what_is_wanted(book, name, value, words):
    bent = book.with_values({f"contracts.{name}": {2000: value}})
    ((parameter, found, wanted),) = problems_of_terms(bent, 2026)
    assert parameter.startswith("contracts.") and words in wanted and found is not None
