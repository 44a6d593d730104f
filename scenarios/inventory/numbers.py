"""Numbers and units as people write them in tables: decimal commas, thousands separators, MWh or TJ.

Place in the flow: a small tool of `scenarios.inventory`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_ENERGY = re.compile(r"(?<![a-z/])(kwh|mwh|gwh|twh|tj|gj)(?![a-z])", re.IGNORECASE)
_FACTOR = re.compile(r"(?<![a-z])(t|ton|kg)\s*(?:co2[a-z-]*|co₂[a-z-]*)?\s*/\s*(mwh)", re.IGNORECASE)
_MASS = re.compile(
    r"(?:^|[\s\[(,])(kt|kton|kiloton|t|ton|tons|tonnes?|tonnen|kg|mton)(?=\s*(?:co2|co₂|eq|of|van|de|\]|\)|,|$))",
    re.IGNORECASE,
)
_GROSS = re.compile(
    r"\b(gcv|hhv|gross calorific|higher heating|bovenwaarde|bovenste verbrandingswaarde|pcs|brennwert|ho|hs)\b",
    re.IGNORECASE,
)
_ENERGY_PER_MWH = {"kwh": 1000.0, "mwh": 1.0, "gwh": 0.001, "twh": 1e-6, "tj": 0.0036, "gj": 3.6}
_MASS_PER_T = {"kg": 1000.0, "kt": 0.001, "kton": 0.001, "kiloton": 0.001, "mton": 1e-6}
_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+")
_SHAPE = re.compile(r"[-+]?(?:[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)[.,]?")
_EVIDENCE = {
    ",": re.compile(
        r"[-+]?(?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9.]+\.[0-9]{3},[0-9]+|[0-9]+(?:\.[0-9]{3}){2,})"
    ),
    ".": re.compile(
        r"[-+]?(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})|[0-9,]+,[0-9]{3}\.[0-9]+|[0-9]+(?:,[0-9]{3}){2,})"
    ),
}


class Unit(NamedTuple):
    """A unit as it stands in a header."""

    dimension: str
    """`energy`, `mass` or `factor`."""
    name: str
    per_own: float
    """How many of it make one of ours: 1000 kWh make 1 MWh."""


class NoNumber(ValueError):
    """A text that is no number, or one that may be read in two ways; says what is wanted and what was probably meant."""

    def __init__(self, wanted: str, suggestion: str = ""):
        super().__init__(wanted)
        self.wanted, self.suggestion = wanted, suggestion


def unit_in(text: str, dimension: str = "") -> Unit | None:
    """The unit a header or a title states, None when it states none (of the dimension asked for).

    >>> unit_in("Aardgas [GWh]").name, unit_in("CO2 emissions (kt CO2)").per_own, unit_in("Emission factor [t/MWh]").dimension
    ('gwh', 0.001, 'factor')
    >>> unit_in("Residential buildings") is None
    True
    """
    if dimension in ("", "factor") and (found := _FACTOR.search(text)):
        return Unit("factor", found[0].strip().lower(), 1000.0 if found[1].lower() == "kg" else 1.0)
    if dimension in ("", "energy") and (found := _ENERGY.search(_FACTOR.sub(" ", text))):
        return Unit("energy", found[1].lower(), _ENERGY_PER_MWH[found[1].lower()])
    if dimension in ("", "mass") and (found := _MASS.search(_FACTOR.sub(" ", text))):
        return Unit("mass", found[1].lower(), _MASS_PER_T.get(found[1].lower(), 1.0))
    return None


def says_gross(text: str) -> bool:
    """Whether a header says that a fuel is on gross calorific value.

    >>> says_gross("Aardgas (bovenwaarde)"), says_gross("Aardgas [MWh]")
    (True, False)
    """
    return bool(_GROSS.search(text))


def decimal_mark(texts: Iterable[str]) -> str:
    """The decimal mark that numbers written as text prove, empty when none or both do.

    >>> decimal_mark(["1.234,5", "17"]), decimal_mark(["1,234.5"]), decimal_mark(["1.234"])
    (',', '.', '')
    """
    seen = {mark for text in texts for mark, shape in _EVIDENCE.items() if shape.fullmatch(_tight(text))}
    return seen.pop() if len(seen) == 1 else ""


def number_in(text: str, mark: str = "") -> float:
    """A number written as text.

    Args:
        text: such as `1.234,5`, `1 234`, `-12.5`, `EUR 3'000`
        mark: decimal mark of the file where it is known

    Raises:
        NoNumber: no number, or one that reads in two ways while the mark is not known

    >>> number_in("1.234,5"), number_in("1 234"), number_in("1.234", ","), number_in("1.234", "."), number_in("2e-05")
    (1234.5, 1234.0, 1234.0, 1.234, 2e-05)
    """
    tight = _tight(text)
    if _PLAIN.fullmatch(tight):
        return float(tight)
    if tight.endswith("%"):
        raise NoNumber("an amount, no percentage")
    if not _SHAPE.fullmatch(tight):
        raise NoNumber("a number, or one of the notation keys NO, NE, IE, C")
    return float(_with_point(tight, mark))


def _tight(text: str) -> str:
    """Without spaces, apostrophes and currency, and with a plain minus."""
    return re.sub(r"[\s'’€]|EUR", "", text.replace("−", "-"))


def _with_point(tight: str, mark: str) -> str:
    """Digits with a decimal point at most."""
    points, commas = tight.count("."), tight.count(",")
    if points and commas:
        decimal = max(".,", key=tight.rfind)
        return tight.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    if points + commas == 0:
        return tight
    own = "." if points else ","
    if points + commas > 1:
        return tight.replace(own, "")
    before, after = tight.lstrip("+-").split(own)
    may_be_thousands = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    if not may_be_thousands or mark == own:
        return tight.replace(own, ".")
    if mark:
        return tight.replace(own, "")
    raise NoNumber(
        f"a number that reads in one way only: {before}{after} or {before}.{after}; or a line 'Decimal mark'"
    )
