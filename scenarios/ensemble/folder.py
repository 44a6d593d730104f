"""The results folder of an ensemble, and its summary.

Place in the flow: right of `bands`. The folder has the form of a run's: a manifest and Parquet tables, whole or not at
all, the same bytes for any number of workers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.ensemble.bands import Bands, bands_of, in_the_band, pledges_kept, variance_split
from scenarios.ensemble.member import HEADLINES, Headlines, Workshop
from scenarios.ensemble.plan import SAMPLE_SEED
from scenarios.ensemble.sampling import Axis, Sample
from scenarios.results_folder import make_manifest, write_results

TOLD = ("co2_t", "co2_cut_share", "energy_mwh", "public_cost_so_far_eur")
"""Headlines of which the summary tells the bands; the folder has all."""
SPLIT = ("co2_t", "co2_cut_share")
"""Headlines whose spread is divided into luck and numbers."""


def summary_of(workshop: Workshop, members: Sequence[Headlines]) -> dict[str, Any]:
    """What `stadslab ensemble --json` prints, but for seconds and folder.

    Args:
        workshop: the plan, opened
        members: all of them, repeats and refused ones too
    """
    plan, stage = workshop.plan, workshop.stage
    chosen, bands = in_the_band(members, plan.runs), bands_of(members, plan.runs)
    years = told_years(chosen)
    return {
        "scenario": plan.scenario.name, "city": stage.facts.name, "runs": plan.runs, "repeats": plan.repeats,
        "seeds": [member.seed for member in plan.members], "years": list(chosen[0].years) if chosen else [],
        "in_band": len(chosen), "vary": plan.vary,
        "refused": [_about_refused(member) for member in members if not member.counts],
        "laws_hold": all(member.laws_hold for member in members),
        "pledges": pledges_kept(members, plan.runs),
        "bands": _told_bands(bands, years),
        "variance": [
            split for name in SPLIT for year in years if (split := variance_split(members, plan.runs, name, year))
        ],
        "sampled": [_about_axis(axis) for axis in workshop.sample.axes],
        "held": workshop.sample.held if plan.vary else {},
        "fingerprint": workshop.fingerprint,
    }  # fmt: skip


def told_years(members: Sequence[Headlines]) -> list[int]:
    """Years of a pledge within the run, and the last year."""
    if not members:
        return []
    years = members[0].years
    return sorted({target["year"] for target in members[0].targets if target["year"] in years} | {years[-1]})


def _about_refused(member: Headlines) -> dict[str, Any]:
    return {"number": member.number, "seed": member.seed, "row": member.row, "why": member.refused}


def _told_bands(bands: Bands | None, years: Sequence[int]) -> list[dict[str, Any]]:
    if bands is None:
        return []
    return [{"quantity": name, "year": year, **bands.at(name, year)} for name in TOLD for year in years]


def _about_axis(axis: Axis) -> dict[str, Any]:
    papers = axis.parameter
    return {
        "name": papers.name, "unit": papers.unit, "distribution": papers.distribution, "spread": papers.spread,
        "by_factor": axis.by_factor, "evidence": papers.evidence, "mark": axis.mark,
    }  # fmt: skip


def save_ensemble(
    workshop: Workshop, members: Sequence[Headlines], folder: Path, summary: Mapping[str, Any] | None = None
) -> Path:
    """Write the folder: tables `headlines`, `members`, `bands`, `sample`, and the manifest.

    Raises:
        Unusable: something else stands at that place, or it cannot be written to
    """
    plan, stage = workshop.plan, workshop.stage
    manifest = make_manifest(
        plan.scenario, stage.book_hash(), stage.city_map.recipe_hash, plan.scenario.seed, {"ok": _all_well(members)},
        kind="ensemble", summary=dict(summary or summary_of(workshop, members)),
        sample={"seed": SAMPLE_SEED, "hash": sample_hash(workshop.sample), "rows": plan.runs},
        attribution=list(stage.city_map.attribution),
    )  # fmt: skip
    return write_results(folder, manifest, tables_of(workshop, members))


def _all_well(members: Sequence[Headlines]) -> bool:
    return all(member.counts and member.laws_hold for member in members)


def sample_hash(sample: Sample) -> str:
    """Fingerprint of every sampled number."""
    found = hashlib.sha256(" ".join(axis.parameter.name for axis in sample.axes).encode())
    found.update(np.ascontiguousarray(sample.shares, dtype="<f8").tobytes())
    return found.hexdigest()


def tables_of(workshop: Workshop, members: Sequence[Headlines]) -> dict[str, dict[str, Any]]:
    """The tables of the folder, as columns by name."""
    tables = {
        "headlines": _headline_table(members),
        "members": _member_table(members),
        "sample": _sample_table(workshop),
    }
    bands = bands_of(members, workshop.plan.runs)
    return tables | ({"bands": _band_table(bands)} if bands else {})


def _headline_table(members: Sequence[Headlines]) -> dict[str, Any]:
    """Long: one value a row, by member, quantity and year."""
    rows = [
        (member.number, member.seed, year, name, value)
        for member in members
        if member.counts
        for name in HEADLINES
        for year, value in zip(member.years, member.quantities[name], strict=True)
    ]
    kinds = {"member": np.int32, "seed": np.int64, "year": np.int16, "quantity": "U", "value": np.float64}
    return {
        name: np.array([row[place] for row in rows], dtype=kind) for place, (name, kind) in enumerate(kinds.items())
    }


def _member_table(members: Sequence[Headlines]) -> dict[str, Any]:
    """One row a member: its seed, its row of the sample, and why it was refused if it was."""
    told = [asdict(member) for member in members]
    table = {name: np.array([row[name] for row in told], dtype=np.int64) for name in ("number", "seed", "row")}
    table["refused"] = np.array([row["refused"] for row in told], dtype="U")
    table["laws_hold"] = np.array([row["laws_hold"] for row in told], dtype=bool)
    base = [(row["baseline"] or {}).get("co2_t", np.nan) for row in told]
    return table | {"baseline_co2_t": np.array(base, dtype=np.float64)}


def _sample_table(workshop: Workshop) -> dict[str, Any]:
    """Long: for each row of the sample and parameter where it stands in its distribution, and the value or factor.

    A table whose words have a spread of their own has a factor for each, so its amount is left out (NaN).
    """
    sample = workshop.sample
    rows = np.repeat(np.arange(len(sample.shares)), len(sample.axes))
    amounts = [axis.value(float(share)) for row in sample.shares for axis, share in zip(sample.axes, row, strict=True)]
    return {
        "row": rows.astype(np.int32),
        "parameter": np.array([axis.parameter.name for axis in sample.axes] * len(sample.shares), dtype="U"),
        "is_factor": np.array([axis.by_factor for axis in sample.axes] * len(sample.shares), dtype=bool),
        "share": sample.shares.ravel(),
        "amount": np.array([np.nan if isinstance(each, dict) else each for each in amounts], dtype=np.float64),
    }


def _band_table(bands: Bands) -> dict[str, Any]:
    names, count = list(bands.edges), len(bands.years)
    table: dict[str, Any] = {
        "quantity": np.repeat(names, count),
        "year": np.tile(bands.years, len(names)).astype(np.int16),
        "runs": np.full(count * len(names), bands.runs, dtype=np.int32),
    }
    for edge in bands.of(names[0]):
        table[edge] = np.concatenate([bands.of(name)[edge] for name in names])
    return table
