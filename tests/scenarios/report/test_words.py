"""No text is missing or unused in any language, and every code word a report may meet has a name."""

import re
from pathlib import Path
from string import Formatter

import pytest

from scenarios.book import read_book
from scenarios.report.content import LABELS
from scenarios.report.parts.assumptions import weighty
from scenarios.report.parts.limits import LIMITS
from scenarios.report.parts.on_the_way import KINDS, PATTERNS
from scenarios.report.words import LANGUAGES, LOCALES, Words, catalogue
from sim.actors import ACTORS
from sim.ecosystem.deal.terms import NAME_OF_ROLE
from sim.ecosystem.given_in_return import GIVEN_FOR
from sim.inventory.covenant import CARRIERS, SECTORS
from sim.measures import MEASURES
from sim.parameter import EVIDENCE
from sim.works.pipeline import STAGES

CODE = "".join(path.read_text() for path in sorted(Path("scenarios/report").rglob("*.py")))
MADE_UP = {*(f"limits.{limit}" for limit in LIMITS), *(f"report.{label}" for label in LABELS), "cash.in", "cash.out",
           *(f"way.{kind}" for kind in KINDS)}  # fmt: skip
"""Keys that the code puts together."""


def places(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_sentence_has_every_language_and_the_same_places_to_fill():
    for key, texts in catalogue("sentences").items():
        assert set(texts) == set(LANGUAGES), key
        assert all(texts.values()), key
        assert len({tuple(places(text)) for text in texts.values()}) == 1, key


def test_no_sentence_is_missing_or_unused():
    called = {key for key in re.findall(r"""["']([a-z]+\.[a-z0-9_]+)["']""", CODE) if key in catalogue("sentences")}
    asked = set(re.findall(r'\bw\(\s*"([a-z0-9_.]+)"', CODE)) | set(re.findall(r'words\(\s*"([a-z0-9_.]+)"', CODE))
    assert asked - set(catalogue("sentences")) == set()
    assert set(catalogue("sentences")) == called | MADE_UP


def test_every_name_has_every_language_and_every_kind_is_asked_for():
    asked = set(re.findall(r'\.(?:name|knows)\(\s*"([a-z_]+)"', CODE))
    assert set(catalogue("names")) == asked
    for kind, names in catalogue("names").items():
        assert all(set(texts) == set(LANGUAGES) and all(texts.values()) for texts in names.values()), kind


def reasons_of_book():
    book = read_book()
    for name in ("projects.stop_reasons", "projects.stop_reasons_beside_hook"):
        for by_actor in book.at(name, 2025).values():
            for reasons in by_actor.values():
                yield from reasons


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("sector", SECTORS), ("stage", STAGES), ("evidence", EVIDENCE), ("evidence_means", EVIDENCE),
        ("account", GIVEN_FOR), ("uptake", MEASURES), ("term", {*NAME_OF_ROLE.values()}), ("reason", {*reasons_of_book()}),
        ("reason", [code for _, code in PATTERNS]), ("role", {*ACTORS, "businesses"}),
        ("topic", {name.split(".")[0] for names in weighty().values() for name in names}),
        ("desk", set(read_book().at("projects.desks", 2025))),
    ],
)  # fmt: skip
def test_code_words_of_the_model_have_names(kind, codes):
    missing = {"suppliers"} if kind == "role" else set()  # a party of the ledger, named in `party`
    assert set(codes) - missing <= set(catalogue("names")[kind])


def test_actors_and_carriers_bring_names_in_every_language():
    for lang in LANGUAGES:
        words = Words(lang)
        for actor in ACTORS:
            assert words.actor(actor)
            assert lang in ACTORS[actor].title or words.knows("party", actor), actor
        assert all(words.carrier(carrier) for carrier in CARRIERS)
        assert all(lang in MEASURES[measure].title for measure in MEASURES)


def test_numbers_that_weigh_are_read_by_the_model_and_translated():
    book, numbers = read_book(), catalogue("numbers")
    names = {name for each in weighty().values() for name in each}
    assert set(weighty()) == {"any", *MEASURES}
    assert all(book[name].in_use for name in names)
    assert set(numbers["label"]) == names
    assert set(numbers["unit"]) == {book[name].unit for name in names}
    for texts in (*numbers["label"].values(), *numbers["unit"].values()):
        assert set(texts) == set(LANGUAGES) - {"en"}


def test_a_party_of_the_user_has_the_name_of_its_file():
    assert Words("nl", {"bank": "Bank van Voorbeeld"}).actor("bank") == "Bank van Voorbeeld"


def test_every_language_has_a_locale():
    assert set(LOCALES) == set(LANGUAGES)
    assert [Words(lang).number(1234.5, 1) for lang in ("nl", "en", "de")] == ["1.234,5", "1,234.5", "1.234,5"]
    assert Words("fr").number(1234.5, 1).replace("\u202f", " ") == "1 234,5"
