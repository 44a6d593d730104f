"""Published street lighting projects beside what the model says for the same lamps.

Place in the flow: [scenarios], for the docs. `python -m scenarios.studies.street_lighting` prints the tables of
docs/validation-lighting.md. Figures per lamp are read from `street_lighting_projects.csv`; nothing is fitted here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata import LAMP_TYPES
from scenarios.book import read_book
from sim.city.lighting import LightingRegimes
from sim.parameter import Book

PROJECTS = Path(__file__).with_name("street_lighting_projects.csv")
LED_HOURS_OBSERVED = 20_300.0
"""Burning hours of the bridge in Minneapolis [h]."""


@dataclass(frozen=True)
class Project:
    """One published figure of one project."""

    place: str
    years: str
    latitude: float
    longitude: float
    quantity: str
    low: float
    high: float
    unit: str
    source: str
    unknown: str
    used_to_set: str
    """`yes` when a number of the book was set on this figure, so that agreement proves nothing."""

    @property
    def year(self) -> int:
        """Last year named, the present one when none is."""
        return int(self.years[-4:]) if self.years[-4:].isdigit() else 2025


@dataclass(frozen=True)
class Side:
    """A published figure and the model's range for it."""

    project: Project
    model_low: float
    model_high: float

    @property
    def agrees(self) -> bool:
        """Whether the two ranges touch, within 5 % for what is rounded in print."""
        project = self.project
        return self.model_low <= project.high * 1.05 and project.low <= self.model_high * 1.05

    @property
    def off_by(self) -> float:
        """How far the published figure lies outside the model's range, as a share of the nearest end; 0 inside."""
        if self.project.high < self.model_low:
            return self.project.high / self.model_low - 1.0
        return max(0.0, self.project.low / self.model_high - 1.0)


def read_projects(path: Path = PROJECTS) -> list[Project]:
    """The published figures.

    Raises:
        ValueError: a row lacks a column, has no number where one is wanted, or names a quantity the model has no answer
            for; the message says file, line, found and wanted
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [
        _project(row, f"{path.name}:{number}")
        for number, row in enumerate(csv.DictReader(lines[first:]), first + 2)
    ]  # fmt: skip


def _project(row: dict[str, str], where: str) -> Project:
    missing = [name for name in Project.__dataclass_fields__ if not row.get(name)]
    if missing:
        raise ValueError(f"{where}: found no {missing[0]}, wanted one in every row")
    numbers = {}
    for name in ("latitude", "longitude", "low", "high"):
        try:
            numbers[name] = float(row[name])
        except ValueError as wrong:
            raise ValueError(f"{where}: found {row[name]!r} as {name}, wanted a number") from wrong
    if row["quantity"] not in ANSWERS:
        raise ValueError(f"{where}: found the quantity {row['quantity']!r}, wanted one of {', '.join(ANSWERS)}")
    return Project(**{**row, **numbers})


def side_by_side(book: Book, projects: list[Project]) -> list[Side]:
    """The model's answer beside each published figure."""
    return [Side(project, *ANSWERS[project.quantity](book, project)) for project in projects]


# --- what the model says: a range where it depends on what is unknown -------------------------------------------------


def classic_watts(book: Book) -> dict[str, float]:
    """Share of each classic lamp type times its power, adding up to the mean classic lamp [W]."""
    heavy, mix, watts = (book.at(f"stock.lamp_{name}", 2019) for name in ("heavy_share", "mix_share", "power_w"))
    parts = ((1.0 - heavy, "light"), (heavy, "heavy"))
    return {kind: sum(part * mix[size].get(kind, 0.0) * watts[size].get(kind, 0.0) for part, size in parts)
            for kind in LAMP_TYPES if kind != "led"}  # fmt: skip


def _regimes(book: Book, project: Project) -> LightingRegimes:
    return LightingRegimes(book, project.latitude, project.longitude, project.year)


def _kwh_per_lamp(book: Book, project: Project) -> tuple[float, float]:
    kwh = sum(classic_watts(book).values()) * _regimes(book, project).lit_hours / 1000.0
    return kwh, kwh


def _saved_share(book: Book, project: Project) -> tuple[float, float]:
    """From the swap alone to the swap with deep dimming and control lamp by lamp."""
    swap = book.at("lighting.led_swap_saving", project.year)
    most = _regimes(book, project).saved_share("deep", part_night_off=False, smart_control=True)
    return swap, 1.0 - (1.0 - swap) * (1.0 - most)


def _switched_off(book: Book, project: Project) -> tuple[float, float]:
    share = _regimes(book, project).saved_share("none", part_night_off=True, smart_control=False)
    return share, share


def _saved_kwh(book: Book, project: Project) -> tuple[float, float]:
    kwh, shares = _kwh_per_lamp(book, project)[0], _saved_share(book, project)
    return kwh * shares[0], kwh * shares[1]


def _invested(book: Book, project: Project) -> tuple[float, float]:
    """The spread of the parameter."""
    return book["lighting.capex_eur_per_lamp"].spread


def _invested_per_kwh(book: Book, project: Project) -> tuple[float, float]:
    price, (least, most) = book.at("lighting.capex_eur_per_lamp", project.year), _saved_kwh(book, project)
    return price / most, price / least


def _price(book: Book, project: Project) -> tuple[float, float]:
    price = book.at("prices.electricity_public_lighting", project.year)
    return price, price


def _classic_failures(book: Book, project: Project) -> tuple[float, float]:
    """A park of the mix of the book with lamps of every age up to their life."""
    hazard = _regimes(book, project).hazard_by_age[:, : round(book.at("lighting.classic_luminaire_life_years", 2015))]
    heavy, mix = book.at("stock.lamp_heavy_share", 2019), book.at("stock.lamp_mix_share", 2019)
    share = np.array([(1.0 - heavy) * mix["light"].get(kind, 0.0) + heavy * mix["heavy"].get(kind, 0.0)
                      for kind in LAMP_TYPES])  # fmt: skip
    share[LAMP_TYPES.index("led")] = 0.0
    rate = float(share @ hazard.mean(axis=1) / share.sum())
    return rate, rate


def _young_led_failures(book: Book, project: Project) -> tuple[float, float]:
    rate = float(_regimes(book, project).hazard_by_age[LAMP_TYPES.index("led"), :5].mean())
    return rate, rate


def _led_light_lost(book: Book, project: Project) -> tuple[float, float]:
    """Without dirt, by the value of the book and by the upper end of its spread."""
    parameter = book["lighting.light_loss_per_1000_h"]
    loss = parameter.at(project.year)["led"]
    least, most = (1.0 - float(np.exp(-k * LED_HOURS_OBSERVED / 1000.0)) for k in (loss, loss * parameter.spread[1]))
    return least, most


ANSWERS: dict[str, Callable[[Book, Project], tuple[float, float]]] = {
    "kwh_per_lamp": _kwh_per_lamp,
    "saved_share": _saved_share,
    "switched_off_share": _switched_off,
    "saved_kwh_per_lamp": _saved_kwh,
    "invested_eur_per_lamp": _invested,
    "invested_eur_per_saved_kwh": _invested_per_kwh,
    "price_eur_per_kwh": _price,
    "classic_failures_per_year": _classic_failures,
    "young_led_failures_per_year": _young_led_failures,
    "led_light_lost_share": _led_light_lost,
}
"""Quantities that can be compared, and how the model answers."""


# --- as a page --------------------------------------------------------------------------------------------------------


def table(sides: list[Side]) -> str:
    """The comparison as a table in Markdown."""
    rows = ["| project | quantity | published | model | verdict | unknown |", "| --- | --- | ---: | ---: | --- | --- |"]
    for side in sides:
        project = side.project
        agrees = "agrees, set on it" if project.used_to_set == "yes" else "agrees"
        verdict = agrees if side.agrees else f"off by {side.off_by:+.0%}"
        words = (
            f"{project.place}, {project.years}", project.quantity.replace("_", " "), _span(project.low, project.high),
            f"{_span(side.model_low, side.model_high)} {project.unit}", verdict, project.unknown,
        )  # fmt: skip
        rows.append(f"| {' | '.join(words)} |")
    return "\n".join(rows)


def _span(low: float, high: float) -> str:
    def short(number: float) -> str:
        return f"{number:.0f}" if number >= 100 else f"{number:.3g}"

    return short(low) if short(low) == short(high) else f"{short(low)} to {short(high)}"


if __name__ == "__main__":
    print(table(side_by_side(read_book(), read_projects())))
