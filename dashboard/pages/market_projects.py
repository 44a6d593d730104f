"""Tab of the market: ideas on their way to operation, where they stop and why.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html

from dashboard.address import View, read_address
from dashboard.charts import CHARTS
from dashboard.charts.project_funnel import FUNNEL_HEIGHT
from dashboard.market import DAYS_PER_YEAR
from dashboard.market_words import capital, projects_told
from dashboard.pages.base import card, chart_card, measure_title, plain_table
from dashboard.pages.market_parts import CityWays, badge, form_title
from dashboard.pages.origin import origin_line
from dashboard.projects import OPERATE, Project, funnel_of, projects_of, stops_of, took_months
from dashboard.reasons import reason_words, who_said
from dashboard.runs import Runs
from dashboard.texts import in_sentence, local, money, month, number, t, word
from sim.results import Results

ASPECT, FROM_IDEA = "projects", "from_idea"
"""What a scenario writes under `context` to let its projects begin as ideas."""
STATE_LOOKS = {"operating": "good", "running": "plain", "stopped": "bad"}


def projects_panel(view: View, results: Results) -> Any:
    """The funnel, the reasons, and one project from beginning to end; or why there are none."""
    lang, projects = view.lang, projects_of(results)
    pipeline = results.summary.get("pipeline")
    if not projects or not pipeline:
        return decided_card(view)
    told = html.P(projects_told(lang, pipeline), className="card-answer")
    return html.Div([_funnel(view, results, projects, told), _stops(view, projects), _one(view, results, projects)])


def decided_card(view: View) -> Any:
    """Projects were decided beforehand: what that means, and how to see them begin as ideas."""
    lang, runs = view.lang, view.runs
    if view.plan.context.get(ASPECT) == FROM_IDEA:
        return card(html.P(t(lang, "No measure of this plan has brought an idea up yet."), className="empty"), title=t(lang, "Projects"))  # fmt: skip
    told = [
        html.P(t(lang, "In this plan projects were decided beforehand: what it names is carried out as soon as money and crews allow, as a plan on paper assumes. So no project stops on the way."), className="card-answer"),
        html.P(t(lang, "In a scenario file it is switched by one line: {line}", line="context: {projects: from_idea}")),
    ]  # fmt: skip
    if FROM_IDEA in getattr(runs.contexts().get(ASPECT), "variants", ()):
        begun = replace(view, variant=replace(view.variant, context={**view.variant.context, ASPECT: FROM_IDEA}))
        href = f"{begun.href()}&part=projects"
        told.append(html.P(html.A(t(lang, "Let the projects of this plan begin as ideas"), href=href, className="big-link")))  # fmt: skip
    names = [name for name, scenario in runs.scenarios().items() if scenario.context.get(ASPECT) == FROM_IDEA]
    if names:
        links = [html.Li(html.A(local(lang, runs.scenario(name).title), href=view.href(scenario=name), className="picks-view")) for name in names]  # fmt: skip
        told += [html.P(t(lang, "Plans of the library whose projects begin as ideas:")), html.Ul(links, className="plain-list")]  # fmt: skip
    return card(told, title=t(lang, "Projects"))


def _funnel(view: View, results: Results, projects: list[Project], told: Any) -> Any:
    lang, chart = view.lang, CHARTS["project_funnel"]
    drawing = chart_card(
        lang, chart, "funnel-chart", chart(results, lang), FUNNEL_HEIGHT, "wide", origin_line(view, chart.id)
    )
    drawing.children.insert(2, told)
    head = [t(lang, "Stage"), t(lang, "came to it"), t(lang, "went on"), t(lang, "still there at the end"), t(lang, "stopped here")]  # fmt: skip
    rows = [
        [
            word(lang, "stage", stage.name), number(lang, stage.reached),
            "–" if stage.name == OPERATE else number(lang, stage.went_on), number(lang, stage.waiting), number(lang, stage.stopped),
        ]
        for stage in funnel_of(projects)
    ]  # fmt: skip
    drawing.children.append(html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows, stacks=True)]))
    return drawing


def _stops(view: View, projects: list[Project]) -> Any:
    """Why projects stopped, by stage."""
    lang = view.lang
    head = [t(lang, "Stage"), t(lang, "Why"), t(lang, "Who said so"), t(lang, "Projects"), t(lang, "Their size")]
    rows = [
        [word(lang, "stage", stage), capital(reason), who, number(lang, count), money(lang, size_eur)]
        for stage, who, reason, count, size_eur in told_stops(lang, projects)
    ]
    shown = (
        plain_table(head, rows, words=(1, 2), stacks=True)
        if rows
        else html.P(t(lang, "No project stopped."), className="empty")
    )
    help_line = t(lang, "The stage where each stopped project came to its end, the most frequent reason first.")
    return card(shown, title=t(lang, "Where projects stop, and why"), help=help_line, className="wide stops")


def told_stops(lang: str, projects: list[Project]) -> list[tuple[str, str, str, int, float]]:
    """Stops in words, those that differ in their numbers only gathered: (stage, who, reason, how many, EUR)."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for stage, actor, reason, count, size_eur in stops_of(projects):
        simple = "too small for a bank" if reason.startswith("ticket of") else reason
        sums = found.setdefault((stage, who_said(lang, actor), reason_words(lang, simple)), [0, 0.0])
        sums[0] += count
        sums[1] += size_eur
    return [(*key, int(count), size_eur) for key, (count, size_eur) in found.items()]


def _one(view: View, results: Results, projects: list[Project]) -> Any:
    """One project from beginning to end, to be chosen."""
    lang, first_year = view.lang, int(results.years[0])
    first = next((each for each in projects if each.state == "operating"), projects[0])
    options = [
        {
            "group": word(lang, "project state", state),
            "items": [
                {"value": str(each.id), "label": project_title(view, each, first_year)}
                for each in projects
                if each.state == state
            ],
        }
        for state in STATE_LOOKS
    ]
    pick = dmc.Select(
        id="project-pick", data=options, value=str(first.id), allowDeselect=False, className="project-pick",
        comboboxProps={"withinPortal": True}, **{"aria-label": t(lang, "Project")},
    )  # fmt: skip
    told = html.Div(project_story(view, results, first), id="project-story")
    return card([pick, told], title=t(lang, "One project from beginning to end"), className="wide")


def project_title(view: View, project: Project, first_year: int) -> str:
    """Measure, year of the idea, size and state, as it stands in the list."""
    year = first_year + project.began_day // DAYS_PER_YEAR
    state = in_sentence(view.lang, word(view.lang, "project state", project.state))
    return f"{measure_title(view.lang, view.runs, project.measure)}, {year} · {money(view.lang, project.size_eur)} · {state}"  # fmt: skip


def project_story(view: View, results: Results, project: Project) -> list[Any]:
    """What a project is, and every turn it took with date, actor and reason."""
    lang, first_year = view.lang, int(results.years[0])
    months = took_months(project)
    told = [badge(word(lang, "project state", project.state), STATE_LOOKS[project.state]), " ", form_title(lang, project.form)]  # fmt: skip
    if months is not None:
        told.append(" · " + t(lang, "{months} months from idea to operation", months=number(lang, months)))
    turns = [
        [
            month(lang, first_year, step.day), f"{word(lang, 'stage', step.stage)}: {in_sentence(lang, word(lang, 'outcome', step.outcome))}",
            who_said(lang, step.actor), capital(reason_words(lang, step.reason)),
        ]
        for step in project.steps
        if not (step.outcome == "entered" and step.reason == "taken up at once" and step.stage != "idea")
    ]  # fmt: skip
    head = [t(lang, "When"), t(lang, "Stage"), t(lang, "Who"), t(lang, "Why")]
    way = None
    if project.operates_from is not None:
        year = first_year + project.operates_from // DAYS_PER_YEAR
        way = CityWays(view, results).told(project.measure, [min(year, int(results.years[-1]))])
    return [html.P(told, className="card-answer"), plain_table(head, turns, words=(1, 2, 3), stacks=True), way]


def register(app: Dash, runs: Runs) -> None:
    """The story follows the list."""

    @app.callback(
        Output("project-story", "children"),
        Input("project-pick", "value"),
        State("market-search", "data"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _story(number_: str, search: str, pathname: str) -> list[Any]:
        view = read_address(pathname, search, ["market"], runs)
        results = runs.run(view.plan, alternatives=False)
        chosen = next(each for each in projects_of(results) if str(each.id) == number_)
        return project_story(view, results, chosen)
