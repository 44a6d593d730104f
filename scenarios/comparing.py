"""Puts scenarios side by side with the same luck: paired differences are the effect of what was decided.

Place in the flow: scenarios [reads -> checks -> runs -> compares]. Seeds are the same for every scenario, so a household
draws the same numbers in each of them, and the difference holds no noise of different draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.results import Results

PUBLIC = ("city_hall", "region")
"""Parties whose net outlay is the public cost."""

Run = Callable[..., Results]


def compare(
    scenarios: Sequence[Any], seeds: Sequence[int], run: Run, tell: Callable[[str], None] = lambda words: None
) -> tuple[list[Results], list[dict[str, Any]]]:
    """Run every scenario with every seed, and tell what each one changes against the first.

    Args:
        scenarios: anything `run` takes; at least two
        seeds: seeds of the runs, the same for each scenario
        run: `run(scenario, seed=..., alternatives=...)`; what actors could have had instead is asked for the first seed
        tell: is told which run has begun

    Returns:
        all results, scenario by scenario, and the effects (`effects_of`)
    """
    by_scenario: list[list[Results]] = []
    for place, scenario in enumerate(scenarios):
        by_scenario.append([])
        for number, seed in enumerate(seeds):
            tell(f"run {place * len(seeds) + number + 1} of {len(scenarios) * len(seeds)}")
            by_scenario[-1].append(run(scenario, seed=seed, alternatives=number == 0))
    effects = [row for runs in by_scenario[1:] for row in effects_of(runs, by_scenario[0])]
    return [results for runs in by_scenario for results in runs], effects


def effects_of(runs: Sequence[Results], base: Sequence[Results]) -> list[dict[str, Any]]:
    """Differences of a scenario against another, seed by seed, then their mean.

    Args:
        runs, base: results of the two scenarios, in the same order of seeds

    Returns:
        for each year of a target and the last one they share: `co2_t` and `energy_mwh` of that year, `public_cost_eur`
        from the first year they share until then; with several seeds also the lowest and highest difference as `spread`
    """
    begins, rows = max(int(runs[0].years[0]), int(base[0].years[0])), []
    for year in _years_to_tell(runs[0], base[0]):
        pairs = list(zip(runs, base, strict=True))
        differences = {
            "co2_t": np.array([_co2_t(a, year) - _co2_t(b, year) for a, b in pairs]),
            "energy_mwh": np.array([_energy_mwh(a, year) - _energy_mwh(b, year) for a, b in pairs]),
            "public_cost_eur": np.array(
                [net_public_outlay_eur(a, begins, year) - net_public_outlay_eur(b, begins, year) for a, b in pairs]
            ),
        }
        row = {"scenario": runs[0].scenario, "versus": base[0].scenario, "year": year}
        row |= {name: float(values.mean()) for name, values in differences.items()}
        if len(runs) > 1:
            row["spread"] = {name: [float(each.min()), float(each.max())] for name, each in differences.items()}
        rows.append(row)
    return rows


def net_public_outlay_eur(results: Results, begins: int, until: int) -> float:
    """What city hall and region paid less what they received in some years, both ends included [EUR].

    What they pay each other cancels.
    """
    ledger = results.tables["ledger"]
    counts = (ledger["year"] >= begins) & (ledger["year"] <= until)
    amounts = np.where(counts, ledger["amount_eur"], 0.0)
    paid, got = (amounts[np.isin(ledger[side], PUBLIC)].sum() for side in ("payer", "payee"))
    return float(paid - got)


def _years_to_tell(run: Results, base: Results) -> list[int]:
    """Target years that both runs reach, and the last year they share."""
    shared = sorted(set(run.years.tolist()) & set(base.years.tolist()))
    due = {int(target["year"]) for each in (run, base) for target in each.summary.get("targets", ())}
    return sorted({year for year in shared if year in due} | set(shared[-1:]))


def _co2_t(results: Results, year: int) -> float:
    return float(results.emissions_by_year()[year - int(results.years[0])])


def _energy_mwh(results: Results, year: int) -> float:
    """Final energy of a year, all carriers [MWh]."""
    return float(sum(values[year - int(results.years[0])] for values in results.energy_by_carrier().values()))
