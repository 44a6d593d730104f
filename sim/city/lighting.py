"""How the city runs its lamps: hours of light, dimming, switch-off, control.

Place in the flow: [city] calls physics. Worked out once per city and run.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from geodata import LAMP_TYPES
from sim.parameter import Book
from sim.physics.burning_hours import ClockWindow, LampNights, share_saved_by_schedule
from sim.physics.lamp_ageing import failure_hazard, light_left

TIMEZONE = "Europe/Brussels"
AGES = np.arange(80.0)
"""Years of age that the tables know; older lamps stand in the last."""


@njit(cache=True)
def age_lamps(kind, placed, year, hazard_by_age, light_by_age, hazard):
    """Fill in every lamp's chance to fail this year; returns the light of all lamps over that of new ones, summed.

    Plain twin in `tests/sim/city/test_lighting.py`.
    """
    light, oldest = 0.0, hazard_by_age.shape[1] - 1
    for lamp in range(kind.size):
        age = min(max(year - placed[lamp], 0), oldest)
        hazard[lamp] = hazard_by_age[kind[lamp], age]
        light += light_by_age[kind[lamp], age]
    return light


def hazards_by_age(book: Book, year: int) -> np.ndarray:
    """Chance to fail within a year by lamp type and age, shape (types, ages) [1/yr]."""
    rates, rise = book.at("lighting.failure_rate_by_type", year), book.at("lighting.failure_rise_per_year", year)
    onset = book.at("lighting.failure_rise_from_age_years", year)
    led = book.at("lighting.led_life_years", year), rise["led"]
    classic = book.at("lighting.classic_luminaire_life_years", year), rise["classic"]
    rows = [failure_hazard(AGES + 0.5, rates[name], *(led if name == "led" else classic), onset) for name in LAMP_TYPES]
    return np.array(rows)


def light_by_age(book: Book, year: int, lit_hours: float) -> np.ndarray:
    """Light over that of a new and clean lamp by lamp type and age, shape (types, ages) [0 to 1]."""
    loss, dirt = book.at("lighting.light_loss_per_1000_h", year), book.at("lighting.dirt_loss_per_year", year)
    source_life, cleaning = (book.at(f"lighting.{name}_years", year) for name in ("light_source_life", "cleaning"))
    middle = AGES + 0.5
    rows = [
        light_left((middle if name == "led" else middle % source_life) * lit_hours, loss[name], middle % cleaning, dirt)
        for name in LAMP_TYPES
    ]
    return np.array(rows)


class LightingRegimes:
    """Burning hours of the place, what age does to lamps, and what each way of running LED lamps saves.

    Args:
        book: all parameters
        latitude, longitude: of the city [deg]
        first_year: first simulated year
    """

    def __init__(self, book: Book, latitude: float, longitude: float, first_year: int):
        self.first_year = first_year
        self.book = book
        elevation = book.at("night.switch_elevation_deg", first_year)
        self.nights = LampNights(latitude, longitude, TIMEZONE, elevation, first_year)
        self.lit_hours = self.nights.lit_hours()
        self.led_swap_saving = book.at("lighting.led_swap_saving", first_year)
        self.upkeep_eur_led = book.at("lighting.upkeep_eur_per_lamp_led", first_year)
        self.upkeep_eur_conventional = book.at("lighting.upkeep_eur_per_lamp_conventional", first_year)
        self.hazard_by_age = hazards_by_age(book, first_year)
        self.light_by_age = light_by_age(book, first_year, self.lit_hours)

    def saved_share(self, dimming: str, part_night_off: bool, smart_control: bool) -> float:
        """Share of full-power energy saved [0 to 1].

        Args:
            dimming: none, evening or deep
            part_night_off: dark in the small hours of weekday nights
            smart_control: lamp by lamp, which saves a further share of what is left
        """

        def at(name: str) -> float:
            return self.book.at(f"lighting.{name}", self.first_year)

        off = ClockWindow(at("switch_off_from_h"), at("switch_off_to_h")) if part_night_off else None
        dim = ClockWindow(at("dim_from_h"), at("dim_to_h")) if dimming != "none" else None
        level = {"none": 1.0, "evening": at("dim_level"), "deep": at("deep_dim_level")}[dimming]
        saved = share_saved_by_schedule(
            self.nights, off=off, nights_per_week=at("switch_off_nights_per_week"), dim=dim, dim_level=level
        )
        return 1.0 - (1.0 - saved) * (1.0 - at("smart_control_extra_saving") * smart_control)
