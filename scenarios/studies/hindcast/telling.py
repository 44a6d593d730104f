"""What a hindcast leaves behind: a result file, tables for the page in docs, and pictures.

Place in the flow: scenarios -> [studies]. Every number comes from the `Hindcast` that was run. Files are written beside
their place and renamed, so what stands there is whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, Unusable, shown_path
from scenarios.studies.hindcast.checks import MISFIT, Judged, mean_series
from scenarios.studies.hindcast.councils import Series
from scenarios.studies.hindcast.stage import PARAMETERS
from scenarios.studies.hindcast.study import Hindcast
from scenarios.studies.hindcast.svg import COLOURS, Chart, Dots, Line

UNSEEN_FROM = 2023.0
DIGITS_SMALL, SMALL = 2, 10.0
PICTURES: dict[str, tuple[str, str, tuple[str, ...], bool]] = {
    "hindcast_led": ("LED among the lamps of Flanders", "% of lamps", ("led_share",), False),
    "hindcast_lighting": ("Electricity of street lighting, Flanders", "GWh per year", ("lighting_gwh",), False),
    "hindcast_panels": ("New solar systems on homes, Flanders", "systems per year", ("pv_systems_per_year",), False),
    "hindcast_cars": ("Battery cars, Belgium", "cars, logarithmic", ("bev_cars",), True),
    "hindcast_heat_pumps": ("Heat pumps in existing homes, Belgium", "per year", ("heat_pumps_belgium",), False),
    "hindcast_gas": ("Gas of a connection", "kWh gross per year", ("gas_kwh_per_connection",), False),
    "hindcast_electricity": (
        "Electricity a household takes from the grid",
        "kWh per year",
        ("electricity_offtake_kwh",),
        False,
    ),
    "hindcast_certificates": (
        "Mean of the certificates of the year",
        "kWh primary per m2",
        ("epc_mean_kwh_m2",),
        False,
    ),
    "hindcast_covenant": (
        "Emissions since 2011",
        "%",
        ("co2_change_since_2011_pct", "residential_co2_change_since_2011_pct"),
        False,
    ),
}
"""Title, unit, series and whether the scale is logarithmic, by file name."""
NAMES = {"residential_co2_change_since_2011_pct": "homes", "co2_change_since_2011_pct": "all sectors"}


def write_hindcast(found: Hindcast, folder: Path) -> list[Path]:
    """Write everything into a folder, which is made when it is not there; other files in it are left alone.

    Raises:
        Unusable: the folder cannot be written to
    """
    texts = {"hindcast.json": json.dumps(_rounded(found.as_plain()), indent=1) + "\n", "hindcast.md": tables(found)}
    texts |= {f"{name}.svg": picture(found, name).svg() for name in PICTURES}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / name, text) for name, text in texts.items()]
    except OSError as trouble:
        wanted = "a folder that can be written to"
        raise Unusable(
            [Problem(shown_path(folder), None, "--out", trouble.strerror or str(trouble), wanted)]
        ) from trouble


def _write(path: Path, text: str) -> Path:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def picture(found: Hindcast, name: str) -> Chart:
    """One of PICTURES: the best sample with its band, the book as it stands, and what was observed."""
    title, unit, quantities, log = PICTURES[name]
    lines, dots = [], []
    for number, quantity in enumerate(quantities):
        colour = COLOURS[number]
        what = NAMES[quantity] if len(quantities) > 1 else "fitted"
        lines.append(Line(what, _points(found.runs, quantity), _band(found.runs, quantity), colour=colour))
        if len(quantities) == 1:
            lines.append(Line("book", _points(found.book_runs, quantity), dashed=True, colour=COLOURS[1]))
        dots += _observed(found.judged, quantity, "" if len(quantities) > 1 and number == 0 else None)
    return Chart(title, unit, lines, dots, log=log, unseen_from=UNSEEN_FROM)


def _points(runs: Sequence[Series], quantity: str) -> list[tuple[float, float]]:
    return list(mean_series(runs, quantity).items())


def _band(runs: Sequence[Series], quantity: str) -> list[tuple[float, float, float]]:
    dates = sorted(runs[0][quantity])
    return [
        (date, min(run[quantity][date] for run in runs), max(run[quantity][date] for run in runs)) for date in dates
    ]


def _observed(judged: Sequence[Judged], quantity: str, name: str | None) -> list[Dots]:
    rows = [each.observation for each in judged if each.observation.quantity == quantity]
    kinds: tuple[tuple[str, Callable[[Any], bool], bool], ...] = (
        ("observed, fitted on", lambda row: row.use == "fit", True),
        ("observed, kept", lambda row: row.use != "fit", False),
    )
    return [
        Dots(words if name is None else name, [(r.date, r.value, r.low, r.high) for r in rows if holds(r)], filled)
        for words, holds, filled in kinds
        if any(map(holds, rows))
    ]


def tables(found: Hindcast) -> str:
    """The tables of docs/hindcast.md in Markdown."""
    parts = [_parameter_table(found), _tally_table(found)]
    parts += [_figure_table(found, check) for check in dict.fromkeys(each.observation.check for each in found.judged)]
    parts.append(_shape_table(found))
    return "\n\n".join(parts) + "\n"


def _parameter_table(found: Hindcast) -> str:
    rows = [
        f"| `{each['name']}{'.' + each['table_word'] if each['table_word'] else ''}` | {_pair(each['first_range'])} |"
        f" {_pair(each['left'])} | {_number(each['best'])} | {_number(each['in_the_book'])} |"
        for each in found.as_plain()["parameters"]
    ]  # fmt: skip
    assert len(rows) == len(PARAMETERS)
    return "\n".join(
        [
            "| parameter | looked at | left after the last wave | best sample | book |",
            "| --- | --- | --- | ---: | ---: |",
            *rows,
        ]
    )


def _tally_table(found: Hindcast) -> str:
    rows = [f"| {use} | {n['pass']} | {n['near']} | {n['misfit']} |" for use, n in found.as_plain()["tally"].items()]
    return "\n".join(["| figures | pass | near | misfit |", "| --- | ---: | ---: | ---: |", *rows])


def _figure_table(found: Hindcast, check: str) -> str:
    head = [
        "| figure | use | observed | fitted | error | I | | book |",
        "| --- | --- | ---: | ---: | ---: | ---: | --- | ---: |",
    ]
    rows = []
    for each, old in zip(found.judged, found.judged_book, strict=True):
        seen = each.observation
        if seen.check == check:
            error = f"{100 * each.error:+.0f} %" if seen.scale == "log" else _number(each.error, signed=True)
            verdict = f"**{each.verdict}**" if each.verdict == MISFIT else each.verdict
            rows.append(
                f"| {seen.id} ({seen.unit}) | {seen.use} | {_number(seen.value)} | {_number(each.model)} | {error} |"
                f" {each.implausibility:.1f} | {verdict} | {_number(old.model)} |"
            )
    return "\n".join([f"### {check}", "", *head, *rows])


def _shape_table(found: Hindcast) -> str:
    rows = [
        f"| {s.check} | {s.says} | {s.seen} | {'**misfit**' if s.verdict == MISFIT else s.verdict} |"
        for s in found.shapes
    ]
    return "\n".join(["### shapes", "", "| check | what should be seen | seen | |", "| --- | --- | --- | --- |", *rows])


def _pair(ends: Sequence[float]) -> str:
    return f"{_number(ends[0])} to {_number(ends[1])}"


def _number(value: float, signed: bool = False) -> str:
    """A number for a table: thousands apart, two digits when it is small.

    >>> _number(12345.6), _number(0.256), _number(-3.0, signed=True)
    ('12 346', '0.26', '-3.00')
    """
    digits = DIGITS_SMALL if abs(value) < SMALL else 1 if abs(value) < 100 else 0
    return f"{value:{'+' if signed else ''},.{digits}f}".replace(",", " ")


def _rounded(value: Any) -> Any:
    """Plain values with six figures: enough to read, and the same on every machine but for rare ties."""
    if isinstance(value, dict):
        return {str(key): _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value
