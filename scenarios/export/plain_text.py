"""Words and days of a run as an open-data file can hold them.

Place in the flow: a small tool of `scenarios.export`.
"""

from __future__ import annotations

from datetime import date, timedelta

DAYS_IN_YEAR = 365
"""A simulated year has no leap day."""
NO_LEAP_YEAR = 2001
LONGEST_NAME, LONGEST_TITLE, LONGEST_TEXT = 250, 140, 2000
"""Characters; a title of OCDS should stay under 150."""


def clean(words: object, longest: int = LONGEST_TEXT) -> str:
    """Text on one line that any reader of JSON can show, not longer than said.

    >>> clean("a \\x1b[31m\\u202e b\\ud800"), clean("x" * 10, 6)
    ('a [31m b', 'xxx...')
    """
    text = str(words)
    if not text.isprintable():  # control characters, hidden ones, halves of characters, turns of direction
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 3].rstrip() + "..."


def spoken(word: object) -> str:
    """An id of ours as words.

    >>> spoken("private_lighting_service")
    'private lighting service'
    """
    return clean(str(word).replace("_", " "))


def headed(words: str) -> str:
    """Words with a capital in front.

    >>> headed("swap for LED")
    'Swap for LED'
    """
    return words[:1].upper() + words[1:]


def sentence(words: object) -> str:
    """Words with a capital in front and a full stop behind; nothing for no words.

    >>> sentence("two bids"), sentence("")
    ('Two bids.', '')
    """
    text = clean(words)
    return text and headed(text) + ("" if text.endswith((".", "!", "?")) else ".")


def moment(first_year: int, day: int) -> str:
    """Midnight (UTC) at the start of a day of the run, as OCDS and ISO 8601 write it.

    Args:
        first_year: first simulated year
        day: days since its 1 January; 365 to a year, so that 29 February never comes

    >>> moment(2025, 0), moment(2025, 59), moment(2028, 59), moment(2025, 3 * 365 + 364)
    ('2025-01-01T00:00:00Z', '2025-03-01T00:00:00Z', '2028-03-01T00:00:00Z', '2028-12-31T00:00:00Z')
    """
    years, rest = divmod(int(day), DAYS_IN_YEAR)
    on = date(NO_LEAP_YEAR, 1, 1) + timedelta(days=rest)
    return f"{first_year + years:04d}-{on.month:02d}-{on.day:02d}T00:00:00Z"


def new_year(year: int) -> str:
    """The first moment of a calendar year.

    >>> new_year(2030)
    '2030-01-01T00:00:00Z'
    """
    return moment(year, 0)


def year_end(year: int) -> str:
    """The last day of a calendar year, on which the ledger of a year is closed.

    >>> year_end(2030)
    '2030-12-31T00:00:00Z'
    """
    return moment(year, DAYS_IN_YEAR - 1)
