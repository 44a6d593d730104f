"""How much heat a building needs in a season: the TABULA method (seasonal EN ISO 13790).

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called at set-up and for buildings that changed. Every function takes scalars or arrays of buildings and reckons in
float64. Inside formulas the symbols of the TABULA workbook are kept.
Source: T. Loga et al., IWU, TABULA calculation method, workbook tabula-calculator (EPISCOPE).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.parameter import Book

# Numbers that define the method; with others it would be another method, so they are no parameters of a city.
AIR_WH_M3K = 0.34
"""Heat that a cubic metre of air takes up [Wh/m3K]."""
UTILISATION_A0, UTILISATION_TAU0_H = 0.8, 30.0
"""Constants of the seasonal utilisation of gains (EN ISO 13790, 12.2.1)."""
KWH_PER_W_DAY = 24 / 1000

FACINGS = ("horizontal", "east", "south", "west", "north", "all_round")
"""Where windows look; `all_round` is the mean of the four walls, for a building whose windows are not known."""
ALL_ROUND = FACINGS.index("all_round")


@dataclass(frozen=True)
class Envelope:
    """What separates the warm inside from outside: one row per building, or a scalar that holds for all.

    Areas in m2, `floor_m2` being the heated reference area; `ground_share` is the b factor of the lowest floor, which
    loses less because it lies on earth or a cellar. U values in W/m2K, air changes per hour.
    """

    floor_m2: Any
    roof_m2: Any
    wall_m2: Any
    ground_m2: Any
    window_m2: Any
    u_roof: Any
    u_wall: Any
    u_floor: Any
    u_window: Any
    window_g: Any
    infiltration_per_h: Any
    air_use_per_h: Any
    c_m: Any
    """Heat capacity per floor area [Wh/m2K]."""
    reduction_at_1: Any
    """Share of full-time heating left at a transmission loss of 1 W/m2K, because people heat in part."""
    reduction_at_4: Any
    door_m2: Any = 0.0
    u_door: Any = 0.0
    thermal_bridge_u: Any = 0.1
    ground_share: Any = 0.5
    window_facing: Any = ALL_ROUND
    """Index into FACINGS."""

    def rows(self, chosen: np.ndarray) -> Envelope:
        """The envelope of some buildings only; scalars stay."""
        cut = {f.name: getattr(self, f.name) for f in fields(self)}
        return Envelope(**{name: value[chosen] if np.ndim(value) else value for name, value in cut.items()})


@dataclass(frozen=True)
class HeatClimate:
    """Season, sun and use of buildings that hold for all of them."""

    internal_temperature_c: float
    outdoor_temperature_c: float
    """Mean over the heating days."""
    heating_days: float
    sun_kwh_m2: Mapping[str, float]
    """Sun in the season by facing: horizontal, east, south, west, north."""
    shading_horizontal: float
    shading_vertical: float
    frame_share: float
    oblique_factor: float
    internal_gains_w_m2: float
    room_height_m: float

    @classmethod
    def from_book(cls, book: Book, year: int) -> HeatClimate:
        """The climate and use of `heat.yaml`; the field names are the names there."""
        return cls(**{f.name: book.at(f"heat.{f.name}", year) for f in fields(cls)})

    def sun_behind_shade_kwh_m2(self) -> np.ndarray:
        """Sun on windows after outer shading, by facing; shape (6,)."""
        walls = [self.shading_vertical * self.sun_kwh_m2[name] for name in FACINGS[1:5]]
        return np.array([self.shading_horizontal * self.sun_kwh_m2["horizontal"], *walls, np.mean(walls)])


def reduction_factor(h_transmission: Any, at_1: Any, at_4: Any) -> np.ndarray:
    """Mean inside temperature is below the set one: people heat in part, and leaky homes cool faster.

    Straight from `at_1` at 1 W/m2K to `at_4` at 4, flat above; below 1 the line through 1 at 0.5 W/m2K, not capped.

    >>> [round(float(reduction_factor(h, 0.9, 0.8)), 3) for h in (0.5, 1, 2.5, 9)]
    [1.0, 0.9, 0.85, 0.8]
    """
    h = np.asarray(h_transmission, dtype=np.float64)
    steep = 1 + (at_1 - 1) * (h - 0.5) / 0.5
    return np.where(h < 1, steep, at_1 + (at_4 - at_1) * (np.minimum(h, 4) - 1) / 3)


def gain_utilisation(gains_over_losses: Any, exponent: Any) -> np.ndarray:
    """Share of sun and inner gains that replaces heating: (1 - y^a) / (1 - y^(a+1)); a / (a + 1) at y = 1.

    >>> float(gain_utilisation(0.5, 1.0)), float(gain_utilisation(1.0, 1.0)), float(gain_utilisation(0.0, 2.0))
    (0.6666666666666666, 0.5, 1.0)
    """
    ratio, a = np.asarray(gains_over_losses, dtype=np.float64), np.asarray(exponent, dtype=np.float64)
    even = np.abs(ratio - 1) < 1e-9
    ratio = np.where(even, 0.5, ratio)
    power = ratio**a
    return np.where(even, a / (a + 1), (1 - power) / (1 - power * ratio))


def seasonal_balance(
    *, h_transmission: Any, h_ventilation: Any, q_sol: Any, at_1: Any, at_4: Any, heating_days: Any,
    warmth_k: Any, phi_int: Any, c_m: Any,
) -> dict[str, np.ndarray]:  # fmt: skip
    """Heat balance of a season per m2 of reference area.

    Args:
        h_transmission, h_ventilation: losses per degree [W/m2K]
        q_sol: sun through windows in the season [kWh/m2]
        at_1, at_4: partial heating, see `reduction_factor`
        heating_days: days of the season
        warmth_k: inside less outside temperature [K]; at 0 or below nothing is lost or needed
        phi_int: inner gains [W/m2]
        c_m: heat capacity [Wh/m2K]

    Returns:
        every term by its workbook name: h in W/m2K, q in kWh/m2, tau in h, the rest without unit

    >>> terms = seasonal_balance(h_transmission=2.5, h_ventilation=0.5, q_sol=25, at_1=0.9, at_4=0.8,
    ...     heating_days=200, warmth_k=15, phi_int=3, c_m=45)
    >>> round(float(terms["q_ht"]), 2), round(float(terms["q_int"]), 2)     # 0.024 x 3 x 0.85 x 200 x 15
    (183.6, 14.4)
    """
    h_tr, h_ve = np.asarray(h_transmission, dtype=np.float64), np.asarray(h_ventilation, dtype=np.float64)
    reduction = reduction_factor(h_tr, at_1, at_4)
    season = KWH_PER_W_DAY * heating_days
    per_loss = season * reduction * np.maximum(0.0, warmth_k)
    q_tr, q_ve, q_int = h_tr * per_loss, h_ve * per_loss, season * np.asarray(phi_int, dtype=np.float64)
    q_ht, gains, h = q_tr + q_ve, q_sol + q_int, h_tr + h_ve
    tau = c_m / np.where(h > 0, h, np.inf)
    exponent = UTILISATION_A0 + tau / UTILISATION_TAU0_H
    lost = q_ht > 0
    ratio = np.where(lost, gains / np.where(lost, q_ht, 1.0), 0.0)
    used = np.where(lost, gain_utilisation(ratio, exponent), 0.0)
    return {
        "h_Transmission": h_tr, "h_Ventilation": h_ve, "F_red_temp": reduction, "q_ht_tr": q_tr, "q_ht_ve": q_ve,
        "q_ht": q_ht, "q_sol": q_sol, "q_int": q_int, "tau": tau, "a_H": exponent, "gamma_h_gn": ratio,
        "eta_h_gn": used, "q_h_nd": np.maximum(0.0, q_ht - used * gains),
    }  # fmt: skip


def transmission_w_m2k(envelope: Envelope) -> np.ndarray:
    """Loss through the envelope per degree and m2 of floor: (sum A U b + bridges x sum A) / A_floor."""
    e = envelope
    wide = np.float64  # columns may be float32, sums are not
    loss = np.multiply(e.roof_m2, e.u_roof, dtype=wide) + np.multiply(e.wall_m2, e.u_wall, dtype=wide)
    loss += np.multiply(e.ground_m2, e.u_floor, dtype=wide) * e.ground_share
    loss += np.multiply(e.window_m2, e.u_window, dtype=wide) + np.multiply(e.door_m2, e.u_door, dtype=wide)
    area = np.add(e.roof_m2, e.wall_m2, dtype=wide) + e.ground_m2 + e.window_m2 + e.door_m2
    return (loss + e.thermal_bridge_u * area) / e.floor_m2


def heat_balance(envelope: Envelope, climate: HeatClimate) -> dict[str, np.ndarray]:
    """Every term of the season for many buildings; see `seasonal_balance`."""
    e, c = envelope, climate
    glass = c.oblique_factor * (1 - c.frame_share) * c.sun_behind_shade_kwh_m2()
    q_sol = np.multiply(e.window_m2, e.window_g, dtype=np.float64) * glass[e.window_facing] / e.floor_m2
    air_changes = np.add(e.air_use_per_h, e.infiltration_per_h, dtype=np.float64)
    return seasonal_balance(
        h_transmission=transmission_w_m2k(e),
        h_ventilation=AIR_WH_M3K * c.room_height_m * air_changes,
        q_sol=q_sol,
        at_1=e.reduction_at_1,
        at_4=e.reduction_at_4,
        heating_days=c.heating_days,
        warmth_k=c.internal_temperature_c - c.outdoor_temperature_c,
        phi_int=c.internal_gains_w_m2,
        c_m=e.c_m,
    )


def heat_need_kwh_m2(envelope: Envelope, climate: HeatClimate) -> np.ndarray:
    """Heat that rooms need in a season per m2 of floor [kWh/m2], shape (n,).

    More insulation (any lower U) never raises it, as long as air changes stay below a few per hour.
    """
    return heat_balance(envelope, climate)["q_h_nd"]


ELEMENTS = ("Roof_1", "Roof_2", "Wall_1", "Wall_2", "Wall_3", "Floor_1", "Floor_2", "Window_1", "Window_2", "Door_1")


def tabula_case(inputs: Mapping[str, Any]) -> dict[str, float]:
    """One building given in the names of the TABULA workbook.

    Args:
        inputs: `A_Calc_*` [m2], `U_Actual_*` [W/m2K], `b_Transmission_*`, windows by orientation, climate and use.
            A missing or empty area is 0, a missing b factor 1; other numbers must be there.

    Returns:
        all terms of `seasonal_balance`

    Raises:
        KeyError: a number of climate, use or reference area is missing
    """

    def number(name: str, missing: float = 0.0) -> float:
        value = inputs.get(name)
        return missing if value is None or value == "" or value != value else float(value)

    def needed(name: str) -> float:
        return float(inputs[name])

    area = {name: number(f"A_Calc_{name}") for name in ELEMENTS}
    loss = sum(a * number(f"U_Actual_{e}") * number(f"b_Transmission_{e}", 1.0) for e, a in area.items())
    loss += needed("delta_U_ThermalBridging") * sum(area.values())
    walls = sum(number(f"A_Calc_Window_{o}") * number(f"I_Sol_{o}") for o in ("East", "South", "West", "North"))
    roofs = number("A_Calc_Window_Horizontal") * number("I_Sol_Hor")
    sun = needed("F_sh_hor") * roofs + needed("F_sh_vert") * walls
    terms = seasonal_balance(
        h_transmission=loss / needed("A_C_Ref"),
        h_ventilation=AIR_WH_M3K * (needed("n_air_use") + needed("n_air_infiltration")) * needed("h_room"),
        q_sol=needed("F_w") * (1 - needed("F_f")) * needed("g_gl_n") * sun / needed("A_C_Ref"),
        at_1=needed("F_red_htr1"),
        at_4=needed("F_red_htr4"),
        heating_days=needed("HeatingDays"),
        warmth_k=needed("theta_i") - needed("Theta_e"),
        phi_int=needed("phi_int"),
        c_m=needed("c_m"),
    )
    return {name: float(value) for name, value in terms.items()}
