"""Cases written by others are judged line by line, whatever stands in the file."""

import json
from collections import Counter
from pathlib import Path

import pytest

from scenarios.validation import judge, tally
from scenarios.validation.answers import answers_by_kind

PUBLISHED = Path(__file__).parents[3] / "shared" / "validation" / "cases.jsonl"
LIGHTING = {
    "lamps": 5000,
    "term_years": 15,
    "capex_eur_per_lamp": 600,
    "residual_share": 0.1,
    "upkeep_before_eur": 15,
    "upkeep_after_eur": 6,
    "kwh_per_lamp": 346,
    "saving_share": 0.6,
    "price_eur_per_kwh": 0.24,
    "price_growth": 0.02,
    "client_rate": 0.03,
    "loan_rate": 0.035,
    "provider_rate": 0.07,
    "monitoring_eur": 1,
    "transaction_own_eur": 60000,
    "transaction_service_eur": 90000,
}


@pytest.fixture
def verdicts(tmp_path):
    """Judges lines, given as text or as the parts of a case."""

    def of(*lines):
        path = tmp_path / "cases.jsonl"
        path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines), encoding="utf-8")
        return judge(path)

    return of


def a_case(kind, inputs, low=None, high=None, quantity="result", **bounds):
    expected = {"low": low, "high": high, **bounds} if low is not None else bounds
    return {"kind": kind, "case": "made here", "inputs": inputs, "expected": {quantity: expected}}


@pytest.mark.parametrize(
    ("kind", "inputs", "low", "high"),
    [
        ("npv", {"rate": 0.05, "flows": [-15000, 1500, 2500, 3500, 4500, 6000]}, 122, 124),
        ("npv", {"rate": 0, "flows": [1, 2]}, 3, 3),
        ("irr", {"flows": [-100, 39, 59, 55, 20]}, 0.28, 0.282),
        ("npv_at_irr", {"flows": [-100, 39, 59, 55, 20]}, -1e-6, 1e-6),
        (
            "mirr",
            {"finance": 0.1, "reinvest": 0.12, "flows": [-120000, 39000, 30000, 21000, 37000, 46000]},
            0.126,
            0.1261,
        ),
        ("pmt", {"rate": 0.08 / 12, "n": 60, "pv": 15000}, -304.1460, -304.1459),
        ("pmt", {"rate": 0.08 / 12, "n": 60, "pv": 15000, "when": "begin"}, -302.14, -302.13),
        ("pmt", {"rate": 0.08 / 12, "n": 60, "pv": 15000, "when": 1}, -302.14, -302.13),
        ("pmt", {"rate": 0, "n": 10, "pv": 0, "fv": 100, "colour": "blue"}, -10, -10),
        ("nper", {"rate": 0.075, "pmt": -2000, "pv": 0, "fv": 100000}, 21.5449, 21.5450),
        ("nper", {"rate": "0.075", "pmt": "-2000", "fv": 100000}, 21.5449, 21.5450),
    ],
)
def test_a_question_about_money_is_answered(verdicts, kind, inputs, low, high):
    (row,) = verdicts(a_case(kind, inputs, low, high))
    assert (row.verdict, row.why) == ("pass", "")
    assert row.low <= row.computed <= row.high


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("irr", {"flows": [40000, 5000, 8000]}),
        ("irr", {"flows": [-1, None, 2]}),
        ("npv", {"rate": -1, "flows": [-1, 2]}),
        ("npv", {"rate": "nan", "flows": [-1, 2]}),
        ("nper", {"rate": 0.05, "pmt": -1, "pv": 100}),
        ("pmt", {"rate": 0.05, "n": 0, "pv": 100}),
        ("mirr", {"finance": 0.1, "reinvest": 0.1, "flows": [1, 2]}),
        ("lighting_contract", {**LIGHTING, "term_years": 1e308}),
        ("lighting_contract", {**LIGHTING, "lamps": 0}),
        ("local_electricity_factor", {"tce_mwh": 0, "lpe_mwh": 0, "gep_mwh": 0, "neefe": 0.2}),
    ],
)
def test_a_question_without_an_answer_is_refused_in_words(verdicts, kind, inputs):
    refused, wanted = verdicts(a_case(kind, inputs, value=None), a_case(kind, inputs, 0, 1, value=0.5))
    assert refused.verdict == "pass" and refused.computed is None
    assert len(refused.why.removeprefix("refused: ")) > 10
    assert wanted.verdict == "fail" and "refuses" in wanted.why


def test_an_answer_where_a_refusal_was_expected_fails(verdicts):
    (row,) = verdicts(a_case("npv", {"rate": 0.1, "flows": [1]}, value=None))
    assert (row.verdict, row.computed) == ("fail", 1.0)


def test_a_value_outside_its_bounds_fails_and_says_by_how_much(verdicts):
    below, above = verdicts(*(a_case("npv", {"rate": 0, "flows": [2]}, low, low + 1) for low in (2.5, 0.5)))
    assert (below.verdict, below.why) == ("fail", "0.5 below the lowest value allowed")
    assert (above.verdict, above.why) == ("fail", "0.5 above the highest value allowed")


def test_one_bound_or_a_bare_value_is_enough(verdicts):
    expected = {"result": {"low": 1}}, {"result": {"high": 1}}, {"result": {"value": 2}}, {"result": 2}, {"result": 3}
    cases = [{"kind": "npv", "inputs": {"rate": 0, "flows": [2]}, "expected": one} for one in expected]
    assert [row.verdict for row in verdicts(*cases)] == ["pass", "fail", "pass", "pass", "fail"]


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ({"flows": [1, 2]}, "'rate' is missing"),
        ({"rate": 0.1}, "'flows' is missing"),
        ({"rate": 0.1, "flows": 5}, "list of numbers"),
        ({"rate": "high", "flows": [1]}, "must be a number"),
        ({"rate": True, "flows": [1]}, "must be a number"),
        ({"rate": 0.1, "flows": [[1]]}, "must be a number"),
    ],
)
def test_inputs_that_cannot_be_used_fail_and_say_why(verdicts, inputs, word):
    (row,) = verdicts(a_case("npv", inputs, 0, 1))
    assert row.verdict == "fail" and word in row.why


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{not json", "is not JSON"),
        ("[1, 2]", "must be an object"),
        ('"text"', "must be an object"),
        ("{}", "has no kind"),
        ('{"kind": 5}', "has no kind"),
        ('{"kind": "npv", "inputs": [1], "expected": {"result": {}}}', "must be an object"),
        ('{"kind": "npv", "inputs": {}}', "expects nothing"),
        ("[" * 200_000, "is not JSON"),
        ('{"kind": "npv", "inputs": {"rate": ' + "9" * 5000 + "}}", "is not JSON"),
    ],
)
def test_a_broken_line_fails_with_its_number_and_the_next_is_still_judged(verdicts, line, word):
    broken, sound = verdicts(line, "", a_case("npv", {"rate": 0, "flows": [1]}, 1, 1))
    assert broken.verdict == "fail" and broken.why.startswith("line 1: ") and word in broken.why
    assert sound.verdict == "pass"


def test_a_kind_the_model_knows_nothing_of_is_not_answered(verdicts):
    case = {"kind": "tides", "case": "spring", "inputs": {}, "expected": {"high_m": {"low": 1}, "low_m": {"low": 0}}}
    rows = verdicts(case)
    assert [row.verdict for row in rows] == ["not_answered"] * 2
    assert tally(rows) == {"passed": 0, "failed": 0, "not_answered": 2}


def test_a_quantity_the_answer_does_not_give_fails(verdicts):
    (row,) = verdicts(a_case("npv", {"rate": 0, "flows": [1]}, 0, 1, quantity="profit"))
    assert row.verdict == "fail" and "gives result" in row.why


def test_a_model_that_breaks_does_not_stop_the_others(verdicts, monkeypatch):
    def breaks(given):
        raise ZeroDivisionError("oops")

    monkeypatch.setitem(answers_by_kind(), "npv", breaks)
    broken, sound = verdicts(a_case("npv", {}, 0, 1), a_case("irr", {"flows": [-1, 2]}, 1, 1))
    assert broken.verdict == "fail" and "oops" in broken.why
    assert sound.verdict == "pass"


def test_the_lighting_contract_of_the_worked_case_passes(verdicts):
    golden = {
        "npv_own": 951_707.5499,
        "fee_per_lamp": 70.489097,
        "npv_laas": -10_648.19748,
        "break_even_fee_vs_own": 54.366447,
        "break_even_fee_vs_nothing": 70.310705,
    }
    expected = {name: {"low": value - 1e-3, "high": value + 1e-3} for name, value in golden.items()}
    rows = verdicts({"kind": "lighting_contract", "inputs": LIGHTING, "expected": expected})
    assert [row.verdict for row in rows] == ["pass"] * 5


def test_a_lighting_contract_without_the_optional_costs_is_still_judged(verdicts):
    bare = {name: value for name, value in LIGHTING.items() if "transaction" not in name and name != "price_growth"}
    (row,) = verdicts(a_case("lighting_contract", bare, 70, 71, quantity="fee_per_lamp"))
    assert row.verdict == "pass"
    del bare["lamps"]
    (row,) = verdicts(a_case("lighting_contract", bare, 70, 71, quantity="fee_per_lamp"))
    assert row.verdict == "fail" and "'lamps' is missing" in row.why


def test_local_electricity_lowers_the_factor_and_an_exporter_has_that_of_its_own(verdicts):
    inputs = {"tce_mwh": 120000, "lpe_mwh": 9000, "gep_mwh": 4000, "neefe": 0.285, "co2_lpe_t": 350, "co2_gep_t": 0}
    exporter = {**inputs, "tce_mwh": 10_000}
    usual, own = verdicts(
        a_case("local_electricity_factor", inputs, 0.257041, 0.257042, quantity="efe"),
        a_case("local_electricity_factor", exporter, 350 / 13_000 - 1e-9, 350 / 13_000 + 1e-9, quantity="efe"),
    )
    assert usual.verdict == own.verdict == "pass"


SWITCH_OFF = {
    "latitude": 50.8,
    "longitude": 4.35,
    "timezone": "Europe/Brussels",
    "off_from_h": 23,
    "off_to_h": 5,
    "nights_per_week": 5,
    "switch_elevation_deg": -3,
}


def test_switching_off_five_nights_saves_what_the_grid_operator_says(verdicts):
    in_hours, in_clock = SWITCH_OFF, {**SWITCH_OFF, "off_from_h": "23:00", "off_to_h": "05:00"}
    rows = verdicts(
        *(a_case("switch_off_saving", one, 0.35, 0.39, quantity="share_saved") for one in (in_hours, in_clock))
    )
    assert [row.verdict for row in rows] == ["pass"] * 2


@pytest.mark.parametrize(("name", "value"), [("timezone", "Mars/Olympus"), ("off_from_h", 40), ("nights_per_week", 8)])
def test_a_switch_off_that_cannot_be_fails_in_words(verdicts, name, value):
    (row,) = verdicts(a_case("switch_off_saving", {**SWITCH_OFF, name: value}, 0, 1, quantity="share_saved"))
    assert row.verdict == "fail" and "broke" not in row.why


def test_a_building_without_floor_area_fails_in_words(verdicts):
    (row,) = verdicts(a_case("tabula_seasonal", {"A_Calc_Roof_1": 3}, 0, 1, quantity="q_h_nd"))
    assert row.verdict == "fail" and "is missing" in row.why


def test_rows_can_be_printed_as_json_and_carry_the_agreed_keys(verdicts):
    (row,) = verdicts(a_case("npv", {"rate": 0, "flows": [1]}, 1, 1))
    keys = ["file", "kind", "case", "quantity", "computed", "low", "high", "verdict", "why"]
    assert list(json.loads(json.dumps(vars(row), allow_nan=False))) == keys


def test_a_file_that_is_not_there_is_an_error_of_the_caller(tmp_path):
    with pytest.raises(OSError):
        judge(tmp_path / "none.jsonl")


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published cases are not on this machine")
def test_of_the_published_cases_none_fails():
    rows = judge(PUBLISHED)
    failed = [(row.kind, row.case, row.why) for row in rows if row.verdict == "fail"]
    assert failed == []
    assert Counter(row.verdict for row in rows)["pass"] > 1300
