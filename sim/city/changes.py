"""The diary of the year: what changed on which day, kept for energy accounts, events and the map.

Place in the flow: [city]. Written where state changes, read once at the end of the year.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

DAYS_PER_YEAR = 365
LARGEST_INT16 = np.iinfo(np.int16).max


@dataclass
class PutBack:
    """Energy that had not changed yet before a day; see `sim.energy.EnergyAccount.put_back`."""

    sector: str
    carrier: str | np.ndarray
    district: np.ndarray
    more_kwh: np.ndarray
    day_of_year: np.ndarray


@dataclass
class SolarPutBack:
    """Panels that did not stand yet before a day."""

    district: np.ndarray
    produced_kwh: np.ndarray
    used_share: np.ndarray
    day_of_year: np.ndarray
    owner: str


@dataclass
class Diary:
    """Changes of one year, and those of the whole run that the map shows."""

    first_day: int = 0
    """Day on which the present year begins, counted from the first simulated day."""
    measure: str = ""
    """Measure whose works are being finished; events in the meantime carry its id."""
    put_backs: list[PutBack] = field(default_factory=list)
    solar_put_backs: list[SolarPutBack] = field(default_factory=list)
    traits: list[tuple[str, str, np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)
    """(layer, trait, asset, day, value) of the whole run."""
    events: list[tuple[str, str, np.ndarray, np.ndarray, str, str]] = field(default_factory=list)
    """(kind, layer, asset, day, actor, measure) of the whole run."""

    def begin_year(self, first_day: int) -> None:
        """A new year: the energy accounts start clean."""
        self.first_day = first_day
        self.put_backs, self.solar_put_backs = [], []

    def energy(self, sector: str, carrier: str | np.ndarray, district, before_kwh, after_kwh, day) -> None:
        """A yearly use changed from one value to another on a day of this year; of one carrier, or each of its own."""
        more = np.asarray(before_kwh, dtype=np.float64) - after_kwh
        days = np.subtract(day, self.first_day, dtype=np.int64)
        self.put_backs.append(PutBack(sector, carrier, district, more, days))

    def solar(self, district, produced_kwh: np.ndarray, used_share: np.ndarray, day, owner: str) -> None:
        """Panels went up on a day of this year; the owner is one of `sim.city.panels.OWNERS`."""
        days = np.subtract(day, self.first_day, dtype=np.int64)
        self.solar_put_backs.append(SolarPutBack(district, produced_kwh, used_share, days, owner))

    def trait(self, layer: str, trait: str, asset: np.ndarray, day: np.ndarray, value: np.ndarray) -> None:
        """A trait shown on the map took a new value."""
        if len(asset):
            each = value if np.shape(value) else np.full(len(asset), value)
            self.traits.append((layer, trait, *self._small(asset, day), each))

    def event(self, kind: str, layer: str, asset: np.ndarray, day: np.ndarray, actor: str, measure: str = "") -> None:
        """Something happened to assets."""
        if len(asset):
            self.events.append((kind, layer, *self._small(asset, day), actor, measure or self.measure))

    def _small(self, asset: np.ndarray, day: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Assets and days in as few bytes as hold them: a run keeps some entries per home and decade."""
        kind = np.int16 if self.first_day + DAYS_PER_YEAR < LARGEST_INT16 else np.int32
        return np.asarray(asset).astype(np.int32), np.asarray(day).astype(kind)
