"""A building stock that somebody counted: buildings by type and class of construction year, and their dwellings.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard. Part of a recipe that was made from statistics; the
drawing meets the counts to the last building. The classes are those of Statbel's cadastral statistics. Two of them lie
across the border of two periods of the energy typology and are parted there by the number of years on each side.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from pydantic import Field, model_validator

from geodata.citymap import BUILDING_TYPES, PERIOD_STARTS, PERIODS
from geodata.form import Form
from geodata.quotas import by_rank, largest_remainder

YEAR_CLASSES = {
    "before_1900": (1850, 1899), "1900_1918": (1900, 1918), "1919_1945": (1919, 1945), "1946_1961": (1946, 1961),
    "1962_1970": (1962, 1970), "1971_1981": (1971, 1981), "1982_1991": (1982, 1991), "1992_2001": (1992, 2001),
    "2002_2011": (2002, 2011), "after_2011": (2012, 2024),
}  # fmt: skip
"""First and last year of each class; the oldest begins where drawn buildings do, the newest ends with the count."""

BuildingType = Literal["terraced", "semi_detached", "detached", "apartments", "shop_house", "other"]
YearClass = Literal[
    "before_1900", "1900_1918", "1919_1945", "1946_1961", "1962_1970", "1971_1981", "1982_1991", "1992_2001",
    "2002_2011", "after_2011",
]  # fmt: skip


class Part(NamedTuple):
    """Years that lie in one class and in one period."""

    year_class: int
    period: int
    first: int
    last: int


@cache
def parts() -> tuple[Part, ...]:
    """Every piece of a class that lies within one period, in the order of years.

    >>> [(part.first, part.last) for part in parts() if part.year_class == 6]
    [(1982, 1990), (1991, 1991)]
    """
    ends = [start - 1 for start in PERIOD_STARTS[1:]] + [9999]
    return tuple(
        Part(row, period, max(first, start), min(last, end))
        for row, (first, last) in enumerate(YEAR_CLASSES.values())
        for period, (start, end) in enumerate(zip(PERIOD_STARTS, ends, strict=True))
        if max(first, start) <= min(last, end)
    )


def share_by_period(counted_until: int, standing_in: int) -> np.ndarray:
    """Part of each class of year that stood in a year, by period of the energy typology; built evenly over the class.

    Args:
        counted_until: last full year of the count, where the newest class ends
        standing_in: year up to which buildings count

    Returns:
        shape (classes, periods); a row adds up to 1 where the whole class stood

    >>> share_by_period(2024, 2024)[[0, 6, 8]].round(1).tolist()
    [[1.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.9, 0.1, 0.0, 0.0], [0.0, 0.0, 0.0, 0.4, 0.6, 0.0]]
    >>> round(float(share_by_period(2024, 2018).sum(axis=1)[9]), 2)     # 2012 to 2018 of 2012 to 2024
    0.54
    """
    share, spans = np.zeros((len(YEAR_CLASSES), len(PERIODS))), list(YEAR_CLASSES.values())
    for part in parts():
        first, last = spans[part.year_class]
        end = counted_until if part.year_class == len(spans) - 1 else last
        standing = max(0, min(part.last if end == last else end, standing_in) - part.first + 1)
        share[part.year_class, part.period] += standing / max(end - first + 1, 1)
    return share


class CountedStock(Form):
    """Buildings by type and class of year, and dwellings by type; what is not named is none."""

    buildings: dict[BuildingType, dict[YearClass, int]] = Field(title="buildings by type and class of year")
    dwellings: dict[BuildingType, int] = Field(title="dwellings by type of building")

    @model_validator(mode="after")
    def _counts_things(self) -> CountedStock:
        numbers = [*self.dwellings.values(), *(n for row in self.buildings.values() for n in row.values())]
        if min(numbers, default=0) < 0:
            raise ValueError("a count below 0")
        if not self.table().sum():
            raise ValueError("no building at all")
        return self

    def table(self) -> np.ndarray:
        """Buildings by type (rows of BUILDING_TYPES) and class of year (columns of YEAR_CLASSES)."""
        return np.array([[self.buildings.get(t, {}).get(c, 0) for c in YEAR_CLASSES] for t in BUILDING_TYPES])

    def homes(self) -> np.ndarray:
        """Dwellings by type of building, shape (types,)."""
        return np.array([self.dwellings.get(t, 0) for t in BUILDING_TYPES])

    def by_part(self) -> np.ndarray:
        """Buildings by type and piece of a class that lies in one period; classes keep their counts exactly."""
        table, pieces = self.table(), parts()
        counts = np.zeros((len(table), len(pieces)), dtype=int)
        for year_class in range(len(YEAR_CLASSES)):
            mine = [k for k, part in enumerate(pieces) if part.year_class == year_class]
            years = np.array([pieces[k].last - pieces[k].first + 1 for k in mine])
            for kind in range(len(table)):
                counts[kind, mine] = largest_remainder(years, int(table[kind, year_class]))
        return counts

    def by_period(self) -> np.ndarray:
        """Buildings by type and period of the energy typology, shape (types, periods)."""
        counts, quota = self.by_part(), np.zeros((len(BUILDING_TYPES), len(PERIODS)), dtype=int)
        for k, part in enumerate(parts()):
            quota[:, part.period] += counts[:, k]
        return quota

    def scaled(self, factor: float) -> CountedStock:
        """The same stock, larger or smaller, rounded so that the sums stay closest."""
        table, homes = self.table(), self.homes()
        table = largest_remainder(table, round(float(table.sum()) * factor))
        homes = largest_remainder(homes, round(float(homes.sum()) * factor))
        rows = dict(zip(BUILDING_TYPES, table.tolist(), strict=True))
        return CountedStock(
            buildings={kind: dict(zip(YEAR_CLASSES, row, strict=True)) for kind, row in rows.items()},
            dwellings=dict(zip(BUILDING_TYPES, homes.tolist(), strict=True)),
        )

    def years(self, types: np.ndarray, period: np.ndarray, drawn: np.ndarray) -> np.ndarray:
        """Construction years that meet every class: the drawn years keep their order and move into their class.

        Args:
            types, period: of each building; together exactly as often as `by_period` says
            drawn: years within the period, equal for houses that were built together

        Returns:
            year per building
        """
        years, counts = drawn.copy(), self.by_part()
        for kind in range(len(BUILDING_TYPES)):
            for now in range(len(PERIODS)):
                mine = [k for k, part in enumerate(parts()) if part.period == now]
                rows = np.flatnonzero((types == kind) & (period == now))
                piece = by_rank(drawn[rows], counts[kind, mine])
                for place, k in enumerate(mine):
                    inside = rows[piece == place]
                    years[inside] = _moved_into(drawn[inside], parts()[k].first, parts()[k].last)
        return years


def _moved_into(years: np.ndarray, first: int, last: int) -> np.ndarray:
    """Years stretched or pressed evenly into a span, those that already lie inside it left alone.

    >>> _moved_into(np.array([1990, 1995, 2000]), 1996, 1998).tolist(), _moved_into(np.array([1997]), 1996, 1998).tolist()
    ([1996, 1997, 1998], [1997])
    """
    if not len(years) or (years.min() >= first and years.max() <= last):
        return years
    low, high = int(years.min()), int(years.max())
    share = (years - low) / max(high - low, 1) if high > low else np.full(len(years), 0.5)
    return np.rint(first + share * (last - first)).astype(years.dtype)
