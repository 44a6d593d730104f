"""Which municipality a code means: names, old codes, and near ones.

Place in the flow: a small tool of `scenarios.municipality`. Municipalities merge, so tables of different years know the
same place under different codes; `merged_into` of the parameter book brings them together.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from scenarios.municipality.stock_table import MUNICIPALITY, StockTable
from scenarios.municipality.table import open_table
from scenarios.problems import Problem, Unusable, near_word, shown
from sim.parameter import Book

LEVEL_NAMES = {"1": "country", "2": "region", "3": "province", "4": "arrondissement"}
FRENCH_SPEAKING = ("25", "5", "6", "8", "9")
"""First digits of the codes of Wallonia, whose names are read in French."""


SMALL_WORDS = frozenset("a aan au d de den devant du en het l la le les lez op s sous sur ten ter".split())
"""Words inside the name of a place that begin with a small letter, after a hyphen or an apostrophe."""


def read_names(path: Path) -> dict[str, str]:
    """Names of areas by code, out of the table of codes that goes with a stock table.

    Raises:
        Unusable: the table cannot be read
    """
    table = open_table(path, ("kind", "code", "label_nl", "label_fr"))
    names = {}
    for _, (kind, code, dutch, french) in table.rows():
        if kind == "CD_REFNIS":
            names[code.zfill(5)] = proper(french if code.zfill(5).startswith(FRENCH_SPEAKING) else dutch)
    table.done()
    return names


def codes_beside(stock: Path) -> Path | None:
    """The table of codes that lies beside a stock table under the usual name, when there is one."""
    beside = stock.with_name(f"{stock.stem}_codes.csv")
    return beside if beside.is_file() else None


def proper(name: str) -> str:
    """A name in capitals as people write it.

    >>> proper("BEVEREN-KRUIBEKE-ZWIJNDRECHT"), proper("HEIST-OP-DEN-BERG"), proper("BRAINE-L'ALLEUD"), proper("DE PANNE")
    ('Beveren-Kruibeke-Zwijndrecht', 'Heist-op-den-Berg', "Braine-l'Alleud", 'De Panne')
    >>> proper("'S-GRAVENBRAKEL"), proper("Lille")
    ("'s-Gravenbrakel", 'Lille')
    """
    if not name.isupper():
        return name
    words = re.split(r"([^\W\d_]+)", name.lower())
    return "".join(
        word if word in SMALL_WORDS and words[place - 1][-1:] in ("-", "'") else word.capitalize()
        for place, word in enumerate(words)
    )


def file_name(name: str) -> str:
    """A name for a folder: small letters, digits and _.

    >>> file_name("Braine-l'Alleud"), file_name("Liège"), file_name("13019")
    ('braine_l_alleud', 'liege', 'city_13019')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60]
    return plain if plain[:1].isalpha() else f"city_{plain}".strip("_")


def merged_into(book: Book, year: int) -> dict[str, str]:
    """Code of today by code of before."""
    return {old: f"{int(new):05d}" for old, new in book.at("municipality.merged_into", year).items()}


def sum_of_parts(
    values: Mapping[str, float], code: str, merged: Mapping[str, str]
) -> tuple[float, tuple[str, ...]] | None:
    """A number of a municipality out of a table that may know only what went up in it.

    Args:
        values: the number by code, of one year
        code: a code of today
        merged: code of today by code of before

    Returns:
        the number and the codes it was added up from; None when the table does not cover the whole municipality

    >>> merged = {"1": "3", "2": "3", "5": "4"}
    >>> sum_of_parts({"1": 10.0, "2": 5.0}, "3", merged), sum_of_parts({"1": 10.0}, "3", merged)
    ((15.0, ('1', '2')), None)
    >>> sum_of_parts({"4": 7.0, "5": 1.0}, "4", merged), sum_of_parts({"4": 8.0}, "4", merged)
    ((8.0, ('4', '5')), (8.0, ('4',)))
    """
    before = sorted(old for old, new in merged.items() if new == code)
    known = tuple(each for each in before if each in values)
    if code in values:  # the code went on, alone or with those that joined it
        parts = tuple(sorted({code, *known}))
    elif before and len(known) == len(before):
        parts = known
    else:
        return None
    return sum(values[part] for part in parts), parts


def _near_code(code: str, codes: Sequence[str]) -> str:
    """The code written most like this one, or else the nearest number.

    >>> _near_code("1302", ["11002", "13029"]), _near_code("99999", ["11002", "93090"])
    ('13029', '93090')
    """
    alike = difflib.get_close_matches(code, codes, n=1, cutoff=0.6)
    return alike[0] if alike else min(codes, key=lambda each: abs(int(each) - int(code)))


def municipality(table: StockTable, wish: str, names: Mapping[str, str], merged: Mapping[str, str]) -> str:
    """The code of the municipality that is wanted.

    Raises:
        Unusable: the table has no such municipality; with the near or the new code and its name
    """
    code = wish.strip()
    if code in table.codes:
        return code
    found, near = f"{shown(wish)}, no municipality of {table.file}", ""
    if code in merged and merged[code] in table.codes:
        found = f"{shown(wish)}, an old code: merged, or given a new one"
        near = merged[code]
    elif table.levels.get(code.zfill(5), MUNICIPALITY) != MUNICIPALITY:
        code = code.zfill(5)
        found = f"{shown(wish)}, a {LEVEL_NAMES[table.levels[code]]} ({names.get(code, 'no name given')})"
    elif code.isdecimal():
        near = _near_code(code, table.codes)
    elif code:
        known = {file_name(names[each]): each for each in table.codes if each in names}
        near = known.get(near_word(file_name(wish), known), "")
    near = f"{near} ({names[near]})" if near in names else near
    wanted = f"the NIS code of one of the {len(table.codes)} municipalities of {table.year}"
    raise Unusable([Problem("--nis", None, "", found, wanted, near)])
