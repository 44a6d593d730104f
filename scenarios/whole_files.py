"""Writes a file or a folder whole or not at all.

Place in the flow: a small tool of `scenarios`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from scenarios.problems import Problem, Unusable, cut, shown_path


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside the place under another name, then rename; folders on the way are made.

    Raises:
        Unusable: the place cannot be written to
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as trouble:
        found = cut(trouble.strerror or str(trouble))
        raise Unusable([Problem(shown_path(path), None, "", found, "a place that can be written to")]) from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return path


def put_in_place(part: Path, target: Path) -> None:
    """Rename the whole folder; the older one steps aside first and goes after."""
    aside = part.with_suffix(".old")
    if target.exists():
        target.rename(aside)
    try:
        part.rename(target)
    except OSError:
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
