"""Who gains and who loses: each actor's money against its own best alternative, with and without public value.

Place in the flow: actors -> [ecosystem]. g_a = NPV_a(with) - NPV_a(best alternative), at the actor's own rate (METHODS
section 3). All win when nobody loses and somebody gains.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.finance import present_value
from sim.ledger import Ledger
from sim.results import Table


@dataclass(frozen=True)
class Lived:
    """What one way of doing it brought every party."""

    name: str
    parties: Sequence[str]
    net_eur: np.ndarray
    """Received less paid, float64, shape (parties, years), as `Ledger.net_by_party_and_year` gives [EUR]."""
    public_eur: Mapping[str, np.ndarray] = field(default_factory=dict)
    """Party -> shadow euros by year, shape (years,); may name parties without money, such as society."""

    @classmethod
    def from_ledger(
        cls, name: str, ledger: Ledger, first_year: int, years: int, public_eur: Mapping[str, np.ndarray] | None = None
    ) -> Lived:
        """The flows of a ledger."""
        return cls(name, tuple(ledger.parties), ledger.net_by_party_and_year(first_year, years), public_eur or {})

    @classmethod
    def from_table(
        cls, name: str, table: Table, years: np.ndarray, public_eur: Mapping[str, np.ndarray] | None = None
    ) -> Lived:
        """The flows of the table `ledger` of a run that is over.

        Args:
            name: of this way of doing it
            table: entries in words
            years: consecutive calendar years; entries of other years are left out
            public_eur: as the attribute
        """
        offset = table["year"].astype(np.int64) - int(years[0])
        inside = (offset >= 0) & (offset < len(years))
        names, place = np.unique(np.concatenate([table["payee"], table["payer"]]), return_inverse=True)
        payee, payer = np.split(place.ravel() * len(years), 2)
        income, outlay = (
            np.bincount((side + offset)[inside], weights=table["amount_eur"][inside], minlength=len(names) * len(years))
            for side in (payee, payer)
        )
        return cls(name, tuple(names.tolist()), (income - outlay).reshape(len(names), len(years)), public_eur or {})


@dataclass(frozen=True)
class Gain:
    """One actor's account."""

    party: str
    rate: float
    cash_eur: float
    """Received less paid, undiscounted."""
    npv_eur: float
    alternative: str
    """What it would do instead, the best for its own money."""
    alternative_npv_eur: float
    public_eur: float
    """Present value of what it gets without money, more than in the alternative."""

    @property
    def gain_eur(self) -> float:
        """In money."""
        return self.npv_eur - self.alternative_npv_eur

    @property
    def with_public_eur(self) -> float:
        """In money and shadow euros together."""
        return self.gain_eur + self.public_eur


@dataclass(frozen=True)
class Gains:
    """All actors' accounts of one way of doing it."""

    name: str
    rows: tuple[Gain, ...]
    indifferent_eur: float = 0.0
    """A gain or loss smaller than this counts as none."""

    def gain_of(self, with_public: bool = False) -> dict[str, float]:
        """Gain by party [EUR]."""
        return {row.party: row.with_public_eur if with_public else row.gain_eur for row in self.rows}

    def winners(self, with_public: bool = False) -> list[str]:
        """Who gains, the most first."""
        ranked = sorted(self.gain_of(with_public).items(), key=lambda each: -each[1])
        return [party for party, gain in ranked if gain > self.indifferent_eur]

    def losers(self, with_public: bool = False) -> list[str]:
        """Who loses, the most first."""
        ranked = sorted(self.gain_of(with_public).items(), key=lambda each: each[1])
        return [party for party, gain in ranked if gain < -self.indifferent_eur]

    def all_win(self, with_public: bool = False) -> bool:
        """Nobody loses and somebody gains."""
        return bool(self.winners(with_public)) and not self.losers(with_public)

    def least_eur(self, with_public: bool = False) -> float:
        """The smallest gain; zero without actors [EUR]."""
        return min(self.gain_of(with_public).values(), default=0.0)

    def sum_eur(self, with_public: bool = False) -> float:
        """All gains together [EUR]."""
        return sum(self.gain_of(with_public).values())

    def side_payments_eur(self, with_public: bool = False) -> dict[str, float]:
        """What each loser would need to be paid to be as well off as without [EUR]."""
        gains = self.gain_of(with_public)
        return {party: -gains[party] for party in self.losers(with_public)}


def gains(
    lived: Lived, alternatives: Sequence[Lived], rates: Mapping[str, float], parties: Sequence[str] | None = None,
    indifferent_eur: float = 0.0,
) -> Gains:  # fmt: skip
    """Each actor's gain over the best it could have had.

    The best alternative is the one with the highest present value of the actor's own money; public value is compared
    with that same one. A party that does not occur in a run has no flows there.

    Args:
        lived: the way that is judged
        alternatives: one or more other ways, of the same years
        rates: party -> its own rate [1/yr]; every party in question needs one
        parties: whom to judge; all that have money or public value in any of the runs when None
        indifferent_eur: gains smaller than this count as none [EUR]

    Raises:
        ValueError: no alternative, runs of other lengths, or a party without a rate

    >>> alone = Lived("alone", ("city",), np.array([[0.0, -100.0]]))
    >>> together = Lived("together", ("city",), np.array([[-50.0, 0.0]]))
    >>> gains(together, [alone], {"city": 0.0}).rows[0].gain_eur
    50.0
    """
    everything = (lived, *alternatives)
    if len(everything) < 2:
        raise ValueError("a gain is measured against an alternative: give at least one other run")
    lengths = {each.net_eur.shape[1] for each in everything}
    if len(lengths) > 1:
        raise ValueError(f"runs of {sorted(lengths)} years cannot be held against each other")
    names = list(parties if parties is not None else _all_parties(everything))
    missing = [name for name in names if name not in rates]
    if missing:
        raise ValueError(f"no discount rate for {', '.join(missing)}")
    rate, years = np.array([rates[name] for name in names], dtype=np.float64), lengths.pop()
    flows = np.stack([_money(each, names, years) for each in everything])
    npv = present_value(flows, np.broadcast_to(rate, flows.shape[:2]))
    public = present_value(np.stack([_public(each, names, years) for each in everything]), npv * 0.0 + rate)
    best = 1 + np.argmax(npv[1:], axis=0)
    return Gains(
        lived.name,
        tuple(
            Gain(
                name, float(rate[at]), float(flows[0, at].sum()), float(npv[0, at]), everything[best[at]].name,
                float(npv[best[at], at]), float(public[0, at] - public[best[at], at]),
            )
            for at, name in enumerate(names)
        ),
        indifferent_eur,
    )  # fmt: skip


def share_all_win(runs: Sequence[Gains], with_public: bool = False) -> float:
    """Share of runs in which nobody loses and somebody gains [0 to 1].

    Raises:
        ValueError: no runs
    """
    if not runs:
        raise ValueError("a share of no runs is not a number")
    return sum(run.all_win(with_public) for run in runs) / len(runs)


def share_lost(runs: Sequence[Gains], with_public: bool = False) -> dict[str, float]:
    """Share of runs in which each actor loses, the most often first [0 to 1]."""
    losers = [set(run.losers(with_public)) for run in runs]
    parties = {row.party: None for run in runs for row in run.rows}
    shares = {party: sum(party in lost for lost in losers) / len(runs) for party in parties}
    return dict(sorted(shares.items(), key=lambda each: -each[1]))


def _all_parties(everything: Sequence[Lived]) -> list[str]:
    """Everybody with any money or public value, in the order of the runs."""
    moved = [
        name
        for each in everything
        for name, touched in zip(each.parties, np.any(each.net_eur != 0, axis=1).tolist(), strict=True)
        if touched
    ]
    return list(dict.fromkeys([*moved, *(name for each in everything for name in each.public_eur)]))


def _money(lived: Lived, names: list[str], years: int) -> np.ndarray:
    """Flows in the order of the names, shape (names, years)."""
    place = {name: at for at, name in enumerate(lived.parties)}
    with_none = np.vstack([lived.net_eur, np.zeros(years)])
    return with_none[[place.get(name, -1) for name in names]]


def _public(lived: Lived, names: list[str], years: int) -> np.ndarray:
    none = np.zeros(years)
    return np.array([lived.public_eur.get(name, none) for name in names], dtype=np.float64).reshape(-1, years)
