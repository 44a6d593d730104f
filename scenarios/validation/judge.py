"""Judge cases written by others: does the model compute what they published?

Place in the flow: right of `sim`; called by `stadslab validate`. One JSON object a line with `kind`, `case`,
`inputs`, `expected {name: {value, low, high}}`. Whatever a file holds, each line ends as rows with a verdict.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scenarios.problems import cut
from scenarios.validation.answers import answers_by_kind
from scenarios.validation.given import BadCase, Given, NotKnown
from sim.finance import NoSolution

LONGEST_WHY = 300
"""Characters of an unforeseen error that a row repeats."""

PASS, FAIL, NOT_ANSWERED = "pass", "fail", "not_answered"


@dataclass(frozen=True)
class Row:
    """The verdict on one quantity of one case; fields as `stadslab validate --json` prints them."""

    file: str
    kind: str
    case: str
    quantity: str
    computed: Any
    low: float | None
    high: float | None
    verdict: str
    why: str = ""


@dataclass(frozen=True)
class Case:
    """One usable line of a case file."""

    file: str
    kind: str
    case: str
    given: Given
    expected: Mapping[str, Mapping[str, Any]]

    def row(self, quantity: str, verdict: str, why: str = "", computed: Any = None) -> Row:
        """A row on one quantity, with the bounds that the case gives it."""
        bounds = self.expected.get(quantity, {})
        low, high = (_bound(bounds.get(side)) for side in ("low", "high"))
        return Row(self.file, self.kind, self.case, quantity, computed, low, high, verdict, why)


def judge(path: str | Path) -> list[Row]:
    """Verdicts on every expected quantity of every case of a file, in the order of the file.

    Raises:
        OSError: the file cannot be opened; whatever stands in it never raises
    """
    path = Path(path)
    rows: list[Row] = []
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip().strip("\ufeff"):
                continue
            try:
                case = _read_case(line, path, number)
            except BadCase as problem:
                rows.append(
                    Row(str(path), "", f"line {number}", "", None, None, None, FAIL, f"line {number}: {problem}")
                )
            else:
                rows.extend(_judge_case(case))
    return rows


def tally(rows: Iterable[Row]) -> dict[str, int]:
    """How many quantities passed, failed and were not answered."""
    counts = Counter(row.verdict for row in rows)
    return {"passed": counts[PASS], "failed": counts[FAIL], "not_answered": counts[NOT_ANSWERED]}


def _read_case(line: str, path: Path, number: int) -> Case:
    try:
        found = json.loads(line.lstrip("\ufeff"))
    except json.JSONDecodeError as problem:
        raise BadCase(f"is not JSON: {problem.msg} at character {problem.colno}") from None
    except (ValueError, RecursionError):
        raise BadCase("is not JSON that can be read: a number too long or nested too deep") from None
    if not isinstance(found, dict):
        raise BadCase("must be an object with kind, case, inputs and expected")
    kind, inputs, expected = found.get("kind"), found.get("inputs", {}), found.get("expected")
    if not isinstance(kind, str) or not kind:
        raise BadCase("has no kind")
    if not isinstance(inputs, dict):
        raise BadCase(f"the inputs of a {kind} case must be an object")
    if not isinstance(expected, dict) or not expected:
        raise BadCase(f"the {kind} case expects nothing, so there is nothing to judge")
    bounds = {name: one if isinstance(one, dict) else {"value": one} for name, one in expected.items()}
    name = str(found.get("case", f"line {number}"))
    return Case(str(path), kind, name, Given(inputs, path.parent), bounds)


def _judge_case(case: Case) -> Iterator[Row]:
    answer = answers_by_kind().get(case.kind)
    if answer is None:
        yield from (
            case.row(name, NOT_ANSWERED, f"the model has no answer for {case.kind!r}") for name in case.expected
        )
        return
    try:
        computed = answer(case.given)
    except NoSolution as refusal:
        yield from (_judge_refusal(case, name, str(refusal)) for name in case.expected)
    except NotKnown as reason:
        yield from (case.row(name, NOT_ANSWERED, str(reason)) for name in case.expected)
    except BadCase as problem:
        yield from (case.row(name, FAIL, str(problem)) for name in case.expected)
    except Exception as error:  # a case must not stop the others, whatever it does to the model
        words = " ".join(str(error).split())
        why = f"the model broke on these inputs ({type(error).__name__}: {cut(words, LONGEST_WHY)})"
        yield from (case.row(name, FAIL, why) for name in case.expected)
    else:
        yield from (_judge_value(case, name, computed) for name in case.expected)


def _judge_refusal(case: Case, quantity: str, words: str) -> Row:
    if _no_solution_expected(case.expected[quantity]):
        return case.row(quantity, PASS, f"refused: {words}")
    return case.row(quantity, FAIL, f"the model refuses: {words}")


def _judge_value(case: Case, quantity: str, computed: Mapping[str, Any]) -> Row:
    if quantity not in computed:
        return case.row(quantity, FAIL, f"the model gives {', '.join(computed)}, not {quantity!r}")
    value, bounds = _plain(computed[quantity]), case.expected[quantity]
    if _no_solution_expected(bounds):
        return case.row(quantity, FAIL, "has no solution and should have been refused", value)
    low, high = _bound(bounds.get("low")), _bound(bounds.get("high"))
    if low is None and high is None:
        same = _same(value, bounds.get("value"))
        return case.row(quantity, PASS if same else FAIL, "" if same else f"expected {bounds.get('value')!r}", value)
    if not isinstance(value, float):
        return case.row(quantity, FAIL, "the model's answer is not a finite number", value)
    if low is not None and value < low:
        return case.row(quantity, FAIL, f"{low - value:.6g} below the lowest value allowed", value)
    if high is not None and value > high:
        return case.row(quantity, FAIL, f"{value - high:.6g} above the highest value allowed", value)
    return case.row(quantity, PASS, "", value)


def _no_solution_expected(bounds: Mapping[str, Any]) -> bool:
    return "value" in bounds and bounds["value"] is None and bounds.get("low") is None and bounds.get("high") is None


def _bound(raw: Any) -> float | None:
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


def _plain(value: Any) -> Any:
    """A finite float for anything numeric, None for a number that is none, other things as they are."""
    if isinstance(value, str | Mapping | list | None):
        return value
    number = float(value)
    return number if math.isfinite(number) else None


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, float) and isinstance(wanted, int | float):
        return math.isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return value == wanted
