"""What people call things: from a label in any of four languages to the word of the template, and back.

Place in the flow: scenarios reads an inventory here [labels -> tables -> inventory]. The labels stand in `labels.yaml`;
those that a user confirmed are kept in his own folder and count first.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from scenarios.folders import own_inventories_folder
from scenarios.problems import Problem, Unusable, cut, one_of, shown, shown_path
from scenarios.reading import PARAMETER_LIMITS, read_yaml
from scenarios.whole_files import write_whole

LANGUAGES = ("en", "nl", "fr", "de")
FILE = Path(__file__).with_name("labels.yaml")
OWN_FILE = "labels.yaml"
IGNORE = "ignore"
"""Word of a label that a user said means nothing here."""
_UNIT = re.compile(
    r"[\[(]\s*(?:in\s+)?(?:[kmgt]?wh|[tg]j|k?t(?:on(?:ne)?s?)?|kg)(?:\s*co2[^\])]*)?(?:/[^\])]*)?\s*[\])]",
    re.IGNORECASE,
)
_CALORIFIC = re.compile(
    r"[\[(][^\])]*\b(?:gcv|hhv|ncv|lhv|pcs|pci|gross|net|bovenwaarde|onderwaarde|(?:boven|onder)ste verbrandingswaarde|brennwert|"
    r"heizwert|h[osiu])\b[^\])]*[\])]|\b(?:gcv|hhv|ncv|lhv|pcs|pci|bovenwaarde|onderwaarde)\b",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:[a-f]\s*[.)]\s*|[a-f]?\d{1,2}(?:\.\d{1,2})*(?:[.):]\s*|\s+))+(?=\S)", re.IGNORECASE)


def plain_label(text: str) -> str:
    """A label without capitals, accents, units in brackets, words on calorific value, numbering and punctuation.

    >>> plain_label("1.2 Électricité [MWh]"), plain_label("Industry (non-ETS) *"), plain_label("A. Heat/cold")
    ('electricite', 'industry non ets', 'heat cold')
    """
    bare = _NUMBERING.sub("", _CALORIFIC.sub(" ", _UNIT.sub(" ", text))) or text
    letters = unicodedata.normalize("NFKD", bare.casefold().replace("₂", "2"))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())


@dataclass(frozen=True)
class Labels:
    """All labels, those of the tree and those of the user."""

    by_vocabulary: Mapping[str, Mapping[str, str]]
    """Vocabulary -> plain label -> word."""
    written: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Vocabulary -> word -> language -> the label that is written."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The user's: plain label -> word."""

    def word(self, text: str, *vocabularies: str) -> str:
        """The word behind a label, empty when none of the vocabularies knows it; the user's own labels count first."""
        plain = plain_label(text)
        mine = self.own.get(plain)
        for vocabulary in vocabularies:
            known = self.by_vocabulary[vocabulary]
            if mine is not None and (mine in self.written[vocabulary] or mine == IGNORE):
                return mine
            if plain in known:
                return known[plain]
        return ""

    def near(self, text: str, *vocabularies: str) -> str:
        """The word whose label is most like a text, with that label; empty when none is near."""
        plain = plain_label(text)
        known = {label: word for vocabulary in vocabularies for label, word in self.by_vocabulary[vocabulary].items()}
        close = difflib.get_close_matches(cut(plain), known, n=1, cutoff=0.7)
        if not close:  # a long label that holds a known one, such as "gas use of homes"
            parts = [label for label in known if len(label) > 3 and re.search(rf"\b{label}", plain)]
            close = sorted(parts, key=len, reverse=True)[:1]
        return known[close[0]] if close else ""

    def label(self, vocabulary: str, word: str, language: str) -> str:
        """What is written for a word."""
        return self.written[vocabulary][word][language]


@lru_cache(maxsize=1)
def _of_the_tree() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, dict[str, str]]]]:
    reading = read_yaml(FILE, PARAMETER_LIMITS)
    if reading.value is None or reading.problems:
        raise Unusable(reading.problems)
    known: dict[str, dict[str, str]] = {}
    written: dict[str, dict[str, dict[str, str]]] = {}
    for vocabulary, words in reading.value.items():
        known[vocabulary], written[vocabulary] = {}, {}
        for word, by_language in words.items():
            written[vocabulary][word] = {language: labels[0] for language, labels in by_language.items()}
            known[vocabulary][plain_label(word)] = word
            for label in (label for labels in by_language.values() for label in labels):
                known[vocabulary][plain_label(label)] = word
    return known, written


def read_labels(more: Mapping[str, str] | None = None) -> Labels:
    """Labels of the tree, of the user's file, and some given just now (label -> word).

    Raises:
        Unusable: the user's file cannot be read, or names a word that the template does not have
    """
    known, written = _of_the_tree()
    own = {plain_label(label): word for label, word in {**_own_labels(), **(more or {})}.items()}
    return Labels(known, written, own)


def confirmed(pairs: Iterable[str]) -> dict[str, str]:
    """Labels as a user confirms them on the command line, `LABEL=word`.

    Raises:
        Unusable: a pair without `=`, or a word that the template does not have
    """
    labels = {}
    for pair in pairs:
        label, _, word = pair.rpartition("=")
        if not label.strip():
            raise Unusable([Problem("--alias", None, "", shown(pair), "LABEL=word, such as Kolen=coal")])
        labels[label.strip()] = word.strip()
    _check_words(labels, "--alias")
    return labels


def remember(labels: Mapping[str, str]) -> Path:
    """Keep confirmed labels in the user's folder, beside those kept before.

    Raises:
        Unusable: the folder cannot be written to
    """
    path = own_inventories_folder() / OWN_FILE
    content = yaml.safe_dump({**_own_labels(), **labels}, allow_unicode=True, sort_keys=True)
    head = "# Labels you confirmed: what stands in your files, and the word of the template.\n"
    return write_whole(path, (head + content).encode())


def _own_labels() -> dict[str, str]:
    path = own_inventories_folder() / OWN_FILE
    if not path.is_file():
        return {}
    reading = read_yaml(path, PARAMETER_LIMITS)
    if reading.problems or reading.value is None:
        raise Unusable(reading.problems)
    labels = {str(label): str(word) for label, word in reading.value.items()}
    _check_words(labels, shown_path(path))
    return labels


def _check_words(labels: Mapping[str, str], where: str) -> None:
    known = sorted({IGNORE, *(word for words in _of_the_tree()[1].values() for word in words)})
    wrong = [(label, word) for label, word in labels.items() if word not in known]
    if wrong:
        near = {word: (difflib.get_close_matches(word, known, n=1) or [""])[0] for _, word in wrong}
        wanted = f"a word of the template or {IGNORE}: rows and carriers such as {one_of(known[:6])}"
        raise Unusable([Problem(where, None, label, shown(word), wanted, near[word]) for label, word in wrong])
