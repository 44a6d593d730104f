"""Answers on the sun on planes, and on the primary energy of buildings with panels."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenarios.validation.given import BadCase, Given
from scenarios.validation.hours import not_below_zero, share_of
from scenarios.validation.place import PLANES, place_of, plane_of
from sim.physics import PrimaryFactors, PrimaryWeights, primary_energy

STEPS = (1, 12)
"""A balance is kept over the year, or month by month."""


def incident_sun(given: Given) -> dict[str, float]:
    """Weather -> yearly sun on upright planes of eight directions and on a flat one, and on `planes` of the case.

    Each of the `planes` has a `name`, and `faces` or `tilt_deg` and `azimuth_deg`.
    """
    wanted = {f"{name}_kwh_m2": plane for name, plane in PLANES.items()}
    for number, inputs in enumerate(_planes(given)):
        one = Given(inputs, given.folder)
        try:
            wanted[f"{one.text('name')}_kwh_m2"] = plane_of(one)
        except BadCase as problem:
            raise BadCase(f"planes[{number}]: {problem}") from None
    place = place_of(given)
    yearly = {plane: float(place.sun_on(*plane).total_w_m2.sum()) / 1000 for plane in set(wanted.values())}
    return {name: yearly[plane] for name, plane in wanted.items()}


def _planes(given: Given) -> list[dict[str, Any]]:
    raw = given.inputs.get("planes") or []
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise BadCase("input 'planes' must be a list, each with a name, and faces or tilt_deg and azimuth_deg")
    return raw


def balance_with_panels(given: Given) -> dict[str, float]:
    """Uses and production of a year or of twelve months, factors -> ren, nren, tot [kWh/m2] and RER."""
    amounts = {
        "used": _steps(given, "el_use_kWh_m2", "el_use"),
        "other_use": _steps(given, "el_other_use", default=0.0),
        "panels": _steps(given, "pv_kWh_m2", "pv", default=0.0),
        "gas": _steps(given, "gas_use", default=0.0),
        "ambient": _steps(given, "ambient_heat", default=0.0),
    }
    share = share_of(given, "k_exp", 0.0)
    weights = PrimaryWeights(
        grid=_factors(given, "grid", needed=True),
        panels=_factors(given, "pv", 1.0, 0.0),
        gas=_factors(given, "gas", needed=bool(np.any(amounts["gas"]))),
        ambient=_factors(given, "env", 1.0, 0.0),
    )
    steps = max(np.size(amount) for amount in amounts.values())
    return primary_energy(
        **{name: _spread(amount, steps) for name, amount in amounts.items()}, weights=weights, export_share=share
    )


def _steps(given: Given, name: str, *spellings: str, default: float | None = None) -> np.ndarray:
    """An amount of the year, or of each month as a list or as text with semicolons; never below zero."""
    raw = next((given.inputs[one] for one in (name, *spellings) if given.inputs.get(one) is not None), default)
    if raw is None:
        raise BadCase(f"input {name!r} is missing")
    parts = raw.split(";") if isinstance(raw, str) else raw if isinstance(raw, list) else [raw]
    if len(parts) not in STEPS:
        raise BadCase(f"input {name!r} has {len(parts)} values, wanted one for the year or twelve months")
    numbers = Given({name: parts}, given.folder).numbers(name)
    return not_below_zero(np.array(numbers), f"input {name!r}")


def _spread(amount: np.ndarray, steps: int) -> np.ndarray:
    """An amount of the year beside months spreads evenly over them."""
    return amount if len(amount) == steps else np.full(steps, amount[0] / steps)


def _factors(given: Given, carrier: str, ren: float = 0.0, nren: float = 0.0, needed: bool = False) -> PrimaryFactors:
    names = f"f_{carrier}_ren", f"f_{carrier}_nren"
    usual = (None, None) if needed else (ren, nren)
    values = [given.number(name, default=default) for name, default in zip(names, usual, strict=True)]
    return PrimaryFactors(*(not_below_zero(value, name) for value, name in zip(values, names, strict=True)))


ANSWERS = {"incident_sun": incident_sun, "pv_primary_energy": balance_with_panels}
