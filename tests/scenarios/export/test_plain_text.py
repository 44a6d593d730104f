"""Words and days as open data can hold them."""

import json
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from scenarios.export.plain_text import clean, moment, sentence

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
"""Halves of characters and signs that turn the direction of writing are in."""


@given(ANY_TEXT, st.integers(min_value=4, max_value=100))
def test_whatever_stands_in_a_name_comes_out_printable_and_short(words, longest):
    text = clean(words, longest)
    assert len(text) <= longest and (text.isprintable() or not text)
    assert json.loads(json.dumps(text, ensure_ascii=False).encode()) == text


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(words):
    assert clean(clean(words)) == clean(words)


@given(st.integers(min_value=1990, max_value=2060), st.integers(min_value=0, max_value=50 * 365), st.integers(1, 900))
def test_a_later_day_is_a_later_moment(year, day, later):
    first, second = (datetime.fromisoformat(moment(year, each)) for each in (day, day + later))
    assert first < second and first.tzinfo is not None and first.year == year + day // 365


def test_a_sentence_ends_once():
    assert sentence("Who bids?") == "Who bids?"
