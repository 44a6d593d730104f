"""Premises from the map."""

import numpy as np

from geodata import USES
from sim.inventory.covenant import CARRIER, SECTOR


def test_homes_and_sheds_are_no_premises(untouched):
    uses = np.array(USES)[untouched.city.premises.use]
    assert not np.isin(uses, ["home", "shed"]).any()


def test_no_building_is_counted_as_home_and_as_premises_but_for_shops_below_dwellings(untouched):
    premises, buildings = untouched.city.premises, untouched.city.map.buildings
    mixed = buildings.dwellings[premises.building] > 0
    assert np.all(np.array(USES)[premises.use[mixed]] == "shop")
    assert len(np.unique(premises.building)) == len(premises)


def test_industry_port_and_farms_have_rows_of_their_own(untouched):
    premises = untouched.city.premises
    uses = np.array(USES)[premises.use]
    for use, sector in (("industry", "industry"), ("port", "industry"), ("farm", "agriculture")):
        assert np.all(premises.sector[uses == use] == SECTOR[sector])
    municipal = premises.sector == SECTOR["municipal_buildings"]
    assert 0 < municipal.sum() < len(premises)


def test_premises_burn_gas_or_oil_and_all_take_electricity(untouched):
    premises = untouched.city.premises
    assert set(np.unique(premises.fuel_carrier)) <= {CARRIER["natural_gas"], CARRIER["heating_oil"]}
    heated = premises.floor_m2 > 0
    assert heated.all() and np.all(premises.electricity_kwh[premises.use == USES.index("shop")] > 0)
