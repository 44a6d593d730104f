"""The report a council would read, in the forms and the language asked for.

Place in the flow: `stadslab report`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from scenarios.commands.runs import read_scenario
from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, table
from scenarios.problems import Problem, Unusable, near_word, one_of, shown
from scenarios.report import FORMATS, LANGUAGES, file_name, report_on, save_report
from scenarios.report.ensemble_at_hand import open_ensemble
from scenarios.report.reporting import placed


def write_report(
    voice: Voice, name: str, formats: str, lang: str, city: str | None, seed: int | None, out: Path | None,
    ensemble: Path | None,
) -> int:  # fmt: skip
    """Run a scenario and write its report; 1 when a law of the model does not hold."""
    begun = time.perf_counter()
    forms = _words("--format", formats, FORMATS)
    language = _words("--lang", lang, LANGUAGES)[0]
    folder = out or Path("results")
    _refuse_unwritable(folder)
    if ensemble is not None:
        open_ensemble(ensemble)  # a wrong folder is told before anything long is run
    scenario = placed(read_scenario(voice, name, city), city, seed)
    report, results = report_on(scenario, language, ensemble=ensemble, progress=voice.progress)
    voice.progress(f"writing {', '.join(forms)}")
    base = file_name(results.scenario, results.city, results.seed, "report", language)
    paths = save_report(report, forms, folder, base)
    files = [{"format": path.suffix[1:], "path": str(path), "bytes": path.stat().st_size} for path in paths]
    told = {
        "scenario": results.scenario, "city": results.city, "seed": results.seed, "lang": language, "out": str(folder),
        "files": files, "checks": results.summary["checks"], "seconds": time.perf_counter() - begun,
    }  # fmt: skip
    rows = [(each["format"], each["path"], amount(each["bytes"] / 1000)) for each in files]
    voice.answer(told, table(f"Report: {report.title}", ("form", "file", "kB"), rows))
    return OK if results.summary["checks"]["ok"] else FOUND_A_PROBLEM


def _words(option: str, text: str, known: Iterable[str]) -> list[str]:
    """Words with commas between, each of which must be known."""
    known = list(known)
    wanted = list(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))
    strange = [word for word in wanted or [text] if word not in known]
    if strange:
        raise Unusable(
            [Problem(option, None, "", shown(word), one_of(known), near_word(word, known)) for word in strange]
        )
    return wanted


def _refuse_unwritable(folder: Path) -> None:
    """Refuse a place that is no folder before anything long is run for it."""
    here = folder.absolute()
    while not here.exists() and here != here.parent:
        here = here.parent
    if not here.is_dir():
        raise Unusable([Problem(str(folder), None, "", "a file on the way", "a folder that can be written to")])
