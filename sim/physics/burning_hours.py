"""How long street lamps burn, and what switching off or dimming at night saves.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called at set-up and when a measure changes the hours. A night is worked out exactly: dusk and dawn by the hour
angle of the sun, clock windows by the time zone with daylight saving.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from sim.physics.sun import DAYS, declination_rad, equation_of_time_h


@dataclass(frozen=True)
class ClockWindow:
    """From one clock hour to another, past midnight if it must.

    >>> ClockWindow(23, 5).after_noon
    (11, 17)
    """

    from_h: float
    to_h: float

    def __post_init__(self) -> None:
        if not (0 <= self.from_h <= 24 and 0 <= self.to_h <= 24):
            raise ValueError(f"clock hours run from 0 to 24, found {self.from_h} and {self.to_h}")

    @property
    def after_noon(self) -> tuple[float, float]:
        """Begin and end in hours after noon, the way a night is counted."""
        return (self.from_h - 12) % 24, (self.to_h - 12) % 24


def nights(latitude_deg: float, longitude_deg: float, switch_elevation_deg: float) -> tuple[np.ndarray, np.ndarray]:
    """When lamps go on and off: hours of universal time after 0 h of the day the night begins.

    cos H = (sin e - sin phi sin delta) / (cos phi cos delta), with e the elevation at which lamps switch.

    Args:
        latitude_deg: north positive [degree]
        longitude_deg: east positive [degree]
        switch_elevation_deg: elevation of the sun at which lamps switch; below 0 in twilight [degree]

    Returns:
        dusk and the following dawn, each of shape (365,), dawn between dusk and dusk + 24 h
    """
    day = np.arange(1, DAYS + 1) + 0.5
    dawn_day = day + 0.5

    def half_day_h(at: np.ndarray) -> np.ndarray:
        latitude, declination = np.radians(latitude_deg), declination_rad(at)
        cosine = np.sin(np.radians(switch_elevation_deg)) - np.sin(latitude) * np.sin(declination)
        cosine /= np.cos(latitude) * np.cos(declination)
        return np.degrees(np.arccos(np.clip(cosine, -1, 1))) / 15

    def solar_noon(at: np.ndarray) -> np.ndarray:
        return 12 - longitude_deg / 15 - equation_of_time_h(at)

    dusk = solar_noon(day) + half_day_h(day)
    dawn = 24 + solar_noon(dawn_day) - half_day_h(dawn_day)
    return dusk, np.maximum(dusk, dawn)


def lit_hours(latitude_deg: float, longitude_deg: float, switch_elevation_deg: float) -> float:
    """Hours from dusk to dawn in a year [h].

    On the equator day and night are equal when lamps switch at the horizon:

    >>> round(lit_hours(0, 0, 0))
    4380
    """
    dusk, dawn = nights(latitude_deg, longitude_deg, switch_elevation_deg)
    return float((dawn - dusk).sum())


def _utc_offset_at_noon(timezone: str, year: int) -> np.ndarray:
    """Hours that the clock runs ahead of universal time at noon of each day and the day after; shape (366,)."""
    zone, first = ZoneInfo(timezone), datetime(year, 1, 1, 12)
    moments = ((first + timedelta(days=d)).replace(tzinfo=zone) for d in range(DAYS + 1))
    return np.array([moment.utcoffset().total_seconds() / 3600 for moment in moments])


def _dark_hours(dusk: np.ndarray, dawn: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Overlap of each night with an interval [h]."""
    return np.maximum(0.0, np.minimum(dawn, end) - np.maximum(dusk, begin))


class LampNights:
    """The nights of a place in a year, ready to be asked for hours within clock windows.

    Clock changes fall after midnight, so times before midnight follow the evening's clock and later ones the next
    morning's; a window that begins within an hour of the change may be an hour off, on two nights of the year.
    """

    def __init__(
        self, latitude_deg: float, longitude_deg: float, timezone: str, switch_elevation_deg: float, year: int = 2025
    ):
        self.dusk, self.dawn = nights(latitude_deg, longitude_deg, switch_elevation_deg)
        offset = _utc_offset_at_noon(timezone, year)
        self.evening_offset, self.morning_offset = offset[:-1], offset[1:]

    def lit_hours(self) -> float:
        """Hours from dusk to dawn in the year [h]."""
        return float((self.dawn - self.dusk).sum())

    def _utc(self, after_noon_h: float) -> np.ndarray:
        offset = self.evening_offset if after_noon_h < 12 else self.morning_offset
        return 12 + after_noon_h - offset

    def hours_within(self, window: ClockWindow, also: ClockWindow | None = None) -> float:
        """Dark hours of the year that fall within a window, or within two windows at once [h]."""
        total = 0.0
        for begin, end in _pieces(window):
            for first, last in _pieces(also) if also else [(0.0, 24.0)]:
                low, high = max(begin, first), min(end, last)
                if low < high:
                    total += float(_dark_hours(self.dusk, self.dawn, self._utc(low), self._utc(high)).sum())
        return total


def _pieces(window: ClockWindow) -> list[tuple[float, float]]:
    """A window as intervals of one night from noon to noon; two when it holds noon."""
    begin, end = window.after_noon
    if window.from_h == window.to_h:
        return []
    return [(begin, end)] if begin < end else [(begin, 24.0), (0.0, end)]


def share_saved_by_schedule(
    place: LampNights, *, off: ClockWindow | None = None, nights_per_week: float = 7.0,
    dim: ClockWindow | None = None, dim_level: float = 1.0,
) -> float:  # fmt: skip
    """Share of lighting energy saved by hours off and hours dimmed, nothing counted twice.

    Dimming works every night; in hours that are off on some nights it saves on the other nights only.

    Args:
        place: nights of the place
        off: clock window without light, or None
        nights_per_week: nights on which that window holds [0 to 7]
        dim: clock window of dimming, or None
        dim_level: power left while dimmed [0 to 1]

    Returns:
        share of the energy of a lamp that burns from dusk to dawn [0 to 1]

    Off all night and dimmed as well saves everything, once:

    >>> here = LampNights(50.8, 4.35, "Europe/Brussels", -3.0)
    >>> share_saved_by_schedule(here, off=ClockWindow(12.5, 12), dim=ClockWindow(22, 6), dim_level=0.5)
    1.0
    """
    if not 0 <= nights_per_week <= 7:
        raise ValueError(f"nights a week run from 0 to 7, found {nights_per_week}")
    if not 0 <= dim_level <= 1:
        raise ValueError(f"the power left while dimmed runs from 0 to 1, found {dim_level}")
    off_share = nights_per_week / 7
    saved = off_share * place.hours_within(off) if off else 0.0
    if dim:
        both = place.hours_within(dim, also=off) if off else 0.0
        saved += (1 - dim_level) * (place.hours_within(dim) - off_share * both)
    return saved / place.lit_hours() if saved else 0.0


def share_saved_by_switch_off(
    latitude_deg: float, longitude_deg: float, timezone: str, off_from_h: float, off_to_h: float,
    nights_per_week: float, switch_elevation_deg: float, year: int = 2025,
) -> float:  # fmt: skip
    """Share of lighting energy saved by switching lamps off between two clock hours [0 to 1].

    Args:
        latitude_deg, longitude_deg: place [degree]
        timezone: name in the IANA list, like Europe/Brussels
        off_from_h, off_to_h: clock hours, daylight saving followed [0 to 24]
        nights_per_week: nights on which lamps go off
        switch_elevation_deg: elevation of the sun at which lamps switch [degree]
        year: year whose clock changes are followed

    >>> round(share_saved_by_switch_off(50.8, 4.35, "Europe/Brussels", 23, 5, 5, -3.0), 2)
    0.38
    """
    place = LampNights(latitude_deg, longitude_deg, timezone, switch_elevation_deg, year)
    return share_saved_by_schedule(place, off=ClockWindow(off_from_h, off_to_h), nights_per_week=nights_per_week)


def share_saved_by_dimming(
    latitude_deg: float, longitude_deg: float, timezone: str, dim_from_h: float, dim_to_h: float,
    dim_level: float, switch_elevation_deg: float, year: int = 2025,
) -> float:  # fmt: skip
    """Share of lighting energy saved by dimming every night between two clock hours [0 to 1].

    >>> round(share_saved_by_dimming(50.8, 4.35, "Europe/Brussels", 22, 6, 0.5, -3.0), 2)
    0.35
    """
    place = LampNights(latitude_deg, longitude_deg, timezone, switch_elevation_deg, year)
    return share_saved_by_schedule(place, dim=ClockWindow(dim_from_h, dim_to_h), dim_level=dim_level)
