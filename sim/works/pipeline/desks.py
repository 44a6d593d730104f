"""Desks that take up projects, the most pressing first, and the yearly budget that they draw on.

Place in the flow: [works], resources of the SimPy clock of `sim.works.pipeline.office`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import TYPE_CHECKING

from sim.works.pipeline.durations import DAYS_PER_YEAR
from sim.works.pipeline.idea import Idea

if TYPE_CHECKING:
    import simpy
    from simpy.resources.resource import Request


def places(per_10000: Mapping[str, float], inhabitants: float) -> dict[str, int]:
    """How many projects each desk can have in hand at once in a city of this size, at least one.

    >>> places({"bankers": 3.0, "permit_officers": 0.1}, inhabitants=30_000)
    {'bankers': 9, 'permit_officers': 1}
    """
    return {desk: max(1, round(count * inhabitants / 10_000)) for desk, count in sorted(per_10000.items())}


def points(idea: Idea, day: float, weights: Mapping[str, float], urgency: float) -> float:
    """What puts a project before others: size in powers of ten of EUR, years since the idea, urgency from 0 to 1.

    >>> idea = Idea(1, "solar", "panels", "loan", "public_solar", "", 1e5, 60, 0, 7, True, "city_hall")
    >>> points(idea, 730, {"tenfold_size": 1.0, "year_since_idea": 0.5, "urgent": 2.0}, urgency=0.25)
    6.5
    """
    years = max(0.0, day - idea.day) / DAYS_PER_YEAR
    size = math.log10(idea.size_eur)
    return weights["tenfold_size"] * size + weights["year_since_idea"] * years + weights["urgent"] * urgency


class Desks:
    """All desks of a city.

    Args:
        clock: the SimPy environment
        places: how many projects each desk can have in hand at once
    """

    def __init__(self, clock: simpy.Environment, places: Mapping[str, int]):
        import simpy

        self._clock = clock
        self._desks = {name: simpy.PriorityResource(clock, capacity=count) for name, count in sorted(places.items())}
        self.waited_days = dict.fromkeys(self._desks, 0.0)
        self.taken_up = dict.fromkeys(self._desks, 0)
        self.most_in_hand = dict.fromkeys(self._desks, 0)

    def line_up(self, names: Sequence[str], points: float) -> Generator[simpy.Event, object, list[Request]]:
        """Wait for a place at each desk, one after the other; the places are held until `leave`.

        Who has more points is served first, then who came first. Desks are always asked for in the order of their
        names, so that two projects never wait for each other.

        Raises:
            ValueError: a desk that the city does not have
        """
        held: list[Request] = []
        for name in names:
            if name not in self._desks:
                raise ValueError(f"no desk {name!r} in projects.desks; there are {', '.join(self._desks)}")
            asked = self._clock.now
            request = self._desks[name].request(priority=-points)
            yield request
            held.append(request)
            self.waited_days[name] += self._clock.now - asked
            self.taken_up[name] += 1
            self.most_in_hand[name] = max(self.most_in_hand[name], self._desks[name].count)
        return held

    def leave(self, held: list[Request]) -> None:
        """Give the places back."""
        for request in held:
            request.resource.release(request)

    def mean_wait_days(self) -> dict[str, float]:
        """Mean wait at each desk that took up a project [d]."""
        return {name: self.waited_days[name] / count for name, count in self.taken_up.items() if count}


class YearlyBudget:
    """What the city can spend on projects in a year: filled up each 1 January, what is left over lapses.

    Args:
        clock: the SimPy environment, at the start of the first year or later
        first_year: calendar year of day 0
        budget_of: room by calendar year [EUR]
    """

    def __init__(self, clock: simpy.Environment, first_year: int, budget_of: Callable[[int], float]):
        import simpy

        self._clock, self._first_year, self._budget_of = clock, first_year, budget_of
        self._this_year = 0.0
        self._room = simpy.Container(clock)
        self._fill()
        clock.process(self._fill_each_year())

    @property
    def left_eur(self) -> float:
        """Room left this year [EUR]."""
        return self._room.level

    def _fill(self) -> None:
        self._this_year = self._budget_of(self._first_year + math.floor(self._clock.now) // DAYS_PER_YEAR)
        if not self._this_year >= 0:
            raise ValueError(f"a yearly budget of {self._this_year} EUR for projects: wanted nought or more")
        missing = self._this_year - self._room.level
        if missing > 0:
            self._room.put(missing)
        elif missing < 0:
            self._room.get(-missing)

    def _until_new_year(self) -> simpy.Event:
        return self._clock.timeout(DAYS_PER_YEAR - self._clock.now % DAYS_PER_YEAR)

    def _fill_each_year(self) -> Generator[simpy.Event, object, None]:
        while True:
            yield self._until_new_year()
            self._fill()

    def take(self, amount_eur: float, patience_days: float) -> Generator[simpy.Event, object, bool]:
        """Take an amount, first come first served; more than a year's room is taken over several years.

        Returns:
            whether it was all taken in time; who gives up does so at a new year, and leaves what earlier years gave
        """
        left, gives_up = amount_eur, self._clock.now + patience_days
        while left > 0:
            new_year = self._until_new_year()
            part = min(left, self._this_year)
            if part > 0:
                request = self._room.get(part)
                yield request | new_year
                if request.triggered:
                    left -= part
                else:
                    request.cancel()
            if left > 0 and not new_year.processed:
                yield new_year
            if left > 0 and self._clock.now > gives_up:
                return False
        return True
