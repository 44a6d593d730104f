"""A folder of exported files that is whole or not there at all.

Place in the flow: a small tool of `scenarios.export`. As with results, files are written beside the place and renamed
when whole; a folder is replaced only when it is an earlier export and holds nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, Unusable, cut, shown_path
from scenarios.results_folder import digest
from scenarios.whole_files import put_in_place

FORM = "stadslab export 1"
"""Marks a folder as ours."""
ABOUT = "about.json"
LARGEST_ABOUT_BYTES = 1_000_000


def write_folder(place: Path, files: Mapping[str, bytes], about: Mapping[str, Any]) -> Path:
    """Write files and a page about them; an earlier export at the place is replaced.

    Args:
        place: of the folder
        files: content by file name
        about: what is said of them; the names with size and hash are added

    Raises:
        Unusable: something else stands there, or it cannot be written to
    """
    target = place.absolute()
    listed = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in files.items()}
    page = json.dumps({**about, "form": FORM, "files": listed}, indent=1, ensure_ascii=False, sort_keys=True)
    part = target.parent / f".{target.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.part"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_what_is_not_ours(target)
        part.mkdir()
        for name, content in {**files, ABOUT: f"{page}\n".encode()}.items():
            (part / name).write_bytes(content)
        put_in_place(part, target)
    except (OSError, ValueError) as trouble:
        raise _cannot(target, cut(str(trouble)), "a folder that can be written to, with room left") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def refuse_unwritable(place: Path) -> None:
    """Refuse a place before anything long is done for it.

    Raises:
        Unusable: something else stands there
    """
    try:
        _refuse_what_is_not_ours(place.absolute())
    except (OSError, ValueError) as trouble:
        raise _cannot(place, cut(str(trouble)), "a folder that can be written to") from None


def _refuse_what_is_not_ours(target: Path) -> None:
    """Only nothing, an empty folder, or an earlier export that holds nothing else may be replaced."""
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise _cannot(target, "a file of that name", "a folder for the export")
    present = {path.name for path in target.iterdir()}
    if not present:
        return
    known = _files_of(target)
    if known is None:
        raise _cannot(target, "a folder with other things in it", "a new folder, or one with an earlier export")
    if strange := sorted(present - known):
        found = f"an earlier export, and {cut(', '.join(strange))}"
        raise _cannot(target, found, "a folder with nothing but an export: it is replaced as a whole")


def _files_of(folder: Path) -> set[str] | None:
    """Names that an export of ours put in a folder; None for any other folder."""
    page = folder / ABOUT
    try:
        if not page.is_file() or page.stat().st_size > LARGEST_ABOUT_BYTES:
            return None
        about = json.loads(page.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(about, dict) and about.get("form") == FORM and isinstance(about.get("files"), dict)
    return {ABOUT, *about["files"]} if is_ours else None


def _cannot(path: Path, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(shown_path(path), None, "", found, wanted)])
