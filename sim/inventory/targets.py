"""How far the city is from what it pledged.

Place in the flow: physics -> [inventory] -> results. Called by `sim.summary`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """One pledge against one simulated year; shares are of the base year, None outside the run."""

    year: int
    kind: str
    pledged_share: float
    reached_share: float | None
    gap_t: float | None
    """Tonnes still too many in that year; negative when the pledge is more than kept."""
    label: str = ""


def judge(
    year: int, kind: str, pledged_share: float, baseline: tuple[float, float], then: tuple[float, float] | None,
    label: str = "",
) -> Verdict:  # fmt: skip
    """Compare a simulated year with a pledge.

    Args:
        year: target year
        kind: "absolute" or "per_head"
        pledged_share: promised cut against the base year [0 to 1]
        baseline: emissions [t] and inhabitants of the base year
        then: emissions [t] and inhabitants of the target year, None when the run does not reach it
        label: what the pledge is called

    Returns:
        the verdict; the gap is in tonnes of the whole city for both kinds

    >>> judge(2030, "absolute", 0.4, (100.0, 10), (70.0, 10))
    Verdict(year=2030, kind='absolute', pledged_share=0.4, reached_share=0.3, gap_t=10.0, label='')
    """
    if then is None:
        return Verdict(year, kind, pledged_share, None, None, label)
    heads = then[1] / baseline[1] if kind == "per_head" else 1.0
    comparable = baseline[0] * heads
    reached = 1.0 - then[0] / comparable
    return Verdict(year, kind, pledged_share, round(reached, 12), then[0] - comparable * (1.0 - pledged_share), label)
