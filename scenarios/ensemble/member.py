"""One run of an ensemble, and the few numbers that are kept of it.

Place in the flow: called by `work`, in this process or another. What does not depend on seed or sample is opened once: the
city and its facts, the weather, the sun on roofs.
"""

from __future__ import annotations

import json
import math
import os
import uuid
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.book import read_book
from scenarios.ensemble.plan import SAMPLE_SEED, Member, Plan
from scenarios.ensemble.sampling import Sample, sample_book
from scenarios.ensemble.sunlight import FLAT, PITCHED, TILTS, Sunlight
from scenarios.loading import apply_to_book
from scenarios.problems import Unusable
from scenarios.running import open_stage
from sim.inventory.covenant import CARRIER
from sim.model import CityModel
from sim.parameter import Book
from sim.recording import YearRecord
from sim.summary import summary_of

QUANTITIES = (
    "public_cost_eur", "led_share", "lighting_mwh", "solar_kwp", "heat_pumps", "renovated_homes", "battery_cars",
    "gas_connections",
)  # fmt: skip
HEADLINES = (
    "co2_t",
    "co2_cut_share",
    "energy_mwh",
    "electricity_mwh",
    "natural_gas_mwh",
    "public_cost_so_far_eur",
    *QUANTITIES,
)
"""What is kept of each year of a member. `co2_cut_share` is the part of the member's own base year that is gone."""
REFUSALS = (Unusable, ValueError, ArithmeticError, LookupError, TypeError)
"""How the model says that it cannot live with the numbers; anything else is a fault and ends the ensemble."""


@dataclass(frozen=True)
class Headlines:
    """What one member found out."""

    number: int
    seed: int
    row: int
    refused: str = ""
    """Why the model could not live with the numbers of this row; empty when it could."""
    years: tuple[int, ...] = ()
    quantities: dict[str, list[float]] | None = None
    """By name of HEADLINES, one number a year."""
    baseline: dict[str, float] | None = None
    """Year and emissions of the base year, by the member's own numbers."""
    targets: tuple[dict[str, Any], ...] = ()
    laws_hold: bool = True

    @property
    def counts(self) -> bool:
        """Whether it is part of the band."""
        return not self.refused

    def write(self, file: Path) -> None:
        """Keep it, whole or not at all."""
        draft = file.with_name(f".{file.name}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
        draft.write_text(json.dumps(asdict(self), sort_keys=True, allow_nan=False), encoding="utf-8")
        os.replace(draft, file)

    @classmethod
    def read(cls, file: Path) -> Headlines | None:
        """A member that was kept; None when there is none, or it makes no sense."""
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            return cls(**{**kept, "years": tuple(kept["years"]), "targets": tuple(kept["targets"])})
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None


class Workshop:
    """A plan with everything open that its members share.

    Raises:
        Unusable: the scenario cannot be run at all, or the book not be sampled
    """

    def __init__(self, plan: Plan, base: Book | None = None):
        self.plan, self.base = plan, base or read_book()
        self.stage = open_stage(plan.scenario)
        self.sample: Sample = sample_book(self.base, plan.runs, SAMPLE_SEED, plan.vary)
        place = self.stage.city_map.latitude, self.stage.city_map.longitude
        self.sunlight = Sunlight(*place, self._ladder())

    def _ladder(self) -> list[Book]:
        """Books with the tilts of roofs at some places in their spread; the book itself when none varies."""
        tilts = [axis for axis in self.sample.axes if axis.parameter.name in (PITCHED, FLAT)]
        books = [
            self.base.with_values({axis.parameter.name: axis.values(share) for axis in tilts})
            for share in (TILTS if tilts else (0.5,))
        ]
        return [apply_to_book(book, self.plan.scenario) for book in books]

    @property
    def fingerprint(self) -> str:
        """See `Plan.fingerprint`."""
        return self.plan.fingerprint(self.base, self.stage.city_map.recipe_hash)

    def run(self, member: Member) -> Headlines:
        """One run; numbers that the model refuses are an answer too."""
        try:
            book = apply_to_book(self.sample.book(self.base, member.row), self.plan.scenario)
            model = self._model(book, member.seed)
            model.run()
            return _headlines(model, member)
        except REFUSALS as trouble:
            told = " ".join(str(trouble).split())[:300] or "no reason given"
            return Headlines(member.number, member.seed, member.row, f"{type(trouble).__name__}: {told}")

    def _model(self, book: Book, seed: int) -> CityModel:
        stage, scenario = self.stage, replace(self.plan.scenario, seed=seed)
        return CityModel(scenario, stage.city_map, stage.facts, book, self.sunlight.of(book), seed)


def _headlines(model: CityModel, member: Member) -> Headlines:
    """The yearly numbers of a run that is over, its base year, its pledges and whether the laws hold.

    Raises:
        ValueError: one of the numbers is not finite
    """
    summary, records = summary_of(model), model.recorder.years
    base_t = float(summary["baseline"]["co2_t"])
    quantities = _by_year(records, base_t)
    odd = [name for name, values in quantities.items() if not all(map(math.isfinite, values))]
    if odd or not base_t > 0:
        raise ValueError(f"{', '.join(odd) or 'the base year'} came out as no finite number")
    targets = tuple(
        {name: each[name] for name in ("year", "kind", "pledged_share", "reached_share", "gap_t")}
        for each in summary["targets"]
    )
    baseline = {"year": summary["baseline"]["year"], "co2_t": base_t}
    years = tuple(int(record.year) for record in records)
    return Headlines(
        member.number, member.seed, member.row, "", years, quantities, baseline, targets, bool(summary["checks"]["ok"])
    )


def _by_year(records: list[YearRecord], base_t: float) -> dict[str, list[float]]:
    """HEADLINES by name, one number a year."""
    co2_t = [float(record.co2_t.sum()) for record in records]
    found = {
        "co2_t": co2_t,
        "co2_cut_share": [1 - now / base_t for now in co2_t] if base_t else [math.nan] * len(co2_t),
    }
    found["energy_mwh"] = [float(record.energy_mwh.sum()) for record in records]
    for carrier in ("electricity", "natural_gas"):
        found[f"{carrier}_mwh"] = [float(record.energy_mwh[:, :, CARRIER[carrier]].sum()) for record in records]
    found |= {name: [float(record.quantities[name]) for record in records] for name in QUANTITIES}
    found["public_cost_so_far_eur"] = np.cumsum(found["public_cost_eur"]).tolist()
    return {name: found[name] for name in HEADLINES}
