"""The model beside what others published, as tables for docs/validation.md.

Place in the flow: right of `sim`, asked by hand: `python -m scenarios.validation.side_by_side TABLE [FOLDER]`, the folder
being one with the published files. A number here is computed when it is asked for, never kept.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from scenarios.book import read_book
from scenarios.validation.judge import judge
from scenarios.weather import belgian_year
from sim.physics import ARCHETYPE_TYPES, ENVELOPE_PERIODS, hourly_over_seasonal, measured_over_calculated

YEAR = 2025
MODEL = "this model"


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as it stands in a page; numbers to the right.

    >>> print(markdown(("case", "MWh"), [("600", "4.6")]))
    | case | MWh |
    | --- | ---: |
    | 600 | 4.6 |
    """
    lines = [header, ["---", *(["---:"] * (len(header) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def hourly_against_seasonal() -> str:
    """Hourly heat over seasonal heat of the Belgian types, as built and with all improved, mean over the four fronts."""
    book = read_book()
    place = (book.at(f"weather.{side}_deg", YEAR) for side in ("latitude", "longitude"))
    ratio = hourly_over_seasonal(belgian_year(book, YEAR), *place, book, YEAR)
    mean = ratio.mean(axis=3)
    rows = [
        (kind.replace("_", " "), *(f"{mean[k, p, 0]:.2f}, {mean[k, p, -1]:.2f}" for p in range(len(ENVELOPE_PERIODS))))
        for k, kind in enumerate(ARCHETYPE_TYPES)
    ]
    table = markdown(("type", *(period.replace("_", " ") for period in ENVELOPE_PERIODS)), rows)
    return f"{table}\n\nAll {ratio.size} archetypes: {ratio.min():.2f} to {ratio.max():.2f}, mean {ratio.mean():.2f}."


QUANTITIES = {
    "annual_heating_mwh": "annual_heating", "annual_cooling_mwh": "annual_cooling", "peak_heating_kw": "peak_heating",
    "peak_cooling_kw": "peak_cooling", "t_min_c": "t_min", "t_max_c": "t_max", "t_mean_c": "t_mean",
}  # fmt: skip
"""Of a case, and their names in the table of ranges."""


def hourly_against_programs(folder: Path) -> str:
    """BESTEST: this model, six detailed programs, and a public model of the same method."""
    ranges = {(row["case"], row["quantity"]): row for row in _rows(folder / "bestest_ranges.csv")}
    rows = []
    for verdict in judge(folder / "cases.jsonl"):
        if verdict.kind != "building_hourly":
            continue
        case = verdict.case.removeprefix("BESTEST ")
        others = ranges[case, QUANTITIES[verdict.quantity]]
        peer = others["peer_modelica_5R1C"] or "-"
        span = f"{float(others['min']):.2f} to {float(others['max']):.2f}"
        unit = {"MWh": "MWh", "kW": "kW"}.get(others["unit"], "°C")
        rows.append((case, f"{others['quantity'].replace('_', ' ')} [{unit}]", f"{verdict.computed:.2f}", span, peer))
    return markdown(("case", "quantity", MODEL, "six programs", "Modelica 5R1C"), rows)


def sun_against_programs(folder: Path) -> str:
    """Yearly sun on five planes in Denver."""
    rows = [
        (
            verdict.quantity.removesuffix("_kwh_m2"),
            f"{verdict.computed:.0f}",
            f"{verdict.low:.0f} to {verdict.high:.0f}",
        )
        for verdict in judge(folder / "cases.jsonl")
        if verdict.kind == "incident_sun"
    ]
    return markdown(("plane", f"{MODEL} [kWh/m2]", "allowed [kWh/m2]"), rows)


def panels_against_the_field() -> str:
    """Belgian yields and sun: published beside the model, and the performance ratio that would make them equal."""
    sun, roofs, south = belgian_sun_kwh_m2()
    ratio = read_book().at("solar.performance_ratio", YEAR)
    rows = [
        ("sun on a flat plane, KMI normal [kWh/m2]", "1051", f"{sun:.0f}", "-"),
        ("Brussels fleet, 8,000 systems, median [kWh/kWp]", "850", f"{ratio * roofs:.0f}", f"{850 / roofs:.2f}"),
        ("good roof, south at 35 degrees [kWh/kWp]", "900", f"{ratio * south:.0f}", f"{900 / south:.2f}"),
    ]
    return markdown(("figure", "published", f"{MODEL}, ratio {ratio:g}", "ratio that would match"), rows)


def belgian_sun_kwh_m2() -> tuple[float, float, float]:
    """Yearly sun on a flat plane, on the best roof faces of the ideal city (panels on flat roofs included), and to the
    south at 35 degrees."""
    from scenarios.cities import open_city
    from scenarios.climate import sunshine_of

    book = read_book()
    city_map, _ = open_city("ideal_city", book)
    sunshine = sunshine_of(city_map.latitude, city_map.longitude, book)
    buildings = city_map.buildings
    homes = buildings.dwellings > 0
    ratio = book.at("solar.performance_ratio", YEAR)
    fleet = sunshine.of_roofs(buildings.azimuth_deg[homes], buildings.ridge_m[homes] <= 0)
    south = sunshine.pitched_kwh_per_kwp[sunshine.azimuths_deg.index(180.0)]
    flat = float(belgian_year(book, YEAR).ghi_w_m2.sum()) / 1000
    return flat, float(fleet.mean(dtype=np.float64)) / ratio, south / ratio


def measured_against_calculated() -> str:
    """Prebound: three published figures beside the curve of the book."""
    book = read_book()
    half = book.at("heat.prebound_half_kwh_m2", YEAR)
    certificate = book.at("heat.certificate_over_calculated", YEAR)
    rows = [
        ("3,400 German homes at about 225 kWh/m2: measured less calculated", "-30 %",
         f"{100 * (measured_over_calculated(225, half) - 1):.0f} %"),
        ("Belgian homes of the 1950s made passive: measured use falls by a factor, where 8 is claimed", "2.6",
         f"{_fall(300, 8, half):.1f} from 300, {_fall(600, 8, half):.1f} from 600 kWh/m2"),
        ("five Walloon dwellings: measured over certificate", "0.5",
         f"{measured_over_calculated(500 / certificate, half):.2f} to {measured_over_calculated(1000 / certificate, half):.2f}"
         " (500 to 1,000 kWh/m2 on the certificate), of what is calculated"),
    ]  # fmt: skip
    return markdown(("figure", "published", MODEL), rows)


def _fall(before_kwh_m2: float, factor: float, half_kwh_m2: float) -> float:
    """By what factor the measured use falls when the calculated one falls by `factor`."""
    after = before_kwh_m2 / factor
    return factor * measured_over_calculated(before_kwh_m2, half_kwh_m2) / measured_over_calculated(after, half_kwh_m2)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


TABLES: dict[str, Callable[..., str]] = {
    "seasonal": hourly_against_seasonal, "programs": hourly_against_programs, "sun": sun_against_programs,
    "panels": panels_against_the_field, "prebound": measured_against_calculated,
}  # fmt: skip
NEED_A_FOLDER = ("programs", "sun")


def main(words: Sequence[str]) -> int:
    """Print one table; 2 when it is not known which, or its files are not there."""
    wanted = (
        f"wanted one of {', '.join(TABLES)}; {' and '.join(NEED_A_FOLDER)} need the folder with the published files"
    )
    if not words or words[0] not in TABLES or (words[0] in NEED_A_FOLDER) != (len(words) == 2):
        print(wanted, file=sys.stderr)
        return 2
    try:
        print(TABLES[words[0]](*(Path(word) for word in words[1:])))
    except OSError as trouble:
        print(f"{trouble.filename}: {trouble.strerror}; {wanted}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
