"""Every text of a report in its language, numbers and money in the habit of the language.

Place in the flow: a small tool of `scenarios.report`. Sentences, names of code words, and names of numbers of the book
stand in `words/*.yaml`, each in all languages; actors, measures, contracts, sectors and carriers bring their own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from babel.numbers import format_decimal

from scenarios.deal_words import euros
from scenarios.export.plain_text import clean
from scenarios.inventory.labels import read_labels
from scenarios.scenario_file import LANGUAGES
from sim.actors import ACTORS
from sim.markets.contracts import FORMS
from sim.measures import MEASURES

FOLDER = Path(__file__).with_name("words")
LOCALES = {"en": "en_GB", "nl": "nl_BE", "fr": "fr_BE", "de": "de_BE"}
NOTHING = "–"
"""Stands where there is no number."""
LONGEST_TITLE, LONGEST_TEXT = 300, 2000
"""Characters of somebody's text that a report repeats."""
TOWNSPEOPLE = "households"


@lru_cache
def catalogue(name: str) -> dict[str, Any]:
    """A file of `words/`: texts by language, by key (sentences) or by kind and code (names)."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


class Words:
    """Speaks one language.

    Args:
        lang: one of LANGUAGES
        parties: names of the user's own parties, by the word the scenario uses
    """

    def __init__(self, lang: str, parties: Mapping[str, str] | None = None):
        self.lang, self.parties = lang, dict(parties or {})

    def __call__(self, key: str, **values: Any) -> str:
        """A sentence with values filled in.

        >>> Words("nl")("origin.seed")
        'Toevalsgetal'
        """
        text = catalogue("sentences")[key][self.lang]
        return text.format(**values) if values else text

    def name(self, kind: str, code: str) -> str:
        """What people call a code word; one that no catalogue knows is shown with spaces.

        >>> Words("fr").name("stage", "permit"), Words("en").name("stage", "some_thing")
        ('Permis', 'Some thing')
        """
        known = catalogue("names").get(kind, {}).get(code)
        return known[self.lang] if known else _spoken(code)

    def knows(self, kind: str, code: str) -> bool:
        """Whether the catalogue has a name for a code word."""
        return code in catalogue("names").get(kind, {})

    def actor(self, party: str) -> str:
        """Name of a party of the ledger; households of a district are households.

        >>> Words("de").actor("households:harbour"), Words("en").actor("city_hall")
        ('Haushalte', 'City hall')
        """
        kind = party.split(":")[0]
        if kind in self.parties:
            return clean(self.parties[kind], LONGEST_TITLE)
        if kind in ACTORS:
            return self.local(ACTORS[kind].title)
        return self.name("party", kind)

    def measure(self, measure: str) -> str:
        """Title of a kind of measure."""
        return self.local(MEASURES[measure].title) if measure in MEASURES else _spoken(measure)

    def form(self, form: str) -> str:
        """Title of a form of contract."""
        return self.local(FORMS[form].title) if form in FORMS else _spoken(form)

    def row(self, row: str) -> str:
        """A sector as the Covenant template calls it, in its short form."""
        return self.name("sector", row)

    def carrier(self, carrier: str) -> str:
        """An energy carrier as the Covenant template calls it."""
        return read_labels().label("carrier", carrier, self.lang)

    def local(self, texts: Mapping[str, str] | str) -> str:
        """The text of a title given per language; English, then any, when the language has none."""
        if isinstance(texts, str):
            return clean(texts, LONGEST_TEXT)
        text = texts.get(self.lang) or texts.get("en") or next(iter(texts.values()), "")
        return clean(text, LONGEST_TEXT)

    def titled(self, texts: Mapping[str, str] | str) -> str:
        """A title of the library that has no text in this language but is known to the report; else as `local`.

        >>> Words("de").titled({"en": "Port city", "nl": "Havenstad", "de": "Port city"})
        'Hafenstadt'
        """
        text = self.local(texts)
        is_english = not isinstance(texts, str) and text == texts.get("en")
        return self.name("title", text) if is_english and self.knows("title", text) else text

    def number(self, value: float | None, digits: int = 0, signed: bool = False) -> str:
        """A number with the separators of the language.

        >>> Words("nl").number(12345.6), Words("en").number(-0.04, 1), Words("de").number(2, signed=True)
        ('12.346', '0.0', '+2')
        """
        if value is None or not math.isfinite(value):
            return NOTHING
        value = 0.0 if round(float(value), digits) == 0 else float(value)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        text = format_decimal(value, format=pattern, locale=LOCALES[self.lang]).replace("-", "\u2212")
        return f"+{text}" if signed and value > 0 else text

    def figure(self, value: float | None) -> str:
        """A number of any size with four figures that count, for lists of parameters.

        >>> Words("fr").figure(0.0275), Words("en").figure(120000)
        ('0,0275', '120,000')
        """
        if value is None or not math.isfinite(value):
            return NOTHING
        digits = 0 if value == 0 else max(0, 3 - math.floor(math.log10(abs(value))))
        text = format_decimal(round(value, digits), format="#,##0.##########", locale=LOCALES[self.lang])
        return text.replace("-", "\u2212")

    def percent(self, share: float | None, digits: int = 1, signed: bool = False) -> str:
        """A share of one as per cent.

        >>> Words("en").percent(0.4, 0), Words("nl").percent(-0.251, signed=True)
        ('40%', '\u221225,1\\xa0%')
        """
        text = self.number(None if share is None else 100.0 * share, digits, signed)
        return text if text == NOTHING else text + ("%" if self.lang == "en" else "\u00a0%")

    def thousands(self, amount_eur: float | None, signed: bool = False) -> str:
        """Euros in thousands, for tables that say so in the heading; small amounts keep a figure."""
        if amount_eur is None:
            return NOTHING
        return self.number(amount_eur / 1000.0, 1 if abs(amount_eur) < 10_000 else 0, signed)

    def euros(self, amount_eur: float | None) -> str:
        """An amount to three figures in running text."""
        if amount_eur is None or not math.isfinite(amount_eur):
            return NOTHING
        return ("\u2212" if amount_eur < -0.5 else "") + euros(abs(amount_eur), self.lang)

    def listed(self, names: list[str]) -> str:
        """Names in a row: a, b and c.

        >>> Words("fr").listed(["a", "b", "c"]), Words("en").listed([])
        ('a, b et c', '')
        """
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self('list.and')} {names[-1]}"


def _spoken(code: str) -> str:
    plain = clean(code.replace("_", " "), LONGEST_TITLE)
    return plain[:1].upper() + plain[1:]


__all__ = ["LANGUAGES", "LOCALES", "NOTHING", "Words", "catalogue"]
