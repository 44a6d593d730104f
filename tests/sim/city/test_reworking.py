"""The loop over homes works out what the columns of `sim.city.homes` work out."""

import numpy as np
import pytest

from sim.city.dwellings import ELEMENTS
from sim.physics.labels import label_index
from sim.population.renovating import _works
from tests.sim.population import plain


def use_by_columns(city, persons, rows):
    """Calculated and measured energy [kWh/yr], and label of some homes."""
    homes, physics = city.dwellings, city.homes
    need = physics.need_kwh(homes, rows, city.kind[rows])
    use = physics.use(need, homes.floor_m2[rows], persons[rows], homes.heating[rows], homes.efficiency[rows])
    primary = homes.calculated_kwh[rows] * physics.primary_factor[homes.heating[rows]]
    primary = primary * physics.certificate_over_calculated
    primary -= homes.solar_kwp[rows] * homes.solar_kwh_per_kwp[rows] * physics.primary_electricity
    return (
        use.calculated_kwh,
        use.measured_kwh * homes.occupied[rows],
        label_index(primary / homes.floor_m2[rows], physics.label_upper),
    )


def test_energy_and_labels_of_all_homes_are_those_of_the_columns(model):
    city, persons = model.city, model.people.households.persons
    city.take_stock(persons)
    calculated, measured, label = use_by_columns(city, persons, np.arange(len(city.dwellings)))
    assert city.dwellings.calculated_kwh == pytest.approx(calculated, rel=1e-6)
    assert city.dwellings.heat_kwh == pytest.approx(measured, rel=1e-6)
    assert np.array_equal(city.dwellings.label, label)


def test_known_heat_gives_what_the_envelope_gives(model):
    city, persons, rows = model.city, model.people.households.persons, np.arange(200)
    homes = city.dwellings
    before, label = homes.heat_kwh[rows].copy(), homes.label[rows].copy()
    city._rework(rows, persons, homes.calculated_kwh[rows] * homes.efficiency[rows].astype(np.float64))
    assert homes.heat_kwh[rows] == pytest.approx(before, rel=1e-6)
    assert np.array_equal(homes.label[rows], label)


@pytest.mark.parametrize("option", range(1, 6))
def test_insulation_reaches_the_poor_elements_of_its_option_and_no_others(model, option):
    from sim.city.reworking import insulate

    city, rows, works = model.city, np.arange(300), _works(model.book, 2026)
    homes, before = city.dwellings, city.dwellings.losses(np.arange(300))
    after = plain.losses_after(city, rows, model.book, 2026)
    touched = (before > after * works.worthwhile_u_gain) & (np.arange(1, 5) == option if option < 5 else True)
    insulate(
        rows, np.full(300, option), city.home_columns, homes.renovated, works.has_cavity, works.u_after,
        works.worthwhile_u_gain,
    )  # fmt: skip
    assert homes.losses(rows) == pytest.approx(np.where(touched, after, before), rel=1e-6)
    assert np.array_equal(homes.renovated[rows], touched @ (1 << np.arange(len(ELEMENTS))))
