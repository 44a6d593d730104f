"""Where needs are felt, by rules that can be checked by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.markets.needs import PARTS, PRESSURES, REMEDIES, NeedsInput, detect_needs, score_parts

ARRAYS = (
    "target_t gap_t open_needs unmet_needs potential_eur unused_eur unused_kwh unused_co2_t "
    "deadline failures complaints energy_poverty congestion"
).split()


def seen(sectors=("public_lighting",), districts=("old_town",), budget_eur=0.0, present=frozenset(), **arrays):
    shape = (len(sectors), len(districts))
    filled = {name: np.broadcast_to(np.float64(arrays.get(name, 0.0)), shape).copy() for name in ARRAYS}
    return NeedsInput(tuple(sectors), tuple(districts), budget_eur=budget_eur, present=present, **filled)


def test_the_score_by_hand(book):
    """0.35 x 50/100 + 0.2 x 1/4 + 0.25 x 8/10 + 0.2 x 0.3 x 0.5 = 0.455."""
    city = seen(target_t=100, gap_t=50, open_needs=4, unmet_needs=1, potential_eur=1e6, unused_eur=8e5, deadline=0.5)
    parts = score_parts(city, book, 2025, "ideal")[:, 0, 0]
    assert parts == pytest.approx([0.175, 0.05, 0.2, 0.03])
    (need,) = detect_needs(city, book, 2025)
    assert need.score == pytest.approx(0.455) and dict(need.parts) == pytest.approx(
        dict(zip(PARTS, parts, strict=True))
    )
    assert need.cause == "measures that pay for themselves are not taken" and need.size_eur == 8e5
    assert need.measures == ("led_street_lighting",) and need.form == "private_lighting_service"


def test_a_city_without_worries_has_no_needs(book):
    assert detect_needs(seen(), book, 2025) == []


def test_money_in_hand_and_actors_present_change_the_advice(book):
    usual = dict(target_t=1, gap_t=1, potential_eur=1e5, unused_eur=1e5)
    (rich,) = detect_needs(seen(budget_eur=2e5, present=frozenset({"bank"}), **usual), book, 2025)
    (poor,) = detect_needs(seen(**usual), book, 2025)
    assert rich.form == "own_budget" and "covers it" in rich.form_reason
    assert rich.missing_roles == ("city_hall", "lighting_company") and "bank" in poor.missing_roles


def test_profiles_feel_differently(book):
    city = seen(("heat", "public_lighting"), target_t=1, gap_t=0.7, potential_eur=2e5, unused_eur=2e5)
    first = {profile: detect_needs(city, book, 2025, profile)[0] for profile in ("port", "rural")}
    assert first["port"].sector == "heat" and first["rural"].sector == "public_lighting"
    assert first["rural"].form == "joint_purchase" and first["port"].form == "heat_delivery"


def test_pressure_names_what_presses(book):
    needs = detect_needs(
        seen(failures=1.0, complaints=0.2), book.with_values({"procurement.need_threshold": {2011: 0.01}}), 2025
    )
    assert needs[0].cause == "things fail"


def test_the_weights_of_each_profile_add_up_to_one(book):
    tables = [*book.at("procurement.need_weights", 2025).values(), book.at("procurement.need_pressure_weights", 2025)]
    assert all(sum(table.values()) == pytest.approx(1) for table in tables)
    assert all(set(row) == set(REMEDIES) for row in book.at("procurement.need_sector_weights", 2025).values())


@given(
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
    st.sampled_from((*PRESSURES, "gap_t", "unmet_needs", "unused_eur")),
)
def test_more_of_any_cause_never_lowers_a_score(book, shares, cause):
    names = (*PRESSURES, "gap_t", "unmet_needs", "unused_eur")
    calm = seen(target_t=1, open_needs=1, potential_eur=1, **dict(zip(names, shares, strict=True)))
    worse = replace(calm, **{cause: getattr(calm, cause) + 0.1})
    before, after = (score_parts(city, book, 2025, "centre").sum() for city in (calm, worse))
    assert before <= after <= 1.4 + 1e-9


def test_what_does_not_fit_is_refused(book):
    with pytest.raises(ValueError, match="no remedy is known for fishing; known: public_lighting"):
        seen(("fishing",))
    with pytest.raises(ValueError, match="gap_t has a number that is negative"):
        seen(gap_t=-1)
    with pytest.raises(ValueError, match=r"gap_t has the shape \(2, 2\); wanted \(1, 1\)"):
        replace(seen(), gap_t=np.zeros((2, 2)))
    with pytest.raises(ValueError, match="no city profile 'moon'; wanted one of ideal, port, centre, rural"):
        detect_needs(seen(), book, 2025, "moon")
