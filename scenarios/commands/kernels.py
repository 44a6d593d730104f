"""Where numba keeps compiled kernels.

Place in the flow: asked by the command line before anything of `sim` is imported.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from scenarios.folders import cache_folder

VARIABLE = "NUMBA_CACHE_DIR"
SOURCES = Path(__file__).parents[2] / "sim"


def keep_compiled_kernels() -> None:
    """Tell numba where compiled kernels are kept, unless the user has said so.

    The folder is named after our sources: numba itself does not see a change in another file (a constant of a helper)
    and would load what was compiled before. Without a folder that can be written, importing a kernel would fail.
    """
    if VARIABLE in os.environ:
        return
    sources = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*.py")):
        sources.update(path.read_bytes())
    os.environ[VARIABLE] = str(_writable_folder(f"kernels-{sources.hexdigest()[:16]}"))


def _writable_folder(name: str) -> Path:
    """A folder in the user's cache; when there is none, a new one in the temporary folder."""
    folder = cache_folder() / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="stadslab-"))  # never a name that another user could have made before us
