"""People take to the bike where paths lie; what they no longer burn is credited to the measure that laid them.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory. Once a year, before anybody decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.population.driving import kwh_per_km
from sim.population.prices import car_prices_eur_kwh
from sim.works.jobs import Gain

if TYPE_CHECKING:
    from sim.model import CityModel

LAYS_PATHS = "active_travel"


def take_to_the_bike(model: CityModel, year: int) -> None:
    """Short car trips move; the first measure that lays paths is told the energy and the money of the kilometres."""
    cars = model.people.cars
    less_km = model.people.travel.adapt(cars, model.city, year)
    if less_km is None:
        return
    measures = [number for number, (_, measure) in enumerate(model.measures) if measure.name == LAYS_PATHS]
    if not measures:
        return
    kwh = less_km * kwh_per_km(model.book, year)[cars.powertrain]
    saved_eur = kwh * np.array(car_prices_eur_kwh(model.book, year))[cars.powertrain]
    model.recorder.note_homes(np.full(len(kwh), measures[0]), Gain(kwh, np.zeros(len(kwh)), saved_eur))
