"""Emissions against the pledge, as a whole and by sector.

Place in the flow: part of a report.
"""

from __future__ import annotations

from scenarios.report.blocks import Column, Figure, Paragraph, Section, Sheet, Table
from scenarios.report.charts import Line, Lines, Stacked, stacks
from scenarios.report.given import Given
from scenarios.report.standing import Pledge, path_to, pledges_of


def emissions(given: Given) -> Section:
    """The path of emissions, every pledge with its gap, and who emits."""
    w, pledges = given.words, pledges_of(given.results)
    blocks = [Paragraph(w("emissions.intro", base=given.summary["baseline"]["year"])), _path(given, pledges)]
    if pledges:
        blocks.append(_pledge_table(given, pledges))
    return Section(w("emissions.title"), (*blocks, _by_sector(given)))


def _path(given: Given, pledges: list[Pledge]) -> Figure:
    w, results, unit = given.words, given.results, given.words("unit.kilotonnes")
    emitted_t = results.emissions_by_year()
    base = given.summary["baseline"]
    own = [(base["year"], base["co2_t"] / 1e3)] if base["year"] < given.first_year else []
    own += [(int(year), t / 1e3) for year, t in zip(results.years, emitted_t, strict=True)]
    band = [(year, low / 1e3, high / 1e3) for year, low, high in (given.bands or {}).get("co2_band", ())]
    lines = [Line(w("emissions.this_plan") if given.scenario.measures else w("emissions.this_city"), own, band=band)]
    if given.untouched is not None:
        other = zip(results.years, given.untouched.emissions_by_year(), strict=True)
        lines.append(Line(w("emissions.no_measures"), [(int(year), t / 1e3) for year, t in other], None))
    if pledges:
        path = [(year, t / 1e3) for year, t in path_to(results, pledges)]
        lines.append(Line(w("emissions.path"), path, 5, dashed=True))
    marks, seen = [], set()
    for pledge in pledges:
        if pledge.year not in seen and pledge.year <= given.last_year:
            seen.add(pledge.year)
            marks.append((pledge.year, pledge.level_t / 1e3, w.percent(-pledge.pledged_share, 0, signed=True)))
    final = given.summary["final"]
    alt = w(
        "emissions.alt", base=base["year"], before=w.number(base["co2_t"] / 1e3, 1), last=final["year"],
        after=w.number(final["co2_t"] / 1e3, 1),
    )  # fmt: skip
    drawing = Lines(unit, lines, marks, lambda value: w.number(value))
    title = w("emissions.figure_band") if band else w("emissions.figure")
    return Figure(title, alt, drawing, _path_numbers(given))


def _path_numbers(given: Given) -> Table:
    w = given.words
    columns = [Column(w("column.year")), Column(w("emissions.this_city_t"), number=True)]
    series = [given.results.emissions_by_year()]
    if given.untouched is not None:
        columns.append(Column(w("emissions.no_measures_t"), number=True))
        series.append(given.untouched.emissions_by_year())
    rows = tuple(
        (str(year), *(w.number(v) for v in values)) for year, *values in zip(given.results.years, *series, strict=True)
    )
    return Table(w("emissions.figure"), tuple(columns), rows)


def _pledge_table(given: Given, pledges: list[Pledge]) -> Table:
    w, rows = given.words, []
    for pledge in pledges:
        label = w.titled(pledge.label) if pledge.label else ""
        met = str(pledge.met_in) if pledge.met_in else w("emissions.not_in_run", last=given.last_year)
        if pledge.gap_t is None:
            reached, points, tonnes = w("emissions.outside"), "", ""
        else:
            reached = w.percent(-pledge.reached_share, signed=True)
            points, tonnes = w.number(pledge.gap_points, 1, signed=True), w.number(pledge.gap_t, signed=True)
        rows.append(
            (str(pledge.year), label, w.name("pledge_kind", pledge.kind), w.percent(-pledge.pledged_share, 0, signed=True),
             reached, points, tonnes, met)
        )  # fmt: skip
    columns = (
        Column(w("column.year"), 0.7), Column(w("emissions.pledge"), 1.9), Column(w("emissions.counted"), 1.5),
        Column(w("emissions.pledged"), 1, True), Column(w("emissions.reached"), 1, True),
        Column(w("emissions.gap_points"), 1, True), Column(w("emissions.gap_tonnes"), 1.1, True),
        Column(w("emissions.met_in"), 1.3, True),
    )  # fmt: skip
    return Table(w("emissions.pledges"), columns, tuple(rows), note=w("emissions.gap_note"))


def _by_sector(given: Given) -> Figure:
    w = given.words
    series = {
        w.row(name): [float(t) / 1e3 for t in values] for name, values in given.results.emissions_by_sector().items()
    }
    drawing = Stacked(
        w("unit.kilotonnes"), [int(y) for y in given.results.years], stacks(series, w("charts.others")),
        lambda value: w.number(value),
    )  # fmt: skip
    table = told_years(given, given.inventory("co2_t", "row"), w("emissions.by_sector"), w("column.sector"), w.row)
    biggest = max(given.summary["final"]["by_sector"], key=given.summary["final"]["by_sector"].get)
    return Figure(
        w("emissions.by_sector_figure"),
        w("emissions.by_sector_alt", biggest=w.row(biggest), last=given.last_year),
        drawing,
        table,
    )


def told_years(given: Given, by_year: dict[int, dict[str, float]], title: str, head: str, tell) -> Table:
    """Amounts by sector or carrier in the years told, the biggest at the start first, with their sum."""
    w = given.words
    names = {name for amounts in by_year.values() for name in amounts}
    ranked = sorted(names, key=lambda name: (-max(by_year[y].get(name, 0.0) for y in by_year), name))
    rows = [(tell(name), *(w.number(by_year[year].get(name, 0.0)) for year in by_year)) for name in ranked]
    rows.append((w("column.total"), *(w.number(sum(by_year[year].values())) for year in by_year)))
    columns = (Column(head, 2.4), *(Column(str(year), number=True) for year in by_year))
    return Table(title, columns, tuple(rows), with_sum=True)


def emissions_sheet(given: Given) -> Sheet:
    """Emissions of every sector in every year."""
    w, series = given.words, given.results.emissions_by_sector()
    names = sorted(series)
    columns = (w("column.year"), *(f"{w.row(name)} [t CO2]" for name in names), f"{w('column.total')} [t CO2]")
    rows = [
        (int(year), *(float(series[name][at]) for name in names), float(sum(series[name][at] for name in names)))
        for at, year in enumerate(given.results.years)
    ]
    return Sheet(w("sheet.emissions"), columns, tuple(rows))
