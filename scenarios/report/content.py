"""The content of a report: every part in its order, with the sheets of the workbook.

Place in the flow: scenarios runs -> [report]: a run comes in, a `Report` goes out, which `pdf`, `html` and `xlsx` set.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from scenarios.cities import list_cities
from scenarios.export.plain_text import clean
from scenarios.inventory.from_results import inventory_of_saved
from scenarios.inventory.labels import read_labels
from scenarios.inventory.writing import SheetWriter
from scenarios.report.blocks import Report, Section, Sheet
from scenarios.report.given import Given
from scenarios.report.parts.answer import answer
from scenarios.report.parts.assumptions import assumptions, assumptions_sheet
from scenarios.report.parts.certainty import certainty
from scenarios.report.parts.deal import deal, deal_sheet
from scenarios.report.parts.emissions import emissions, emissions_sheet
from scenarios.report.parts.energy import energy, energy_sheet
from scenarios.report.parts.gains import cash_sheet, gains, parties_sheet
from scenarios.report.parts.limits import limits, origin, origin_sheet
from scenarios.report.parts.measures import measures, measures_sheet
from scenarios.report.parts.on_the_way import on_the_way, projects_sheet
from scenarios.report.parts.paying import contracts_sheet, paying, tenders_sheet
from scenarios.report.words import LONGEST_TITLE, Words
from scenarios.results_folder import SavedResults, as_table
from sim.parameter import Book
from sim.results import Results
from sim.scenario import Scenario

PARTS = (
    answer, emissions, measures, energy, gains, paying, deal, on_the_way, certainty, assumptions, limits, origin,
)  # fmt: skip
SHEETS = (
    origin_sheet, emissions_sheet, energy_sheet, measures_sheet, parties_sheet, cash_sheet, contracts_sheet, tenders_sheet,
    projects_sheet, deal_sheet, assumptions_sheet,
)  # fmt: skip
LABELS = ("contents", "skip", "page", "numbers", "simulated", "by", "paper_title")


def report_of(
    results: Results, scenario: Scenario, book: Book, lang: str, untouched: Results | None = None,
    bands: dict[str, Any] | None = None,
) -> Report:  # fmt: skip
    """The content of a report.

    Args:
        results: of the run, with alternatives; with `attribute` measures say what they saved
        scenario: as it was run
        book: as the run used it (`Stage.book`)
        lang: one of `words.LANGUAGES`
        untouched: the same city without any measure
        bands: of an ensemble of the same plan (`report.ensemble_at_hand`)
    """
    words = Words(lang, {party.role: party.name for party in scenario.parties.values()})
    given = Given(
        results, scenario, book, words, untouched, bands, _city_title(words, results.manifest["city"]["name"])
    )
    sections = [section for part in PARTS if (section := part(given)) is not None]
    return Report(
        lang, _title(given), words.local(scenario.question) if scenario.question else "", _under_title(given),
        tuple(Section(f"{number}. {each.title}", each.blocks) for number, each in enumerate(sections, start=1)),
        tuple(sheet for make in SHEETS if (sheet := make(given)) is not None), _covenant(results, lang),
        {label: words(f"report.{label}") for label in LABELS},
        tuple(_credit(words, each) for each in results.manifest.get("attribution", ())),
    )  # fmt: skip


def _title(given: Given) -> str:
    title = given.words.local(given.scenario.title) if given.scenario.title else ""
    return clean(title or given.scenario.name, LONGEST_TITLE)


def _city_title(words: Words, name: str) -> str:
    known = list_cities().get(name)
    return words.titled(known) if known else clean(Path(name).stem.replace("_", " "), LONGEST_TITLE)


def _credit(words: Words, credit: str) -> str:
    """Whose data it is; a credit nobody translated stays as it was given."""
    return words.name("credit", credit) if words.knows("credit", credit) else clean(credit, LONGEST_TITLE)


def _under_title(given: Given) -> tuple[tuple[str, str], ...]:
    w, counts = given.words, given.summary["counts"]
    city = w(
        "report.city",
        city=given.city_title,
        inhabitants=w.number(counts["inhabitants"]),
        dwellings=w.number(counts["dwellings"]),
    )
    return (
        (w("origin.city"), city),
        (w("report.years"), f"{given.first_year}–{given.last_year}"),
        (w("origin.seed"), str(given.results.seed)),
        (w("origin.version"), f"Stadslab {given.results.manifest['versions'].get('stadslab', '?')}"),
    )


def _covenant(results: Results, lang: str) -> dict[str, list[list[Any]]]:
    """The tables of the Covenant template, as `stadslab inventory export` writes them."""
    tables = {"inventory": as_table(results.tables["inventory"])}
    inventory = inventory_of_saved(SavedResults(Path(results.scenario), results.manifest, tables))
    return SheetWriter(inventory, read_labels(), lang).sheets()


__all__ = ["Report", "Sheet", "report_of"]
