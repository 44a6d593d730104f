"""Invented tables in the form of Statbel's, for tests: two hamlets of one hundred buildings and what belongs to them."""

import csv
import os
from pathlib import Path

SHARED = Path(os.environ.get("STADSLAB_SHARED", Path(__file__).parents[4] / "shared"))
REAL = SHARED / "data" / "be"
STOCK_COLUMNS = ("CD_YEAR", "CD_REFNIS", "CD_REFNIS_LVL", "CD_STAT_TYPE", "CD_BUILDING_TYPE", "MS_VALUE")
YEARS = ("T3.1", "T3.2", "T3.3", "T3.4", "T3.5", "T3.6", "T3.7.1", "T3.7.2", "T3.7.3", "T3.7.4")
TYPES = ("R1", "R2", "R3", "R4", "R5", "R6")
OLD_HAMLET, NEW_HAMLET = "99001", "99002"
NAMES = {OLD_HAMLET: "OUDEGEM", NEW_HAMLET: "NIEUWEGEM", "99000": "ARRONDISSEMENT PROEF"}
COUNTED = {
    OLD_HAMLET: {"R1": [4, 3, 2, 1, 1, 1, 1, 0, 0, 0], "R2": [3, 3, 4, 3, 2, 1, 1, 1, 1, 1], "R3": [5, 4, 3, 5, 4, 3, 2, 2, 1, 1],
                 "R4": [0, 0, 0, 0, 0, 1, 0, 0, 1, 0], "R5": [1, 0, 1, 0, 0, 0, 0, 0, 0, 0], "R6": [6, 4, 4, 3, 3, 2, 1, 1, 1, 0]},
    NEW_HAMLET: {"R1": [0, 0, 0, 1, 1, 1, 1, 2, 2, 2], "R2": [0, 0, 1, 1, 1, 3, 3, 3, 3, 5], "R3": [0, 1, 1, 2, 3, 5, 5, 5, 4, 4],
                 "R4": [0, 0, 0, 0, 0, 0, 0, 1, 1, 2], "R5": [0, 0, 1, 0, 0, 0, 0, 0, 0, 1], "R6": [1, 1, 1, 2, 2, 3, 4, 4, 3, 3]},
}  # fmt: skip
"""Buildings by class and class of year; one terraced house of the old hamlet has no known year."""
HOMES_PER_BUILDING = {"R1": 1, "R2": 1, "R3": 1, "R4": 6, "R5": 1, "R6": 0}


def stock_rows(bathrooms=None):
    """Rows of a stock table without header, as lists of text.

    Args:
        bathrooms: bathrooms per home by municipality; None: one each
    """
    rows = []
    for code, table in COUNTED.items():
        for kind in TYPES:
            counts, unknown = table[kind], int(code == OLD_HAMLET and kind == "R1")
            total = sum(counts) + unknown
            homes = total * HOMES_PER_BUILDING[kind]
            baths = "NaN" if kind == "R6" else str(round(homes * (bathrooms or {}).get(code, 1)))
            cells = {"T1": total, **dict(zip(YEARS, counts, strict=True)), "T3.9": unknown, "T8": homes, "T6.2": baths}
            rows += [["2025", code, "5", name, kind, str(value)] for name, value in cells.items()]
    return [["2025", "99000", "4", "T1", "R1", "22"], *rows]


def write(path, header, rows, separator=","):
    """Write a table and hand back its path."""
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    return Path(path)


def write_stock(folder, rows=None, **options):
    """A stock table with its table of codes beside it."""
    write(folder / "stock_codes.csv", ("kind", "code", "label_nl", "label_fr"),
          [("CD_REFNIS", code, name, name) for code, name in NAMES.items()])  # fmt: skip
    return write(folder / "stock.csv", STOCK_COLUMNS, stock_rows() if rows is None else rows, **options)


def write_population(folder, people, name="people_2024.csv"):
    """A population table of these people by code."""
    rows = [(code, "a place", number // 2, number - number // 2, number) for code, number in people.items()]
    return write(folder / name, ("NIS code", "Woonplaats", "Mannen", "Vrouwen", "Totaal"), rows)


def changed(rows, code, statistic, kind, value):
    """The same rows with another value in one of them; None leaves the row out."""
    key = [code, "5", statistic, kind]
    return [row[:5] + [value] if row[1:5] == key else row for row in rows if row[1:5] != key or value is not None]
