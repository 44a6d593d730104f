"""What all actors share: a name in the ledger, a role, a rate at which they reckon, a memory, a say once a year.

Place in the flow: [actors] sit above markets; the model lets them act before offers are made, projects and the deal ask
them for decisions. In a run that puts no question to an actor it costs nothing and changes nothing.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar

import mesa

from sim.actors.decisions import InvestmentAnswer, InvestmentRequest
from sim.actors.memory import Memory, weight_of_delivery
from sim.finance import annuity_factor
from sim.parameter import Book

if TYPE_CHECKING:
    from sim.city.city import City
    from sim.model import CityModel

DAYS_PER_YEAR = 365
Text = dict[str, str]
PRESENT = "1 in the city, 0 left out"


def said(en: str, nl: str) -> Text:
    """A text in both languages of the showroom."""
    return {"en": en, "nl": nl}


def judge_investment(request: InvestmentRequest, rate: float, means_eur: float) -> InvestmentAnswer:
    """Invest when it is worth while at one's own rate, wait when means are short or later is worth more.

    NPV = c a(i,T) + R (1+i)^-T - I, against waiting: W / (1+i).

    >>> found = judge_investment(InvestmentRequest(1000.0, 300.0, 4), rate=0.0, means_eur=5000.0)
    >>> found.invests, found.npv_eur, found.reason
    (True, 200.0, 'worth 200 EUR')
    """
    worth = request.yearly_cash_eur * float(annuity_factor(rate, request.term_years))
    npv = worth + request.residual_eur * (1.0 + rate) ** -request.term_years - request.amount_eur
    if npv < 0:
        return InvestmentAnswer(False, 0.0, npv, f"loses {-npv:,.0f} EUR at {rate:.1%}")
    if request.amount_eur > means_eur:
        short = request.amount_eur - max(0.0, means_eur)
        return InvestmentAnswer(False, 0.0, npv, f"worth {npv:,.0f} EUR, but {short:,.0f} EUR short", waits=True)
    later = request.wait_gain_eur / (1.0 + rate)
    if later > npv:
        return InvestmentAnswer(False, 0.0, npv, f"worth {npv:,.0f} EUR, waiting {later:,.0f} EUR", waits=True)
    return InvestmentAnswer(True, request.amount_eur, npv, f"worth {npv:,.0f} EUR")


class CityActor(mesa.Agent):
    """One of the few. A subclass says who it is, what it does in `act`, and how it answers."""

    name: ClassVar[str] = ""
    """Its name in the ledger."""
    title: ClassVar[Text] = {}
    called: ClassVar[str] = ""
    """What it is called in a sentence; empty for its English title in small letters."""
    role: ClassVar[str] = ""
    """What it does for the others, in one line."""
    goals: ClassVar[tuple[Text, ...]] = ()
    powers: ClassVar[tuple[Text, ...]] = ()
    assets: ClassVar[tuple[Text, ...]] = ()
    gives: ClassVar[tuple[str, ...]] = ()
    """Kinds of the value map: money energy co2 data know_how comfort jobs risk service."""
    needs: ClassVar[tuple[str, ...]] = ()
    """Parties it cannot do without, by name in the ledger."""
    rate_parameter: ClassVar[str] = "finance.social_discount_rate"
    """Parameter with the rate at which it weighs the future."""

    settings: ClassVar[dict[str, str]] = {"present": PRESENT}
    """What a scenario may set of it under `actors`, by name with unit: what it means. Every actor has `present`."""
    limits: ClassVar[dict[str, tuple[float, float]]] = {"present": (0.0, 1.0)}
    """Lowest and highest of a setting; others must not be negative."""

    model: CityModel

    def __init_subclass__(cls, **words) -> None:
        super().__init_subclass__(**words)
        own = vars(cls)
        cls.settings = {"present": PRESENT, **own.get("settings", {})}
        cls.limits = {"present": (0.0, 1.0), **own.get("limits", {})}

    @classmethod
    def lives_in(cls, city: City) -> bool:
        """Whether a city like this has such a party at all."""
        return True

    def __init__(self, model: CityModel):
        """Settle in the city.

        Raises:
            ValueError: a setting of the scenario lies outside its limits
        """
        super().__init__(model)
        self.chosen: dict[str, float] = dict(model.scenario.actors.get(self.name, {}))
        for setting, value in self.chosen.items():
            low, high = self.limits.get(setting, (0.0, math.inf))
            if not low <= value <= high:
                raise ValueError(f"actors.{self.name}.{setting} is {value:g}; wanted {low:g} to {high:g}")
        self.present: bool = self.chosen.get("present", 1.0) >= 0.5 and self.lives_in(model.city)
        self.committed: dict[int, float] = {}
        """What it has promised away, by year: money, hours or heat, whatever it deals in."""
        book, year = model.book, model.first_year
        self.memory = Memory(
            int(book.at("actors.memory_events", year)),
            book.at("actors.memory_half_life_years", year) * DAYS_PER_YEAR,
            book.at("actors.reputation_start", year),
        )

    # --- what it has ------------------------------------------------------------------------------------------------

    @property
    def book(self) -> Book:
        """The numbers of the run."""
        return self.model.book

    @property
    def day(self) -> int:
        """First day of the present year."""
        return self.model.index * DAYS_PER_YEAR

    @property
    def cash_eur(self) -> float:
        """What it has received less what it has paid since the start [EUR]."""
        return self.model.market.payments.cash_eur(self.name)

    @property
    def discount_rate(self) -> float:
        """Rate at which it weighs the future [1/yr]."""
        return self.book.at(self.rate_parameter, self.model.first_year)

    @property
    def equity_eur(self) -> float:
        """Means of its own: those it started with, and what it earned or lost since [EUR]."""
        return self.book.at("actors.own_means_eur", self.model.first_year).get(self.name, 0.0) + self.cash_eur

    @property
    def means_eur(self) -> float:
        """What it can still put into something new [EUR]."""
        return self.equity_eur - sum(self.committed.values())

    @property
    def capacity(self) -> int:
        """Projects it can look after at the same time."""
        return int(self.chosen.get("desks", self.number("desks").get(self.name, 0)))

    @property
    def reputation(self) -> float:
        """How much others trust it, at the beginning of the present year [0 to 1]."""
        return self.memory.reputation(self.day)

    @property
    def absence(self) -> str:
        """Why it gives nothing when it is not there."""
        return f"no {self.called or self.title['en'].lower()} in this city"

    def number(self, name: str) -> Any:
        """A number of the topic `actors` of the book, in the present year."""
        return self.book.at(f"actors.{name}", self.model.year)

    def chosen_or(self, setting: str, parameter: str) -> float:
        """A setting of the scenario, or else a number of the book."""
        value = self.chosen.get(setting)
        return self.book.at(parameter, self.model.year) if value is None else value

    # --- what it learns ---------------------------------------------------------------------------------------------

    def remember_delivery(self, day: int, project: int, promised: float, delivered: float) -> None:
        """Its name moves with what it delivered of what it promised; both in the same unit."""
        weight = weight_of_delivery(promised, delivered, self.number("reputation_per_delivery"))
        what = "delivered what was promised" if delivered >= promised else "delivered less than promised"
        self.memory.note(day, project, what, weight)

    def remember_dispute(self, day: int, project: int) -> None:
        """A dispute costs both sides some of their name."""
        self.memory.note(day, project, "dispute", -self.number("reputation_per_dispute"))

    # --- what it does -----------------------------------------------------------------------------------------------

    def commit(self, amount: float, year: int | None = None) -> None:
        """Keep the promise of an answer: money, hours or heat that nobody else can have any more."""
        year = self.model.year if year is None else year
        self.committed[year] = self.committed.get(year, 0.0) + amount

    def answer_investment(self, request: InvestmentRequest) -> InvestmentAnswer:
        """Whether it puts its own money into something, at its own rate."""
        if not self.present:
            return InvestmentAnswer(False, 0.0, 0.0, self.absence)
        return judge_investment(request, self.discount_rate, self.means_eur)

    def act(self, year: int) -> None:
        """What it decides at the start of a year."""

    def settle(self, year: int) -> None:
        """What it pays at the end of a year, contracts left out."""
