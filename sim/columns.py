"""The many as arrays: a crowd declares its columns, one row per individual.

Place in the flow: a small tool under city and population.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np


class column:  # noqa: N801  (reads as a word in a declaration)
    """A named column of a crowd: what it says, in which unit, of which kind.

    Args:
        says: the trait in plain words
        unit: its unit, empty for counts and yes/no
        kind: numpy type; state is float32, int or bool, sums are float64
        start: value a row has before anything is known of it
    """

    def __init__(self, says: str, unit: str = "", kind: Any = np.float32, start: Any = 0):
        self.says, self.unit, self.kind, self.start = says, unit, np.dtype(kind), start

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, crowd: Crowd | None, owner: type) -> Any:
        return self if crowd is None else crowd._arrays[self.name]

    def __set__(self, crowd: Crowd, values: Any) -> None:
        crowd._arrays[self.name][:] = values


def stacked(*tables: np.ndarray) -> np.ndarray:
    """Tables of one structured type, one below the other; `np.concatenate` compares and copies them field by field.

    >>> kind = np.dtype([("home", "i4")])
    >>> stacked(np.ones(2, dtype=kind), np.zeros(1, dtype=kind))["home"].tolist()
    [1, 1, 0]
    """
    kind, filled = tables[0].dtype, [table for table in tables if len(table)]
    if len(filled) < 2:
        return (filled or tables)[0].copy()
    as_bytes = np.dtype((np.void, kind.itemsize))
    return np.concatenate([table.view(as_bytes) for table in filled]).view(kind)


def picked(table: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Rows of a table of a structured type, by number or mask; plain indexing copies them field by field.

    >>> picked(np.array([(1,), (2,)], dtype=[("home", "i4")]), np.array([1]))["home"].tolist()
    [2]
    """
    return table.take(np.flatnonzero(rows) if rows.dtype == bool else rows)


def in_parts(rows: np.ndarray, most: int = 65_536) -> Iterator[np.ndarray]:
    """Many rows in parts, so that what is reckoned on the way to a column takes no room of its own in a large city.

    >>> [part.tolist() for part in in_parts(np.arange(5), most=2)]
    [[0, 1], [2, 3], [4]]
    """
    for first in range(0, len(rows), most):
        yield rows[first : first + most]


_numbers = np.empty(0, dtype=np.int32)


def _first_numbers(size: int) -> np.ndarray:
    """0, 1, 2 ...: one read-only row of numbers that all crowds look at, 4 bytes a home instead of 4 for each crowd."""
    global _numbers
    if len(_numbers) < size:
        _numbers = np.arange(size, dtype=np.int32)
        _numbers.setflags(write=False)
    return _numbers[:size]


Look = TypeVar("Look", bound=tuple)


class Crowd:
    """Columns of equal length. A row keeps its place and its id for ever.

    >>> class Trees(Crowd):
    ...     height_m = column("height", unit="m")
    ...     felled = column("no longer stands", kind=bool)
    >>> wood = Trees(3)
    >>> wood.height_m = [4, 5, 6]
    >>> wood.height_m[~wood.felled].sum()
    np.float32(15.0)
    """

    def __init__(self, size: int, **values: Any):
        self.size = size
        self._looks: dict[type, Any] = {}
        self._arrays = {name: np.full(size, trait.start, dtype=trait.kind) for name, trait in self.columns().items()}
        for name, given in values.items():
            if name not in self._arrays:
                raise AttributeError(f"{type(self).__name__} has no column {name!r}")
            self._arrays[name][:] = given

    @classmethod
    def columns(cls) -> dict[str, column]:
        """Declared columns by name, those of parent classes first."""
        found: dict[str, column] = {}
        for owner in reversed(cls.__mro__):
            found.update({name: trait for name, trait in vars(owner).items() if isinstance(trait, column)})
        return found

    def __len__(self) -> int:
        return self.size

    def look(self, kind: type[Look], **others: np.ndarray) -> Look:
        """Columns as a named tuple, as loops over homes want them: put together once, for columns never move.

        Args:
            kind: a named tuple with names of columns
            others: what else stands in it, by name
        """
        seen = self._looks.get(kind)
        if seen is None or any(getattr(seen, name) is not array for name, array in others.items()):
            mine = (name for name in kind._fields if name not in others)
            seen = self._looks[kind] = kind(**{name: getattr(self, name) for name in mine}, **others)
        return seen

    @property
    def ids(self) -> np.ndarray:
        """Permanent ids, which are the rows, int32 and read-only."""
        return _first_numbers(self.size)

    @property
    def nbytes(self) -> int:
        """Memory of all columns [bytes]."""
        return sum(array.nbytes for array in self._arrays.values())
