"""Orders to the works yard: what is to be done, to which assets, by which trade, at whose expense.

Place in the flow: measures write orders, `sim.works.yard` carries them out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class WorkOrder:
    """Works on a number of assets, in the order in which they are to be done."""

    kind: str
    """What is done, in plain words, like "swap for LED"."""
    rows: NDArray[np.int64]
    """Rows of the assets, shape (n,)."""
    payer: str
    """Form of contract that pays, like "own_budget"."""
    trade: str
    """Whose crews do it."""
    work_days_per_item: float
    """Working days of one crew for one asset [d]."""
    layer: str = ""
    """What the rows count: lamps, premises, districts, city, blocks (buildings), streets or dwellings."""
    price_eur: float | NDArray[np.float64] = 0.0
    """Price of each asset before discounts, one for all or shape (n,) [EUR]."""
    measure: int = -1
    """Number of the measure in the scenario."""
    from_day: int = 0
    """First day on which a crew may begin, counted from the first simulated day."""
    domain: str = ""
    """What a contract for it is about; empty where layer and trade say it."""
    client: str = "city_hall"
    """Ledger party for whom the works are done."""
    partner: str = ""
    """A further party that the form of contract may need, see `sim.markets.contract.Deal`."""
    grant_share: float = 0.0
    """Part of the price that the city hall gives its client [0 to 1]."""
    life_years: int = 0
    """How long what is made lasts, for contracts that end with it; 0 where the layer says it [yr]."""
    follow_up: bool = False
    """Belongs to works decided before, like a house connected to a pipe that lies; no project of its own."""
    project: int = -1
    """Number of the project it comes from; -1 when it was decided beforehand."""
    tender: int = -1
    """Number of the tender that set its price; -1 for none."""
    firm: int = -1
    """Row of the firm that won it."""
    price_ratio: float = 1.0
    """Price of the award over list price."""

    def __post_init__(self) -> None:
        rows = np.array(self.rows, dtype=np.int64)
        if rows.ndim != 1:
            raise ValueError(f"the order {self.kind!r} needs a plain list of rows")
        if not (np.isfinite(self.work_days_per_item) and self.work_days_per_item >= 0):
            raise ValueError(f"the order {self.kind!r} cannot take {self.work_days_per_item} working days an item")
        rows.setflags(write=False)
        object.__setattr__(self, "rows", rows)

    def __len__(self) -> int:
        return self.rows.size

    @property
    def prices_eur(self) -> NDArray[np.float64]:
        """Price of each asset, shape (n,) [EUR]."""
        return np.broadcast_to(np.asarray(self.price_eur, dtype=np.float64), self.rows.shape)

    def first(self, count: int) -> WorkOrder:
        """The same order for the first `count` assets only."""
        return self.part(slice(None, count))

    def after(self, count: int) -> WorkOrder:
        """The same order without the first `count` assets."""
        return self.part(slice(count, None))

    def part(self, which: slice) -> WorkOrder:
        """The same order for some of its assets."""
        prices = self.price_eur if np.ndim(self.price_eur) == 0 else self.price_eur[which]
        return replace(self, rows=self.rows[which], price_eur=prices)


@dataclass(frozen=True, eq=False)
class FinishedLot:
    """A part of an order that is done."""

    order: WorkOrder
    rows: NDArray[np.int64]
    start_day: float
    """When a crew began."""
    day: int
    """Day on which the last asset of the lot was done, counted from the first simulated day."""


@dataclass(frozen=True)
class Done:
    """What finished works changed in a full year, where a saving in kWh alone does not tell it."""

    before_kwh: float
    """Energy of what was touched, before [kWh/yr]."""
    saved_kwh: float
    saved_eur: float
    """Saved on bills at the prices of the year [EUR/yr]."""
    items: float | None = None
    """What the contract counts, where it is not the rows of the order: homes of a block, connections to a network."""
    delivered_kwh: float | None = None
    """What a contract promises to deliver in a year; None where that is the saving [kWh/yr]."""

    @property
    def promised_kwh(self) -> float:
        """What a contract is about: heat delivered, or energy saved [kWh/yr]."""
        return max(0.0, self.saved_kwh if self.delivered_kwh is None else self.delivered_kwh)


NO_WORKS: tuple[WorkOrder, ...] = ()
"""What a measure returns in a year without works."""
