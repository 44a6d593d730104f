"""How the city runs its lamps: hours of light, dimming, switch-off, control.

Place in the flow: [city] calls physics. Worked out once per city and run.
"""

from __future__ import annotations

import numpy as np

from geodata import LAMP_TYPES
from sim.parameter import Book
from sim.physics.burning_hours import ClockWindow, LampNights, share_saved_by_schedule

TIMEZONE = "Europe/Brussels"


class LightingRegimes:
    """Burning hours of the place, and what each way of running LED lamps saves.

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
        rates = book.at("lighting.failure_rate_by_type", first_year)
        self.failure_rate_of_type = np.array([rates[name] for name in LAMP_TYPES])

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
