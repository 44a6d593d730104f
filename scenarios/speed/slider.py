"""Speed of the showroom under a visitor's hand: a slider is let go, new curves stand on the screen.

Place in the flow: rows of `scenarios.speed`. The showroom measures itself (`dashboard.speed`) in a process of its own,
because `scenarios` knows no dashboard.
"""

from __future__ import annotations

import subprocess
import sys

from scenarios.speed.processes import environment
from scenarios.speed.row import NotMeasured, Row

MODULE = "dashboard.speed"
PATIENCE_S = 300.0


def slider_s() -> float:
    """From the slider let go to the curves drawn, default city, 95th percentile of many moves [s]."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", MODULE], env=environment(), capture_output=True, text=True, check=False,
            timeout=PATIENCE_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"no answer within {PATIENCE_S:.0f} s") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["the showroom said nothing"])[-1]
        raise NotMeasured(last)
    return float(done.stdout)


ROWS = (Row("slider_s", "s", 0.3, slider_s),)
