"""Which runs an ensemble has: the seed and the row of the sample of each, and the fingerprint of them all.

Place in the flow: between `sampling` and `work`. Two plans with one fingerprint give the same results, so finished runs
are kept under it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from scenarios.book import book_hash
from scenarios.problems import Problem, Unusable
from scenarios.writing import scenario_as_text
from sim.parameter import Book
from sim.scenario import Scenario

FORM = 1
"""Raise when kept members change their form."""
USUAL_RUNS, MOST_REPEATS = 20, 8
SAMPLE_SEED = 2026
"""Of the hypercube: the same for all scenarios, whatever their seeds, so that differences are paired."""
LARGEST_SEED = 2**32 - 1
PACKAGES = Path(__file__).parents[2]


@dataclass(frozen=True)
class Member:
    """One run of an ensemble."""

    number: int
    seed: int
    row: int
    """Of the sample."""


@dataclass(frozen=True)
class Plan:
    """An ensemble to be run."""

    scenario: Scenario
    """With the city and the first seed in."""
    runs: int
    vary: bool = True
    """Whether parameters are sampled; else only the seeds differ."""
    repeats: int = 0
    """How many of the first rows are run once more with another seed, to tell seed from parameters."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Every run: run k has the first seed + k and row k; a repeat has the next free seed and an earlier row."""
        first = self.scenario.seed
        return tuple(Member(k, first + k, k % self.runs) for k in range(self.runs + self.repeats))

    def fingerprint(self, base: Book, city_hash: str) -> str:
        """The same for plans that give the same results; titles and questions do not count.

        Args:
            base: the book before the scenario bends it
            city_hash: of the map
        """
        bare = replace(self.scenario, name="", title={"en": ""}, question={"en": ""}, compare_with=(), runs=1)
        parts = [
            FORM, scenario_as_text(bare), self.runs, self.vary, SAMPLE_SEED, book_hash(base), city_hash,
            sources_hash(),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]


def plan_of(scenario: Scenario, runs: int = USUAL_RUNS, vary: bool = True, repeats: int | None = None) -> Plan:
    """The ensemble of a scenario.

    Args:
        scenario: as it was read, with the city it is to play in
        runs: members of the band, at least 2
        vary: whether parameters are sampled too
        repeats: rows run twice; None: eight, or as many as there are; none when only seeds differ

    Raises:
        Unusable: fewer than two runs, or seeds beyond the largest there is
    """
    if runs < 2:
        raise Unusable([Problem("--runs", None, "", f"{runs}", "at least 2 runs: a band needs more than one line")])
    wanted = min(runs, MOST_REPEATS) if repeats is None else min(runs, repeats)
    plan = Plan(scenario, runs, vary, wanted if vary else 0)
    last = plan.members[-1].seed
    if last > LARGEST_SEED:
        found, wish = f"seeds from {scenario.seed} to {last}", f"seeds up to {LARGEST_SEED}"
        raise Unusable([Problem(scenario.name, None, "seed", found, wish)])
    return plan


@lru_cache(maxsize=1)
def sources_hash() -> str:
    """Fingerprint of the program that runs a member: what was kept by an older one is run anew."""
    found = hashlib.sha256()
    for folder in ("sim", "scenarios"):
        for path in sorted((PACKAGES / folder).rglob("*.py")):
            if folder == "sim" or path.parent.name in ("scenarios", "ensemble", "contexts"):
                found.update(path.read_bytes())
    for path in sorted((PACKAGES / "scenarios" / "contexts").glob("*.yaml")):
        found.update(path.read_bytes())
    return found.hexdigest()
