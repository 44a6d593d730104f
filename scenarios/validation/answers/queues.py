"""Answers on queues by theory."""

from __future__ import annotations

from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution

HOURS_OF = {
    "s": 1 / 3600, "second": 1 / 3600, "min": 1 / 60, "minute": 1 / 60, "h": 1.0, "hour": 1.0,
    "d": 24.0, "day": 24.0, "yr": 8760.0, "year": 8760.0,
}  # fmt: skip
"""Units of time in which a case may give its rates [h]."""
SECONDS_ASKED = 20.0
"""The service level that cases ask for; `within_s` of a case adds another."""


def mmc_queue(given: Given) -> dict[str, float]:
    """`arrivals_per_h`, `services_per_h` (or another unit, or `service_time_min`), `servers` -> L, Lq, W_h, Wq_h and more."""
    from sim.works import queue_by_theory

    queue = queue_by_theory(
        _rate_per_h(given, "arrivals", "arrival_rate"),
        _services_per_h(given),
        given.whole("servers", "c", "channels"),
    )
    seconds = {SECONDS_ASKED, given.number("within_s", "target_s", default=SECONDS_ASKED)}
    if min(seconds) < 0:
        raise NoSolution("nobody is served before arriving: within_s cannot be below zero")
    return {
        "L": queue.mean_present,
        "Lq": queue.mean_waiting,
        "W_h": queue.mean_stay,
        "Wq_h": queue.mean_wait,
        "p0": queue.chance_empty,
        "p_wait": queue.chance_to_wait,
        "occupancy": queue.occupancy,
        **{f"served_within_{one:g}s": queue.served_within(one / 3600) for one in seconds},
    }


def _rate_per_h(given: Given, what: str, plain: str) -> float:
    """A rate as `what`_per_unit, or under its plain name per hour."""
    for unit, hours in HOURS_OF.items():
        if given.inputs.get(f"{what}_per_{unit}") is not None:
            return given.number(f"{what}_per_{unit}") / hours
    if f"{what}_per_h" in given.inputs and given.inputs.get(plain) is None:
        raise NoSolution(f"input '{what}_per_h' is not a number")
    if given.inputs.get(plain) is None:
        raise BadCase(f"input '{what}_per_h' is missing")
    return given.number(plain)


def _services_per_h(given: Given) -> float:
    for unit, hours in HOURS_OF.items():
        name = f"service_time_{unit}"
        if given.inputs.get(name) is not None:
            time = given.number(name)
            if time <= 0:
                raise NoSolution(f"{name} must be above zero, found {time:g}")
            return 1 / (time * hours)
    return _rate_per_h(given, "services", "service_rate")


ANSWERS = {"mmc_queue": mmc_queue}
