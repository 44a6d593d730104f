"""What every measure has in common: something the city decides, with a first year and settings.

Place in the flow: [measures] sit above ecosystem, actors, markets and city; the model asks each of them once a year.
Values in, values out. A measure is a frozen pydantic model, so one declaration of a setting is the check of the YAML,
the editor's JSON schema, the form in the showroom and the line in the documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import numpy as np
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import CoreSchema, core_schema

from sim.offer import Support
from sim.works.orders import NO_WORKS, Done, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years a scenario may speak of: the earliest base year of the Covenant, and the end of the century."""

Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
"""A calendar year."""

Point = tuple[float, float]
"""East and north of a point in the system of the city's map [m]."""


def _a_surface(corners: tuple[Point, ...]) -> tuple[Point, ...]:
    """The corners, when they enclose something (shoelace formula).

    Raises:
        ValueError: the points lie on one line or are fewer than three
    """
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    twice_the_area_m2 = sum(east * next_north - next_east * north for (east, north), (next_east, next_north) in pairs)
    if len(set(corners)) < 3 or twice_the_area_m2 == 0:
        raise ValueError("at least three corners [east, north] that enclose a surface")
    return corners


class Where(BaseModel):
    """Aims a measure at a part of the city: some districts, or what lies within a polygon.

    >>> Where(districts=("harbour",)).districts
    ('harbour',)
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    districts: tuple[str, ...] | None = Field(None, min_length=1, max_length=1000, title="districts by name")
    polygon: Annotated[tuple[Point, ...], Field(max_length=5000), AfterValidator(_a_surface)] | None = Field(
        None, title="corners [east, north] in the system of the city's map"
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Where:
        if (self.districts is None) == (self.polygon is None):
            raise ValueError("either districts or a polygon")
        return self


class _ContractForm:
    """Lets a text field accept the forms of contract that signed in for a domain, asked at the last moment."""

    def __init__(self, domain: str):
        self.domain = domain

    def names(self) -> list[str]:
        """The forms that exist now for this domain."""
        from sim.markets.contracts import forms_for  # late: the forms may themselves know measures

        return list(forms_for(self.domain))

    def _one_that_exists(self, name: str) -> str:
        if name not in self.names():
            raise ValueError(f"one of {', '.join(self.names())}")
        return name

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._one_that_exists, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return {**handler(schema), "enum": self.names()}


def ContractName(domain: str) -> Any:  # noqa: N802  (stands where a type stands)
    """The type of a setting that names a form of contract: `paid_by: ContractName("lighting") = Field("own_budget")`.

    Args:
        domain: word under which forms of contract sign in, as in `sim.markets.contracts.forms_for(domain)`
    """
    return Annotated[str, _ContractForm(domain)]


def _snake_case(words: str) -> str:
    """`LedStreetLighting` -> `led_street_lighting`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words).lower()


class Measure(BaseModel):
    """Something the city decides. A subclass in a file of this package signs in by itself.

    Settings are strict: text is no number, yes is no count. Fields that hold several things are tuples.

    Raises:
        pydantic.ValidationError: a setting is unknown, of another kind or outside its limits
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: ClassVar[str] = ""
    """The word for it in scenario files; the class name in small letters unless said otherwise."""
    title: ClassVar[dict[str, str]] = {}
    """What people read, per language, at least `en` and `nl`."""
    sector: ClassVar[str] = ""
    """Sector of the inventory it works on."""

    begins: Year = Field(2026, title="first year of works")
    ends: Year | None = Field(None, title="last year of works; left out: until the run ends")
    where: Where | None = Field(None, title="part of the city; left out: everywhere")

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        if "name" not in cls.__dict__:
            cls.name = _snake_case(cls.__name__)

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Measure:
        if self.ends is not None and self.ends < self.begins:
            raise ValueError(f"an end (ends) in {self.begins}, when it begins, or later")
        return self

    def support(self, city: City, year: int, measure: int) -> tuple[Support, ...]:
        """What households are offered this year; `measure` is the number of this measure in the scenario."""
        return ()

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """What the city orders this year."""
        return NO_WORKS

    def mark(self, city: City, order: WorkOrder, waits: bool) -> None:
        """The rows of an order wait for crews, or (with `waits` false) will not be done and may be proposed again.

        Lamps and premises are marked by the model itself; a measure that orders other things says so here.
        """

    def expected_kwh(self, city: City, order: WorkOrder) -> float:
        """What a contract for an order may count on before it is built, where its provider lives on it [kWh/yr]."""
        return 0.0

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float | Done:
        """What was ordered is done on these days; changes the city and returns the energy saved [kWh/yr].

        A measure whose works change the carrier, or whose rows are neither lamps nor premises, returns `Done`.
        """
        raise NotImplementedError(f"{self.name} orders works but does not say what they change")

    def active(self, year: int) -> bool:
        """Whether works are done in this year."""
        return self.begins <= year and (self.ends is None or year <= self.ends)
