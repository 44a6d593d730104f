"""Value transfers as columns: who gives what to whom, how much, under which contract, in which year.

Place in the flow: actors -> [ecosystem]. Built by `sim.ecosystem.value_map`, read by the reciprocity check, the scores of
what has no price, and the pages.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.ecosystem.given_in_return import KINDS
from sim.results import Table

TRANSFER = np.dtype(
    [
        ("year", "i2"), ("giver", "i4"), ("taker", "i4"), ("kind", "i1"), ("object", "i4"), ("unit", "i2"),
        ("contract", "i4"), ("quantity", "f8"), ("eur", "f8"),
    ]
)  # fmt: skip
KIND = {name: index for index, name in enumerate(KINDS)}
MONEY = KIND["money"]


@dataclass
class Words:
    """Names with their index, entered at first sight."""

    names: list[str] = field(default_factory=list)
    _index: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._index = {name: place for place, name in enumerate(self.names)}

    def index(self, name: str) -> int:
        """Place of a name.

        >>> words = Words(["bank"])
        >>> words.index("society"), words.index("bank"), words.names
        (1, 0, ['bank', 'society'])
        """
        if name not in self._index:
            self._index[name] = len(self.names)
            self.names.append(name)
        return self._index[name]


@dataclass(frozen=True)
class Transfers:
    """All transfers of a run, dtype TRANSFER, with the words their indices stand for.

    Only money carries euros; quantity and euros that are not known are NaN, never zero.
    """

    rows: np.ndarray
    parties: list[str]
    objects: list[str]
    units: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    def of_kind(self, kind: str) -> Transfers:
        """The transfers of one of KINDS."""
        return self.where(self.rows["kind"] == KIND[kind])

    def where(self, chosen: np.ndarray) -> Transfers:
        """Some of the transfers, by mask or index."""
        return Transfers(self.rows[chosen], self.parties, self.objects, self.units)

    def table(self) -> Table:
        """The transfers in words, as `sim.results` keeps tables."""
        rows, party = self.rows, np.array(self.parties or [""])
        return {
            "year": rows["year"].copy(),
            "giver": party[rows["giver"]],
            "taker": party[rows["taker"]],
            "kind": np.array(KINDS)[rows["kind"]],
            "object": np.array(self.objects or [""])[rows["object"]],
            "quantity": rows["quantity"].copy(),
            "unit": np.array(self.units or [""])[rows["unit"]],
            "eur": rows["eur"].copy(),
            "contract": rows["contract"].copy(),
        }

    def as_records(self) -> list[dict[str, Any]]:
        """The same as plain values for JSON, unknown amounts as None."""
        columns = {
            name: [None if value != value else value for value in column.tolist()]  # NaN is not itself
            for name, column in self.table().items()
        }
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]

    def network(self, year: int | None = None) -> list[dict[str, Any]]:
        """Transfers between each pair by kind, over all years or in one: for a drawing of the ecosystem.

        Euros are summed over money, quantities where every one of them is known in the same unit.
        """
        rows = self.rows if year is None else self.rows[self.rows["year"] == year]
        keys, place = np.unique(rows[["giver", "taker", "kind", "unit"]], return_inverse=True)
        place = place.ravel()
        eur, quantity = (
            np.bincount(place, weights=rows[name], minlength=len(keys)).tolist() for name in ("eur", "quantity")
        )
        return [
            {
                "giver": self.parties[giver], "taker": self.parties[taker], "kind": KINDS[kind],
                "eur": _known(eur[at]), "quantity": _known(quantity[at]), "unit": self.units[unit],
            }
            for at, (giver, taker, kind, unit) in enumerate(keys.tolist())
        ]  # fmt: skip


def _known(value: float) -> float | None:
    return None if value != value else value
