"""Where a need is felt: transparent rules by sector and district, with every part of the score shown.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory. Pure, but for reading the book.

score = f (w1 gap + w2 unmet + w3 potential + w4 pressure), each part from 0 to 1, with weights w and sector factor f by the
profile of the city (port, centre, rural). Above the threshold a need is written down, with what causes it, its size,
measures that may help, roles nobody fills, and a form of contract that suits. Source: METHODS section 4.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sim.parameter import Book

PROFILES = ("ideal", "port", "centre", "rural")
PARTS = ("gap", "unmet", "potential", "pressure")
PRESSURES = ("deadline", "failures", "complaints", "energy_poverty", "congestion")


@dataclass(frozen=True)
class Remedy:
    """What is usually done about a need in a sector: measures, and the forms of contract to choose from."""

    measures: tuple[str, ...]
    roles: tuple[str, ...]
    """Who must be at the table."""
    own_form: str
    """When the buyer has the money."""
    outside_form: str
    """When another must invest."""


_SERVICE = ("city_hall", "lighting_company", "bank")
REMEDIES = {
    "public_lighting": Remedy(("led_street_lighting",), _SERVICE, "own_budget", "private_lighting_service"),
    "municipal_buildings": Remedy(("building_retrofit", "rooftop_solar"), ("city_hall", "esco", "bank"), "own_budget",
                        "energy_performance_contract"),
    "residential": Remedy(("building_retrofit", "heat_pumps", "rooftop_solar", "collective_retrofit"),
                          ("facilitator", "contractors", "bank"), "household_with_grant", "household_with_grant"),
    "tertiary": Remedy(("building_retrofit", "rooftop_solar"), ("contractors", "bank"), "own_budget",
                       "energy_performance_contract"),
    "private_transport": Remedy(("electric_cars", "active_travel"), ("grid_operator", "contractors"), "own_budget", "loan"),
    "heat": Remedy(("district_heat",), ("port_authority", "esco", "bank"), "own_budget", "heat_delivery"),
    "industry": Remedy(("district_heat",), ("port_authority", "grid_operator", "bank"), "own_budget", "heat_delivery"),
    "greening": Remedy(("greener_streets",), ("city_hall", "contractors"), "own_budget", "loan"),
}  # fmt: skip
"""By sector; those of `NeedsInput.sectors` must stand here."""


@dataclass(frozen=True)
class NeedsInput:
    """What the model sees in a year; arrays of shape (sectors, districts), float64, none negative."""

    sectors: tuple[str, ...]
    """Rows, names of REMEDIES."""
    districts: tuple[str, ...]
    """Columns, names of the map."""
    target_t: np.ndarray
    """Cut of emissions that the target asks of it by the target year, against the base year [t CO2]."""
    gap_t: np.ndarray
    """Part of that cut which today's path will not bring [t CO2]."""
    open_needs: np.ndarray
    """Needs on the board."""
    unmet_needs: np.ndarray
    """Of these, open for longer than `procurement.need_unmet_after_months` without a valid offer."""
    potential_eur: np.ndarray
    """Investment in measures with a net present value above zero, done and not done [EUR]."""
    unused_eur: np.ndarray
    """Of this, not contracted [EUR]."""
    unused_kwh: np.ndarray
    """Energy the unused part would save or make in a year [kWh]."""
    unused_co2_t: np.ndarray
    """Emissions it would save in a year [t CO2]."""
    deadline: np.ndarray
    """How near a legal deadline is: 0 none or far, 1 due this year [0 to 1]."""
    failures: np.ndarray
    """Share of assets that failed this year, over the rate at which it hurts [0 to 1]."""
    complaints: np.ndarray
    """Share of inhabitants who complained, over the share at which a council acts [0 to 1]."""
    energy_poverty: np.ndarray
    """Share of households that spend too much of their income on energy [0 to 1]."""
    congestion: np.ndarray
    """Load of the local grid over its capacity, cut off at 1 [0 to 1]."""
    budget_eur: float = 0.0
    """What the city hall may still order this year [EUR]."""
    present: frozenset[str] = frozenset()
    """Names of the actors in the city."""

    def __post_init__(self) -> None:
        """Refuse what does not fit together.

        Raises:
            ValueError: in words, what is wrong
        """
        strange = [sector for sector in self.sectors if sector not in REMEDIES]
        if strange:
            raise ValueError(f"no remedy is known for {', '.join(strange)}; known: {', '.join(REMEDIES)}")
        wanted = (len(self.sectors), len(self.districts))
        for entry in fields(self):
            array = getattr(self, entry.name)
            if not isinstance(array, np.ndarray):
                continue
            if array.shape != wanted:
                raise ValueError(f"{entry.name} has the shape {array.shape}; wanted {wanted}, sectors by districts")
            if not (np.isfinite(array) & (array >= 0)).all():
                raise ValueError(f"{entry.name} has a number that is negative or not finite")


@dataclass(frozen=True)
class Need:
    """A need that was noticed."""

    cause: str
    """In plain words: the part that weighs most."""
    sector: str
    district: str
    size_kwh: float
    size_t: float
    size_eur: float
    measures: tuple[str, ...]
    missing_roles: tuple[str, ...]
    form: str
    """Suggested form of contract."""
    form_reason: str
    score: float
    parts: tuple[tuple[str, float], ...]
    """(part, what it adds to the score); they add up to it."""


_CAUSES = {
    "gap": "the path of today misses the target", "unmet": "needs stand open without a valid offer",
    "potential": "measures that pay for themselves are not taken", "pressure": "pressure",
}  # fmt: skip
_PRESSES = {
    "deadline": "a deadline comes near", "failures": "things fail", "complaints": "people complain",
    "energy_poverty": "households cannot pay for energy", "congestion": "the grid is full",
}  # fmt: skip


def score_parts(seen: NeedsInput, book: Book, year: int, profile: str) -> np.ndarray:
    """What each part adds to the score, in the order of PARTS; shape (4, sectors, districts).

    Raises:
        ValueError: unknown profile
    """
    if profile not in PROFILES:
        raise ValueError(f"no city profile {profile!r}; wanted one of {', '.join(PROFILES)}")
    weights = book.at("procurement.need_weights", year)[profile]
    sectors = book.at("procurement.need_sector_weights", year)[profile]
    presses = book.at("procurement.need_pressure_weights", year)
    parts = np.stack([
        _share(seen.gap_t, seen.target_t),
        _share(seen.unmet_needs, seen.open_needs),
        _share(seen.unused_eur, seen.potential_eur),
        np.minimum(1.0, sum(presses[name] * np.minimum(1.0, getattr(seen, name)) for name in PRESSURES)),
    ])  # fmt: skip
    factor = np.array([sectors[name] for name in seen.sectors])[:, np.newaxis]
    return parts * np.array([weights[name] for name in PARTS])[:, np.newaxis, np.newaxis] * factor


def detect_needs(seen: NeedsInput, book: Book, year: int, profile: str = "ideal") -> list[Need]:
    """The needs of a year, heaviest first.

    Args:
        seen: what the model sees
        book: weights and threshold
        year: calendar year
        profile: one of PROFILES

    Raises:
        ValueError: unknown profile
    """
    parts = score_parts(seen, book, year, profile)
    score = parts.sum(axis=0)
    rows, columns = np.nonzero(score > book.at("procurement.need_threshold", year))
    heaviest_first = np.argsort(-score[rows, columns], kind="stable")
    joint_below = book.at("procurement.need_joint_below_eur", year)
    presses = book.at("procurement.need_pressure_weights", year)
    return [
        _need(seen, parts, int(rows[k]), int(columns[k]), presses, joint_below if profile == "rural" else 0.0)
        for k in heaviest_first
    ]


def _need(
    seen: NeedsInput, parts: np.ndarray, row: int, column: int, presses: dict[str, float], joint_below_eur: float
) -> Need:
    """One need, spelt out."""
    sector, here = seen.sectors[row], (row, column)
    remedy, mine = REMEDIES[sector], parts[:, row, column]
    form, why = _form(remedy, float(seen.unused_eur[here]), seen.budget_eur, joint_below_eur)
    return Need(
        cause=_cause(seen, mine, here, presses), sector=sector, district=seen.districts[column],
        size_kwh=float(seen.unused_kwh[here]), size_t=max(float(seen.unused_co2_t[here]), float(seen.gap_t[here])),
        size_eur=float(seen.unused_eur[here]), measures=remedy.measures,
        missing_roles=tuple(role for role in remedy.roles if role not in seen.present), form=form, form_reason=why,
        score=float(mine.sum()), parts=tuple(zip(PARTS, mine.tolist(), strict=True)),
    )  # fmt: skip


def _cause(seen: NeedsInput, parts: np.ndarray, here: tuple[int, int], presses: dict[str, float]) -> str:
    """The heaviest part, in words; of pressure, the heaviest kind."""
    part = PARTS[int(np.argmax(parts))]
    if part != "pressure":
        return _CAUSES[part]
    return _PRESSES[max(PRESSURES, key=lambda name: presses[name] * float(getattr(seen, name)[here]))]


def _form(remedy: Remedy, size_eur: float, budget_eur: float, joint_below_eur: float) -> tuple[str, str]:
    """Which form of contract suits, and why."""
    if 0 < size_eur < joint_below_eur:
        return "joint_purchase", "too small for a tender of its own"
    if size_eur <= budget_eur:
        return remedy.own_form, "this year's budget covers it"
    return remedy.outside_form, "this year's budget does not cover it"


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part over whole, 0 where there is no whole, at most 1."""
    return np.clip(np.divide(part, whole, out=np.zeros(np.shape(whole)), where=whole > 0), 0.0, 1.0)
