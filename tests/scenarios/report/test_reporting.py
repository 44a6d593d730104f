"""From a scenario to its report."""

from dataclasses import replace

from scenarios.report.reporting import placed, report_on


def test_a_report_runs_what_it_needs(quiet):
    report, results = report_on(quiet.scenario, "fr", stage=quiet.stage)
    assert report.lang == "fr" and results.summary["checks"]["ok"]


def test_city_and_seed_can_be_set_otherwise(quiet):
    scenario = placed(quiet.scenario, "port_city", 7)
    assert (scenario.city, scenario.seed) == ("port_city", 7)
    assert placed(quiet.scenario, None, None) == replace(quiet.scenario)
