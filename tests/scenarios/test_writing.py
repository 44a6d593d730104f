"""A scenario written as a file reads back as the same scenario."""

from dataclasses import replace

import pytest

from scenarios.extending import library_names
from scenarios.loading import load_scenario, load_scenario_text
from scenarios.writing import scenario_as_text

SANDBOX = """
title: {nl: "Ja: 'nee' # echt", en: "yes"}
years: {from: 2025, to: 2030}
seed: 0
measures:
  led_street_lighting: {where: {polygon: [[0, 0], [1000.5, 0], [1000, 1e3]]}, ends: 2029}
  again: {measure: led_street_lighting, where: {districts: [harbour, "12"]}}
actors:
  city_hall: {patience: 0.5}
  nightlight: {role: lighting_company, name: "Nacht: & licht", reputation: 0.8}
contracts: {own_budget: {payer: nightlight, term_years: 1, fee_eur_per_item: 0}}
tenders:
  again: {criteria: {price: 59.9, quality: 40.1}, lots: 3, procedure: european, quality_eur_per_point: 0.25}
what_if:
  prices.gas_household: {set: {2030: 0.1, 2035: 0.12}, because: "no: really"}
  prices.petrol: {multiply: 1.01, from_year: 2028, because: "null"}
targets: [{year: 2030, kind: per_head, pledged_share: 0.4}, {year: 2050, pledged_share: 1, label: Neutral}]
"""


@pytest.mark.parametrize("name", library_names())
def test_a_library_scenario_survives_being_written(name):
    scenario, _ = load_scenario(name)
    assert load_scenario_text(scenario_as_text(scenario), name)[0] == scenario


def test_every_sort_of_setting_survives_being_written():
    scenario, _ = load_scenario_text(SANDBOX, "mine")
    assert load_scenario_text(scenario_as_text(scenario), "mine")[0] == scenario


def test_a_tender_goes_with_its_measure():
    scenario, _ = load_scenario_text(SANDBOX, "mine")
    left = replace(scenario, measures={"led_street_lighting": scenario.measures["led_street_lighting"]})
    assert load_scenario_text(scenario_as_text(left), "mine")[0] == replace(left, tenders={})


def test_sections_that_say_nothing_are_not_written():
    scenario, _ = load_scenario_text("title: x\n", "mine")
    assert not {"actors:", "contracts:", "tenders:"} & set(scenario_as_text(scenario).split())
