"""How large homes are in one municipality against all others: seen through their bathrooms.

Place in the flow: a small tool of `scenarios.municipality`, for the city that is drawn and for the gas that is predicted.
No column of the stock table gives floor area. Bathrooms per dwelling of a type stand in for it.
"""

from __future__ import annotations

import numpy as np

from geodata import BUILDING_TYPES, LARGEST_HOME, SMALLEST_HOME
from scenarios.municipality.stock_table import BATHROOMS, DWELLINGS, StockTable
from sim.parameter import Book


def relative_size(table: StockTable, book: Book) -> np.ndarray:
    """Floor of the homes of a type over the mean of all municipalities, shape (municipalities, types).

    Bathrooms per home over their mean, to the power `municipality.floor_per_bathroom`; 1 where bathrooms were not
    collected or there are no homes.
    """
    baths, homes = table.of(BATHROOMS), table.of(DWELLINGS)
    known = ~np.isnan(baths) & (np.nan_to_num(homes) > 0)
    each, mine = np.where(known, baths, 0.0), np.where(known, homes, 0.0)
    mean = each.sum(axis=0) / np.maximum(mine.sum(axis=0), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(known & (mean > 0) & (each > 0), each / mine / mean, 1.0)
    return ratio ** book.at("municipality.floor_per_bathroom", table.year)


def home_size(table: StockTable, code: str, book: Book) -> dict[str, float]:
    """The same for one municipality, by type, within what can be drawn; types of the usual size are left out."""
    size = np.clip(relative_size(table, book)[table.row(code)], SMALLEST_HOME, LARGEST_HOME).round(4)
    return {kind: float(factor) for kind, factor in zip(BUILDING_TYPES, size, strict=True) if factor != 1}
