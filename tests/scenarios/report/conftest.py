"""One run of the small town with every kind of thing a report tells, and what is made of it."""

from dataclasses import dataclass, replace

import pytest

from scenarios.loading import load_scenario
from scenarios.report.content import report_of
from scenarios.report.given import Given
from scenarios.report.words import Words
from scenarios.running import Stage, open_stage, run_on
from sim.parameter import Book
from sim.results import Results
from sim.scenario import Change, Scenario

HOSTILE = '=HYPERLINK("x") #panic("boom") $x$ *a* _b_ <script>alert(1)</script> @ref \\u{0} \'q\' & \u202e\x07'


@dataclass(frozen=True)
class Made:
    """A run and what a report needs beside it."""

    scenario: Scenario
    results: Results
    book: Book
    untouched: Results
    stage: Stage

    def given(self, lang="en", **more):
        """What parts of the report take."""
        return Given(self.results, self.scenario, self.book, Words(lang), self.untouched, **more)

    def report(self, lang="en", **changes):
        """The content, for the scenario with some fields set otherwise."""
        return report_of(self.results, replace(self.scenario, **changes), self.book, lang, self.untouched)


@pytest.fixture(scope="session")
def made(town_file):
    scenario, _ = load_scenario("full_plan_from_idea")
    bent = {"prices.gas_household": Change("multiply", 1.1, "=cmd|' /C calc'!A0 <b>test</b>")}
    scenario = replace(scenario, city=str(town_file), last_year=2034, what_if=bent)
    stage = open_stage(scenario)
    results = run_on(stage, scenario, attribute=True, lighting_forms=False)
    return Made(scenario, results, stage.book, stage.run_without_measures(scenario), stage)


@pytest.fixture(scope="session")
def quiet(town_file):
    """The town that decides nothing."""
    scenario, _ = load_scenario("business_as_usual")
    scenario = replace(scenario, city=str(town_file), last_year=2027)
    stage = open_stage(scenario)
    return Made(scenario, run_on(stage, scenario), stage.book, None, stage)


@pytest.fixture(scope="session")
def report(made):
    return made.report("nl")


@pytest.fixture(scope="session")
def hostile(made):
    """A report whose author means ill, or has no space key."""
    texts = {"en": HOSTILE + "A" * 2000}
    return made.report("en", title=texts, question={"en": HOSTILE + "long " * 400}, name="../x; rm -rf <b>")
