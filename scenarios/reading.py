"""Reads YAML that a stranger may have written: bounded, without code in it, and with the line of every key.

Place in the flow: scenarios reads -> checks -> runs. The stream of YAML events is walked here, nothing is constructed
by the YAML library, so no tag, alias or deep nest can do anything before it is refused.
"""

from __future__ import annotations

import math
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from scenarios.problems import Problem, cut, dotted, shown, shown_path

Keys = tuple[Any, ...]


@dataclass(frozen=True)
class Limits:
    """How much a file may hold before it is refused."""

    size_bytes: int
    depth: int
    nodes: int


SCENARIO_LIMITS = Limits(size_bytes=200_000, depth=12, nodes=20_000)
PARAMETER_LIMITS = Limits(size_bytes=2_000_000, depth=12, nodes=200_000)

MOST_DIGITS = 15
"""Whole numbers up to here are exact in every tool that may read the file later."""
LARGEST = 10.0**MOST_DIGITS

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE)
_WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS, _PLAIN_TAGS = ("!", _CORE + "str"), tuple(_CORE + kind for kind in ("int", "float", "bool", "null"))
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)


@dataclass
class Reading:
    """What a file says, as far as it could be read, and everything that is wrong with its form."""

    file: str
    value: dict[Any, Any] | None = None
    """Plain values: dict, list, str, int, float, bool, None. None when the file cannot be read at all."""
    lines: dict[Keys, int] = field(default_factory=dict)
    """Line of every key and list item, by its path."""
    problems: list[Problem] = field(default_factory=list)
    unread: set[Keys] = field(default_factory=set)
    """Paths that already have a problem; what stands there in `value` means nothing."""

    def place(self, path: Keys) -> tuple[str, int | None]:
        """File and line of a setting, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.file, self.lines.get(path)


class _Stop(Exception):
    """Nothing sensible can be read beyond this point."""

    def __init__(self, line: int | None, found: str, wanted: str, key: str = "", suggestion: str = ""):
        self.line, self.found, self.wanted, self.key, self.suggestion = line, found, wanted, key, suggestion


def read_yaml(path: Path, limits: Limits = SCENARIO_LIMITS) -> Reading:
    """Read a file of keys and values. Never raises for what the file holds: look at `problems`."""
    reading = Reading(shown_path(path))
    try:
        text = _decoded(_bytes_of(path, limits))
        _refuse_hidden_characters(text)
        _Walk(reading, text, limits).read()
    except _Stop as stop:
        reading.value = None
        reading.problems.append(Problem(reading.file, stop.line, stop.key, stop.found, stop.wanted, stop.suggestion))
    return reading


def read_yaml_text(text: str, file: str, limits: Limits = SCENARIO_LIMITS) -> Reading:
    """The same for text that is no file yet, as the showroom's sandbox has it."""
    reading = Reading(file)
    try:
        if len(text.encode("utf-8", "surrogatepass")) > limits.size_bytes:
            raise _Stop(None, "more text than that", f"at most {limits.size_bytes // 1000} kB")
        _refuse_hidden_characters(text)
        _Walk(reading, text.replace("\r\n", "\n").replace("\r", "\n"), limits).read()
    except _Stop as stop:
        reading.value = None
        reading.problems.append(Problem(file, stop.line, stop.key, stop.found, stop.wanted, stop.suggestion))
    return reading


def _bytes_of(path: Path, limits: Limits) -> bytes:
    """Content of an ordinary file of bounded size."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _Stop(None, "a folder", "a YAML file")
        if not stat.S_ISREG(about.st_mode):
            raise _Stop(None, "a device or a pipe", "an ordinary YAML file")
        if about.st_size > limits.size_bytes:
            found = f"a file of {about.st_size / 1000:,.0f} kB"
            raise _Stop(None, found, f"at most {limits.size_bytes // 1000} kB: a scenario is short")
        with path.open("rb") as file:
            return file.read(limits.size_bytes + 1)[: limits.size_bytes]
    except FileNotFoundError:
        raise _Stop(None, "no such file", "a YAML file that exists") from None
    except PermissionError:
        raise _Stop(None, "a file that may not be read", "a file you have the right to read") from None
    except (OSError, ValueError) as trouble:
        raise _Stop(None, cut(str(trouble)), "a path to a YAML file") from None


def _decoded(content: bytes) -> str:
    """Text of the file, line ends made one kind."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Stop(1, "text in UTF-16", "text in UTF-8 (save as, encoding UTF-8)")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise _Stop(line, f"byte {content[wrong.start]:#04x}, which is no UTF-8", "text in UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_hidden_characters(text: str) -> None:
    """Characters that a reader cannot see may make a file say another thing than it shows."""
    hidden = _HIDDEN.search(text)
    if hidden:
        line = text.count("\n", 0, hidden.start()) + 1
        raise _Stop(line, f"the invisible character U+{ord(hidden[0]):04X}", "characters that can be seen")
    if "\t" in text:
        raise _Stop(text.count("\n", 0, text.index("\t")) + 1, "a tab", "spaces")


class _Walk:
    """Goes once through the events of a document and builds plain values, with the line of each key."""

    def __init__(self, reading: Reading, text: str, limits: Limits):
        self.reading, self.limits, self.text = reading, limits, text
        self.nodes = 0
        self.said: set[bool] = set()

    def read(self) -> None:
        """Fill the reading with the one document of the text."""
        events = yaml.parse(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        try:
            self._documents(events)
        except yaml.MarkedYAMLError as wrong:
            raise _in_words(wrong, self.text) from None
        except yaml.YAMLError as wrong:
            raise _Stop(None, cut(str(wrong).splitlines()[0]), "readable YAML") from None

    def _documents(self, events: Iterator[Any]) -> None:
        started = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if started:
                    raise _Stop(event.start_mark.line + 1, "a second document (---)", "one document a file")
                started = True
                self._root(events)
        if not started:
            raise _Stop(None, "an empty file", "keys with values, like  title: What if ...")

    def _root(self, events: Iterator[Any]) -> None:
        event = next(events)
        value = self._node(event, events, ())
        if value is None and () not in self.reading.unread:
            raise _Stop(None, "an empty file", "keys with values, like  title: What if ...")
        if not isinstance(value, dict):
            raise _Stop(event.start_mark.line + 1, shown(value), "keys with values, like  title: What if ...")
        self.reading.value = value

    def _node(self, event: Any, events: Iterator[Any], path: Keys) -> Any:
        """Value of the node that starts with this event."""
        line = event.start_mark.line + 1
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise _Stop(line, f"more than {self.limits.nodes:,} values", "a shorter file")
        if len(path) > self.limits.depth:
            raise _Stop(line, f"values nested deeper than {self.limits.depth}", "fewer levels", dotted(path[:4]))
        if event.anchor is not None:
            self._refuse_repeats(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if event.tag not in (None, "!", _CORE + "map", _CORE + "seq"):
            self._refuse_tag(event, path)
        collect = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        return collect(events, path)

    def _sequence(self, events: Iterator[Any], path: Keys) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*path, len(items))
            self.reading.lines[here] = event.start_mark.line + 1
            items.append(self._node(event, events, here))
        return items

    def _mapping(self, events: Iterator[Any], path: Keys) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        written: dict[str, int] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = event.start_mark.line + 1
            key = self._key(event, events, path)
            here = (*path, key)
            if key is None:
                self._node(next(events), events, (*path, "?"))
            elif str(key) in written:
                wanted = f"each key once; the first stands in line {written[str(key)]}"
                self._note(here, line, f"{key!r} a second time", wanted)
                self._node(next(events), events, (*path, f"{key} (again)"))
            else:
                written[str(key)] = self.reading.lines[here] = line
                found[key] = self._node(next(events), events, here)
        return found

    def _key(self, event: Any, events: Iterator[Any], path: Keys) -> str | int | None:
        """The key that this event is: a word or a year; None when it is no good, with the problem noted."""
        line = event.start_mark.line + 1
        if not isinstance(event, yaml.ScalarEvent):
            self._note(path, line, "a list, settings or an alias as a key", "a word as a key")
            self._node(event, events, (*path, "?"))
            return None
        if event.value == "<<" and event.implicit[0]:
            wanted = "the values written out, or  extends: another scenario"
            self._note(path, line, "the merge key <<", wanted)
            return None
        key = self._node(event, events, path)
        if isinstance(key, bool) or not isinstance(key, str | int) or not 0 < len(str(key)) <= 200:
            self._note(path, line, f"{cut(event.value)!r} as a key", "a word as a key")
            return None
        return key

    def _scalar(self, event: Any, path: Keys) -> Any:
        """A number, a word or nothing; text when it is in quotes."""
        if event.tag is not None and event.tag not in _TEXT_TAGS + _PLAIN_TAGS:
            self._refuse_tag(event, path)
            return None
        line = event.start_mark.line + 1
        hidden = _HIDDEN.search(event.value)
        if hidden or "\r" in event.value or "\t" in event.value:
            self._wrong(path, line, shown(event.value), "text of characters that can be seen")
            return None
        is_plain = event.implicit[0] if event.tag is None else event.tag in _PLAIN_TAGS
        if not is_plain:
            return event.value
        value, wanted = plain_value(event.value)
        if wanted:
            self._wrong(path, line, cut(event.value), wanted)
        return value

    def _refuse_repeats(self, event: Any, path: Keys) -> None:
        """Anchors and aliases: said once for the file, for a bomb has hundreds of them."""
        is_alias = isinstance(event, yaml.AliasEvent)
        found = f"the {'alias *' if is_alias else 'anchor &'}{cut(event.anchor, 30)}"
        if is_alias not in self.said:
            self.said.add(is_alias)
            wanted = "the value itself, written out" if is_alias else "the value without an anchor"
            self._wrong(path, event.start_mark.line + 1, found, wanted)
        self.reading.unread.add(path)

    def _refuse_tag(self, event: Any, path: Keys) -> None:
        tag = cut(event.tag.replace(_CORE, "!!"), 60)
        self._wrong(path, event.start_mark.line + 1, f"the tag {tag}", "a value without a tag")

    def _wrong(self, path: Keys, line: int, found: str, wanted: str) -> None:
        """Note a value that cannot be used."""
        self.reading.unread.add(path)
        self._note(path, line, found, wanted)

    def _note(self, path: Keys, line: int, found: str, wanted: str) -> None:
        self.reading.problems.append(Problem(self.reading.file, line, dotted(path), found, wanted))


def plain_value(text: str) -> tuple[Any, str]:
    """What a word without quotes means (YAML 1.2: `yes`, `no`, `off` and dates are text), and what is wrong with it.

    >>> plain_value("600"), plain_value("0.5"), plain_value("no"), plain_value("2026-01-01")
    ((600, ''), (0.5, ''), ('no', ''), ('2026-01-01', ''))
    >>> plain_value("-.inf")
    (None, 'a finite number')
    """
    if text.lower() in _WORDS:
        return _WORDS[text.lower()], ""
    if _NO_NUMBER.fullmatch(text):
        return None, "a finite number"
    if _WHOLE.fullmatch(text):
        if len(text.lstrip("+-")) > MOST_DIGITS:
            return None, f"a number of at most {MOST_DIGITS} digits"
        return int(text), ""
    if _DECIMAL.fullmatch(text) and not re.match(r"[-+]?0[0-9]", text):
        number = float(text) if len(text) <= 400 else math.inf
        if abs(number) > LARGEST:
            return None, f"a number of at most {MOST_DIGITS} digits"
        return number, ""
    return text, ""


_SYNTAX = (
    ("mapping values are not allowed", "text with a colon in it in quotes, and keys that line up"),
    ("could not find expected ':'", "a colon after the key, like  seed: 1"),
    ("did not find expected key", "keys that line up, and an apostrophe or a quote that is closed"),
    ("did not find expected ',' or", "a comma between values and a closing bracket"),
    ("found unexpected end of stream", "a closing quote"),
    ("cannot start any token", "text that starts with such a character in quotes"),
    ("did not find expected '-' indicator", "list items that line up"),
    ("undefined alias", "the value itself, written out"),
    ("undefined tag handle", "a value without a tag"),
)


def _in_words(wrong: yaml.MarkedYAMLError, text: str) -> _Stop:
    """A complaint of the YAML parser as its author would say it."""
    line = (wrong.problem_mark or wrong.context_mark).line + 1
    rows = text.split("\n")
    row = rows[line - 1].strip() if line <= len(rows) else ""
    complaint = wrong.problem or ""
    wanted = next((words for sign, words in _SYNTAX if sign in complaint), f"readable YAML ({cut(complaint)})")
    return _Stop(line, repr(cut(row)) if row else "the end of the text", wanted)
