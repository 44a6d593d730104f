"""How many people live in a municipality: Statbel's table of the population by municipality.

Place in the flow: [scenarios.municipality] reads -> the facts of a city.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.municipality.areas import sum_of_parts
from scenarios.municipality.table import open_table
from scenarios.problems import Problem, Unusable, shown

COLUMNS = ("NIS code", "Mannen", "Vrouwen", "Totaal")


@dataclass(frozen=True)
class Population:
    """People by code; the year is not in such a table, only in its name."""

    file: str
    year: int | None
    people: dict[str, float]

    def of(self, code: str, merged: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
        """People of a municipality of today, and the codes they were added up from.

        Raises:
            Unusable: the table does not cover it
        """
        found = sum_of_parts(self.people, code, merged)
        if found is None:
            before = sorted(old for old, new in merged.items() if new == code and old not in self.people)
            missing = f"no row of {shown(code)}" + (
                f", nor of {', '.join(before)} that went up in it" if before else ""
            )
            raise Unusable([Problem(self.file, None, "NIS code", missing, "the municipality, or all its parts")])
        return round(found[0]), found[1]


def read_population(path: Path) -> Population:
    """A population table, every cell checked.

    Raises:
        Unusable: with what is wrong, by line and column
    """
    table, people = open_table(path, COLUMNS), {}
    for line, (code, *cells) in table.rows():
        if not (code.isdecimal() and 4 <= len(code) <= 5):
            table.wrong(line, "NIS code", shown(code), "a NIS code of five digits")
            continue
        men, women, total = (table.number(line, name, cell) for name, cell in zip(COLUMNS[1:], cells, strict=True))
        if math.isnan(total):
            if cells[-1] == "" or cells[-1].lower() == "nan":
                table.wrong(line, "Totaal", "nothing", "the number of people")
            continue
        if men + women != total and not math.isnan(men + women):
            table.wrong(line, "Totaal", f"{total:.0f}", f"{men + women:.0f}, men and women together")
        if code.zfill(5) in people:
            table.wrong(line, "NIS code", f"{shown(code)} a second time", "each area once")
        people[code.zfill(5)] = total
    table.done()
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.stem)
    return Population(path.name, int(year.group()) if year else None, people)
