"""Rerun the hindcast: does the model live 2010 to 2024 as it was?

Place in the flow: `stadslab hindcast`.
"""

from __future__ import annotations

from pathlib import Path

from scenarios.commands.telling import FOUND_A_PROBLEM, OK, Voice, amount, percent, table
from scenarios.studies.hindcast import run_hindcast
from scenarios.studies.hindcast.checks import MISFIT, Judged
from scenarios.studies.hindcast.study import Hindcast
from scenarios.studies.hindcast.telling import write_hindcast


def rerun_hindcast(
    voice: Voice, waves: int, samples: int, seeds: int, inhabitants: int, observed: Path | None, out: Path | None
) -> int:
    """Fit on the years up to 2022 and judge every figure: 1 when one misfits, and by how much it does is told."""
    found = run_hindcast(
        inhabitants=inhabitants, samples=samples, seeds=seeds, waves=waves, observed=observed, tell=voice.progress
    )
    written = write_hindcast(found, out) if out is not None else []
    content = found.as_plain() | {"out": str(out) if out is not None else None}
    voice.answer(content, *_shown(found), *([f"written to {out}: {len(written)} files"] if written else []))
    all_verdicts = [each.verdict for each in (*found.judged, *found.shapes)]
    return FOUND_A_PROBLEM if MISFIT in all_verdicts else OK


def _shown(found: Hindcast) -> list[object]:
    """Tables for people: the parameters, the figures, the shapes, and one line that counts."""
    plain = found.as_plain()
    parameters = [(p["name"], amount(p["best"], 2), amount(p["in_the_book"], 2)) for p in plain["parameters"]]
    shapes = [(each.check, each.says, each.seen, each.verdict) for each in found.shapes]
    counts = "; ".join(
        f"{use}: {', '.join(f'{n} {word}' for word, n in of.items())}" for use, of in plain["tally"].items()
    )
    return [
        table("The six parameters", ("parameter", "best sample", "book"), parameters),
        table("Figures", ("figure", "use", "observed", "model", "error", "I", ""), map(_row, found.judged)),
        table("Shapes", ("check", "what should be seen", "seen", ""), shapes),
        f"{counts}; {amount(found.seconds)} s",
    ]


def _row(each: Judged) -> tuple[str, ...]:
    seen = each.observation
    is_log = seen.scale == "log"
    error = percent(each.error, signed=True) if is_log else amount(each.error, 1, signed=True)
    return (
        seen.id,
        seen.use,
        amount(seen.value, 1),
        amount(each.model, 1),
        error,
        amount(each.implausibility, 1),
        each.verdict,
    )
