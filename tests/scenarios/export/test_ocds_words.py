"""Our words in those of the standard."""

from scenarios.export import ocds_words as words
from scenarios.export.ocds_rules import KINDS
from sim.markets import firms, procedures, tender_call
from sim.works.pipeline import STAGES


def test_every_procedure_and_ending_of_a_tender_has_a_word_of_the_standard():
    assert set(words.METHODS) == set(procedures.PROCEDURES)
    assert {code for code, _ in words.METHODS.values()} <= set(KINDS["tender"]["procurementMethod"].codes)
    assert set(words.TENDER_STATUS) == {tender_call.AWARDED, tender_call.FAILED, tender_call.DIRECTLY}
    assert set(words.TENDER_STATUS.values()) <= set(KINDS["tender"]["status"].codes)
    assert set(words.CONTRACT_STATUS.values()) <= set(KINDS["contract"]["status"].codes)


def test_every_stage_of_a_project_has_a_type_of_milestone():
    assert set(words.STAGE_TYPES) == set(STAGES)
    assert set(words.STAGE_TYPES.values()) <= set(KINDS["milestone"]["type"].codes)


def test_works_and_services_are_told_apart_as_the_market_does():
    for trade in ("building", "lighting", "lighting_service", "heat_service"):
        assert (words.category(trade) == "works") == procedures.is_works(trade)


def test_firms_are_paid_under_the_same_parties_as_in_the_market():
    assert words.PARTY_OF_TRADE == firms.PARTY_OF_TRADE
    assert words.OTHER_FIRMS == "contractors"


def test_criteria_of_the_market_are_understood():
    criteria = tender_call.Criteria(0.6, (("upkeep", 500.0),))
    assert words.criteria_code(criteria.text) == "ratedCriteria"
    assert words.criteria_code(tender_call.Criteria(1.0).text) == "priceOnly"
    assert words.criteria_code(tender_call.Criteria(0.0, (("upkeep", 500.0),)).text) == "qualityOnly"


def test_an_item_of_an_unknown_domain_is_an_item():
    made = words.item("wind", 3.0, "a mill")
    assert made == {"id": "1", "description": "a mill", "quantity": 3.0,
                    "unit": {"scheme": "UNCEFACT", "id": "H87", "name": "item"}}  # fmt: skip
