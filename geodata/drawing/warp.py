"""Bending the flat plan into a lived-in one.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
A smooth shift of every point: straight cuts become streets that follow an old brook or a field border. The slopes stay
below one half, so the map never folds and neighbours stay neighbours.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely


class Warp:
    """A sum of slow waves in both directions, calm near docks and large halls."""

    def __init__(self, luck, waves: list[tuple[float, float]], calm: list[tuple[np.ndarray, float]]):
        """Draw the waves.

        Args:
            luck: numpy random generator
            waves: (length, height) of each wave [m, m]
            calm: (centre, radius) of places that stay straight [m]
        """
        self.calm = calm
        self.parts = []
        for length, height in waves:
            for turn in (0.0, np.pi / 2):
                direction = luck.uniform(0, np.pi) + turn
                wave = 2 * np.pi / length * np.array([np.cos(direction), np.sin(direction)])
                shift = height * np.array([-np.sin(direction), np.cos(direction)])
                self.parts.append((wave, shift, luck.uniform(0, 2 * np.pi)))

    def shift(self, xy: np.ndarray) -> np.ndarray:
        """Moved points.

        Args:
            xy: points, shape (n, 2) [m]
        """
        move = np.zeros_like(xy)
        for wave, shift, phase in self.parts:
            move += np.sin(xy @ wave + phase)[:, None] * shift
        weight = np.ones(len(xy))
        for centre, radius in self.calm:
            squared = ((xy - centre) ** 2).sum(axis=1) / radius**2
            weight *= 1 - np.exp(-(squared**2) / 2)
        return xy + move * weight[:, None]

    def __call__(self, geometries: np.ndarray, step: float = 22.0) -> np.ndarray:
        """The same geometries on bent paper, with a corner at least every `step` metres."""
        return shapely.transform(shapely.segmentize(geometries, step), self.shift)


def noise(luck, length: float) -> Callable[[np.ndarray], np.ndarray]:
    """A smooth random height over the plane, about -1 to 1, with hills about `length` metres wide."""
    parts = [(luck.normal(0, 2 * np.pi / length, 2), luck.uniform(0, 2 * np.pi)) for _ in range(5)]

    def height(xy: np.ndarray) -> np.ndarray:
        return sum(np.sin(xy @ wave + phase) for wave, phase in parts) / np.sqrt(5)

    return height
