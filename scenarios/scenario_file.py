"""What may stand in a scenario file, declared once: the check, the JSON schema and the documentation follow from it.

Place in the flow: `extending` hands over the plain values of a file and its parents, `checking` validates them here.
The settings inside `measures` are validated by the measures themselves (`sim.measures`); entries of `actors`, `contracts`
and `tenders` one by one, in `checking_partners`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, model_validator

from sim.measures import Year
from sim.scenario import PROCEDURES, Change, ContractWish, Party, Target, TenderWish

LANGUAGES = ("nl", "fr", "de", "en")
LONGEST_RUN_YEARS = 80
MOST_MEASURES = 200
MOST_WHAT_IFS = 500
MOST_ENTRIES = 200
"""Actors, contracts or tenders of one file."""
MOST_LOTS = 64
BY_VALUE = "by_value"
"""The procedure that the value of the purchase demands."""
WHOLE = 100.0
"""What the weights of criteria add up to."""
LEAST_WEIGHT = 1e-6
"""A smaller part of all weights is as good as none."""

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""A name in a file: small letters, digits and underscores."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

_STRICT = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=False)


class Words(BaseModel):
    """Text for people: one text, or one per language."""

    model_config = _STRICT

    nl: Text | None = None
    fr: Text | None = None
    de: Text | None = None
    en: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_text_for_all(cls, given: Any) -> Any:
        return dict.fromkeys(LANGUAGES, given) if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1, "maxLength": 2000}, handler(core_schema)]}

    def by_language(self) -> dict[str, str]:
        """A text for each language; a missing one is filled with the English, or else the first there is."""
        given = {language: text for language in LANGUAGES if (text := getattr(self, language))}
        usual = given.get("en") or next(iter(given.values()), "")
        return {language: given.get(language, usual) for language in LANGUAGES}


class Years(BaseModel):
    """First and last simulated year."""

    model_config = _STRICT

    first: Year = Field(2025, alias="from", title="first simulated year")
    last: Year = Field(2050, alias="to", title="last simulated year")

    @model_validator(mode="after")
    def _in_order(self) -> Years:
        if not 0 <= self.last - self.first < LONGEST_RUN_YEARS:
            raise ValueError(f"a last year (to) from {self.first} to {self.first + LONGEST_RUN_YEARS - 1}")
        return self


class Bend(BaseModel):
    """How one parameter is changed: by one of multiply, add, set."""

    model_config = _STRICT

    multiply: Number | None = Field(None, title="factor")
    add: Number | None = Field(None, title="difference, in the parameter's unit")
    set: Number | dict[Year, Number] | None = Field(None, title="new value, or new values by year")
    from_year: Year | None = Field(None, title="first year it counts; left out: from the beginning")

    @model_validator(mode="after")
    def _one_way(self) -> Bend:
        ways = [way for way in ("multiply", "add", "set") if getattr(self, way) is not None]
        if len(ways) != 1:
            raise ValueError("exactly one of multiply, add, set")
        if isinstance(self.set, dict) and (not self.set or self.from_year is not None):
            raise ValueError("values by year without from_year: the first year listed is the first it counts")
        return self

    def as_change(self, because: str) -> Change:
        """The same as a plain value."""
        how = next(way for way in ("multiply", "add", "set") if getattr(self, way) is not None)
        return Change(how=how, amount=getattr(self, how), because=because, from_year=self.from_year)


class WhatIf(Bend):
    """A parameter bent for the occasion; it says why."""

    because: Text = Field(title="why this number is bent")


class TargetInFile(BaseModel):
    """A promise of the city, against its base year."""

    model_config = _STRICT

    year: Year = Field(title="year it is due")
    kind: Literal["absolute", "per_head"] = Field("absolute", title="tonnes of the whole city, or per inhabitant")
    pledged_share: Number = Field(ge=0, le=1, title="share of the base year's emissions gone by then")
    label: Words = Field(Words(), title="what people read")

    def as_target(self) -> Target:
        """The same as a plain value."""
        return Target(self.year, self.kind, self.pledged_share, self.label.by_language())


class ActorSettings(RootModel[dict[Word, Number]]):
    """What is set of an actor of the city; which settings there are, the actor says."""

    model_config = ConfigDict(frozen=True, strict=True)


class PartyInFile(BaseModel):
    """A party of one's own that plays the role of one of the city's actors."""

    model_config = _STRICT

    role: Word = Field(title="actor whose role it plays")
    name: Annotated[str, StringConstraints(min_length=1, max_length=120)] | None = Field(None, title="its real name")
    equity_eur: NotNegative | None = Field(
        None, title="means of its own [EUR]", description="what it owns, debts are not put here"
    )
    reputation: Share | None = Field(None, title="how far others trust it", description="0 nobody does, 1 everybody")

    def as_party(self, word: str) -> Party:
        """The same as a plain value."""
        return Party(self.role, self.name or word, self.equity_eur, self.reputation)


class ContractInFile(BaseModel):
    """What shall stand in contracts of one form; what is left out is as the book says."""

    model_config = _STRICT

    payer: Word = Field(title="who pays the fee")
    term_years: int | None = Field(
        None, ge=1, le=100, title="years it runs", description="years; left out: the usual term of this form"
    )
    fee_eur_per_item: NotNegative | None = Field(
        None, title="yearly fee for a lamp, building, kWp or charge point [EUR]",
        description="EUR a year from payer to provider; if it flows the other way, the other one is the payer",
    )  # fmt: skip
    penalty_cap_share: Share | None = Field(
        None, title="most that penalties take of a year's fee", description="a share of the year's fee"
    )

    def as_wish(self) -> ContractWish:
        """The same as a plain value."""
        return ContractWish(self.payer, self.term_years, self.fee_eur_per_item, self.penalty_cap_share)


class TenderInFile(BaseModel):
    """How a measure is put out to tender."""

    model_config = _STRICT

    criteria: Annotated[dict[Word, NotNegative], Field(min_length=1, max_length=20)] = Field(
        title="weights of price and of other criteria, 100 in all"
    )
    lots: int = Field(1, ge=1, le=MOST_LOTS, title="lots", description="1 is a tender that is not cut up")
    procedure: Literal[BY_VALUE, *PROCEDURES] = Field(BY_VALUE, title="procedure")
    quality_eur_per_point: NotNegative | None = Field(
        None, title="what a point of quality is worth [EUR]", description="EUR; left out: what the book says"
    )

    @property
    def weights_add_up(self) -> bool:
        """Whether nothing need be scaled."""
        return abs(sum(self.criteria.values()) - WHOLE) < 1e-6

    def as_wish(self) -> TenderWish:
        """The same as a plain value, with weights that add up to 100."""
        total = sum(self.criteria.values())
        scaled = {name: weight / total * WHOLE for name, weight in self.criteria.items()}
        weights = tuple((self.criteria if self.weights_add_up else scaled).items())
        procedure = "" if self.procedure == BY_VALUE else self.procedure
        return TenderWish(weights, self.lots, procedure, self.quality_eur_per_point)


class ScenarioFile(BaseModel):
    """A what-if: what the city decides (`measures`) apart from what happens to it (`context`, `what_if`)."""

    model_config = _STRICT

    title: Words = Field(title="title")
    question: Words | None = Field(None, title="the question it asks")
    notes: Annotated[str, StringConstraints(max_length=20_000)] | None = Field(None, title="notes of the author")
    city: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(
        "ideal_city", title="name of a city, or its file in the scenario's folder"
    )
    extends: str | None = Field(None, title="scenario whose settings it takes over")
    years: Years = Field(Years(), title="simulated years")
    seed: int = Field(1, ge=0, lt=2**31, title="seed of the first run")
    runs: int = Field(20, ge=1, le=10_000, title="runs of a comparison")
    context: dict[Word, str] = Field({}, title="what happens to the city: variant by aspect")
    measures: dict[Word, dict[str, Any]] = Field({}, title="what the city decides: settings by measure")
    actors: dict[Word, dict[str, Any]] = Field({}, title="settings of actors, and parties of one's own")
    contracts: dict[str, dict[str, Any]] = Field({}, title="what stands in contracts, by form of contract")
    tenders: dict[str, dict[str, Any]] = Field({}, title="how measures are put out to tender, by measure")
    what_if: dict[str, WhatIf] = Field({}, max_length=MOST_WHAT_IFS, title="parameters bent for the occasion")
    targets: tuple[TargetInFile, ...] | None = Field(None, max_length=50, title="targets; left out: the city's own")
    compare_with: tuple[str, ...] = Field((), max_length=20, title="scenarios it is compared with")

    @model_validator(mode="after")
    def _has_a_title(self) -> ScenarioFile:
        if not self.title.by_language()["en"]:
            raise ValueError("a title with text")
        return self
