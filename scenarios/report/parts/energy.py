"""Energy by carrier: what the city burns and draws.

Place in the flow: part of a report.
"""

from __future__ import annotations

from scenarios.report.blocks import Figure, Paragraph, Section, Sheet
from scenarios.report.charts import Stacked, stacks
from scenarios.report.given import Given
from scenarios.report.parts.emissions import told_years


def energy(given: Given) -> Section:
    """Final energy by carrier over the years."""
    w = given.words
    table = told_years(
        given, given.inventory("energy_mwh", "carrier"), w("energy.table"), w("column.carrier"), w.carrier
    )
    series = {
        w.carrier(name): [float(mwh) / 1e3 for mwh in values]
        for name, values in given.results.energy_by_carrier().items()
    }
    drawing = Stacked(
        w("unit.gwh"), [int(y) for y in given.results.years], stacks(series, w("charts.others")),
        lambda value: w.number(value),
    )  # fmt: skip
    first, final = given.summary["first"], given.summary["final"]
    values = {
        "first": first["year"], "last": final["year"], "gas_first": w.number(first["gas_kwh_per_connection"]),
        "gas_last": w.number(final["gas_kwh_per_connection"]),
        "power_first": w.number(first["electricity_kwh_per_household"]),
        "power_last": w.number(final["electricity_kwh_per_household"]),
    }  # fmt: skip
    names = [name for name, _ in drawing.series[:3]]
    figure = Figure(w("energy.figure"), w("energy.alt", names=w.listed(names)), drawing)
    return Section(w("energy.title"), (Paragraph(w("energy.intro", **values)), figure, table))


def energy_sheet(given: Given) -> Sheet:
    """Final energy of every carrier in every year."""
    w, series = given.words, given.results.energy_by_carrier()
    names = sorted(series)
    columns = (w("column.year"), *(f"{w.carrier(name)} [MWh]" for name in names), f"{w('column.total')} [MWh]")
    rows = [
        (int(year), *(float(series[name][at]) for name in names), float(sum(series[name][at] for name in names)))
        for at, year in enumerate(given.results.years)
    ]
    return Sheet(w("sheet.energy"), columns, tuple(rows))
