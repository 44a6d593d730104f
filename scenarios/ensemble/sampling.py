"""Which numbers of the book vary between the runs of an ensemble, and by how much in each.

Place in the flow: right of the book, left of the plan. Pure: a book in, a sample or another book out. Each parameter has
one axis of a Latin hypercube, drawn from its own name: a new parameter moves nobody else's numbers, and every scenario
meets the same sample.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenarios.problems import Problem, Unusable
from sim.parameter import Book, Parameter

EDGE_SD = 1.6448536269514722
"""Normal and lognormal spreads are read as the middle 90 % of the curve, which is cut off at their ends [sd]."""
HELD_TOPICS = {
    "stock": "drawn into the map, which all runs share",
    "import": "read when a place is brought in, not by a run",
    "municipality": "read when a municipality is laid out, not by a run",
    "inventory": "read when a given inventory is looked through or fitted, not by a run",
    "hindcast": "read when the past is lived again, not by a run",
}
HELD_NAMES = {
    "city.persons_per_household": "the number of inhabitants belongs to the city",
    "people.occupied_share": "the number of households belongs to the city",
}
SHARES_OF_ONE = "its parts add up to one: a common factor would not change them but the whole"
BEHAVIOUR_TOPIC = "behaviour"
TO_CALIBRATE = ("calibrat", "set by hand", "to be fitted")
"""Words in the papers of a number that was, or waits to be, fitted to what happened."""


@dataclass(frozen=True)
class Axis:
    """One parameter that varies, and how its papers say it does."""

    parameter: Parameter
    by_factor: bool
    """A series or table: all its numbers are multiplied by one factor, which the spread bounds."""

    @property
    def mark(self) -> str:
        """`calibrated`, `behaviour`, or empty for what is measured, priced or built."""
        papers = " ".join([self.parameter.note, *self.parameter.source.values()]).lower()
        if any(word in papers for word in TO_CALIBRATE):
            return "calibrated"
        return "behaviour" if self.parameter.name.startswith(f"{BEHAVIOUR_TOPIC}.") else ""

    def value(self, share: float) -> Any:
        """Value, factor or (with a spread for each word) factors by word at a share of the distribution [0 to 1]."""
        papers = self.parameter
        only = next(iter(papers.values.values()))
        if isinstance(papers.spread, dict):
            return {
                word: _quantile(papers, pair, only[word], share) / only[word] for word, pair in papers.spread.items()
            }
        return _quantile(papers, papers.spread, 1.0 if self.by_factor else only, share)

    def values(self, share: float) -> dict[int, Any]:
        """The values by year of the parameter at a share of its distribution."""
        amount, papers = self.value(share), self.parameter
        if not self.by_factor:
            return {year: amount for year in papers.values}
        top = 1.0 if _is_share(papers) else math.inf
        return {year: _times(value, amount, top) for year, value in papers.values.items()}


@dataclass(frozen=True)
class Sample:
    """Latin hypercube over the parameters that vary."""

    axes: tuple[Axis, ...]
    shares: np.ndarray
    """Where in its distribution each parameter stands, shape (rows, axes), between 0 and 1."""
    held: dict[str, str]
    """Parameters with a spread that stay as they are, and why."""

    def book(self, base: Book, row: int) -> Book:
        """The book of one row of the sample."""
        changed = {
            axis.parameter.name: axis.values(float(share))
            for axis, share in zip(self.axes, self.shares[row], strict=True)
        }
        return base.with_values(changed)


def sample_book(book: Book, rows: int, seed: int, vary: bool = True) -> Sample:
    """A sample of the numbers that the model reads and whose papers give a spread.

    Args:
        book: before the context and what-ifs of a scenario, which bend what was sampled
        rows: how many runs share the hypercube; each parameter has one value in each of so many equal slices
        seed: of the hypercube
        vary: False: nothing varies

    Raises:
        Unusable: a spread cannot be read as its distribution
    """
    held, axes = {}, []
    for parameter in _with_spread(book):
        reason = _why_held(parameter)
        if reason:
            held[parameter.name] = reason
        else:
            axes.append(_axis(parameter))
    axes = axes if vary else []
    columns = [_column(axis.parameter.name, rows, seed) for axis in axes]
    return Sample(tuple(axes), np.column_stack(columns) if columns else np.empty((rows, 0)), held)


def _column(name: str, rows: int, seed: int) -> np.ndarray:
    from scipy.stats.qmc import LatinHypercube  # heavy: loaded when somebody samples

    luck = np.random.default_rng([seed, zlib.crc32(name.encode())])
    return LatinHypercube(d=1, rng=luck).random(rows)[:, 0]


def _with_spread(book: Book) -> Iterator[Parameter]:
    for _, parameter in sorted(book.parameters.items()):
        pairs = parameter.spread.values() if isinstance(parameter.spread, dict) else [parameter.spread]
        if parameter.in_use and parameter.spread and any(low < high for low, high in pairs):
            yield parameter


def _why_held(parameter: Parameter) -> str:
    topic = parameter.name.split(".")[0]
    known = HELD_TOPICS.get(topic) or HELD_NAMES.get(parameter.name)
    return known or (SHARES_OF_ONE if _adds_up_to_one(parameter) else "")


def _adds_up_to_one(parameter: Parameter) -> bool:
    """Whether every innermost table consists of shares of one whole, so that its words cannot move together."""
    tables = [table for value in parameter.values.values() for table in _innermost(value)]
    return bool(tables) and all(
        len(table) > 1 and all(isinstance(n, float) for n in table.values()) and abs(sum(table.values()) - 1) < 1e-6
        for table in tables
    )


def _innermost(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        inner = [part for part in value.values() if isinstance(part, dict)]
        if not inner:
            yield value
        for part in inner:
            yield from _innermost(part)


def _axis(parameter: Parameter) -> Axis:
    """The axis of a parameter; a spread that its distribution cannot have is refused here."""
    single = len(parameter.values) == 1 and isinstance(next(iter(parameter.values.values())), float)
    pairs = parameter.spread.values() if isinstance(parameter.spread, dict) else [parameter.spread]
    if parameter.distribution in ("lognormal", "loguniform") and any(low <= 0 for low, _ in pairs):
        found = f"a {parameter.distribution} spread that begins at {min(low for low, _ in pairs):g}"
        where = parameter.where[0] or parameter.name, parameter.where[1] or None
        raise Unusable([Problem(*where, f"{parameter.name}.spread", found, "a spread above zero")])
    return Axis(parameter, not single)


def _is_share(parameter: Parameter) -> bool:
    """Whether the numbers are shares, of which none may grow beyond the whole."""
    return parameter.unit.startswith(("share", "0 to 1"))


def _times(value: Any, factor: float | Mapping[str, float], top: float) -> Any:
    """Every number of a value times the factor, at most `top`; with factors by word each word has its own."""
    if isinstance(value, dict):
        return {
            word: _times(part, factor.get(word, 1.0) if isinstance(factor, Mapping) else factor, top)
            for word, part in value.items()
        }
    if isinstance(value, tuple):
        return tuple(_times(part, factor, top) for part in value)
    return min(value * factor, max(top, value))


def _quantile(parameter: Parameter, pair: tuple[float, float], middle: float, share: float) -> float:
    """The number below which a share of the distribution lies."""
    low, high = pair
    if low == high:
        return low
    return min(high, max(low, QUANTILES[parameter.distribution](low, high, middle, share)))


def uniform(low: float, high: float, middle: float, share: float) -> float:
    """Every number of the spread alike.

    >>> uniform(2.0, 6.0, 3.0, 0.5)
    4.0
    """
    return low + (high - low) * share


def triangular(low: float, high: float, middle: float, share: float) -> float:
    """Most likely in the middle value, falling to nothing at the ends.

    >>> triangular(0.0, 4.0, 2.0, 0.5), triangular(0.0, 4.0, 2.0, 0.125)
    (2.0, 1.0)
    """
    rise = (middle - low) / (high - low)
    if share < rise:
        return low + math.sqrt(share * (high - low) * (middle - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - middle))


def loguniform(low: float, high: float, middle: float, share: float) -> float:
    """Every order of magnitude alike.

    >>> round(loguniform(0.01, 100.0, 1.0, 0.5), 9)
    1.0
    """
    return math.exp(uniform(math.log(low), math.log(high), middle, share))


def normal(low: float, high: float, middle: float, share: float) -> float:
    """A bell around the middle value, cut at the ends of the spread, which are 1.645 standard deviations wide.

    >>> normal(1.0, 5.0, 3.0, 0.5)
    3.0
    """
    from scipy.special import ndtr, ndtri

    sd = (high - low) / (2 * EDGE_SD)
    below, above = ndtr((low - middle) / sd), ndtr((high - middle) / sd)
    return middle + sd * float(ndtri(below + (above - below) * share))


def lognormal(low: float, high: float, middle: float, share: float) -> float:
    """The same bell over the logarithm, around the middle value.

    >>> round(lognormal(1.0, 9.0, 3.0, 0.5), 9)
    3.0
    """
    return math.exp(normal(math.log(low), math.log(high), math.log(middle), share))


QUANTILES: dict[str, Callable[[float, float, float, float], float]] = {
    "uniform": uniform, "triangular": triangular, "loguniform": loguniform, "normal": normal, "lognormal": lognormal,
}  # fmt: skip
