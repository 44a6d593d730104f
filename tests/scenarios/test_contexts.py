"""What may happen to the city, from the files that come with it."""

import pytest

from scenarios.bending import bend
from scenarios.book import read_book
from scenarios.contexts import read_contexts
from scenarios.problems import Unusable

EXPECTED = {
    "electricity_price": ["as_expected", "stays_high", "falls"],
    "gas_price": ["as_expected", "stays_high", "ets2_high"],
    "interest": ["as_expected", "dear_money", "doubled"],
    "projects": ["decided", "from_idea"],
}


def test_every_aspect_has_its_variants_and_its_words():
    aspects = read_contexts()
    assert {name: list(aspects[name].variants) for name in EXPECTED} == EXPECTED
    for aspect in aspects.values():
        for variant in aspect.variants.values():
            assert set(variant.title) == {"nl", "fr", "de", "en"}
            assert len(variant.because) > 10


def test_the_usual_course_leaves_the_book_as_it_is():
    assert all(aspect.variants[aspect.usual].changes == {} for aspect in read_contexts().values())


def test_every_variant_bends_parameters_that_the_book_has():
    book = read_book()
    for aspect in read_contexts().values():
        for variant in aspect.variants.values():
            assert [each for each in bend(book, variant.changes)[1] if not each.is_odd_only] == []


def test_a_price_that_stays_high_reaches_the_dearest_year_of_the_book():
    book = read_book()
    for aspect, name in (("electricity_price", "prices.electricity_household"), ("gas_price", "prices.gas_household")):
        high, _ = bend(book, read_contexts()[aspect].variants["stays_high"].changes)
        assert abs(high.at(name, 2035) / book.at(name, 2022) - 1) < 0.01
        assert high.at(name, 2025) == book.at(name, 2025)


def test_a_broken_context_is_told_with_its_line(tmp_path):
    (tmp_path / "wind.yaml").write_text("title: Wind\nvariants:\n  calm: {title: Calm}\n", encoding="utf-8")
    with pytest.raises(Unusable) as unusable:
        read_contexts(tmp_path)
    assert [(problem.line, problem.key) for problem in unusable.value.problems] == [(3, "variants.calm.because")]
