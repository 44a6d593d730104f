"""The bank file: plain values, questions and no verdict."""

import json
from dataclasses import replace

import pytest

from sim.ecosystem.bank_file import Request, bank_file, request_from_book
from tests.sim.ecosystem.test_cover_ratios import a_service

ASKED = Request(
    "lamps of the village", "company", 1000.0, 0.1, 3, 2026, least_cover=1.2, least_ticket_eur=5000.0, payer="city_hall",
    risks={"price": "city_hall", "volume": "company", "performance": "company"},
)  # fmt: skip


def test_the_file_says_what_the_plan_says():
    file = bank_file(ASKED, a_service())
    assert file.cover.least == pytest.approx(1.11908, abs=1e-5)
    assert file.sources == {"bank loan": 1000.0, "own means": 200.0} and file.uses == {"works and equipment": 1200.0}
    assert file.ticket == {"loan_eur": 1000.0, "least_eur": 5000.0, "large_enough": False, "short_eur": 4000.0}
    assert file.income_cushion == pytest.approx((450.0 - 402.1148) / 500.0, abs=1e-6)


def test_a_plan_without_debt_gets_the_loan_that_is_asked():
    bare = [flow for flow in a_service() if flow[3] not in ("loan paid out", "interest", "repayment")]
    assert bank_file(ASKED, bare).as_dict() == bank_file(ASKED, a_service()).as_dict()
    only_paid_out = [flow for flow in a_service() if flow[3] not in ("interest", "repayment")]
    assert bank_file(ASKED, only_paid_out).as_dict() == bank_file(ASKED, a_service()).as_dict()


def test_who_bears_what_and_what_covers_it():
    rows = {
        row["risk"]: row
        for row in bank_file(ASKED, [*a_service(), (2028, "company", "city_hall", "penalty", 5.0)]).risks
    }
    assert rows["performance"]["covered_by"] == ["penalties for what is not delivered"]
    assert rows["counterparty"] == {"risk": "counterparty", "borne_by": "bank", "covered_by": ["a municipality pays"]}
    assert rows["volume"]["borne_by"] == "company" and rows["volume"]["covered_by"] == []


def test_it_asks_and_never_judges():
    file = bank_file(replace(ASKED, risks={}), a_service())
    assert all(question.startswith("A financier would ask ") for question in file.questions)
    words = " ".join(file.questions)
    assert "1.12 times in 2027 (3 years under the 1.20" in words and "who bears the price risk" in words
    assert "whether others can join" in words
    assert not {"bankable", "approved", "rejected", "refused"} & set(json.dumps(file.as_dict()).split())


def test_a_good_file_leaves_little_to_ask():
    asked = replace(ASKED, least_ticket_eur=500.0, covers=("minimum volume", "guarantee"))
    assert bank_file(asked, a_service(fee=700.0)).questions == []


def test_costs_that_no_longer_arise_are_asked_about():
    asked = replace(ASKED, avoided_eur={2027: 500.0, 2028: 500.0, 2029: 500.0})
    file = bank_file(asked, a_service())
    assert file.cover.least == pytest.approx(950.0 / 402.1148, abs=1e-4)
    assert any("50% of the income" in question for question in file.questions)


def test_the_file_is_fit_for_json():
    out = json.loads(json.dumps(bank_file(ASKED, a_service()).as_dict(), allow_nan=False))
    assert [row["year"] for row in out["cash_flow"]] == [2026, 2027, 2028, 2029] and out["cash_flow"][0][
        "cover"
    ] is None
    assert out["missing_papers"]["Legal analysis"][0]["key"] == "contract form"
    keys = [paper["key"] for papers in out["missing_papers"].values() for paper in papers]
    assert "cash flow" not in keys and "permits" in keys


def test_without_income_the_cushion_is_none_in_json():
    bare = [flow for flow in a_service() if flow[3] != "service fee"]
    out = bank_file(ASKED, bare).as_dict()
    assert out["cover"]["income_cushion"] is None and out["cover"]["least"] < 0
    assert "from what the loan is paid back" in out["questions"][0]


def test_an_unknown_cover_is_refused():
    with pytest.raises(ValueError, match="a prayer"):
        bank_file(replace(ASKED, covers=("a prayer",)), a_service())


def test_thresholds_come_from_the_book(book):
    asked = request_from_book(book, 2026, title="x", borrower="company", loan_eur=1.0, rate=0.05, term_years=10)
    assert (
        asked.least_cover == 1.2
        and asked.least_ticket_eur == book.at("actors.bank_minimum_ticket_eur", 2026)
        and asked.year == 2026
    )


def test_who_owes_nothing_to_nobody_has_no_counterparty_risk():
    bare = [(2026, "city_hall", "contractors", "investment", 1200.0)]
    file = bank_file(replace(ASKED, borrower="city_hall", loan_eur=0.0, payer=""), bare)
    assert [row["risk"] for row in file.risks] == ["price", "volume", "performance"]
