"""Every rate at which a stream of money is worth nothing.

Place in the flow: under `sim.finance.cash_flows`, which chooses among the rates found here.

pyxirr gives one rate from a guess. Flows that change sign once have one rate only; those that change sign more
often may have several, and which one Newton's method finds is chance. So all are found, in the discount factor
x = 1/(1+r), where the value is a polynomial.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROUNDING = 1e-9
"""A value this small beside the discounted flows is zero: a numerical tolerance, not a parameter."""


def internal_rates(flows: NDArray[np.float64]) -> NDArray[np.float64]:
    """All internal rates above -100 %, ascending, shape (n,), empty when there is none.

    Args:
        flows: finite yearly flows with both signs, first one at t = 0, shape (years,) [EUR]
    """
    sounding = flows[flows != 0]
    if np.count_nonzero(np.diff(np.sign(sounding))) == 1:
        return np.array([_only_rate(flows)])
    return _rates_of_polynomial(flows)


def _only_rate(flows: NDArray[np.float64]) -> float:
    """The one rate of flows that change sign once: pyxirr's, or a bisection in log(1+r) where it gives up.

    pyxirr loses rates close to -100 %, as of an outlay that hardly anything comes back from.
    """
    import pyxirr

    found = pyxirr.irr(flows, silent=True)
    if found is not None and found > -1 and _is_zero(flows, np.log1p(found)):
        return float(found)
    from scipy.optimize import brentq

    reach = 700.0  # exp(709) is the last finite double
    growth = brentq(lambda g: _scaled_value(flows, g)[0], -reach, reach, xtol=1e-15, maxiter=500)
    return float(np.expm1(growth))


def _rates_of_polynomial(flows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rates from the real positive roots of sum of flow_t x^t, polished by Newton's method."""
    roots = np.roots(flows[::-1])
    near_real = np.abs(roots.imag) <= 1e-6 * np.abs(roots)  # a double root comes out as a close complex pair
    growths = -np.log(roots.real[near_real & (roots.real > 0)])
    polished = [_polish(flows, growth) for growth in growths]
    kept = np.sort(np.expm1([growth for growth in polished if _is_zero(flows, growth)]))
    apart = np.diff(kept, prepend=-np.inf) > ROUNDING
    return kept[apart]


def _polish(flows: NDArray[np.float64], growth: float) -> float:
    for _ in range(8):
        value, _, slope = _scaled_value(flows, growth)
        if slope == 0 or value == 0:
            break
        step = value / slope
        if not np.isfinite(step) or abs(step) > 0.1:
            break
        growth -= step
    return growth


def _is_zero(flows: NDArray[np.float64], growth: float) -> bool:
    value, size, _ = _scaled_value(flows, growth)
    return abs(value) <= ROUNDING * size


def _scaled_value(flows: NDArray[np.float64], growth: float) -> tuple[float, float, float]:
    """Value, gross size and slope at a growth log(1+r), scaled so that the largest discounted flow is one.

    Scaling by a positive number changes no sign and no root, and keeps exp within bounds.
    """
    years = np.flatnonzero(flows)
    sizes = np.log(np.abs(flows[years])) - growth * years
    terms = np.sign(flows[years]) * np.exp(sizes - sizes.max())
    return float(terms.sum()), float(np.abs(terms).sum()), float(-(years * terms).sum())
