"""Reads the book: every number of the city with its papers.

Place in the flow: scenarios [reads] -> checks -> runs. `scenarios/parameters/<topic>.yaml` holds the numbers; the dotted
name of a number is its topic and its key.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from scenarios.complaints import as_settings, complaints, lies_in
from scenarios.problems import Problem, Unusable, dotted, is_fatal, one_of, shown
from scenarios.reading import PARAMETER_LIMITS, Keys, Reading, read_yaml
from sim.parameter import Book, Parameter

PARAMETERS = Path(__file__).parent / "parameters"
MOST_PARAMETERS = 1000

_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")
_Text = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
_Year = Annotated[int, Field(ge=1900, le=2100)]


class SourceInFile(BaseModel):
    """Where a number was found."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: _Text
    where: _Text | None = Field(None, title="page, table, row or address")


class ParameterInFile(BaseModel):
    """A number with its papers, as it stands in a parameter file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    label: _Text
    unit: Annotated[str, StringConstraints(max_length=200)]
    values: dict[_Year, Any] = Field(min_length=1, title="value from that year on")
    evidence: Literal["standard", "measured", "literature", "assumption"]
    source: SourceInFile | None = Field(None, title="where it was found; an assumption may go without")
    spread: Any = Field(None, title="[low, high]")
    distribution: Literal["uniform", "triangular", "normal", "lognormal", "loguniform"] = "uniform"
    interpolate: bool = Field(False, title="between the years in a straight line")
    note: _Text | None = None
    in_use: bool = Field(True, title="whether the model reads it; a number for later says false")


Complaint = tuple[Keys, str, str] | tuple[Keys, str, str, str]
"""Where, what was found, what is wanted; a fourth word says that it is a warning only."""


def read_book(folder: Path | None = None) -> Book:
    """All parameters of a folder (the city's own unless said otherwise), read again only when a file changed.

    Raises:
        Unusable: with everything that is wrong with any of the files
    """
    files = sorted((folder or PARAMETERS).glob("*.yaml"))
    return _read_once(tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=4)
def _read_once(files: tuple[tuple[Path, int, int], ...]) -> Book:
    parameters: dict[str, Parameter] = {}
    problems: list[Problem] = []
    for path, _, _ in files:
        found, wrong = _read_file(path)
        parameters.update(found)
        problems.extend(wrong)
    if is_fatal(problems):
        raise Unusable(problems)
    return Book(parameters)


def check_parameter_file(path: Path) -> list[Problem]:
    """Everything that is wrong with one parameter file."""
    return _read_file(Path(path))[1]


def book_hash(book: Book) -> str:
    """Fingerprint of all numbers: the same for the same values, wherever their files stand."""
    papers = {name: {**asdict(each), "where": None} for name, each in sorted(book.parameters.items())}
    return hashlib.sha256(json.dumps(papers, sort_keys=True).encode()).hexdigest()


def _read_file(path: Path) -> tuple[dict[str, Parameter], list[Problem]]:
    reading = read_yaml(path, PARAMETER_LIMITS)
    entries = reading.value or {}
    if len(entries) > MOST_PARAMETERS:
        found, wanted = f"{len(entries):,} parameters", f"at most {MOST_PARAMETERS:,} in a file"
        return {}, [*reading.problems, Problem(reading.file, 1, "", found, wanted)]
    unread: dict[Any, set[Keys]] = defaultdict(set)
    for lost in reading.unread:
        unread[lost[:1]].add(lost)
    parameters: dict[str, Parameter] = {}
    for name, papers in entries.items():
        parameter, problems = _read_parameter(reading, path.stem, name, papers, unread[(name,)])
        reading.problems.extend(problems)
        if parameter is not None:
            parameters[parameter.name] = parameter
    return parameters, reading.problems


def _read_parameter(
    reading: Reading, topic: str, name: Any, papers: Any, unread: set[Keys]
) -> tuple[Parameter | None, list[Problem]]:
    """One parameter, or what is wrong with it."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        wish = "a name in small letters, digits and _"
        return None, _told(reading, name, [((), f"the name {shown(name)}", wish)])
    if not isinstance(papers, dict):
        return None, _told(reading, name, [((), shown(papers), "label, unit, values, evidence, source")])
    given = as_settings(papers)
    try:
        parsed = ParameterInFile.model_validate(given)
    except ValidationError as wrong:
        return None, complaints(wrong, ParameterInFile, given, (name,), reading.place, unread)
    problems = _told(reading, name, _wrong_papers(parsed))
    if is_fatal(problems) or unread:
        return None, problems
    return _parameter(parsed, f"{topic}.{name}", reading.place((name,))), problems


def _told(reading: Reading, name: Any, wrong: Iterable[Complaint]) -> list[Problem]:
    """Complaints with their place, but for what could not be read anyway."""
    return [
        Problem(*reading.place((name, *where)), dotted((name, *where)), found, wanted, severity=severity)
        for where, found, wanted, severity in ((*complaint, "error")[:4] for complaint in wrong)
        if not lies_in((name, *where), reading.unread)
    ]


def _parameter(parsed: ParameterInFile, name: str, where: tuple[str, int | None]) -> Parameter:
    source = parsed.source.model_dump(exclude_none=True) if parsed.source else {}
    return Parameter(
        name=name,
        label=parsed.label,
        unit=parsed.unit,
        values={year: _floats(value) for year, value in parsed.values.items()},
        evidence=parsed.evidence,
        source=source,
        spread=_floats(parsed.spread),
        distribution=parsed.distribution,
        interpolate=parsed.interpolate,
        in_use=parsed.in_use,
        note=parsed.note or "",
        where=(where[0], where[1] or 0),
    )


def _floats(value: Any) -> Any:
    """Numbers as float, however deep they stand."""
    if isinstance(value, dict):
        return {key: _floats(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_floats(part) for part in value)
    return value if value is None else float(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _wrong_papers(parsed: ParameterInFile) -> Iterator[Complaint]:
    """What the papers of a number lack, beyond their form."""
    for year, value in parsed.values.items():
        yield from _wrong_value(value, ("values", year))
    if parsed.evidence == "assumption" and not parsed.note and parsed.source is None:
        yield ("note",), "nothing", "the reasoning behind this assumption"
    elif parsed.evidence == "assumption" and not parsed.note:
        wanted = "the reasoning behind this assumption; its source alone does not tell"
        yield ("note",), "nothing", wanted, "warning"
    if parsed.evidence != "assumption" and parsed.source is None:
        yield ("source",), "nothing", "where the number was found: {title: ..., where: ...}"
    if parsed.interpolate and any(isinstance(value, dict) for value in parsed.values.values()):
        yield ("interpolate",), "true", "false for a table: only single numbers go in a straight line"
    if parsed.spread is not None:
        yield from _wrong_spread(parsed.spread, parsed.values)


def _wrong_value(value: Any, path: Keys) -> Iterator[Complaint]:
    """A value is a number, a list of numbers (a range, a profile), or a table of these by words."""
    if isinstance(value, dict) and value:
        for word, part in value.items():
            yield from _wrong_value(part, (*path, word))
    elif isinstance(value, tuple) and value:
        for place, part in enumerate(value):
            yield from () if _is_number(part) else [((*path, place), shown(part), "a number")]
    elif not _is_number(value):
        yield path, shown(value), "a number, or a table of numbers by words"


def _wrong_spread(spread: Any, values: dict[int, Any]) -> Iterator[Complaint]:
    """A single number lies within its spread; a series or a table carries a factor, or a spread for each word."""
    only = next(iter(values.values()))
    if isinstance(spread, dict):
        yield from _wrong_table_spread(spread, only)
    elif not _is_pair(spread):
        yield ("spread",), shown(spread), "[low, high]"
    else:
        is_single = len(values) == 1 and _is_number(only)
        middle = only if is_single else 1
        if not spread[0] <= middle <= spread[1]:
            wanted = f"[low, high] around the value {only}" if is_single else "[low, high] as factors around 1"
            yield ("spread",), shown(spread), wanted


def _is_pair(spread: Any) -> bool:
    is_two = isinstance(spread, tuple) and len(spread) == 2 and all(map(_is_number, spread))
    return is_two and spread[0] <= spread[1]


def _wrong_table_spread(spread: dict[Any, Any], table: Any) -> Iterator[Complaint]:
    """Each word of a table may have its own spread, around its own number."""
    known = set(_words_of(table))
    for word, pair in spread.items():
        own = table.get(word) if isinstance(table, dict) else None
        if word not in known:
            yield ("spread", word), f"the unknown word {shown(word)}", one_of(sorted(known))
        elif not _is_pair(pair) or (_is_number(own) and not pair[0] <= own <= pair[1]):
            wanted = f"[low, high] around {own}" if _is_number(own) else "[low, high]"
            yield ("spread", word), shown(pair), wanted


def _words_of(table: Any) -> Iterator[str]:
    """All words of a table, however deep."""
    for word, part in table.items() if isinstance(table, dict) else ():
        yield str(word)
        yield from _words_of(part)
