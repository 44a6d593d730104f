"""Five resistances and one heat store: how warm a building is in an hour (ISO 13790, annex C).

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
The equations, for scalars or for columns of buildings; `sim.physics.rc_loop` runs them through a year. Air, surfaces and
mass are the three nodes; outdoor air enters at the air (ventilation), at the surfaces (windows) and at the mass (opaque
parts). Symbols follow the standard: H in W/K, phi in W, theta in degree C.
Source: EN ISO 13790:2008, annex C, equations C.1 to C.11, and clause 12.2.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

# Numbers that define the method; with others it would be another method, so they are no parameters of a city.
AIR_J_M3K = 1200.0
"""Heat that a cubic metre of air takes up in this standard."""
SURFACE_TO_AIR_W_M2K = 3.45
"""h_is, between the surfaces and the air of a room."""
MASS_TO_SURFACE_W_M2K = 9.1
"""h_ms, between the mass and its surface."""
SURFACES_PER_FLOOR = 4.5
"""All surfaces that face the rooms over the floor, where they are not known."""
OPERATIVE_AIR_SHARE = 0.3
"""Weight of the air in what people feel; the surfaces have the rest (C.12)."""
SECONDS_PER_HOUR = 3600.0

AIR, SURFACE, MASS = "air", "surface", "mass"
TO_AIR: Mapping[str, float] = MappingProxyType({AIR: 1.0, SURFACE: 0.0, MASS: 0.0})
"""Share of heating or cooling that is given off at each node; air heaters and radiators count as air."""

GIVEN_OFF: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {node: MappingProxyType({one: float(one == node) for one in (AIR, SURFACE, MASS)}) for node in (AIR, SURFACE, MASS)}
)
"""The same for heating that gives off all its heat at one node; floor heating counts as mass."""

COEFFICIENTS = 10
"""Length of a row of `linear_coefficients`."""


@dataclass(frozen=True)
class ThermalNetwork:
    """The network of one building, or of many as columns of shape (n,)."""

    h_air: Any
    """Outdoor air by ventilation and gaps, H_ve [W/K]."""
    h_window: Any
    """Windows and doors, which hold no heat, H_tr,w [W/K]."""
    h_outside: Any
    """Outdoor air to mass, H_tr,em [W/K]."""
    h_mass: Any
    """Mass to surfaces, H_tr,ms [W/K]."""
    h_surface: Any
    """Surfaces to air, H_tr,is [W/K]."""
    capacity_wh_k: Any
    """Heat store C_m [Wh/K]."""
    mass_share: Any
    """Part of sun and half the inner gains that the mass takes up, A_m / A_t."""
    surface_share: Any
    """Part that the surfaces take up; windows lose the rest to the outside."""


def thermal_network(
    *, opaque_w_k: Any, window_w_k: Any, air_w_k: Any, capacity_j_k: Any, mass_area_m2: Any, internal_area_m2: Any,
    h_is: float = SURFACE_TO_AIR_W_M2K, h_ms: float = MASS_TO_SURFACE_W_M2K,
) -> ThermalNetwork:  # fmt: skip
    """The network of buildings from their losses and masses.

    Args:
        opaque_w_k: loss of roof, walls and floor, the b factor in it [W/K]
        window_w_k: loss of windows and doors [W/K]
        air_w_k: loss by air, see `air_loss_w_k` [W/K]
        capacity_j_k: heat store of the building [J/K]
        mass_area_m2: effective area of the mass, A_m [m2]
        internal_area_m2: all surfaces that face the rooms, A_t [m2]
        h_is, h_ms: see above [W/m2K]

    Raises:
        ValueError: a loss is below zero, there is no mass, or walls let through more than the mass can hand on

    >>> house = thermal_network(opaque_w_k=100, window_w_k=50, air_w_k=40, capacity_j_k=165000 * 100, mass_area_m2=250,
    ...     internal_area_m2=450)
    >>> round(float(house.h_outside), 1), round(float(house.mass_share), 3), round(float(house.capacity_wh_k))
    (104.6, 0.556, 4583)
    """
    opaque, window, air, capacity, mass_area, area = (
        np.asarray(one, dtype=np.float64)
        for one in (opaque_w_k, window_w_k, air_w_k, capacity_j_k, mass_area_m2, internal_area_m2)
    )
    h_mass = h_ms * mass_area
    _check(opaque, window, air, capacity, mass_area, area, h_mass)
    mass_share = mass_area / area
    return ThermalNetwork(
        h_air=air,
        h_window=window,
        h_outside=opaque * h_mass / (h_mass - opaque),  # 1 / (1 / H_op - 1 / H_ms)
        h_mass=h_mass,
        h_surface=h_is * area,
        capacity_wh_k=capacity / SECONDS_PER_HOUR,
        mass_share=mass_share,
        surface_share=1 - mass_share - window / (h_ms * area),
    )


def _check(opaque, window, air, capacity, mass_area, area, h_mass) -> None:
    if not all(np.all(np.isfinite(one)) for one in (opaque, window, air, capacity, mass_area, area)):
        raise ValueError("areas, losses and heat capacity must be finite numbers")
    if np.any(opaque < 0) or np.any(window < 0) or np.any(air < 0):
        raise ValueError("heat losses of walls, windows and air cannot be below zero")
    if np.any(capacity <= 0) or np.any(mass_area <= 0) or np.any(area <= 0):
        raise ValueError("heat capacity, area of the mass and area of the surfaces must be above zero")
    if np.any(mass_area > area):
        raise ValueError("the mass cannot have more surface than all surfaces that face the rooms")
    if np.any(opaque >= h_mass):
        raise ValueError("walls, roof and floor lose more heat than the mass can hand on to them (H_op >= H_ms)")


def air_loss_w_k(volume_m3: Any, infiltration_per_h: Any, ventilation_per_h: Any = 0.0, recovered: Any = 0.0) -> Any:
    """Heat lost with the air per degree: H_ve = rho c V (n_inf + n_vent (1 - eta)) / 3600.

    Args:
        volume_m3: air of the building [m3]
        infiltration_per_h, ventilation_per_h: air changes through gaps and through the ventilation [1/h]
        recovered: share of the heat of the ventilation that comes back [0 to 1]

    >>> air_loss_w_k(300, 0.5), round(air_loss_w_k(300, 0.1, 0.4, 0.75), 6)
    (50.0, 20.0)
    """
    changes = infiltration_per_h + ventilation_per_h * (1 - recovered)
    return AIR_J_M3K / SECONDS_PER_HOUR * volume_m3 * changes


@dataclass(frozen=True)
class HourTemperatures:
    """Temperatures of an hour [degree C]; those of air, surface and mass are means of the hour."""

    air: Any
    surface: Any
    mass: Any
    mass_at_end: Any

    @property
    def operative(self) -> Any:
        """What people feel (C.12)."""
        return self.felt(OPERATIVE_AIR_SHARE)

    def felt(self, air_share: float) -> Any:
        """Temperature of a sensor that hangs between air and surfaces; a share of 1 senses the air alone."""
        return air_share * self.air + (1 - air_share) * self.surface


def hour_temperatures(
    net: ThermalNetwork, mass_before_c: Any, outdoor_c: Any, internal_w: Any, sun_w: Any, heating_w: Any = 0.0,
    given_off: Mapping[str, float] = TO_AIR,
) -> HourTemperatures:  # fmt: skip
    """Temperatures of one hour with a given heating power.

    Args:
        net: the building
        mass_before_c: temperature of the mass at the beginning [degree C]
        outdoor_c: of the air, also of the air that comes in [degree C]
        internal_w: people and appliances, half of it to the air [W]
        sun_w: sun through windows and walls, less what the sky takes [W]
        heating_w: heating above zero, cooling below [W]
        given_off: shares by node

    A building without losses and gains stays as it is:

    >>> still = thermal_network(opaque_w_k=0, window_w_k=0, air_w_k=0, capacity_j_k=1e7, mass_area_m2=200, internal_area_m2=400)
    >>> hour = hour_temperatures(still, 20.0, -10.0, 0.0, 0.0)
    >>> float(hour.air), float(hour.mass_at_end)
    (20.0, 20.0)
    """
    to_air = 0.5 * internal_w + given_off[AIR] * heating_w
    radiant = 0.5 * internal_w + sun_w
    to_surface = net.surface_share * radiant + given_off[SURFACE] * heating_w
    to_mass = net.mass_share * radiant + given_off[MASS] * heating_w
    kept, h_2, handed_on = _couplings(net)
    pull = to_surface + h_2 * outdoor_c + kept * to_air
    total = to_mass + net.h_outside * outdoor_c + handed_on * pull  # phi_m,tot
    store, half_loss = net.capacity_wh_k, 0.5 * (handed_on * h_2 + net.h_outside)
    mass_at_end = (mass_before_c * (store - half_loss) + total) / (store + half_loss)
    mass = 0.5 * (mass_before_c + mass_at_end)
    surface = (net.h_mass * mass + pull) / (net.h_mass + h_2)
    air = kept * surface + (net.h_air * outdoor_c + to_air) / (net.h_surface + net.h_air)
    return HourTemperatures(air, surface, mass, mass_at_end)


def _couplings(net: ThermalNetwork) -> tuple[Any, Any, Any]:
    """What the air passes on of a watt, H_tr,2 [W/K], and H_tr,3 over H_tr,2."""
    kept = net.h_surface / (net.h_surface + net.h_air)
    h_2 = kept * net.h_air + net.h_window
    return kept, h_2, net.h_mass / (net.h_mass + h_2)


def heating_power_w(
    net: ThermalNetwork, mass_before_c: Any, outdoor_c: Any, internal_w: Any, sun_w: Any, *, heat_to_c: Any = np.nan,
    cool_to_c: Any = np.nan, most_heating_w: Any = np.inf, most_cooling_w: Any = np.inf,
    given_off: Mapping[str, float] = TO_AIR,
) -> np.ndarray:  # fmt: skip
    """Heating (above zero) or cooling (below) that keeps the air between its set points in an hour [W].

    The air answers in a straight line to power, so the answer to one watt tells how many are needed (C.13).

    Args:
        heat_to_c, cool_to_c: set points, not a number (NaN) for none [degree C]
        most_heating_w, most_cooling_w: power at hand, both above zero [W]
        net, mass_before_c, outdoor_c, internal_w, sun_w, given_off: as in `hour_temperatures`
    """
    state = mass_before_c, outdoor_c, internal_w, sun_w
    free = hour_temperatures(net, *state).air
    per_watt = hour_temperatures(net, 0.0, 0.0, 0.0, 0.0, 1.0, given_off).air
    heating = np.minimum((np.asarray(heat_to_c) - free) / per_watt, most_heating_w)
    cooling = np.maximum((np.asarray(cool_to_c) - free) / per_watt, -np.asarray(most_cooling_w))
    return np.where(free < heat_to_c, heating, np.where(free > cool_to_c, cooling, 0.0))


def linear_coefficients(
    net: ThermalNetwork, given_off: Mapping[str, float] = TO_AIR, air_share: float = 1.0
) -> np.ndarray:
    """The hour as sums of products: what each watt and degree does to the mass and to the room.

    Args:
        net, given_off: as in `hour_temperatures`
        air_share: what the room temperature is: 1 for the air, OPERATIVE_AIR_SHARE for what people feel

    Returns:
        float64, shape (n, 10): mass at the end, then room, each by mass before, outdoor air, inner gains, sun, heating
    """
    columns = []
    for unit in np.eye(COEFFICIENTS // 2):  # everything is linear: one unit of each cause in turn
        answer = hour_temperatures(net, *unit, given_off=given_off)
        columns.append((answer.mass_at_end, answer.felt(air_share)))
    mass, room = zip(*columns, strict=True)
    return np.stack([np.atleast_1d(np.asarray(one, dtype=np.float64)) for one in (*mass, *room)], axis=-1)
