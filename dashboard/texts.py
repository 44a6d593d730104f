"""Every text a visitor reads: sentences from the catalogues, numbers and money in the habit of the language.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Knows no Dash; layouts, callbacks and charts call it.
Sentences are looked up by their English wording, code words (`sodium_high_pressure`) by kind and code. The build
compiles the catalogues; a checkout without that step, or with a newer catalogue, compiles them in memory.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

CATALOGUES = Path(__file__).parent / "locale"
BOOK = "parameters"
"""Catalogue of the book's labels and units, whose English stands in the book itself."""
DOMAINS = {"en": ("stadslab",), "nl": ("stadslab", BOOK), "fr": ("stadslab", BOOK), "de": ("stadslab", BOOK)}
"""Catalogues that a language must have to be whole."""
OWN_NAMES = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}
EUROS = {"en": "¤#,##0", "nl": "¤\xa0#,##0;-¤\xa0#,##0", "fr": "#,##0\xa0¤", "de": "#,##0\xa0¤"}
"""Whole euros, the sign where the language puts it."""


def _is_whole(lang: str) -> bool:
    """Whether all catalogues of a language stand in their folder."""
    return all((CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po").exists() for domain in DOMAINS[lang])


LANGUAGES = {lang: name for lang, name in OWN_NAMES.items() if _is_whole(lang)}
"""Languages with a whole catalogue, by code, each in its own name."""


def N_(sentence: str) -> str:  # noqa: N802  (the customary mark for a text that is translated later)
    """Mark a sentence for the catalogues without translating it yet."""
    return sentence


@lru_cache(maxsize=2 * len(LANGUAGES))
def catalogue(lang: str, domain: str = "stadslab") -> gettext.NullTranslations:
    """A catalogue of a language; an unknown language reads English."""
    source = CATALOGUES / (lang if lang in LANGUAGES else "en") / "LC_MESSAGES" / f"{domain}.po"
    if not source.exists():
        return gettext.NullTranslations()
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.GNUTranslations(_compile(source))


def _compile(source: Path) -> io.BytesIO:
    """The catalogue in compiled form, in memory."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return compiled


def t(lang: str, sentence: str, **values: object) -> str:
    """A sentence in a language, with values filled in.

    >>> t("en", "{count} buildings", count=3)
    '3 buildings'
    """
    text = catalogue(lang).gettext(sentence)
    return text.format(**values) if values else text


def word(lang: str, kind: str, code: str) -> str:
    """What people call a code word; a word no catalogue knows is shown with spaces for underscores.

    Args:
        kind: what the code is of: sector, carrier, actor, lamp, use, ...
        code: the word in files and tables

    >>> word("en", "carrier", "a_new_carrier")
    'A new carrier'
    """
    known = catalogue(lang).pgettext(kind, code)
    if known != code:
        return known
    plain = code.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def in_sentence(lang: str, name: str) -> str:
    """A name without the capital of its headline; abbreviations and German nouns keep theirs.

    >>> in_sentence("en", "Grid operator"), in_sentence("en", "ESCO"), in_sentence("de", "Netzbetreiber")
    ('grid operator', 'ESCO', 'Netzbetreiber')
    """
    return name if lang == "de" or name[1:2].isupper() else name[:1].lower() + name[1:]


def of_book(lang: str, kind: str, text: str) -> str:
    """A label, unit or table word of the book in a language; a text that is new to the catalogue stays English.

    Args:
        lang: language of the screen
        kind: `label`, `unit` or `key` (a word of a table parameter)
        text: as it stands in the parameter file

    >>> of_book("nl", "unit", "years")
    'jaren'
    """
    return catalogue(lang, BOOK).pgettext(kind, text)


def local(lang: str, texts: Mapping[str, str] | str) -> str:
    """The text of a title given per language; English, then any, when the language has none."""
    if isinstance(texts, str):
        return texts
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def number(lang: str, value: float, digits: int = 0) -> str:
    """A number with the separators of the language.

    >>> number("nl", 12345.6)
    '12.346'
    """
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return _minus(format_decimal(_no_minus_nought(value, digits), format=pattern, locale=_locale(lang)))


def _no_minus_nought(value: float, digits: int) -> float:
    """The value, or plain zero when it shows as zero: no minus sign may stand before a nought."""
    return 0.0 if round(float(value), digits) == 0 else float(value)


def plain_number(lang: str, value: float) -> str:
    """A number of any size with four figures that count, for lists of parameters."""
    from babel.numbers import format_decimal

    if value == 0 or 1e-3 <= abs(value) < 1e9:
        digits = 0 if float(value).is_integer() else max(0, 3 - len(str(int(abs(value)))) + 1)
        digits = digits if abs(value) >= 1 or value == 0 else 5
        return format_decimal(round(value, digits), format="#,##0.#####", locale=_locale(lang))
    return f"{value:.3g}"


def percent(lang: str, share: float, digits: int = 0) -> str:
    """A share of one as percent.

    >>> percent("en", 0.4)
    '40%'
    """
    from babel.numbers import format_percent

    pattern = "#,##0" + ("." + "0" * digits if digits else "") + percent_sign(lang)
    return _minus(format_percent(_no_minus_nought(share, digits + 2), format=pattern, locale=_locale(lang)))


def percent_sign(lang: str) -> str:
    """The sign behind a percentage, with a space where the language puts one.

    >>> percent_sign("nl"), percent_sign("fr")
    ('%', '\\u202f%')
    """
    from babel import Locale

    pattern = Locale.parse(_locale(lang)).percent_formats[None].pattern
    return "\u202f%" if pattern.endswith("\xa0%") else "%"


def money(lang: str, amount_eur: float, digits: int = 1) -> str:
    """Euros in short form, for headlines.

    Args:
        lang: language of the screen
        amount_eur: [EUR]
        digits: behind the point, where millions are told

    >>> money("en", 2_345_000)
    '€2.3M'
    """
    from babel.numbers import format_compact_currency, format_currency

    if abs(amount_eur) < 999.5:
        pattern = _whole_euros(lang)
        text = format_currency(_no_minus_nought(amount_eur, 0), "EUR", pattern, _locale(lang), currency_digits=False)
    elif _locale(lang) != LOCALES["en"] and abs(amount_eur) < 999_500:  # only the English say K for thousand
        text = format_currency(round(amount_eur, -3), "EUR", _whole_euros(lang), _locale(lang), currency_digits=False)
    else:
        shown = digits if abs(amount_eur) >= 999_500 else 0
        text = format_compact_currency(amount_eur, "EUR", locale=_locale(lang), fraction_digits=shown)
    return _minus(text.replace("\xa0", "\u202f"))


def euros_and_cents(lang: str, amount_eur: float) -> str:
    """A small price with its cents.

    >>> euros_and_cents("en", 3.954), euros_and_cents("nl", 3.954)
    ('€3.95', '€\\u202f3,95')
    """
    from babel.numbers import format_currency

    pattern = _whole_euros(lang).replace("#,##0", "#,##0.00")
    return _minus(
        format_currency(_no_minus_nought(amount_eur, 2), "EUR", pattern, _locale(lang)).replace("\xa0", "\u202f")
    )


def month(lang: str, first_year: int, day: int) -> str:
    """The month of a day counted from 1 January of the first simulated year; every year of the model has 365 days.

    >>> month("en", 2025, 365 + 40), month("nl", 2025, 0)
    ('Feb 2026', 'jan 2025')
    """
    from datetime import date, timedelta

    from babel.dates import format_skeleton

    in_year = date(2025, 1, 1) + timedelta(days=int(day) % 365)  # a year without 29 February
    return format_skeleton("yMMM", in_year.replace(year=first_year + int(day) // 365), locale=_locale(lang))


def _whole_euros(lang: str) -> str:
    return EUROS.get(lang, EUROS["en"])


def _minus(text: str) -> str:
    """A true minus sign that does not leave its number at the end of a line."""
    return text.replace("-", "\u2212\u2060")


def signed(text: str, value: float) -> str:
    """The text of an amount with a plus sign when it is above zero."""
    return f"+\u2060{text}" if value > 0 else text


def _locale(lang: str) -> str:
    return LOCALES.get(lang, LOCALES["en"])
