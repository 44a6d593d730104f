"""A scenario on the shoulders of another: `extends` takes over every setting of one parent and changes some.

Place in the flow: scenarios [reads] -> checks -> runs. Knows files and plain values, not what the settings mean.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, near_word, one_of, shown
from scenarios.reading import Keys, Reading, read_yaml

LIBRARY = Path(__file__).parent / "library"
MOST_PARENTS = 10
ENDINGS = (".yaml", ".yml")


@dataclass
class Family:
    """The settings of a scenario with those it takes over, and where each was written."""

    file: str
    folder: Path | None
    """Folder of the scenario's file; None for text that is no file."""
    value: dict[Any, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    unread: set[Keys] = field(default_factory=set)
    places: dict[Keys, tuple[str, int]] = field(default_factory=dict)
    folders: dict[str, Path | None] = field(default_factory=dict)
    """Folder by file, for paths written in it."""

    def place(self, path: Keys) -> tuple[str, int | None]:
        """File and line of a setting, or of the nearest one around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return self.file, None


def library_names() -> list[str]:
    """Scenarios that come with the city, business as usual first."""
    names = sorted(path.stem for path in LIBRARY.glob("*.yaml"))
    return sorted(names, key=lambda name: name != "business_as_usual")


def is_path(name: str) -> bool:
    """Whether a word is meant as a path rather than as a name of the library."""
    return "/" in name or "\\" in name or name.lower().endswith(ENDINGS)


def nearby_file(name: str, folder: Path | None) -> Path | None:
    """A file named in a scenario: it lies in the scenario's own folder or below, so that nothing else is opened."""
    if folder is None or "\0" in name or "\\" in name or len(name) > 500:
        return None
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError):
        return None


def read_family(path: Path) -> Family:
    """A scenario file with its parents laid under it."""
    folder = path.parent
    return family_of(read_yaml(path), folder, path)


def family_of(reading: Reading, folder: Path | None, path: Path | None = None) -> Family:
    """The same for a scenario that is read already."""
    family = Family(reading.file, folder)
    generations = _with_parents(family, reading, folder, path)
    for each in generations:
        family.problems.extend(each.problems)
        family.unread |= each.unread
    if any(each.value is None for each in generations):
        return family
    family.value = {}
    for each in reversed(generations):
        inherited = each is not reading
        settings = {key: value for key, value in each.value.items() if not (inherited and key in ("extends", "notes"))}
        _lay_over(family, family.value, settings, each, ())
    return family


def _with_parents(family: Family, reading: Reading, folder: Path | None, path: Path | None) -> list[Reading]:
    """The reading, its parent, the parent's parent, ...; a parent that cannot be found is a problem."""
    family.folders[reading.file] = folder
    generations, seen = [reading], {path.resolve()} if path else set()
    while generations[-1].value is not None and generations[-1].value.get("extends") is not None:
        child = generations[-1]
        parent = _parent_path(family, child)
        if parent is None:
            break
        if parent.resolve() in seen:
            _complain(family, child, shown(child.value["extends"]), "a parent that does not extend this one in turn")
            break
        if len(generations) > MOST_PARENTS:
            _complain(family, child, f"more than {MOST_PARENTS} parents", "a shorter line of parents")
            break
        seen.add(parent.resolve())
        generations.append(read_yaml(parent))
        family.folders[generations[-1].file] = parent.parent
    return generations


def _parent_path(family: Family, child: Reading) -> Path | None:
    """File of the parent that a reading names."""
    name = child.value["extends"]
    if ("extends",) in child.unread:
        return None
    if not isinstance(name, str):
        _complain(family, child, shown(name), "the name of one scenario")
        return None
    if not is_path(name):
        if name in library_names():
            return LIBRARY / f"{name}.yaml"
        wanted = f"{one_of(library_names())}, or a file in this folder, like base.yaml"
        _complain(family, child, shown(name), wanted, near_word(name, library_names()))
        return None
    path = nearby_file(name, family.folders[child.file])
    if path is None or not name.lower().endswith(ENDINGS):
        _complain(family, child, shown(name), "a name of the library, or a .yaml file in this folder or below")
        return None
    if not path.is_file():
        _complain(family, child, shown(name), "a file that exists, seen from this file's folder")
        return None
    return path


def _complain(family: Family, child: Reading, found: str, wanted: str, suggestion: str = "") -> None:
    line = child.lines.get(("extends",))
    family.problems.append(Problem(child.file, line, "extends", found, wanted, suggestion))
    family.unread.add(("extends",))


def _stays_whole(path: Keys) -> bool:
    """Settings a child replaces as one: texts, one bent parameter, one aim, the criteria of one tender."""
    if path[0] == "tenders":
        return path[2:] == ("criteria",)
    return path[:1] in (("title",), ("question",)) or (path[0], len(path)) == ("what_if", 2) or path[2:3] == ("where",)


def _lay_over(family: Family, under: dict[Any, Any], over: dict[Any, Any], reading: Reading, path: Keys) -> None:
    """Change single settings; a setting without a value takes away what was there."""
    for key, value in over.items():
        here = (*path, key)
        family.places[here] = (reading.file, reading.lines.get(here, 1))
        if value is None and under.get(key) is not None and here not in reading.unread:
            del under[key]
        elif isinstance(value, dict) and isinstance(under.get(key), dict) and not _stays_whole(here):
            _lay_over(family, under[key], value, reading, here)
        else:
            under[key] = copy.deepcopy(value)
            _note_places(family, value, reading, here)


def _note_places(family: Family, value: Any, reading: Reading, path: Keys) -> None:
    """Remember where everything inside a value was written."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        here = (*path, key)
        family.places[here] = (reading.file, reading.lines.get(here, 1))
        _note_places(family, part, reading, here)
