"""The deal as it was computed."""

from dataclasses import replace

from scenarios.report.blocks import Paragraph
from scenarios.report.parts.deal import deal, deal_sheet

ROLES = ("city_hall", "bank")
DEAL = {
    "measure": "led_street_lighting", "form": "private_lighting_service", "domain": "lighting", "client": "city_hall",
    "items": 10.0, "capex_eur": 6000.0, "roles": list(ROLES), "pays": True, "sentence": {"en": "A sentence."},
    "levers": {"capital_cost": -5.0, "scale": 0.0}, "deciding_lever": "capital_cost", "leavers_today": ["bank"],
    "today": {"city_hall": -1000.0, "bank": 50.0}, "worth_alone_eur": dict.fromkeys(ROLES, 0.0),
    "splits": {name: {"city_hall": 2000.0, "bank": 100.0} for name in ("nucleolus", "shapley", "nash")},
    "terms": [{"party": "bank", "name": "interest_margin", "unit": "share of the money lent per year", "now": 0.01,
               "wanted": 0.005, "residual_eur": 0.0}],
}  # fmt: skip


def with_deal(made, **changes):
    return replace(
        made, results=replace(made.results, summary={**made.results.summary, "deal": {**DEAL, **changes}})
    ).given()


def test_splits_terms_lever_and_the_computed_sentence_are_told(made):
    section = deal(with_deal(made))
    told = repr(section)
    assert Paragraph("A sentence.") in section.blocks
    assert "Price of capital" in told and "0.50%" in told and "these do better elsewhere: Bank" in told


def test_without_a_deal_there_is_no_part(made):
    assert deal(with_deal(made, measure=None)) is None and deal_sheet(with_deal(made, measure=None)) is None


def test_the_sheet_has_a_row_for_each_role(made):
    assert [row[0] for row in deal_sheet(with_deal(made)).rows] == ["City hall", "Bank"]
