"""Saves one run as a folder that is whole or not there at all, and reads it back.

Place in the flow: sim results -> [scenarios] -> dashboard. Tables are written beside the target and renamed when whole,
so a run that is killed leaves at most a hidden folder, which the next run clears away. The same results give the same
bytes: nothing of the clock or the machine goes into a table.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from scenarios.problems import Problem, Unusable, cut, shown_path
from scenarios.whole_files import put_in_place
from scenarios.writing import scenario_as_text
from sim.scenario import Scenario

FORM = "stadslab results 1"
"""Marks a folder as ours; a folder without it is never replaced."""
MANIFEST = "manifest.json"
LARGEST_MANIFEST_BYTES = 20_000_000
PACKAGES = ("stadslab", "numpy", "scipy", "numba", "mesa", "simpy", "pydantic", "pyarrow", "pvlib")

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class SavedResults:
    """A results folder as it was read."""

    folder: Path
    manifest: dict[str, Any]
    tables: dict[str, pa.Table]


def digest(content: str | bytes) -> str:
    """Fingerprint (SHA-256) of a text or of bytes."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def make_manifest(
    scenario: Scenario, book_hash: str, city_hash: str, seed: int, checks: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """What a run was made from, so that anybody can make it again.

    Args:
        book_hash: of the book as the run used it, context and what-ifs in (`scenarios.book.book_hash`)
        city_hash: of the recipe or the map
        seed: of every draw
        checks: residuals of the laws that always hold
        more: further entries, such as the summary of the run
    """
    text = scenario_as_text(scenario)
    return {
        "scenario": {"name": scenario.name, "text": text, "hash": digest(text)},
        "book_hash": book_hash,
        "city": {"name": scenario.city, "hash": city_hash},
        "seed": seed,
        "versions": dict(versions()),
        "checks": checks,
        **more,
    }


@cache
def versions() -> dict[str, str]:
    """Versions of the packages that a result may depend on."""
    found: dict[str, str] = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def write_results(folder: Path | str, manifest: dict[str, Any], tables: Mapping[str, pa.Table | Columns]) -> Path:
    """Write a results folder; an older one of ours at the same place is replaced.

    Args:
        manifest: plain values, finite numbers only
        tables: columns of equal length by table name

    Raises:
        Unusable: something else stands at that place, or it cannot be written to
        ValueError: a table name is no word, columns differ in length, or the manifest holds a NaN
    """
    target, part = _begun(folder)
    try:
        _fill(part, manifest, tables)
        put_in_place(part, target)
    except OSError as trouble:
        raise _cannot(target, cut(str(trouble)), "a folder that can be written to, with room left") from trouble
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def refuse_unwritable(folder: Path | str) -> None:
    """Refuse a place for results before anything long is run for it.

    Raises:
        Unusable: as `write_results`
    """
    _, part = _begun(folder)
    part.rmdir()


def _begun(folder: Path | str) -> tuple[Path, Path]:
    """The place in full, and an empty folder beside it to fill."""
    target = Path(folder).absolute()
    try:
        target = target.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target)
        _refuse_what_is_not_ours(target)
        part = target.parent / f".{target.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}.part"
        part.mkdir()
    except (OSError, ValueError) as trouble:
        raise _cannot(Path(folder), cut(str(trouble)), "a folder that can be written to") from trouble
    return target, part


def _fill(part: Path, manifest: dict[str, Any], tables: Mapping[str, pa.Table | Columns]) -> None:
    """Write the tables, then the manifest that names them."""
    files: dict[str, dict[str, Any]] = {}
    for name, columns in sorted(tables.items()):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            raise ValueError(f"a table is called by a word, not {name!r}")
        table = as_table(columns)
        path = part / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=3, version="2.6", data_page_version="1.0")
        files[path.name] = {"rows": table.num_rows, "sha256": digest(path.read_bytes())}
    whole = {**manifest, "form": FORM, "files": files}
    text = json.dumps(whole, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False, default=_plain)
    (part / MANIFEST).write_text(text + "\n", encoding="utf-8")


def as_table(columns: pa.Table | Columns) -> pa.Table:
    """Columns as an Arrow table, without anything its maker left in the margin (such as pandas' own notes)."""
    table = (
        columns if isinstance(columns, pa.Table) else pa.table({name: _array(each) for name, each in columns.items()})
    )
    bare = [field.remove_metadata() for field in table.schema]
    return pa.Table.from_arrays(table.combine_chunks().columns, schema=pa.schema(bare))


def _array(values: Any) -> pa.Array:
    values = np.asarray(values)
    return pa.array(values.tolist() if values.dtype.kind == "O" else values)


def _plain(value: Any) -> Any:
    """Numbers and arrays of numpy as JSON takes them."""
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray | tuple | set):
        return list(value)
    raise TypeError(f"a manifest holds plain values, not {type(value).__name__}")


def _refuse_what_is_not_ours(target: Path) -> None:
    """Only nothing, an empty folder, or results that hold nothing else may be replaced."""
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise _cannot(target, "a file of that name", "a folder for the results")
    present = {path.name for path in target.iterdir()}
    if not present:
        return
    manifest = _manifest_of(target)
    if manifest is None:
        raise _cannot(target, "a folder with other things in it", "a new folder, or one with earlier results")
    strange = sorted(present - {MANIFEST, *manifest["files"]})
    if strange:
        found = f"earlier results, and {cut(', '.join(strange))}"
        raise _cannot(target, found, "a folder with nothing but results: it is replaced as a whole")


def _manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder of ours; None for any other folder."""
    path = folder / MANIFEST
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_MANIFEST_BYTES:
            return None
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    is_ours = isinstance(manifest, dict) and manifest.get("form") == FORM and isinstance(manifest.get("files"), dict)
    return manifest if is_ours else None


def _clear_leftovers(target: Path) -> None:
    """Remove what killed runs left beside the target; results that had stepped aside for one come back."""
    left = re.compile(re.escape(f".{target.name}.") + r"([0-9]+)-[0-9a-f]{8}\.(part|old)")
    found = [(path, match) for path in target.parent.iterdir() if (match := left.fullmatch(path.name))]
    for path, match in sorted(found, key=lambda pair: pair[0].name):
        if _lives(int(match[1])):
            continue
        if match[2] == "old" and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _lives(process: int) -> bool:
    """Whether a process still runs (it may be writing next to us)."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def read_results(folder: Path | str) -> SavedResults:
    """Read a results folder back.

    Raises:
        Unusable: it is no results folder, or a table is missing or changed
    """
    target = Path(folder)
    manifest = _manifest_of(target)
    if manifest is None:
        raise _cannot(target, "no results of Stadslab", f"a folder with a {MANIFEST}")
    tables: dict[str, pa.Table] = {}
    for name, about in manifest["files"].items():
        path = target / Path(name).name
        if not path.is_file() or digest(path.read_bytes()) != about["sha256"]:
            raise _cannot(path, "a table that is missing or was changed", "the table as it was written")
        tables[path.stem] = pq.read_table(path)
    return SavedResults(target, manifest, tables)


def _cannot(path: Path, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(shown_path(path), None, "", found, wanted)])
