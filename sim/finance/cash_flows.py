"""What a stream of money is worth: present value, internal rate, annuities.

Place in the flow: a small tool under actors, markets and the ecosystem; knows numbers only.

The first flow falls at t = 0, money received is positive, and a question without an answer raises `NoSolution` in
words. Sums over many rows (`present_value`, `capital_recovery`) are numpy; single questions go to pyxirr.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.finance.internal_rates import internal_rates


class NoSolution(ValueError):
    """The question has no answer; the text says why."""


def npv(rate: float, flows: Sequence[float]) -> float:
    """Net present value of yearly flows, the first one at t = 0 and not discounted.

    Raises:
        NoSolution: no flows, a number that is not finite, or a rate of -100 % or lower

    >>> round(npv(0.05, [-15000, 1500, 2500, 3500, 4500, 6000]), 2)
    122.89
    """
    return float(present_value(_checked_flows(flows), _checked_rate(rate)))


def irr(flows: Sequence[float]) -> float:
    """Internal rate of return: the rate at which the net present value is zero.

    With several such rates the lowest one that is not negative is taken, else the one nearest to zero, as
    numpy-financial does.

    Raises:
        NoSolution: flows that never change sign, or no rate above -100 % brings their value to zero

    >>> round(irr([-100, 39, 59, 55, 20]), 5)
    0.28095
    """
    checked = _checked_flows(flows)
    _need_both_signs(checked)
    found = internal_rates(checked)
    if not found.size:
        raise NoSolution("no rate above -100 % brings the value of these flows to zero")
    gains = found[found >= 0]
    return float(gains.min() if gains.size else found.max())


def npv_at_irr(flows: Sequence[float]) -> float:
    """What is left of the net present value at the internal rate: zero but for rounding.

    Raises:
        NoSolution: as `irr`
    """
    return npv(irr(flows), flows)


def mirr(flows: Sequence[float], finance_rate: float, reinvest_rate: float) -> float:
    """Modified internal rate: deficits are financed at one rate, surpluses put away at another.

    Raises:
        NoSolution: flows that never change sign, or a rate of -100 % or lower

    >>> round(mirr([-120000, 39000, 30000, 21000, 37000, 46000], 0.10, 0.12), 6)
    0.126094
    """
    import pyxirr

    checked = _checked_flows(flows)
    _need_both_signs(checked)
    rates = _checked_rate(finance_rate, "finance rate"), _checked_rate(reinvest_rate, "reinvestment rate")
    return _answered(pyxirr.mirr(checked, *rates, silent=True), "modified internal rate")


def pmt(rate: float, periods: float, pv: float, fv: float = 0.0, at_beginning: bool = False) -> float:
    """The payment each period that turns `pv` today into `-fv` after the last period; a loan in gives money out.

    Raises:
        NoSolution: no periods, a number that is not finite, or a rate of -100 % or lower

    >>> round(pmt(0.08 / 12, 60, 15000), 4)
    -304.1459
    """
    import pyxirr

    if not _finite(periods, "number of periods") > 0:
        raise NoSolution(f"a payment needs at least a part of a period, not {periods:g}")
    rate, pv, fv = _checked_rate(rate), _finite(pv, "present value"), _finite(fv, "future value")
    return _answered(pyxirr.pmt(rate, periods, pv, fv, pmt_at_beginning=at_beginning), "payment")


def nper(rate: float, payment: float, pv: float, fv: float = 0.0, at_beginning: bool = False) -> float:
    """How many payments turn `pv` today into `-fv`.

    Raises:
        NoSolution: the payment never gets there, for instance when it is less than the interest

    >>> round(nper(0.075, -2000, 0, 100000), 4)
    21.5449
    """
    import pyxirr

    rate, payment = _checked_rate(rate), _finite(payment, "payment")
    pv, fv = _finite(pv, "present value"), _finite(fv, "future value")
    return _answered(pyxirr.nper(rate, payment, pv, fv, pmt_at_beginning=at_beginning), "number of payments")


def present_value(flows_by_year: ArrayLike, rate: ArrayLike, first: int = 0) -> NDArray[np.float64]:
    """Value today of rows of yearly flows, summed in float64.

    Args:
        flows_by_year: flows, the last axis is time, shape (..., years) [EUR]
        rate: discount rate, a scalar or one per row, shape (...) [1/yr]
        first: t of the first flow, 0 for today, 1 for the end of the first year

    Returns:
        present value, shape (...) [EUR]

    Raises:
        NoSolution: a rate of -100 % or lower

    >>> present_value([[0, 110], [100, 0]], 0.1).round(6).tolist()
    [100.0, 100.0]
    """
    flows = np.asarray(flows_by_year, dtype=np.float64)
    rates = _rates(rate)
    discount = (1 + rates)[..., np.newaxis] ** -(first + np.arange(flows.shape[-1], dtype=np.float64))
    return np.sum(flows * discount, axis=-1)


def annuity_factor(rate: ArrayLike, years: ArrayLike) -> NDArray[np.float64]:
    """Present value of one euro at the end of each year: PVF = (1 - (1+r)^-T) / r, and T at a rate of zero.

    Args:
        rate: discount rate [1/yr]
        years: number of years, above zero

    Returns:
        the factor, of the shape that rate and years have together [yr]

    Raises:
        NoSolution: a rate of -100 % or lower, or no years

    >>> round(float(annuity_factor(0.07, 15)), 4)
    9.1079
    """
    rates, terms = _rates(rate), np.asarray(years, dtype=np.float64)
    if not np.all(terms > 0):
        raise NoSolution("an annuity needs a number of years above zero")
    free = rates == 0
    if not np.any(free):
        return -np.expm1(-np.log1p(rates) * terms) / rates
    return np.where(free, terms, -np.expm1(-np.log1p(rates) * terms) / np.where(free, 1.0, rates))


def capital_recovery(rate: ArrayLike, years: ArrayLike) -> NDArray[np.float64]:
    """Yearly payment that repays one euro with interest: CRF = 1 / PVF [1/yr].

    Raises:
        NoSolution: as `annuity_factor`

    >>> round(float(capital_recovery(0.0, 20)), 3)
    0.05
    """
    return 1 / annuity_factor(rate, years)


def _rates(rate: ArrayLike) -> NDArray[np.float64]:
    rates = np.asarray(rate, dtype=np.float64)
    if not np.all(rates > -1):
        raise NoSolution("a rate must be a number above -100 %")
    return rates


def _finite(number: Any, name: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise NoSolution(f"the {name} is not a finite number")
    return value


def _checked_rate(rate: Any, name: str = "rate") -> float:
    value = _finite(rate, name)
    if value <= -1:
        raise NoSolution(f"a {name} of {value:.0%} leaves nothing to discount with; it must be above -100 %")
    return value


def _checked_flows(flows: Sequence[float]) -> NDArray[np.float64]:
    values = np.asarray(flows, dtype=np.float64)
    if values.ndim != 1 or values.size == 0:
        raise NoSolution("there are no flows to value")
    if not np.all(np.isfinite(values)):
        raise NoSolution("a flow is not a finite number")
    return values


def _need_both_signs(flows: NDArray[np.float64]) -> None:
    if not (np.any(flows > 0) and np.any(flows < 0)):
        side = "receives" if np.any(flows > 0) else "pays"
        raise NoSolution(f"the flows never change sign: who only {side} has no rate of return")


def _answered(value: float | None, name: str) -> float:
    if value is None or not math.isfinite(value):
        raise NoSolution(f"no {name} satisfies these amounts; the payment may never cover the interest")
    return float(value)
