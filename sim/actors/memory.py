"""What an actor remembers of how it kept its word, and the name that gives it.

Place in the flow: under [actors]. Pure: days and weights in, a reputation out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class Event(NamedTuple):
    """One thing that happened to an actor."""

    day: int
    """Days from 1 January of the first simulated year."""
    project: int
    """The project it was about, -1 for none."""
    what: str
    weight: float
    """How far it moved the actor's reputation on the day itself, below zero for the worse [1]."""


def reputation_on(day: int, start: float, events: Iterable[Event], half_life_days: float) -> float:
    """Reputation on a day: r = clip(r0 + sum_k w_k 2^(-(day - d_k) / h), 0, 1); what is still to come does not count.

    Args:
        day: the day asked for
        start: reputation of somebody nobody knows anything of [0 to 1]
        events: what happened
        half_life_days: time in which half of an event is forgotten [d]

    >>> reputation_on(730, 0.6, [Event(0, 4, "saved less than promised", -0.2)], half_life_days=730)
    0.5
    """
    moved = sum(event.weight * 0.5 ** ((day - event.day) / half_life_days) for event in events if event.day <= day)
    return min(1.0, max(0.0, start + moved))


def weight_of_delivery(promised: float, delivered: float, gain: float) -> float:
    """What a delivery does to a reputation: gain times the miss or surplus as a share of the promise, within -1 and 1.

    >>> round(weight_of_delivery(100.0, 80.0, gain=0.5), 6), weight_of_delivery(0.0, 5.0, gain=0.5)
    (-0.1, 0.0)
    """
    if promised <= 0:
        return 0.0
    return gain * min(1.0, max(-1.0, delivered / promised - 1.0))


class Memory:
    """A bounded list of events; the oldest goes when a new one finds no room.

    Args:
        most: how many events are kept
        half_life_days: time in which half of an event is forgotten [d]
        start: reputation before anything happened [0 to 1]
    """

    def __init__(self, most: int, half_life_days: float, start: float):
        self.half_life_days, self.start = half_life_days, start
        self.events: deque[Event] = deque(maxlen=most)

    def __len__(self) -> int:
        return len(self.events)

    def note(self, day: int, project: int, what: str, weight: float) -> None:
        """Remember something."""
        self.events.append(Event(int(day), int(project), what, float(weight)))

    def reputation(self, day: int) -> float:
        """Reputation on a day [0 to 1]."""
        return reputation_on(day, self.start, self.events, self.half_life_days) if self.events else self.start
