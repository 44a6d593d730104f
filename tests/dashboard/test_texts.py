"""Every text in every language, and numbers in the habit of the language."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import sim
from dashboard import texts
from dashboard.charts.ecosystem import SORT_COLOURS
from dashboard.deals import SPLITS
from dashboard.forms import settings_of
from dashboard.pages.numbers import GRID_WORDS
from dashboard.texts import (
    BOOK,
    CATALOGUES,
    DOMAINS,
    LANGUAGES,
    LOCALES,
    euros_and_cents,
    local,
    money,
    number,
    percent,
    plain_number,
    t,
    word,
)
from geodata.citymap import BUILDING_TYPES, LAMP_TYPES, PERIODS, TENURES, USES
from scenarios import read_book
from sim.actors import ACTORS
from sim.ecosystem.deal import gap, terms, today
from sim.ecosystem.given_in_return import GIVEN_BY, GIVEN_FOR, KINDS, READINGS_UNDER, RISKS
from sim.ecosystem.partner_matching import PARTS
from sim.inventory.covenant import CARRIERS, SECTORS
from sim.markets.contracts import FORMS, forms_for
from sim.measures import MEASURES
from sim.parameter import EVIDENCE
from sim.summary import WORKS_ACCOUNTS
from tests.dashboard.messages import sentences

CODES = {
    "actor": (*ACTORS, "suppliers", "businesses", "households", "rest_of_world"),
    "contract": FORMS,
    "grid": GRID_WORDS,
    "investor": {form.who_invests for form in FORMS.values()},
    "lighting": forms_for("lighting"),
    "role": {kind.role for kind in ACTORS.values()},
    "building": BUILDING_TYPES,
    "carrier": CARRIERS,
    "evidence": EVIDENCE,
    "kind": KINDS,
    "lever": gap.LEVERS,
    "lever told": gap.LEVERS,
    "object": {given.object for returns in GIVEN_FOR.values() for given in returns}
    | {given.object for given in GIVEN_BY.values()}
    | {*READINGS_UNDER.values(), *RISKS.values()},
    "part": PARTS,
    "price": {*terms.NAME_OF_ROLE.values(), "fee under contract"},
    "service": ("service", "grid_operator"),
    "sort": SORT_COLOURS,
    "split": ("today", *SPLITS),
    "way": {way for way, _ in today.WAY_OF_FORM.values()}
    | {"nothing", "lighting_company_alone", "esco_alone", "grid_operator_alone"},
    "lamp": LAMP_TYPES,
    "period": PERIODS,
    "sector": SECTORS,
    "tenure": TENURES,
    "trait": ("label", "lamp_type", "solar_kwp", "heat_pump", "renovated"),
    "use": USES,
}


def catalogue_of(lang, domain="stadslab"):
    with (CATALOGUES / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {(each.context, each.id): each.string for each in read_po(file) if each.id}


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_sentence_has_its_text_and_no_text_is_left_over(lang):
    said = {sentence for context, sentence in catalogue_of(lang) if context is None}
    assert said == sentences()


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_no_text_is_empty_and_each_keeps_its_gaps(lang):
    for (context, key), text in catalogue_of(lang).items():
        assert text
        if context is None:
            assert gaps(text) == gaps(key)


def gaps(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_all_languages_know_the_same_words():
    known = {lang: set(catalogue_of(lang)) for lang in LANGUAGES}
    assert [lang for lang in known if known[lang] != known["en"]] == []
    of_book = {lang: set(catalogue_of(lang, BOOK)) for lang in LANGUAGES if lang != "en"}
    assert [lang for lang in of_book if of_book[lang] != of_book["nl"]] == []


def test_a_language_is_offered_when_its_catalogues_stand_there(monkeypatch, tmp_path):
    assert {"en", "nl", "fr"} <= set(LANGUAGES) and set(LANGUAGES) <= set(LOCALES)
    monkeypatch.setattr(texts, "CATALOGUES", tmp_path)
    for domain in DOMAINS["de"]:
        assert not texts._is_whole("de")
        (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
        (tmp_path / "de" / "LC_MESSAGES" / f"{domain}.po").touch()
    assert texts._is_whole("de")


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("kind", list(CODES))
def test_every_code_of_the_model_has_a_word(lang, kind):
    known = catalogue_of(lang)
    assert [code for code in CODES[kind] if (kind, code) not in known] == []


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_setting_of_a_measure_has_a_title(lang):
    known = catalogue_of(lang)
    shown = [setting for kind in MEASURES.values() for setting in settings_of(kind)]
    assert [setting.title for setting in shown if ("setting", setting.title) not in known] == []
    choices = {choice for setting in shown for choice in setting.choices}
    assert [each for each in choices if not {("contract", each), ("choice", each)} & set(known)] == []


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_account_and_every_event_has_a_word(lang):
    """Accounts and events are words of the program: the texts handed to `pay` and to `event` are read from its source."""
    known = catalogue_of(lang)
    accounts = (said_in_calls("pay") | set(WORKS_ACCOUNTS)) - set(CODES["actor"])
    events = {name for name in said_in_calls("event") if " " in name}
    assert len(accounts) > 20 and len(events) > 3
    assert [name for name in sorted(accounts) if ("account", name) not in known] == []
    assert [name for name in sorted(events) if ("event", name) not in known] == []


def said_in_calls(called):
    """Texts among the arguments of a function, anywhere in `sim`."""
    found = set()
    for file in Path(sim.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called in (getattr(node.func, "attr", ""), getattr(node.func, "id", "")):
                found |= {
                    each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return found


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_every_number_of_the_book_has_its_label_and_unit_in_every_language(lang):
    known = catalogue_of(lang, BOOK)
    book = read_book().parameters.values()
    assert [each.label for each in book if not known.get(("label", each.label))] == []
    assert [each.unit for each in book if each.unit and not known.get(("unit", each.unit))] == []
    assert {text for kind, text in known if kind == "label"} <= {each.label for each in book}


def test_small_and_large_amounts_are_both_short():
    assert money("en", -479.24) == "\u2212\u2060€479"
    assert money("en", 46_474.9) == "€46K"


def test_a_checkout_without_compiled_catalogues_speaks_dutch_all_the_same():
    assert t("nl", "Numbers") == "Getallen"
    assert word("nl", "lamp", "mercury") == "kwik"


def test_numbers_follow_the_habit_of_the_language():
    assert (number("en", 1234.5, 1), number("nl", 1234.5, 1)) == ("1,234.5", "1.234,5")
    assert (percent("en", 0.123, 1), percent("nl", 0.123, 1)) == ("12.3%", "12,3%")
    assert "mln" in money("nl", 2_500_000)
    assert plain_number("nl", 0.202) == "0,202"
    assert (number("fr", 12345.6), number("de", 12345.6)) == ("12\u202f346", "12.346")
    assert (percent("fr", 0.123, 1), percent("de", 0.123, 1)) == ("12,3\u202f%", "12,3\u202f%")
    assert (money("fr", 46_474.9), money("de", -46_474.9)) == ("46\u202f000\u202f€", "\u2212\u206046.000\u202f€")
    assert (money("fr", 2_345_000), euros_and_cents("fr", -3.954)) == ("2,3\u202fM\u202f€", "\u2212\u20603,95\u202f€")


def test_a_title_without_french_is_shown_in_english():
    assert local("fr", {"en": "Harbour", "nl": "Haven"}) == "Harbour"
    assert t("fr", "Numbers") == "Chiffres"


def test_nought_has_no_sign():
    assert number("en", -0.0001, 1) == "0.0"
    assert percent("en", -0.0001) == "0%"
