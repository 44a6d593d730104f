"""A building given surface by surface: what it loses, takes in from the sun and gives to the sky.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
For buildings that others publish as complete inputs (BESTEST); the homes of the city come as columns
(`sim.physics.archetypes`). Source: EN ISO 13790:2008, clauses 8.3.2 and 11.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.physics.solar import PlaneSun

SKY_RADIATION_W_M2K = 5.0
"""Radiative exchange of a black surface with the sky, h_r at an emissivity of 1 (11.4.6)."""


@dataclass(frozen=True)
class Surface:
    """A wall, roof, floor or window that separates the rooms from outside."""

    area_m2: float
    u_w_m2k: float
    sky_view: float
    """Form factor to the sky: 1 for a flat roof, 0.5 for an upright wall, 0 for a floor on the ground."""
    loss_share: float = 1.0
    """The b factor: below 1 towards a cellar or the ground."""

    @property
    def loss_w_k(self) -> float:
        """H = b U A [W/K]."""
        return self.loss_share * self.u_w_m2k * self.area_m2


@dataclass(frozen=True)
class Outside:
    """How outer surfaces meet sun and sky."""

    absorptance: float
    """Share of the sun that an opaque surface takes up [0 to 1]."""
    emissivity: float
    resistance_m2k_w: float
    """Of the outer surface, R_se."""
    sky_cooler_k: float
    """How much cooler the sky is than the air [K]."""

    def absorbing_area_m2(self, wall: Surface) -> float:
        """Area that would take in all sun as the wall does: alpha R_se U A."""
        return self.absorptance * self.resistance_m2k_w * wall.u_w_m2k * wall.area_m2

    def to_the_sky_w(self, surface: Surface) -> float:
        """What the sky takes: F R_se U A h_r dT.

        >>> round(Outside(0.6, 0.9, 0.04, 11).to_the_sky_w(Surface(48, 0.33, sky_view=1.0)), 2)  # x 0.04 x 4.5 x 11
        31.36
        """
        per_m2 = self.resistance_m2k_w * surface.u_w_m2k * SKY_RADIATION_W_M2K * self.emissivity * self.sky_cooler_k
        return surface.sky_view * per_m2 * surface.area_m2


def passing_share(incidence_rad: np.ndarray, polynomial: Sequence[float]) -> np.ndarray:
    """Share of the straight sun that a pane lets in, against upright sun: a polynomial of the angle, not below zero.

    >>> passing_share(np.array([0.0, 1.0, 1.5707963]), [1, -0.189, 0.644, -0.596]).round(3).tolist()
    [1.0, 0.859, 0.0]
    """
    return np.maximum(0.0, np.polynomial.polynomial.polyval(incidence_rad, np.asarray(polynomial, dtype=np.float64)))


def through_glass_w_m2(sun: PlaneSun, g_upright: float, polynomial: Sequence[float]) -> np.ndarray:
    """Heat of the sun behind a pane [W/m2]; straight sun by its angle, diffuse light as if it fell upright."""
    return g_upright * (sun.beam_w_m2 * passing_share(sun.incidence_rad, polynomial) + sun.diffuse_w_m2)
