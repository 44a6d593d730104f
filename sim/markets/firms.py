"""The firms that bid: a row each, some two dozen for every trade, simulated and named as such.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
A firm keeps its row, and so its id and its luck, for ever; one that goes bankrupt stays as an inactive row, and a new
firm comes after some years at the end of the columns. What a firm does outside the city is drawn, not followed.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column
from sim.luck import Luck
from sim.parameter import Book

TRADES = {
    "lighting": "electrician", "building": "builder", "solar": "solar installer", "charging": "charging installer",
    "green": "gardener", "heat_network": "pipe layer", "lighting_service": "lighting company",
    "energy_service": "energy service company", "solar_service": "solar company", "heat_service": "heat company",
}  # fmt: skip
"""Trades, and what one firm of it is called."""
PARTY_OF_TRADE = {"lighting_service": "lighting_company", "energy_service": "esco", "solar_service": "cooperative",
                  "heat_service": "esco"}  # fmt: skip
"""Under which party of the ledger a firm is paid; `contractors` for all other trades."""
REACHES = ("local", "regional", "outside")
FEWEST = 12
NEVER = -1


class Firms(Crowd):
    """One row per firm."""

    trade = column("place in TRADES", kind=np.int16)
    number = column("number among the firms of its trade, from 1", kind=np.int32)
    reach = column("place in REACHES", kind=np.int8)
    size_eur = column("yearly turnover it can carry", unit="EUR", kind=np.float64)
    committed_eur = column("work in hand, of the city and of others", unit="EUR", kind=np.float64)
    city_work_eur = column("part of it won in the city's tenders", unit="EUR", kind=np.float64)
    reputation = column("how well it is thought of", unit="0 to 1", kind=np.float64)
    wins = column("tenders won", kind=np.int32)
    bids = column("bids made", kind=np.int32)
    distance_km = column("from the city", unit="km", kind=np.float64)
    own_capital_eur = column("own capital", unit="EUR", kind=np.float64)
    active = column("in business", kind=bool)
    profit_eur = column("profit on the city's work so far, bids paid", unit="EUR", kind=np.float64)
    year_price_eur = column("price of what it won this year", unit="EUR", kind=np.float64)
    year_profit_eur = column("profit on it, bids paid", unit="EUR", kind=np.float64)
    ended = column("year it went bankrupt, -1 while in business", kind=np.int32, start=NEVER)
    replaced = column("a new firm came in its stead", kind=bool)

    scale = 1.0
    """Factor on sizes, see `open`."""
    own_names: dict[int, str]
    """Names of the user's own firms, by row."""

    @classmethod
    def open(cls, book: Book, luck: Luck, year: int, scale: float = 1.0) -> Firms:
        """The firms of the first year.

        Args:
            book: parameters
            luck: draws sizes, distances, names and loads by the firm's id
            year: first simulated year
            scale: factor on sizes, for a city that buys more than one of 30,000 inhabitants
        """
        counts = _firms_by_reach(book, year)
        reach = np.repeat(np.arange(len(REACHES)), counts)
        firms = cls(len(reach) * len(TRADES))
        firms.trade = np.repeat(np.arange(len(TRADES)), len(reach))
        firms.number = np.tile(np.arange(1, len(reach) + 1), len(TRADES))
        firms.reach = np.tile(reach, len(TRADES))
        firms.scale, firms.own_names = scale, {}
        firms._settle(book, luck, year, firms.ids)
        return firms

    def _settle(self, book: Book, luck: Luck, year: int, rows: np.ndarray) -> None:
        """Fill in what new rows are; their trade, number and reach stand already."""
        from scipy.special import ndtri

        at = {name: book.at(f"procurement.{name}", year) for name in _OF_A_FIRM}
        median = np.array([at["firm_size_keur"][name] for name in TRADES])[self.trade[rows]]
        factor = np.array([at["firm_size_factor"][name] for name in REACHES])[self.reach[rows]]
        normal = ndtri(luck.draw("size of a firm", 0, rows).astype(np.float64))
        self.size_eur[rows] = 1000.0 * median * factor * self.scale * np.exp(at["firm_size_sd"] * normal)
        edges = np.array([0.0, *(at["firm_distance_km"][name] for name in REACHES)])
        near, far = edges[self.reach[rows]], edges[self.reach[rows] + 1]
        self.distance_km[rows] = near + (far - near) * luck.draw("distance of a firm", 0, rows)
        self.reputation[rows] = _between(at["reputation_start"], luck.draw("name of a firm", 0, rows))
        self.own_capital_eur[rows] = at["own_capital_share"] * self.size_eur[rows]
        load = _between(at["other_work_load"], luck.draw("other work", year, rows))
        self.committed_eur[rows] = np.minimum(load, 1.0) * self.size_eur[rows]
        self.active[rows] = True
        self._rows = {}

    def join(
        self, name: str, party: str, own_capital_eur: float | None = None, reputation: float | None = None
    ) -> None:
        """A firm of the user's own, of middling size and nearby, in every trade that its party serves.

        Args:
            name: what it is called
            party: of the ledger; one that no firm belongs to changes nothing
            own_capital_eur: means of its own, None for those of a firm of its size
            reputation: how well it is thought of, None for that of the trade
        """
        trades = [trade for trade in TRADES if PARTY_OF_TRADE.get(trade, "contractors") == party]
        for trade in trades:
            alike = self.rows_of(trade)
            row = self.size
            self._append(1)
            for trait in ("size_eur", "own_capital_eur", "reputation", "distance_km"):
                self._arrays[trait][row] = np.median(self._arrays[trait][alike])
            self.trade[row], self.reach[row], self.active[row] = list(TRADES).index(trade), 0, True
            self.number[row] = len(alike) + 1
            if own_capital_eur is not None:
                self.own_capital_eur[row] = own_capital_eur
            if reputation is not None:
                self.reputation[row] = reputation
            self.own_names[row] = name
        self._rows = {}

    @property
    def free_eur(self) -> np.ndarray:
        """Turnover still free [EUR/yr], never negative; nothing in a firm that closed."""
        return np.where(self.active, np.maximum(0.0, self.size_eur - self.committed_eur), 0.0)

    def rows_of(self, trade: str) -> np.ndarray:
        """Rows of the firms of a trade that are in business.

        Raises:
            ValueError: no such trade
        """
        if trade not in TRADES:
            raise ValueError(f"no firm has the trade {trade!r}; wanted one of {', '.join(TRADES)}")
        if trade not in self._rows:
            self._rows[trade] = np.flatnonzero((self.trade == list(TRADES).index(trade)) & self.active)
        return self._rows[trade]

    def name_of(self, row: int) -> str:
        """Like `simulated electrician 7`; a firm of the user's own by its own name."""
        return self.own_names.get(int(row)) or f"simulated {list(TRADES.values())[self.trade[row]]} {self.number[row]}"

    def trade_of(self, row: int) -> str:
        """Name of its trade."""
        return list(TRADES)[self.trade[row]]

    def party_of(self, row: int) -> str:
        """Party of the ledger under which it is paid."""
        return PARTY_OF_TRADE.get(self.trade_of(row), "contractors")

    def note_bids(self, rows: np.ndarray, cost_eur: float) -> None:
        """Firms that handed in a bid, and what that cost each."""
        self.bids[rows] += 1
        self.year_profit_eur[rows] -= cost_eur

    def take_on(self, row: int, turnover_eur: float, price_eur: float, cost_eur: float) -> None:
        """A job won: capacity committed, and its profit counted in the year of the award.

        Raises:
            ValueError: more than the firm has free
        """
        if turnover_eur > self.free_eur[row] * (1.0 + 1e-9):
            raise ValueError(f"{self.name_of(row)} has {self.free_eur[row]:,.0f} EUR free, not {turnover_eur:,.0f} EUR")
        self.committed_eur[row] = min(self.size_eur[row], self.committed_eur[row] + turnover_eur)
        self.city_work_eur[row] += turnover_eur
        self.wins[row] += 1
        self.year_price_eur[row] += price_eur
        self.year_profit_eur[row] += price_eur - cost_eur

    def remember(self, row: int, delivered_over_promised: float, book: Book, year: int) -> None:
        """Buyers remember what a firm delivered: its name moves towards it."""
        memory = book.at("procurement.reputation_memory", year)
        self.reputation[row] += memory * (min(1.0, max(0.0, delivered_over_promised)) - self.reputation[row])

    def end_year(self, book: Book, luck: Luck, year: int) -> np.ndarray:
        """Work finished, people hired or let go, profits and losses, bankruptcies, new firms.

        Returns:
            rows that went bankrupt this year
        """
        at = {name: book.at(f"procurement.{name}", year) for name in (*_OF_A_YEAR, *_OF_A_FIRM)}
        self._remember_the_year(at)
        bankrupt = self._close_accounts(at, luck, year)
        self._free_and_hire(at, luck, year)
        self._bring_in_new(book, luck, year, int(at["firm_replaced_after_years"]))
        self._rows = {}
        return bankrupt

    def _remember_the_year(self, at: dict) -> None:
        """Who lost on the city's work saved on it, and its name suffers."""
        worked = self.active & (self.year_price_eur > 0)
        loss = -self.year_profit_eur / np.maximum(self.year_price_eur, 1.0)
        kept = 1.0 - np.clip(loss / at["loss_that_ruins_a_name"], 0.0, 1.0)
        self.reputation += np.where(worked, at["reputation_memory"] * (kept - self.reputation), 0.0)

    def _close_accounts(self, at: dict, luck: Luck, year: int) -> np.ndarray:
        """Profit of the year to own capital; the rest to the owners; who has none left closes."""
        from scipy.special import ndtri

        normal = ndtri(luck.draw("profit elsewhere", year, self.ids).astype(np.float64))
        margin = at["other_work_margin"] + at["other_work_margin_sd"] * normal
        elsewhere = margin * (self.committed_eur - self.city_work_eur)
        capital = self.own_capital_eur + np.where(self.active, elsewhere + self.year_profit_eur, 0.0)
        self.own_capital_eur = np.minimum(capital, at["own_capital_share"] * self.size_eur)
        self.profit_eur += self.year_profit_eur
        self.year_profit_eur = self.year_price_eur = 0.0
        bankrupt = np.flatnonzero(self.active & (self.own_capital_eur <= 0.0))
        self.active[bankrupt], self.ended[bankrupt] = False, year
        self.committed_eur[bankrupt] = self.city_work_eur[bankrupt] = 0.0
        return bankrupt

    def _free_and_hire(self, at: dict, luck: Luck, year: int) -> None:
        """Finished work frees capacity; busy firms grow, idle ones shrink; next year's other work comes in."""
        load = self.committed_eur / self.size_eur
        growth = at["firm_growth"] * ((load > at["busy_load"]).astype(int) - (load < at["idle_load"]).astype(int))
        self.city_work_eur *= 1.0 - at["work_freed_share"]
        self.size_eur = np.where(
            self.active, np.maximum(self.size_eur * (1.0 + growth), self.city_work_eur), self.size_eur
        )
        other = _between(at["other_work_load"], luck.draw("other work", year + 1, self.ids)) * self.size_eur
        other = np.clip(other, 0.0, self.size_eur - self.city_work_eur)
        self.committed_eur = np.where(self.active, self.city_work_eur + other, 0.0)

    def _bring_in_new(self, book: Book, luck: Luck, year: int, after_years: int) -> None:
        """New firms, at the end of the columns, of the same trade and reach as those that ended so long ago."""
        due = np.flatnonzero((self.ended != NEVER) & ~self.replaced & (year - self.ended >= after_years))
        if len(due) == 0:
            return
        self.replaced[due] = True
        first, counts = self.size, np.bincount(self.trade, minlength=len(TRADES))
        self._append(len(due))
        rows = np.arange(first, first + len(due))
        self.trade[rows], self.reach[rows] = self.trade[due], self.reach[due]
        for row in rows:
            counts[self.trade[row]] += 1
            self.number[row] = counts[self.trade[row]]
        self._settle(book, luck, year + 1, rows)

    def _append(self, more: int) -> None:
        """More rows at the end; those that stand keep their place."""
        for name, trait in self.columns().items():
            new = np.full(more, trait.start, dtype=trait.kind)
            self._arrays[name] = np.concatenate([self._arrays[name], new])
        self.size += more
        self._looks.clear()

    def table(self) -> dict[str, np.ndarray]:
        """Columns of the table `firms`."""
        return {
            "id": np.arange(len(self)), "name": np.array([self.name_of(row) for row in range(len(self))]),
            "trade": np.array(list(TRADES))[self.trade], "size_eur": self.size_eur.copy(),
            "reputation": self.reputation.copy(), "wins": self.wins.copy(), "bids": self.bids.copy(),
            "profit_eur": self.profit_eur + self.year_profit_eur, "active": self.active.copy(),
        }  # fmt: skip


_OF_A_FIRM = (
    "firm_size_keur", "firm_size_factor", "firm_size_sd", "firm_distance_km", "reputation_start", "own_capital_share",
    "other_work_load",
)  # fmt: skip
_OF_A_YEAR = (
    "reputation_memory", "loss_that_ruins_a_name", "other_work_margin", "other_work_margin_sd", "firm_growth",
    "busy_load", "idle_load", "work_freed_share", "firm_replaced_after_years",
)  # fmt: skip


def _between(ends: dict[str, float], draw: np.ndarray) -> np.ndarray:
    """Evenly between low and high."""
    return ends["low"] + (ends["high"] - ends["low"]) * draw.astype(np.float64)


def _firms_by_reach(book: Book, year: int) -> np.ndarray:
    """How many firms of each reach a trade has: at least one, and FEWEST together."""
    wanted = book.at("procurement.firms_per_trade", year)
    counts = np.maximum(1, np.round([wanted[name] for name in REACHES])).astype(int)
    counts[REACHES.index("regional")] += max(0, FEWEST - counts.sum())
    return counts
