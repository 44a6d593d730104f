"""A building of a case, surface by surface: what it loses, takes in from the sun and gives to the sky.

Place in the flow: a small tool of the answers on heat by the hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenarios.book import read_book
from scenarios.validation.given import BadCase, Given
from scenarios.validation.hours import not_below_zero, share_of
from scenarios.validation.place import YEAR, PlaceOfCase, plane_of
from sim.finance import NoSolution
from sim.physics import HOURS, Outside, Surface, through_glass_w_m2

NO_SUN = ("floor", "ground", "down", "inside")
"""Surfaces that sun and sky do not see."""


@dataclass(frozen=True)
class EnvelopeOfCase:
    """All surfaces of a case added up."""

    opaque_w_k: float
    window_w_k: float
    inner_area_m2: float
    """The rooms of such a case are one zone: what faces them is its envelope."""
    sun_w: np.ndarray
    """Sun taken in by walls, roof and windows, shape (8760,) [W]."""
    sky_w: float


def envelope_of(given: Given, place: PlaceOfCase) -> EnvelopeOfCase:
    """The envelope of a case: `opaque` and `windows`, each with `faces`, `area_m2`, `u_w_m2k`, windows also `g_normal`.

    Raises:
        BadCase, NoSolution: a surface cannot be used; the text says which
    """
    outside, sun_w, sky_w = _outside(given), np.zeros(HOURS), 0.0
    losses, area_m2 = {"opaque": 0.0, "windows": 0.0}, 0.0
    for kind in losses:
        for number, inputs in enumerate(_surfaces(given, kind)):
            one = Given(inputs, given.folder)
            try:
                surface, plane = _surface(one)
                if plane is not None:
                    sun_w += _sun_w(one, surface, place, plane, outside, kind)
                    sky_w += outside.to_the_sky_w(surface)
            except (BadCase, NoSolution) as problem:
                raise type(problem)(f"{kind}[{number}]: {problem}") from None
            losses[kind] += surface.loss_w_k
            area_m2 += surface.area_m2
    if area_m2 <= 0:
        raise NoSolution("a building without surfaces has no heat balance")
    return EnvelopeOfCase(losses["opaque"], losses["windows"], area_m2, sun_w, sky_w)


def _surfaces(given: Given, kind: str) -> list[dict]:
    raw = given.inputs.get(kind) or []
    if not isinstance(raw, list) or not all(isinstance(one, dict) for one in raw):
        raise BadCase(f"input {kind!r} must be a list of surfaces, each with faces, area_m2 and u_w_m2k")
    return raw


def _surface(one: Given) -> tuple[Surface, tuple[float, float] | None]:
    """A surface, and the plane it lies in when sun and sky see it."""
    faces = str(one.inputs.get("faces", "")).strip().lower()
    plane = None if faces in NO_SUN else plane_of(one)
    sky_view = 0.0 if plane is None else (1 + math.cos(math.radians(plane[0]))) / 2
    numbers = [not_below_zero(one.number(name), name) for name in ("area_m2", "u_w_m2k")]
    share = not_below_zero(one.number("b_factor", "b", "loss_share", default=1.0), "b_factor")
    return Surface(*numbers, sky_view=sky_view, loss_share=share), plane


def _sun_w(
    one: Given, surface: Surface, place: PlaceOfCase, plane: tuple[float, float], outside: Outside, kind: str
) -> np.ndarray:
    """Sun that a surface takes in by the hour [W]."""
    sun = place.sun_on(*plane)
    if kind == "opaque":
        return outside.absorbing_area_m2(surface) * sun.total_w_m2
    glass_m2 = surface.area_m2 * (1 - share_of(one, "frame_share", 0.0)) * share_of(one, "shading", 1.0)
    g_upright = not_below_zero(one.number("g_normal", "g_value", "g"), "g_normal")
    if one.inputs.get("g_angle_polynomial_rad") is None:
        oblique = read_book().at("heat.oblique_factor", YEAR)
        return glass_m2 * g_upright * oblique * sun.total_w_m2
    return glass_m2 * through_glass_w_m2(sun, g_upright, one.numbers("g_angle_polynomial_rad"))


def _outside(given: Given) -> Outside:
    book = read_book()
    names = {
        "solar_absorptance": "solar_absorptance", "ir_emissivity": "outer_emissivity",
        "surface_resistance_out_m2k_w": "outer_resistance_m2k_w", "sky_temperature_difference_k": "sky_cooler_k",
    }  # fmt: skip
    found = [given.number(name, default=book.at(f"hourly_heat.{ours}", YEAR)) for name, ours in names.items()]
    return Outside(*(not_below_zero(value, name) for value, name in zip(found, names, strict=True)))
