"""Several small municipalities in one ticket: what the loan, the cover, the spread and the fixed cost become.

Place in the flow: [ecosystem]; joins what the bank files of each say. Delivered performance differs per municipality, so a
bundle's cash is steadier than its parts; what is common to all (weather, prices) does not average out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from sim.ecosystem.bank_file import BankFile
from sim.parameter import Book


@dataclass(frozen=True)
class Part:
    """One municipality's share of the ticket."""

    name: str
    loan_eur: float
    first_year: int
    for_debt_eur: np.ndarray
    """Cash available for debt service by year, shape (years,) [EUR]."""
    debt_service_eur: np.ndarray
    """Same shape."""
    income_eur: np.ndarray
    """What depends on performance, same shape."""

    @classmethod
    def of_file(cls, name: str, file: BankFile) -> Part:
        """From a bank file."""
        cash = file.cash
        return cls(
            name, file.request.loan_eur, int(cash.years[0]), cash.for_debt_eur, cash.debt_service_eur, cash.income_eur
        )


@dataclass(frozen=True)
class BundleTerms:
    """What bundling costs and how performance varies."""

    least_ticket_eur: float
    fixed_cost_eur: float
    """Per loan, whatever its size."""
    joining_cost_eur: float
    """Per municipality in a bundle."""
    performance_sd: float
    """Standard deviation of delivered over promised."""
    correlation: float
    """Between any two municipalities [0 to 1]."""

    @classmethod
    def from_book(cls, book: Book, year: int) -> BundleTerms:
        """The bank's smallest loan, what a loan and joining cost, and the spread of performance contracts."""
        named = (
            "actors.bank_minimum_ticket_eur",
            "ecosystem.ticket_fixed_cost_eur",
            "actors.joining_cost_eur",
        )
        return cls(
            *(book.at(name, year) for name in named), book.at("contracts.epc_realised_sd", year),
            book.at("ecosystem.performance_correlation", year),
        )  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """The ticket as a whole, beside its parts."""

    names: tuple[str, ...]
    loan_eur: float
    least_ticket_eur: float
    years: np.ndarray
    cover: np.ndarray
    """Pooled cover ratio by year, NaN without debt service."""
    least_cover: float
    least_cover_alone: dict[str, float]
    spread: float
    """Standard deviation of the ticket's income over its mean."""
    spread_alone: float
    """The same of one municipality."""
    short_chance: float
    """Chance that in the weakest year cash does not cover debt service."""
    short_chance_alone: dict[str, float]
    saved_fixed_eur: float
    """Fixed cost of separate loans less that of one loan with its joining costs; below zero when bundling costs more."""

    @property
    def large_enough(self) -> bool:
        """Whether the ticket reaches the smallest loan a bank prepares."""
        return self.loan_eur >= self.least_ticket_eur

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; what is not a number is None."""
        plain = {name: value for name, value in self.__dict__.items() if name not in ("years", "cover", "names")} | {
            "large_enough": self.large_enough,
            "names": list(self.names),
        }
        rows = zip(self.years.tolist(), self.cover.tolist(), strict=True)
        plain["cover"] = [{"year": year, "cover": None if ratio != ratio else ratio} for year, ratio in rows]
        return {name: None if isinstance(value, float) and value != value else value for name, value in plain.items()}


def bundle(parts: Sequence[Part], terms: BundleTerms) -> Bundle:
    """Several municipalities' loans as one ticket.

    Raises:
        ValueError: no parts, two of one name, or a correlation outside 0 to 1
    """
    if not parts or len({part.name for part in parts}) < len(parts):
        raise ValueError("a bundle has one municipality at least, each once")
    if not 0.0 <= terms.correlation <= 1.0:
        raise ValueError(f"a correlation of {terms.correlation:g} between municipalities is not between 0 and 1")
    first = min(part.first_year for part in parts)
    last = max(part.first_year + len(part.for_debt_eur) for part in parts)
    cash, service, income = (
        _stacked(parts, name, first, last) for name in ("for_debt_eur", "debt_service_eur", "income_eur")
    )
    alone = [_weakest(cash[[at]], service[[at]], income[[at]], terms) for at in range(len(parts))]
    pooled, least, chance = _weakest(cash, service, income, terms)
    names = tuple(part.name for part in parts)
    separate = len(parts) * terms.fixed_cost_eur
    together = terms.fixed_cost_eur + (len(parts) * terms.joining_cost_eur if len(parts) > 1 else 0.0)
    return Bundle(
        names, float(sum(part.loan_eur for part in parts)), terms.least_ticket_eur, np.arange(first, last), pooled, least,
        {name: each[1] for name, each in zip(names, alone, strict=True)}, spread_of(income.sum(axis=1), terms),
        terms.performance_sd, chance, {name: each[2] for name, each in zip(names, alone, strict=True)},
        separate - together,
    )  # fmt: skip


def spread_of(income_eur: np.ndarray, terms: BundleTerms) -> float:
    """Spread of the sum over its mean: sd sqrt((1 - rho) sum w^2 + rho), w the shares of income.

    >>> terms = BundleTerms(0, 0, 0, performance_sd=0.2, correlation=0.0)
    >>> round(spread_of(np.array([1.0, 1.0, 1.0, 1.0]), terms), 6)
    0.1
    """
    total = income_eur.sum()
    if not total > 0:
        return float("nan")
    share = income_eur / total
    return terms.performance_sd * float(np.sqrt((1 - terms.correlation) * (share**2).sum() + terms.correlation))


def _stacked(parts: Sequence[Part], name: str, first: int, last: int) -> np.ndarray:
    """A column of all parts on common years, shape (parts, years)."""
    table = np.zeros((len(parts), last - first))
    for row, part in zip(table, parts, strict=True):
        values = getattr(part, name)
        row[part.first_year - first : part.first_year - first + len(values)] = values
    return table


def _weakest(
    cash: np.ndarray, service: np.ndarray, income: np.ndarray, terms: BundleTerms
) -> tuple[np.ndarray, float, float]:
    """Pooled cover by year, its least, and the highest chance of a year in which cash does not cover the debt."""
    owed, available = service.sum(axis=0), cash.sum(axis=0)
    owes = owed > 0
    ratios = np.full(len(owed), np.nan)
    ratios[owes] = available[owes] / owed[owes]
    if not owes.any():
        return ratios, float("nan"), float("nan")
    chances = [_short_chance(available[at] - owed[at], income[:, at], terms) for at in np.flatnonzero(owes).tolist()]
    return ratios, float(np.nanmin(ratios)), max(chances)


def _short_chance(left_eur: float, income_eur: np.ndarray, terms: BundleTerms) -> float:
    """Chance that a shortfall of performance eats what is left after debt service; normal."""
    sd = spread_of(income_eur, terms) * income_eur.sum()
    if not sd > 0:
        return float(left_eur < 0)
    return NormalDist().cdf(-float(left_eur) / float(sd))
