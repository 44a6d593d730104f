"""How long one waits in the long run where arrivals and services come by chance: the queue M/M/c.

Place in the flow: [works]; the theory beside the queues that are simulated, to check them and to answer quickly how many
crews or desks a service level takes. Arrivals by Poisson, exponential services, c equal servers, first come first
served, endless patience.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.finance import NoSolution

MOST_SERVERS = 1_000_000
"""What the sum over servers is meant for."""


@dataclass(frozen=True)
class Waiting:
    """A queue in the long run; times in the unit of the rates (per hour gives hours)."""

    arrival_rate: float
    service_rate: float
    """Of one server."""
    servers: int
    chance_to_wait: float
    """Share of arrivals that find no server free (Erlang C)."""
    chance_empty: float
    """Share of the time in which nobody is there."""

    @property
    def _spare_rate(self) -> float:
        """Services that all servers could give beyond the arrivals."""
        return self.service_rate * (self.servers - self.arrival_rate / self.service_rate)

    @property
    def occupancy(self) -> float:
        """Share of the time in which a server works."""
        return self.arrival_rate / (self.servers * self.service_rate)

    @property
    def mean_wait(self) -> float:
        """From arrival to the beginning of service, over all arrivals."""
        return self.chance_to_wait / self._spare_rate

    @property
    def mean_stay(self) -> float:
        """From arrival to the end of service."""
        return self.mean_wait + 1 / self.service_rate

    @property
    def mean_waiting(self) -> float:
        """Those who wait, mean over time (Little's law)."""
        return self.arrival_rate * self.mean_wait

    @property
    def mean_present(self) -> float:
        """Those who wait or are served, mean over time (Little's law)."""
        return self.arrival_rate * self.mean_stay

    def served_within(self, time: float) -> float:
        """Share of arrivals whose service begins within a time: 1 - C exp(-(c mu - lambda) t)."""
        return 1 - self.chance_to_wait * math.exp(-self._spare_rate * time)


def queue_by_theory(arrival_rate: float, service_rate: float, servers: int) -> Waiting:
    """The queue M/M/c in the long run (Erlang C).

    Args:
        arrival_rate: arrivals in a unit of time, zero or more
        service_rate: services of one busy server in a unit of time, above zero
        servers: crews, desks or lines, one or more

    Raises:
        NoSolution: rates or servers that cannot be, or as many arrivals as all servers can serve, so that the queue grows
            for ever

    Source: Erlang 1917; Gross and Harris, Fundamentals of Queueing Theory.

    >>> queue = queue_by_theory(24, 30, 1)
    >>> round(queue.mean_present, 9), round(queue.chance_empty, 9), round(queue.mean_stay, 9)
    (4.0, 0.2, 0.166666667)
    """
    if not (math.isfinite(arrival_rate) and arrival_rate >= 0):
        raise NoSolution(f"arrivals are zero or more in a unit of time, found {arrival_rate:g}")
    if not (math.isfinite(service_rate) and service_rate > 0):
        raise NoSolution(f"a server serves more than nobody in a unit of time, found {service_rate:g}")
    if not 1 <= servers <= MOST_SERVERS or servers != int(servers):
        raise NoSolution(f"a queue has 1 to {MOST_SERVERS} whole servers, found {servers:g}")
    load = arrival_rate / service_rate
    if load >= servers:
        raise NoSolution(
            f"{arrival_rate:g} arrive where {servers} servers can serve {servers * service_rate:g}: the queue grows for ever"
        )
    if load == 0:
        return Waiting(arrival_rate, service_rate, int(servers), 0.0, 1.0)
    return Waiting(arrival_rate, service_rate, int(servers), *_chances(load, int(servers)))


def _chances(load: float, servers: int) -> tuple[float, float]:
    """Chance to wait and chance of nobody there: terms a^k / k! below c, and a^c / c! c / (c - a) for all the rest.

    In logarithms, because a hundred servers have terms beyond the largest float.
    """
    steps = np.log(load) - np.log(np.arange(1, servers + 1))
    terms = np.concatenate([[0.0], np.cumsum(steps)])
    terms[-1] += np.log(servers / (servers - load))
    largest = terms.max()
    total = np.exp(terms - largest).sum()
    return float(np.exp(terms[-1] - largest) / total), float(np.exp(-largest) / total)
