"""What happens to the city, chosen from a short list: each aspect of the context has a few variants.

Place in the flow: scenarios [reads] -> checks -> runs. `scenarios/contexts/<aspect>.yaml` holds the variants; the first
one is the usual course, in which the book stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scenarios.complaints import as_settings, complaints
from scenarios.problems import Problem, Unusable
from scenarios.reading import read_yaml
from scenarios.scenario_file import Bend, Text, Word, Words
from sim.scenario import Change

CONTEXTS = Path(__file__).parent / "contexts"


class VariantInFile(BaseModel):
    """One way an aspect may go: which numbers of the book it bends, and why."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Words
    because: Text
    changes: dict[str, Bend] = Field({}, title="how parameters are bent, by dotted name")


class AspectInFile(BaseModel):
    """Something the city does not decide, like the price of gas."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Words
    variants: dict[Word, VariantInFile] = Field(min_length=1)


@dataclass(frozen=True)
class Variant:
    """One way an aspect may go."""

    title: dict[str, str]
    because: str
    changes: dict[str, Change]


@dataclass(frozen=True)
class Aspect:
    """Something that happens to the city, with the ways it may go; the first is the usual one."""

    title: dict[str, str]
    variants: dict[str, Variant]

    @property
    def usual(self) -> str:
        """The variant of a scenario that does not speak of it."""
        return next(iter(self.variants))


def read_contexts(folder: Path | None = None) -> dict[str, Aspect]:
    """All aspects by name.

    Raises:
        Unusable: with everything that is wrong with any of the files
    """
    files = sorted((folder or CONTEXTS).glob("*.yaml"))
    return _read_once(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _read_once(files: tuple[tuple[Path, int], ...]) -> dict[str, Aspect]:
    aspects: dict[str, Aspect] = {}
    problems: list[Problem] = []
    for path, _ in files:
        aspect, wrong = _read_aspect(path)
        problems.extend(wrong)
        if aspect is not None:
            aspects[path.stem] = aspect
    if problems:
        raise Unusable(problems)
    return aspects


def check_context_file(path: Path) -> list[Problem]:
    """Everything that is wrong with one context file."""
    return _read_aspect(Path(path))[1]


def _read_aspect(path: Path) -> tuple[Aspect | None, list[Problem]]:
    reading = read_yaml(path)
    if reading.value is None or reading.problems:
        return None, reading.problems
    try:
        parsed = AspectInFile.model_validate(as_settings(reading.value))
    except ValidationError as wrong:
        return None, complaints(wrong, AspectInFile, as_settings(reading.value), (), reading.place)
    variants = {name: _variant(each) for name, each in parsed.variants.items()}
    return Aspect(parsed.title.by_language(), variants), []


def _variant(each: VariantInFile) -> Variant:
    changes = {name: change.as_change(each.because) for name, change in each.changes.items()}
    return Variant(each.title.by_language(), each.because, changes)
