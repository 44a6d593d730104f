"""What must not be concluded, and where the report comes from.

Place in the flow: part of a report. The limits are those of `docs/limits.md`, in short.
"""

from __future__ import annotations

import shlex

from scenarios.report.blocks import Bullets, Column, Paragraph, Section, Sheet, Table
from scenarios.report.given import Given

LIMITS = (
    "forecast",
    "offer",
    "advice",
    "form",
    "seed",
    "levels",
    "left_out",
    "people",
    "inventory",
    "money",
    "checked",
)
HASH_LETTERS = 12


def limits(given: Given) -> Section:
    """The limits of use."""
    w = given.words
    return Section(
        w("limits.title"), (Paragraph(w("limits.intro")), Bullets(tuple(w(f"limits.{limit}") for limit in LIMITS)))
    )


def origin(given: Given) -> Section:
    """Seed, version, fingerprints, the laws checked, and the command that repeats it."""
    w = given.words
    columns = Column(w("origin.what"), 1), Column(w("origin.is"), 3)
    return Section(
        w("origin.title"), (Paragraph(w("origin.intro")), Table(w("origin.table"), columns, tuple(papers(given))))
    )


def papers(given: Given) -> list[tuple[str, str]]:
    """What the run was made from."""
    w, manifest, checks = given.words, given.results.manifest, given.summary["checks"]
    laws = w("origin.laws_hold") if checks["ok"] else w("origin.laws_broken")
    return [
        (w("origin.scenario"), w.local(given.scenario.name)),
        (w("origin.city"), f"{given.city_title} ({w('origin.fingerprint')} {manifest['city']['hash'][:HASH_LETTERS]})"),
        (w("origin.seed"), str(given.results.seed)),
        (w("origin.version"), f"Stadslab {manifest['versions'].get('stadslab', '?')}"),
        (w("origin.book"), manifest["book_hash"][:HASH_LETTERS]),
        (w("origin.file"), manifest["scenario"]["hash"][:HASH_LETTERS]),
        (w("origin.laws"), laws),
        (w("origin.command"), command(given)),
    ]


def command(given: Given) -> str:
    """The command that makes this report again."""
    words = [
        "stadslab",
        "report",
        given.scenario.name,
        "--seed",
        str(given.results.seed),
        "--city",
        given.results.manifest["city"]["name"],
    ]
    return given.words.local(shlex.join([*words, "--lang", given.words.lang]))


def origin_sheet(given: Given) -> Sheet:
    """The papers as a sheet, with the limits under them."""
    w = given.words
    rows = [*papers(given), (None, None), *((w("limits.title"), w(f"limits.{limit}")) for limit in LIMITS)]
    return Sheet(w("sheet.origin"), (w("origin.what"), w("origin.is")), tuple(rows))
