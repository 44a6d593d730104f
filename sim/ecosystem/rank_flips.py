"""The smallest change that would turn the rank of two partners around.

Place in the flow: [ecosystem]; reads a ranking of `sim.ecosystem.partner_matching`. Exact, because the score is a sum:
with D = s_a - s_b, one part of b must rise (or of a fall) by D / w_k, or one weight must move by -D / (u_ak - u_bk).
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.ecosystem.partner_matching import Ranking, Scored


@dataclass(frozen=True)
class Flip:
    """A change of one number at which the two are level; a hair more, and the rank is the other way round."""

    part: str
    what: str
    """"part of above", "part of below" or "weight"."""
    now: float
    then: float
    """Value at which they are level."""
    above: str
    below: str

    @property
    def change(self) -> float:
        """Then less now."""
        return self.then - self.now

    @property
    def sentence(self) -> str:
        """The change in words.

        >>> Flip("cost", "part of below", 0.5, 0.75, "ann", "bob").sentence
        'bob comes before ann when its cost scores more than 0.75 instead of 0.50'
        """
        more = "more" if self.change >= 0 else "less"
        whose = {"part of above": f"{self.part} of {self.above} scores", "part of below": f"its {self.part} scores"}
        subject = whose.get(self.what, f"{self.part} weighs")
        digits = 2 if round(self.then, 2) != round(self.now, 2) else 4
        return (
            f"{self.below} comes before {self.above} when {subject} {more} than {self.then:.{digits}f} "
            f"instead of {self.now:.{digits}f}"
        )


def flips(ranking: Ranking, above: str, below: str) -> list[Flip]:
    """Every single change that would turn two candidates around, the smallest first.

    Parts stay within 0 and 1, weights do not go below zero; the other numbers stay as they are. Weights are compared as
    the ranking shows them (they add up to one before the change; the rank does not depend on their sum).

    Raises:
        ValueError: one of them is not ranked, or `below` does not stand below `above`
    """
    place = {each.id: at for at, each in enumerate(ranking.places)}
    for name in (above, below):
        if name not in place:
            raise ValueError(f"{name!r} is not ranked: {'; '.join(ranking.refused.get(name, ('not a candidate',)))}")
    if place[above] >= place[below]:
        raise ValueError(f"{below!r} does not stand below {above!r}")
    first, second = ranking.places[place[above]], ranking.places[place[below]]
    lead = max(0.0, first.score - second.score)
    found = [*_by_part(ranking, first, second, lead), *_by_weight(ranking, first, second, lead)]
    return sorted(found, key=lambda flip: abs(flip.change))


def smallest_flip(ranking: Ranking, above: str, below: str) -> Flip | None:
    """The smallest single change; None when no single change within its bounds does it."""
    found = flips(ranking, above, below)
    return found[0] if found else None


def _by_part(ranking: Ranking, first: Scored, second: Scored, lead: float) -> list[Flip]:
    found = []
    for name, weight in ranking.weights.items():
        if weight <= 0:
            continue
        step = lead / weight
        if second.parts[name] + step < 1.0:
            now = second.parts[name]
            found.append(Flip(name, "part of below", now, now + step, first.id, second.id))
        if first.parts[name] - step > 0.0:
            now = first.parts[name]
            found.append(Flip(name, "part of above", now, now - step, first.id, second.id))
    return found


def _by_weight(ranking: Ranking, first: Scored, second: Scored, lead: float) -> list[Flip]:
    found = []
    for name, weight in ranking.weights.items():
        better = first.parts[name] - second.parts[name]
        if better and (then := weight - lead / better) >= 0.0 and (better < 0 or then > 0.0):
            found.append(Flip(name, "weight", weight, then, first.id, second.id))
    return found
