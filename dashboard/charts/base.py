"""What makes a function a chart: a title, a line of help, and a name in the list.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. A chart takes results and gives a figure as a plain dict;
it holds no callback, so a test draws it without a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.theme import Figure


@dataclass(frozen=True)
class Chart:
    """A way to draw results."""

    id: str
    title: str
    """English sentence, key of the catalogues."""
    help: str
    draw: Callable[..., Figure]

    def __call__(self, *arguments: Any, **options: Any) -> Figure:
        return self.draw(*arguments, **options)


def chart(title: str, help: str) -> Callable[[Callable[..., Figure]], Chart]:
    """Turn a function of results into a chart of the gallery."""

    def make(draw: Callable[..., Figure]) -> Chart:
        return Chart(draw.__name__, title, help, draw)

    return make


def rounded(values: np.ndarray, digits: int = 1) -> list[float]:
    """Values as they are sent: more figures than the screen shows only cost time."""
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def biggest_first(series: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The series that are not zero all along, the biggest sum first."""
    alive = {name: values for name, values in series.items() if np.any(values)}
    return dict(sorted(alive.items(), key=lambda item: -float(np.abs(item[1]).sum())))
