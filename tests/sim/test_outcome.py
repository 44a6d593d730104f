"""From the notes of a run to its tables."""

import numpy as np
import pytest

from geodata import LAMP_TYPES
from sim.outcome import results_of
from tests.sim.worlds import FULL_PLAN


@pytest.fixture(scope="module")
def tables(lived):
    return results_of(lived).tables


def test_dated_changes_lead_from_the_first_lamps_to_the_last(tables, lived):
    assets = tables["assets"]
    lamps = np.full(len(lived.city.street_lights), -1)
    mine = np.flatnonzero((assets["layer"] == "lamps") & (assets["trait"] == "lamp_type"))
    for row in mine[np.argsort(assets["day"][mine], kind="stable")]:
        lamps[assets["asset"][row]] = assets["value"][row]
    assert np.array_equal(lamps, lived.city.street_lights.type)


def test_every_lamp_starts_with_the_type_it_has_on_the_map(tables, town):
    assets = tables["assets"]
    start = (assets["layer"] == "lamps") & (assets["day"] == -1)
    assert np.array_equal(assets["value"][start], town.city_map.lamps.type)
    assert assets["value"][start].max() < len(LAMP_TYPES)


def test_a_building_starts_with_the_worst_label_of_its_homes(tables, lived):
    assets = tables["assets"]
    start = (assets["trait"] == "label") & (assets["day"] == -1)
    label = dict(zip(assets["asset"][start].tolist(), assets["value"][start].tolist(), strict=True))
    homes = lived.city.dwellings
    assert set(label) == set(homes.building.tolist())
    assert all(label[b] >= worst for b, worst in zip(homes.building.tolist(), lived.recorder.start_labels, strict=True))


def test_events_are_dated_within_the_run_and_in_the_year_they_say(tables):
    events = tables["events"]
    assert events["day"].min() >= 0 and events["day"].max() < 6 * 365
    assert np.array_equal(events["year"], 2025 + events["day"] // 365)


def test_an_event_that_a_measure_brought_about_names_that_measure(tables, lived):
    events = tables["events"]
    works = {"lamp swapped for LED": "led_street_lighting", "public building renovated": "building_retrofit",
             "panels on a public roof": "rooftop_solar"}  # fmt: skip
    served = np.flatnonzero(lived.city.street_lights.contract >= 0)
    for kind, measure in works.items():
        mine = events["kind"] == kind
        if kind == "lamp swapped for LED":
            mine &= np.isin(events["asset"], served)
        assert mine.any()
        assert set(events["measure"][mine]) == {measure}


def test_each_contract_is_told_with_its_parties_and_its_term(tables, lived):
    table = tables["contracts"]
    assert table["id"].tolist() == list(range(len(lived.market.contracts)))
    assert set(table["measure"]) <= set(FULL_PLAN)
    assert np.all(table["begins"] <= table["ends"])
    assert np.all(table["capex_eur"] > 0)
    fees = table["yearly_fee_eur"][table["form"] == "private_lighting_service"]
    assert len(fees) and np.all(fees > 0)


def test_district_emissions_add_up_to_the_inventory(tables):
    districts, inventory = tables["districts"], tables["inventory"]
    for year in (2025, 2030):
        parts = (districts["quantity"] == "co2_t") & (districts["year"] == year)
        whole = (inventory["table"] == "B") & (inventory["year"] == year)
        assert districts["value"][parts].sum() == pytest.approx(inventory["value"][whole].sum())
