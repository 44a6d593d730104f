"""Street lamps: as many as told, closer where streets are busier, as old as their street's last works.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import LAMP_TYPES, STREET_KINDS
from geodata.drawing.frontage import point_and_normal
from geodata.norms import StockNorms
from geodata.quotas import by_rank, largest_remainder

LED = LAMP_TYPES.index("led")
BY_WEIGHT = ("main", "quay", "square", "residential", "rural", "path")
"""Kinds of street, the one with the heaviest lamps first."""


def place_lamps(lines, kind, lit, near, district, total: int, led_share: float, norms: StockNorms, luck) -> dict:
    """Columns of the lamp layer.

    Args:
        lines: street segments
        kind: index into STREET_KINDS per street
        lit: streets that have lamps (mask)
        near: distance from the market, the nearest first among streets of a kind [m]
        district: row of the district per street
        total: number of lamps
        led_share: share of LED [0 to 1]
        norms: spacing, mix, power, years
        luck: numpy random generator

    Returns:
        column name -> array, one row per lamp in street order
    """
    spacing = np.array([norms.lamp_spacing_m[k] for k in STREET_KINDS])[kind]
    count = largest_remainder(np.where(lit, shapely.length(lines) / spacing, 0), total)
    street = np.repeat(np.arange(len(lines)), count)
    number = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    xy = _on_poles(lines, kind, street, number, count, norms)
    heavy = _heavy(kind, near, count, total, norms)[street]
    lamp_type, year = _types_and_years(street, heavy, len(lines), led_share, norms, luck)
    watts = np.array([[norms.lamp_power_w[c].get(t, 0) for t in LAMP_TYPES] for c in ("light", "heavy")])
    return {
        "district": district[street], "street": street, "type": lamp_type,
        "power_w": watts[heavy.astype(int), lamp_type], "year": year, "x_m": xy[:, 0], "y_m": xy[:, 1],
        "filled": np.zeros(total, np.uint8),
    }  # fmt: skip


def _on_poles(lines, kind, street, number, count, norms) -> np.ndarray:
    """Evenly along the segment, changing sides from pole to pole."""
    length = shapely.length(lines)[street]
    point, left = point_and_normal(lines[street], (number + 0.5) / count[street] * length)
    aside = np.array([norms.street_width_m.get(k, 8) for k in STREET_KINDS])[kind[street]] * 0.32
    return point + left * (aside * np.where(number % 2 == 0, 1, -1))[:, None]


def _heavy(kind, near, count, total: int, norms: StockNorms) -> np.ndarray:
    """Streets with heavy luminaires: the most important ones up to the wished share of lamps (mask)."""
    weight = np.array([BY_WEIGHT.index(k) for k in STREET_KINDS])[kind]
    order = np.lexsort((near, weight))
    upto = np.cumsum(count[order]) <= norms.lamp_heavy_share * total + 0.5
    heavy = np.zeros(len(kind), bool)
    heavy[order[upto]] = True
    return heavy


def _types_and_years(street, heavy, streets: int, led_share: float, norms: StockNorms, luck):
    """Type and year of each lamp. A street changes as a whole; the last renewed streets are LED."""
    total = len(street)
    renewed = luck.random(streets)[street] + luck.random(total) * 1e-6 - 0.12 * heavy
    is_led = by_rank(renewed, np.array([round(led_share * total), total - round(led_share * total)])) == 0
    lamp_type = np.full(total, LED)
    age = luck.random(streets)[street] + luck.random(total) * 1e-6
    for name, mask in (("heavy", heavy & ~is_led), ("light", ~heavy & ~is_led)):
        mix = np.array([norms.lamp_mix_share[name].get(t, 0.0) for t in LAMP_TYPES])
        lamp_type[mask] = by_rank(age[mask], largest_remainder(mix, int(mask.sum())))
    span = np.array([norms.lamp_year[t] for t in LAMP_TYPES], float)[lamp_type]
    luckily = luck.random(streets)[street]
    luckily = np.where(is_led, luckily**0.6, luckily)
    year = np.floor(span[:, 0] + luckily * (span[:, 1] - span[:, 0] + 0.999)).astype(int)
    return lamp_type, year
