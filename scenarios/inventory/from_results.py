"""The inventory of a run, in the form of the template.

Place in the flow: sim results -> [from_results] -> export, check. What the model computes as zero does not occur in this
city (NO); what it does not compute keeps its own notation key and reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scenarios.inventory.labels import plain_label
from scenarios.problems import Problem, Unusable, one_of, shown, shown_path
from scenarios.results_folder import SavedResults, read_results
from sim.inventory.inventory import Action, Cell, Inventory, Place, Pledge
from sim.inventory.rows import COMPUTED
from sim.measures import MEASURES

NOTHING = "nothing of it in this city in this year"
COLUMNS = ("kind", "table", "row", "carrier", "year", "value", "notation", "source", "quality")


def inventory_of_results(folder: Path, years: Iterable[int] | None = None) -> Inventory:
    """The inventory of a results folder.

    Args:
        folder: of one run
        years: which to take; None: the base year, the first and last year, and the years of the city's targets

    Raises:
        Unusable: no results, results of an older version, or a year that the run did not live
    """
    return inventory_of_saved(read_results(folder), years)


def inventory_of_saved(saved: SavedResults, years: Iterable[int] | None = None) -> Inventory:
    """The inventory of results as they were read, or as they would be saved.

    Args:
        saved: with the table `inventory` at least
        years: as for `inventory_of_results`

    Raises:
        Unusable: as `inventory_of_results`
    """
    table = saved.tables["inventory"]
    if "notation" not in table.column_names or "F" not in set(table["table"].to_pylist()):
        raise Unusable(
            [Problem(shown_path(saved.folder), None, "", "results of an older version", "the scenario run anew")]
        )
    summary = saved.manifest["summary"]
    lived = sorted(set(table["year"].to_pylist()))
    chosen = _chosen(summary, lived, years)
    cells = {
        Place(*row[:5]): Cell(None if row[6] else row[5], *row[6:])
        for row in zip(*(table[name].to_pylist() for name in COLUMNS), strict=True) if row[4] in chosen
    }  # fmt: skip
    for year in chosen:
        _say_what_is_not_there(cells, year)
    return _with_plan(saved, chosen, cells)


def _chosen(summary: dict[str, Any], lived: list[int], years: Iterable[int] | None) -> list[int]:
    base = summary["baseline"]["year"]
    if years is None:
        wanted = {base, summary["years"][0], summary["years"][-1], *(target["year"] for target in summary["targets"])}
        return sorted(wanted & set(lived))
    strange = sorted(set(years) - set(lived))
    if strange:
        raise Unusable([Problem("--years", None, "", shown(strange), one_of(lived, 40))])
    return sorted({base, *years})


def _say_what_is_not_there(cells: dict[Place, Cell], year: int) -> None:
    """Cells the model can fill, and that are zero."""
    absent = Cell(None, "NO", "computed", NOTHING)
    for row, carriers in COMPUTED.items():
        for carrier in carriers:
            for kind, table in (("energy_mwh", "A"), ("co2_t", "B")):
                if (
                    table == "A"
                    or Place("energy_mwh", "A", row, carrier, year) not in cells
                    or cells[Place("energy_mwh", "A", row, carrier, year)].notation
                ):
                    cells.setdefault(Place(kind, table, row, carrier, year), absent)
                else:
                    cells.setdefault(Place(kind, table, row, carrier, year), Cell(0.0, "", "computed", "simulated"))
    cells.setdefault(Place("production_mwh", "C", "solar_power", "", year), absent)


def _with_plan(saved: SavedResults, years: list[int], cells: dict[Place, Cell]) -> Inventory:
    summary = saved.manifest["summary"]
    base, heads = summary["baseline"]["year"], float(summary["counts"]["inhabitants"])
    inhabitants = {year: heads for year in years if year != base}
    if summary["baseline"].get("inhabitants"):
        inhabitants = {base: float(summary["baseline"]["inhabitants"]), **inhabitants}
    pledges = tuple(Pledge(each["year"], each["kind"], each["pledged_share"]) for each in summary["targets"])
    actions = tuple(_action(measure, summary) for measure in summary["measures"])
    return Inventory(
        saved.manifest["city"]["name"], "ipcc", "co2", base, tuple(year for year in years if year != base), inhabitants,
        cells, pledges, {"vision": f"Simulated: scenario {saved.manifest['scenario']['name']}, seed {saved.manifest['seed']}"},
        actions,
    )  # fmt: skip


def _action(measure: dict[str, Any], summary: dict[str, Any]) -> Action:
    """A measure of the run as an action; what it saved is that of the things it touched."""
    kind = MEASURES.get(measure["id"])
    saved = measure["energy_before_mwh"] - measure["energy_after_mwh"]
    renewable = kind is not None and "solar" in measure["id"]
    return Action(
        title=plain_label(measure["id"]).capitalize(),
        sector=kind.sector if kind is not None else "",
        begin=summary["years"][0],
        end=summary["years"][-1],
        investment_eur=float(measure["capex_eur"]),
        finance_source=str(measure["paid_by"] or ""),
        saved_mwh=None if renewable else float(max(0.0, saved)),
        renewable_mwh=float(max(0.0, saved)) if renewable else None,
        co2_t=None if measure["co2_saved_t"] is None else float(measure["co2_saved_t"]),
    )
