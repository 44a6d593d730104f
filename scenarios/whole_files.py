"""Writes a file whole or not at all.

Place in the flow: a small tool of `scenarios`.
"""

from __future__ import annotations

import contextlib
import os
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
