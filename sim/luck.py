"""Luck as a pure function of who, what and when: Philox4x32-10 counters.

Place in the flow: a small tool, used by population, behaviour, works and markets.

A draw depends on (seed, stream name, permanent id, year, draw number) and on nothing else, so the same household has
the same luck with and without a measure. Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
"""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Sequence

import numpy as np
from numba import njit

U64 = np.uint64
F32 = np.float32
LOW, HALF, NINE = U64(0xFFFFFFFF), U64(32), U64(9)
MUL_A, MUL_B = U64(0xD2511F53), U64(0xCD9E8D57)
ADD_A, ADD_B = U64(0x9E3779B9), U64(0xBB67AE85)

_streams: dict[int, str] = {}


@njit(inline="always")
def four_words(seed, stream, row, year, number):
    """Four 32-bit words from one counter; all arguments uint64."""
    k0, k1 = U64(seed), U64(stream)
    c0, c1, c2, c3 = U64(row), U64(year), U64(number), U64(0)
    for _ in range(10):
        a = c0 * MUL_A
        b = c2 * MUL_B
        c0, c1, c2, c3 = (b >> HALF) ^ c1 ^ k0, b & LOW, (a >> HALF) ^ c3 ^ k1, a & LOW
        k0 = (k0 + ADD_A) & LOW
        k1 = (k1 + ADD_B) & LOW
    return c0, c1, c2, c3


@njit(inline="always")
def unit(word):
    """A float32 strictly between 0 and 1 from a 32-bit word (23 bits kept)."""
    return (F32(word >> NINE) + F32(0.5)) * F32(2**-23)


@njit(cache=True)
def fill_units(seed, stream, rows, year, number, out):
    """One draw per row into `out`; at module level so that numba can cache it."""
    for i in range(rows.size):
        out[i] = unit(four_words(seed, stream, U64(rows[i]), year, number)[0])


@njit(cache=True)
def fill_streams(seed, streams, rows, year, out):
    """One draw per stream and row into `out`, shape (streams, n)."""
    for k in range(streams.size):
        for i in range(rows.size):
            out[k, i] = unit(four_words(seed, streams[k], U64(rows[i]), year, U64(0))[0])


@njit(cache=True)
def fill_options(seed, stream, rows, year, first, out):
    """One draw per option and row, shape (options, n): option k of a row has draw number `first + k` for ever."""
    for k in range(out.shape[0]):
        number = first + U64(k)
        for i in range(rows.size):
            out[k, i] = unit(four_words(seed, stream, U64(rows[i]), year, number)[0])


@njit(cache=True)
def one_unit(seed, stream, row, year, number):
    """One draw."""
    return unit(four_words(seed, stream, U64(row), year, number)[0])


def stream_number(name: str) -> int:
    """The number of a stream name.

    Raises:
        ValueError: another name already has this number
    """
    number = zlib.crc32(name.encode())
    if _streams.setdefault(number, name) != name:
        raise ValueError(f"streams {name!r} and {_streams[number]!r} share a number; rename one")
    return number


@functools.cache
def _stream(name: str) -> np.uint64:
    """The same as loops want it; a run asks for the same few names hundreds of times."""
    return U64(stream_number(name))


def _whole_numbers(ids: np.ndarray) -> np.ndarray:
    """Ids as the loops take them: contiguous int32 as they come, all else as int64."""
    return np.ascontiguousarray(ids, dtype=np.int32 if ids.dtype == np.int32 else np.int64)


class Luck:
    """The draws of one run.

    >>> bool(Luck(7).draw("retrofit", 2030, np.array([41]))[0] == Luck(7).draw("retrofit", 2030, np.arange(50))[41])
    True
    """

    def __init__(self, seed: int):
        if not 0 <= seed < 2**32:
            raise ValueError("a seed is a whole number from 0 to 4294967295")
        self.seed, self._seed = seed, U64(seed)

    def key(self, stream: str, year: int) -> tuple[np.uint64, np.uint64, np.uint64]:
        """Seed, stream and year as `four_words` wants them, for a loop that draws for itself."""
        return self._seed, _stream(stream), U64(year)

    def draw(self, stream: str, year: int, ids: np.ndarray, number: int = 0) -> np.ndarray:
        """One uniform draw per id, strictly between 0 and 1.

        Args:
            stream: what the draw is for, like "boiler life"
            year: calendar year, or 0 for something drawn once
            ids: permanent ids, shape (n,)
            number: which draw of this stream

        Returns:
            float32, shape (n,)
        """
        out = np.empty(len(ids), dtype=F32)
        rows = _whole_numbers(ids)
        fill_units(self._seed, _stream(stream), rows, U64(year), U64(number), out)
        return out

    def draws(self, streams: Sequence[str], year: int, ids: np.ndarray) -> np.ndarray:
        """One draw per id of several streams, as `draw` gives them, float32, shape (streams, n)."""
        out, numbers = np.empty((len(streams), len(ids)), dtype=F32), np.array([_stream(name) for name in streams])
        fill_streams(self._seed, numbers, _whole_numbers(ids), U64(year), out)
        return out

    def one_gumbel(self, stream: str, year: int, id: int, number: int) -> float:
        """One standard Gumbel draw, that of `gumbel` for this id and option; quick for a single contract."""
        drawn = one_unit(self._seed, _stream(stream), id, U64(year), U64(number))
        return -math.log(-math.log(drawn))

    def gumbel(self, stream: str, year: int, ids: np.ndarray, options: int, first: int = 0) -> np.ndarray:
        """Standard Gumbel draws, one per id and option, for `argmax(V + g)` choices.

        Returns:
            float32, shape (n, options), the draws of an option side by side in memory
        """
        out = np.empty((options, len(ids)), dtype=F32)
        rows = _whole_numbers(ids)
        fill_options(self._seed, _stream(stream), rows, U64(year), U64(first), out)
        for _ in range(2):
            np.negative(np.log(out, out=out), out=out)
        return out.T
