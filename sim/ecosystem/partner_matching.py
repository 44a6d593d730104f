"""Which partners fit a project, and why: refusals with reasons, a score whose parts are shown, the smallest flip.

Place in the flow: markets, actors -> [ecosystem]. A public contract still goes through its tender; matching shapes
consortia, market consultation, private deals and advice (METHODS section 4). Who wants whom in the whole market is left
to deferred acceptance, which is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sim.parameter import Book

PARTS = ("capability", "capacity", "cost", "track_record", "proximity", "carbon", "finances", "trust")


@dataclass(frozen=True)
class Candidate:
    """Somebody who might take part."""

    id: str
    roles: frozenset[str]
    """Roles it can fill."""
    price_eur: float
    """What it asks for the whole of its part."""
    licences: frozenset[str] = frozenset()
    excluded_because: str = ""
    """Why it is barred from public or bank money; empty when it is not."""
    free_eur: float = float("inf")
    """Turnover it can still carry."""
    distance_km: float = 0.0
    largest_distance_km: float = float("inf")
    """How far it goes."""
    conflicts: frozenset[str] = frozenset()
    """Parties with whom it has a conflict of interest."""
    reputation: float = 0.5
    """Track record [0 to 1]."""
    carbon: float = 0.5
    """How clean its way of working is [0 to 1]."""
    own_capital_eur: float = 0.0
    deals_together: int = 0
    """Contracts it has had with the party that asks."""


@dataclass(frozen=True)
class Wanted:
    """What a project asks of its partners."""

    roles: frozenset[str]
    """Roles to fill; a candidate needs one of them at least."""
    size_eur: float
    """Estimate of what the partner delivers, above zero."""
    licences: frozenset[str] = frozenset()
    at_the_table: frozenset[str] = frozenset()
    """Parties already in."""

    def __post_init__(self) -> None:
        if not self.size_eur > 0:
            raise ValueError(f"a project of {self.size_eur:g} EUR asks for no partner; the size is above zero")


@dataclass(frozen=True)
class Scale:
    """What the parts are measured with."""

    reach_km: float
    own_capital_share: float
    trust_half_deals: float
    plenty_of_capacity: float
    """Free turnover over the size that gives full marks."""
    price_range: Mapping[str, float]
    """`cheap` and `dear`: price over the estimate with full marks and with none."""
    weights: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def from_book(cls, book: Book, year: int) -> Scale:
        """The values of `ecosystem.yaml`."""
        names = (
            "reach_km", "own_capital_share_wanted", "trust_half_deals", "plenty_of_capacity", "price_range",
            "matching_weights",
        )  # fmt: skip
        return cls(*(book.at(f"ecosystem.{name}", year) for name in names))


@dataclass(frozen=True)
class Scored:
    """A candidate's place."""

    id: str
    score: float
    parts: dict[str, float]
    """u_k [0 to 1]."""
    contributions: dict[str, float]
    """w_k u_k; they add up to the score."""


@dataclass(frozen=True)
class Ranking:
    """Who fits, best first, who does not and why, and what nobody can do."""

    places: tuple[Scored, ...]
    refused: dict[str, tuple[str, ...]]
    """Candidate -> every reason."""
    missing_roles: tuple[str, ...]
    weights: dict[str, float]


def refusals(candidate: Candidate, wanted: Wanted) -> tuple[str, ...]:
    """Every hard rule that keeps a candidate out, in words; empty when it may take part.

    >>> pool = Wanted(frozenset({"heat"}), 100.0, licences=frozenset({"F-gas"}))
    >>> refusals(Candidate("a", frozenset({"heat"}), 90.0, free_eur=60.0), pool)
    ('lacks the licence F-gas', 'can carry 60 EUR more, the project needs 100 EUR')
    """
    found = []
    if not candidate.roles & wanted.roles:
        found.append(f"fills none of the roles {', '.join(sorted(wanted.roles))}")
    found += [f"lacks the licence {name}" for name in sorted(wanted.licences - candidate.licences)]
    if candidate.excluded_because:
        found.append(f"is excluded: {candidate.excluded_because}")
    if candidate.free_eur < wanted.size_eur:
        found.append(f"can carry {candidate.free_eur:,.0f} EUR more, the project needs {wanted.size_eur:,.0f} EUR")
    if candidate.distance_km > candidate.largest_distance_km:
        found.append(
            f"goes {candidate.largest_distance_km:,.0f} km, the project is {candidate.distance_km:,.0f} km off"
        )
    found += [f"has a conflict of interest with {name}" for name in sorted(candidate.conflicts & wanted.at_the_table)]
    return tuple(found)


def parts_of(candidates: Sequence[Candidate], wanted: Wanted, scale: Scale) -> np.ndarray:
    """The parts u_k of every candidate in the order of PARTS, float64, shape (candidates, parts) [0 to 1].

    A part depends on the candidate and the project alone, never on who else takes part, so that a third one joining or
    leaving turns no pair around (METHODS section 4, reference 54). Trust is n / (n + half).
    """

    def of(name: str) -> np.ndarray:
        return np.array([getattr(each, name) for each in candidates], dtype=np.float64)

    if not candidates:
        return np.empty((0, len(PARTS)))
    deals, size = of("deals_together"), wanted.size_eur
    filled = np.array([len(each.roles & wanted.roles) for each in candidates]) / max(1, len(wanted.roles))
    cheap, dear = scale.price_range["cheap"], scale.price_range["dear"]
    parts = (
        filled, of("free_eur") / (scale.plenty_of_capacity * size), (dear - of("price_eur") / size) / (dear - cheap),
        of("reputation"), 1.0 - of("distance_km") / scale.reach_km, of("carbon"),
        of("own_capital_eur") / (scale.own_capital_share * size), deals / (deals + scale.trust_half_deals),
    )  # fmt: skip
    return np.clip(np.stack(parts, axis=1), 0.0, 1.0)


def rank(candidates: Sequence[Candidate], wanted: Wanted, scale: Scale) -> Ranking:
    """Hard rules first, then the additive score, best first; at equal scores the earlier candidate.

    Raises:
        ValueError: a weight is below zero, all are zero, or one is of no known part
    """
    weights = checked_weights(scale.weights)
    refused = {each.id: reasons for each in candidates if (reasons := refusals(each, wanted))}
    fitting = [each for each in candidates if each.id not in refused]
    parts = parts_of(fitting, wanted, scale)
    given = parts * np.array([weights[name] for name in PARTS])
    score = given.sum(axis=1)
    places = tuple(
        Scored(
            fitting[at].id, float(score[at]), dict(zip(PARTS, parts[at].tolist(), strict=True)),
            dict(zip(PARTS, given[at].tolist(), strict=True)),
        )
        for at in np.argsort(-score, kind="stable").tolist()
    )  # fmt: skip
    can = frozenset().union(*(each.roles for each in fitting))
    return Ranking(places, refused, tuple(sorted(wanted.roles - can)), weights)


def checked_weights(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights of all parts, scaled so that they add up to one; a part that is not named weighs nothing."""
    strangers = set(weights) - set(PARTS)
    if strangers:
        raise ValueError(f"no part of the score is called {', '.join(sorted(strangers))}; parts: {', '.join(PARTS)}")
    total = sum(weights.values())
    if not total > 0 or min(weights.values()) < 0:
        raise ValueError("weights are zero or more, and one of them at least is above zero")
    return {name: weights.get(name, 0.0) / total for name in PARTS}


def market_match(
    project_likes: np.ndarray, partner_likes: np.ndarray, projects: Sequence[str], partners: Sequence[str],
    project_quotas: Mapping[str, int] | int, partner_quotas: Mapping[str, int] | int,
    deferred_acceptance: Callable[..., dict[str, list[str]]],
) -> dict[str, list[str]]:  # fmt: skip
    """Who works with whom in the whole market: both sides rank by score, deferred acceptance finds the pairs.

    Args:
        project_likes: score of each partner to each project, NaN where refused, shape (projects, partners)
        partner_likes: score of each project to each partner, NaN where it does not want it, same shape
        projects, partners: names in that order
        project_quotas, partner_quotas: most partners of a project, most projects of a partner
        deferred_acceptance: `sim.ecosystem.matching.deferred_acceptance`, partners proposing

    Returns:
        partners of each project, best first
    """
    possible = ~np.isnan(project_likes) & ~np.isnan(partner_likes)

    def lists(likes: np.ndarray, mask: np.ndarray, own: Sequence[str], others: Sequence[str]) -> dict[str, list[str]]:
        order = np.argsort(np.where(mask, -likes, np.inf), axis=1, kind="stable")
        return {name: [others[at] for at in order[row, : mask[row].sum()].tolist()] for row, name in enumerate(own)}

    return deferred_acceptance(
        lists(partner_likes.T, possible.T, partners, projects), lists(project_likes, possible, projects, partners),
        partner_quotas, project_quotas,
    )  # fmt: skip
