"""The docs keep their word: commands exist, links point somewhere, examples work."""

import doctest
import re
import shlex
import types
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml
from typer.testing import CliRunner

import stadslab

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"(?:^<!-- (?P<note>.+?) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
TUTORIAL, PLACES = ROOT / "docs/tutorial.md", ROOT / "docs/where-things-are.md"


def blocks(page, kind):
    """Notes and texts of the fenced blocks of a kind, in their order."""
    found = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [(block["note"] or "", block["text"]) for block in found if block["kind"] == kind]


def commands_on(page):
    """Every shell line of a page as a list of words, comments left out."""
    lines = (line for _, text in blocks(page, "sh") for line in text.splitlines())
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def example(name):
    """A Python block of the page for developers, by a word in it, run as a module."""
    text = next(text for _, text in blocks(PLACES, "python") if name in text)
    module = types.ModuleType(f"example_{name.lower()}")
    exec(compile(text, str(PLACES), "exec"), vars(module))
    return module


@pytest.fixture(scope="module")
def help_texts():
    """What `--help` says, by command, the city's own commands among them."""
    texts = {}
    for name in (
        None,
        "list",
        "check",
        "schema",
        "run",
        "compare",
        "ensemble",
        "validate",
        "bench",
        "export",
        "bank-file",
        "report",
        "hindcast",
        "showroom",
    ):
        texts[name] = CliRunner().invoke(stadslab.app, [*filter(None, [name]), "--help"]).stdout
    texts["city"] = "".join(CliRunner().invoke(stadslab.app, ["city", *more, "--help"]).stdout
                            for more in ([], ["new"], ["import"], ["info"]))  # fmt: skip
    texts["inventory"] = "".join(CliRunner().invoke(stadslab.app, ["inventory", *more, "--help"]).stdout
                                 for more in ([], ["import"], ["export"], ["check"], ["fit"]))  # fmt: skip
    return texts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_in_the_docs_exists_with_its_options(page, help_texts):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for program, *words in commands_on(page):
        if program == "make":
            assert words[0] in targets
        elif program == "stadslab":
            assert words[0] in help_texts and words[0] in help_texts[None]
            for option in (word for word in words if word.startswith("--")):
                assert option in help_texts[words[0]], f"{words[0]} knows no {option}"
            if words[0] in ("city", "inventory"):
                assert words[1] in help_texts[words[0]]


def test_the_readme_names_the_two_commands():
    said = {tuple(words) for words in commands_on(ROOT / "README.md")}
    assert {("make", "showroom"), ("make", "test")} <= said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_points_to_something(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    places = [unquote(link.split("#")[0]) for link in LINK.findall(text) if not re.match(r"[a-z]+:|#", link)]
    missing = [place for place in places if not (page.parent / place).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_is_left_half_filled(page):
    assert "@@" not in page.read_text(encoding="utf-8")


def test_the_files_named_in_the_model_description_exist():
    text = (ROOT / "docs/model.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:sim|scenarios|geodata|tests)/[\w/]*(?:\.py|/))`", text)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_parameters_named_in_the_docs_are_in_the_book(book):
    topics = "|".join(sorted({name.split(".")[0] for name in book.parameters}))
    text = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs").rglob("*.md"))
    named = set(re.findall(rf"`((?:{topics})\.(?!yaml|parquet)[a-z0-9_]+)`", text)) - {"lighting.tree_trim_eur"}
    assert len(named) > 5
    assert sorted(name for name in named if name not in book and not name.endswith(".py")) == []


def test_the_scenarios_of_the_tutorial_are_read_without_a_problem(tmp_path):
    from scenarios import check_file, known_districts, load_scenario_text
    from sim.actors import ACTORS

    base, light, partners = (text for note, text in blocks(TUTORIAL, "yaml") if "broken" not in note)
    scenario, problems = load_scenario_text(base, "village_base", known_districts)
    assert (scenario.first_year, scenario.last_year, problems) == (2025, 2040, [])
    texts = {"village_base.yaml": base, "village_light.yaml": light, "village_partners.yaml": partners}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [check_file(tmp_path / name, known_districts, known_actors=ACTORS) for name in texts] == [[], [], []]


def test_the_broken_partners_of_the_tutorial_get_the_answer_printed_there(tmp_path, monkeypatch):
    light, broken = (next(text for _, text in blocks(TUTORIAL, "yaml") if word in text) for word in
                     ("Light for the village first,", "Light from nobody"))  # fmt: skip
    base = next(text for _, text in blocks(TUTORIAL, "yaml") if "The village as it goes" in text)
    for name, text in (("village_base", base), ("village_light", light), ("broken_partners", broken)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(stadslab.app, ["check", "broken_partners.yaml"])
    assert outcome.exit_code == 2
    printed = next(text for _, text in blocks(TUTORIAL, "text") if "broken_partners.yaml:4" in text)
    assert printed.split() == outcome.stdout.split()


def test_the_broken_scenario_of_the_tutorial_gets_the_answer_printed_there(tmp_path, monkeypatch):
    text = next(text for note, text in blocks(TUTORIAL, "yaml") if "broken" in note)
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(stadslab.app, ["check", "broken.yaml"])
    assert outcome.exit_code == 2
    printed = next(text for _, text in blocks(TUTORIAL, "text") if "broken.yaml:2" in text)
    assert printed.split() == outcome.stdout.split()


def test_the_measure_of_the_docs_lives_in_the_town(town, monkeypatch):
    from sim.measures import MEASURES

    measure = example("DoorstepAdvice").DoorstepAdvice
    assert measure.name == "doorstep_advice"
    monkeypatch.setitem(MEASURES, measure.name, measure)
    helped = town.live({"doorstep_advice": {"advice": 1.0}}, last_year=2028).people.city.dwellings.renovated
    alone = town.live({}, last_year=2028).people.city.dwellings.renovated
    assert (helped > 0).sum() > (alone > 0).sum()


def test_the_contract_of_the_docs_leaves_the_books_in_balance(town, monkeypatch):
    from sim.markets.contracts import FORMS

    form = example("Lease").Lease()
    monkeypatch.setitem(FORMS, form.name, form)
    results = town.results({"led_street_lighting": {"lamps_per_year": 60, "paid_by": "lease"}}, last_year=2030)
    assert results.summary["checks"]["ok"]
    assert "rent" in set(results.tables["ledger"]["account"])


def test_the_actor_of_the_docs_settles_in_the_town(untouched):
    actor = example("EnergyCooperative").EnergyCooperative(untouched)
    assert (actor.name, actor.cash_eur) == ("energy_cooperative", 0.0)
    assert 0 < actor.discount_rate < 1


def test_the_law_of_the_docs_reckons_as_it_says():
    law = example("shade_kwh")
    outcome = doctest.DocTestRunner(verbose=False)
    for case in doctest.DocTestFinder().find(law, globs=vars(law)):
        outcome.run(case)
    assert (outcome.failures, outcome.tries) == (0, 1)


def test_the_chart_of_the_docs_draws(town):
    figure = example("led_share").led_share(town.results(last_year=2026), "en")
    assert len(figure["data"][0]["y"]) == 2


def test_the_number_and_the_city_of_the_docs_are_accepted(tmp_path):
    from geodata import CityFile
    from scenarios import check_parameter_file

    texts = {note: text for note, text in blocks(PLACES, "yaml")}
    file = tmp_path / "trees.yaml"
    file.write_text(texts["parameter"], encoding="utf-8")
    assert check_parameter_file(file) == []
    assert CityFile(**yaml.safe_load(texts["city"])).recipe.inhabitants == 6000
