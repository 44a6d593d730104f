"""Fit a city to an inventory: what moved, what remains, and a scenario file that plays in the fitted city.

Place in the flow: `stadslab inventory fit`.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.cities import city_file, find_city, is_imported
from scenarios.commands.telling import OK, Voice, amount, percent, table
from scenarios.commands.towns import free_town_name, keep_town_file
from scenarios.inventory import Fit, fit_city, lever_rows, open_inventory, save_overlay, sector_rows
from scenarios.problems import Problem, Unusable
from sim.inventory.inventory import Inventory

if TYPE_CHECKING:
    from geodata import CityFile


def fit_inventory(
    voice: Voice, city: str, given: str, year: int | None, seed: int, out: Path | None, name: str | None, replace: bool
) -> int:
    """Move the documented levers within their spread, write the overlay, explain what remains.

    With a name the city is kept too, with the baseline year and the targets of the inventory, and the overlay plays there.
    """
    inventory, given_name = open_inventory(given)
    path = _place_of_overlay(out or Path(f"{name or Path(city).stem}_as_{given_name}.yaml"), replace)
    own = free_town_name(name, replace) if name else None
    file = _drawn(city) if own else None
    fit = fit_city(city, inventory, year, seed, voice.progress)
    if own and file:
        keep_town_file(own, _with_pledges(file, own, inventory, fit.year))
    save_overlay(fit, own or city, given_name, path)
    report = fit_report(fit, own or city, given_name) | {"out": str(path)}
    kept = [f"Kept the city as {own}, base year {fit.year}"] if own else []
    voice.answer(report, *shown_fit(report), *kept, f"Written to {path}; run it with: stadslab run {path}")
    return OK


def _place_of_overlay(path: Path, replace: bool) -> Path:
    if path.suffix not in (".yaml", ".yml"):
        raise Unusable([Problem("--out", None, "", f"{path.name!r}", "a file ending in .yaml", f"{path.stem}.yaml")])
    if path.exists() and not replace:
        raise Unusable([Problem("--out", None, "", f"{str(path)!r}, which exists", "another place, or --replace")])
    return path


def _drawn(city: str) -> CityFile:
    """The file of a city that is drawn; an imported map has none to write a base year in."""
    place = find_city(city)
    if is_imported(place):
        raise Unusable(
            [Problem("--name", None, "", f"the imported city {city!r}", "a city that is drawn, or no --name")]
        )
    return city_file(place)


def _with_pledges(file: CityFile, name: str, inventory: Inventory, year: int) -> dict[str, Any]:
    """The city file under another name, with the year and the pledges of an inventory."""
    content = file.model_dump(mode="json") | {"name": name}
    content["title"] = {language: f"{words} ({name})" for language, words in file.title.model_dump().items()}
    label = {"en": "Pledge of the inventory", "nl": "Belofte van de inventaris"}
    pledges = [
        {**asdict(pledge), "label": label}
        for pledge in inventory.pledges
        if pledge.pledged_share and pledge.year > year
    ]
    content["facts"] |= {"base_year": year} | ({"targets": pledges} if pledges else {})
    return content


def fit_report(fit: Fit, city: str, name: str) -> dict[str, Any]:
    """What `--json` prints of a fit."""
    before, after = fit.remaining(fit.before), fit.remaining(fit.after)
    parts = {word: float(getattr(after, word).sum()) for word in ("factor_t", "activity_t", "boundary_t")}
    return {
        "city": city,
        "inventory": name,
        "year": fit.year,
        "scale": fit.scale,
        "misfit_before": fit.misfit(fit.before),
        "misfit_after": fit.misfit(fit.after),
        "levers": lever_rows(fit),
        "sectors": sector_rows(fit),
        "remaining_t": {
            **parts,
            "activity_before_t": float(before.activity_t.sum()),
            "not_energy_t": fit.given.not_energy_t,
        },
    }


def shown_fit(report: dict[str, Any]) -> list[Any]:
    """A fit as people read it."""
    levers = [
        (lever["title"], f"{lever['before']:.4g}", f"{lever['after']:.4g}", f"{lever['low']:.4g} to {lever['high']:.4g}", lever["unit"],
         "at its limit" if lever["at_limit"] else "" if lever["moved"] else "stays")
        for lever in report["levers"]
    ]  # fmt: skip
    sectors = [
        (row["row"], *(amount(row[name]) for name in ("given_mwh", "before_mwh", "after_mwh", "given_co2_t", "model_co2_t")),
         *(amount(row[name], signed=True) for name in ("factor_t", "activity_t", "boundary_t")))
        for row in report["sectors"]
    ]  # fmt: skip
    head = (
        f"{report['city']} fitted to {report['inventory']} of {report['year']}; energy differs by "
        f"{percent(report['misfit_after'])} in what both count, before {percent(report['misfit_before'])}; "
        f"the city's numbers times {report['scale']:.4g} (inhabitants)"
    )
    columns = (
        "sector",
        "given MWh",
        "before",
        "after",
        "given t",
        "city t",
        "by factors t",
        "by activity t",
        "by boundary t",
    )
    return [
        head,
        table("Levers", ("lever", "before", "after", "limits", "unit", ""), levers),
        table(
            "What remains, given less city: factors, activity, and what only one of the two counts", columns, sectors
        ),
        *(f"{row['row']}: {reason}" for row in report["sectors"] for reason in row["why"]),
    ]
