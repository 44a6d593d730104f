"""What is wrong with a file, in words its author can act on.

Place in the flow: a small tool of `scenarios`; reading, checking and the book all hand back lists of problems.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LONGEST_WORD = 80
"""Characters of somebody's text that a message repeats."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: where it stands, what was found, what is allowed, and a near word."""

    file: str
    line: int | None
    key: str
    """Dotted path to the setting; empty for the file as a whole."""
    found: str
    wanted: str
    suggestion: str = ""
    severity: str = "error"
    """`error` (the file cannot be used) or `warning` (it can, but look)."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        mark = "  (warning)" if self.severity == "warning" else ""
        lines = [f"{place}  {self.key}".rstrip() + mark, f"    found  {self.found}", f"    wanted {self.wanted}"]
        if self.suggestion:
            lines.append(f"    did you mean  {self.suggestion} ?")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """The problem for `--json`: file, line, key, found, wanted, suggestion, severity."""
        return asdict(self)


class Unusable(Exception):
    """A file that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def is_fatal(problems: Iterable[Problem]) -> bool:
    """Whether any problem is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


def cut(text: str, longest: int = LONGEST_WORD) -> str:
    """Text short enough for a message."""
    return text if len(text) <= longest else text[: longest - 3] + "..."


def shown(value: Any) -> str:
    """A value as a message shows it: short, on one line, with control characters written out.

    >>> shown("a\\x1bb")
    "'a\\\\x1bb'"
    >>> shown(None), shown(True), shown({"a": 1})
    ('nothing', 'true', "settings ('a')")
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return repr(cut(value))
    if isinstance(value, dict):
        return f"settings ({cut(', '.join(repr(cut(str(key), 20)) for key in list(value)[:6]))})" if value else "{}"
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if len(value) > 4 else cut("[" + ", ".join(map(shown, value)) + "]")
    return cut(repr(value))


def near_word(found: Any, allowed: Iterable[Any]) -> str:
    """The allowed word most like the one found, or nothing when none is near.

    >>> near_word("lamps_per_jaar", ["lamps_per_year", "paid_by"])
    'lamps_per_year'
    >>> near_word("zebra", ["lamps_per_year"])
    ''
    """
    by_small_letters = {str(word).lower(): str(word) for word in allowed}
    wish = cut(str(found)).lower().strip().replace("-", "_").replace(" ", "_")
    near = difflib.get_close_matches(wish, by_small_letters, n=1, cutoff=0.6)
    return by_small_letters[near[0]] if near else ""


def one_of(words: Iterable[Any], most: int = 12) -> str:
    """`one of a, b, c`, shortened when there are many.

    >>> one_of(["a", "b"]), one_of(["a"]), one_of([])
    ('one of a, b', 'a', 'nothing: there are none')
    """
    listed = [str(word) for word in words]
    if not listed:
        return "nothing: there are none"
    if len(listed) == 1:
        return listed[0]
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return f"one of {', '.join(listed[:most])}{more}"


def dotted(path: Iterable[Any]) -> str:
    """Path of keys as people write it.

    >>> dotted(("targets", 0, "year"))
    'targets[0].year'
    """
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) and step < 1000 else f".{cut(str(step), 40)}"
    return text.lstrip(".")


def shown_path(path: Path) -> str:
    """A path as its author knows it: from the working folder when it lies in there."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
