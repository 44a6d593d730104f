"""How people travel: kilometres by district, purpose and mode; a shift to the bike shortens what cars drive.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
The level of car kilometres is that of the cars, which is the odometers'; the travel survey shares it out over purposes
and says what the other modes do. People stay who they are, so tables change only when a path is built or a number bent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata import DISTRICT_KINDS
from sim.behaviour.modal_split import BIKE, CAR, MODES, OTHER, fit_modes, moved_to_bike
from sim.city.city import City
from sim.parameter import Book
from sim.population.cars import Cars
from sim.population.households import Households

PURPOSES = ("work", "school", "shopping", "leisure", "other")
BANDS = ("under_1_km", "from_1_to_5_km", "from_5_to_15_km", "from_15_to_50_km", "over_50_km")
CHARACTERS = ("large_city", "regional_city", "suburban", "rural")
DAYS_PER_YEAR = 365.0
LEAST_DRIVEN = 0.01
"""Part of their kilometres that cars keep at least, so that a later change has something to scale."""


@dataclass(frozen=True)
class TravelYear:
    """How one year's kilometres are shared out."""

    car_km: np.ndarray
    """Vehicle-km of cars by district and powertrain, shape (districts, powertrains) [km]."""
    purpose_of_car: np.ndarray
    """Share of car kilometres by purpose, shape (districts, purposes)."""
    other_modes_km: np.ndarray
    """Passenger-km of modes other than the car, the car's row nought, shape (districts, modes, purposes) [km]."""
    occupancy: float
    """Persons per car."""

    @property
    def car_vehicle_km(self) -> np.ndarray:
        """Vehicle-km of cars, shape (districts, purposes) [km]."""
        return self.car_km.sum(axis=1)[:, None] * self.purpose_of_car

    @property
    def passenger_km(self) -> np.ndarray:
        """Passenger-km, shape (districts, modes, purposes) [km]."""
        whole = self.other_modes_km.copy()
        whole[:, CAR] = self.car_vehicle_km * self.occupancy
        return whole


class Travel:
    """Trips of the people of each district; mended when paths are built.

    Args:
        people: households with their persons
        cars: with the kilometres of the odometers
        city: districts
        book: all parameters
        first_year: whose values hold; people travel by the last survey
    """

    def __init__(self, people: Households, cars: Cars, city: City, book: Book, first_year: int):
        self.book, count = book, len(city.district_names)
        self.persons = np.bincount(city.dwellings.district, weights=people.persons, minlength=count)
        self.trips = trips_of_a_person(book, first_year)
        self.trip_km = self.trips * _row(book.at("travel.trip_distance_km", first_year), BANDS)
        self.modes = modes_of_districts(city, book, self.trips.sum(axis=0), first_year)
        self.cyclable = _row(book.at("travel.cyclable_by_distance", first_year), BANDS)
        self.occupancy = float(book.at("travel.car_occupancy", first_year))
        self.needed_km = city.cycle_network_km
        odometer_km = np.bincount(cars.district, weights=cars.km, minlength=count)
        surveyed_km = self._passenger_km(CAR).sum(axis=1) / self.occupancy
        self.level = np.divide(odometer_km, surveyed_km, out=np.ones(count), where=surveyed_km > 0)
        """Car kilometres of the odometers over those of the survey, by district; above 1 for travel beyond the survey."""
        self.car_left = np.ones(count)
        """What cars drive, over what they drove before anything moved to the bike, by district."""
        self._known: tuple[float, float] = (0.0, 0.0)
        self._built_km = np.zeros(count)
        self._share_out(np.zeros(count))

    def adapt(self, cars: Cars, city: City, year: int) -> np.ndarray | None:
        """Paths built before this year, or another number of the book, move trips; cars drive so much less.

        Returns:
            what each car drives less for the paths that are new, shape (cars,) [km/yr]; None when nothing changed
        """
        known = float(self.book.at("travel.car_trips_to_bike_share", year)), float(city.cycle_path_km.sum())
        if known == self._known:
            return None
        before, full = self.car_left, self.book.at("travel.cycle_network_shift_share", year)
        self._share_out(moved_to_bike(known[0], full, self._built_km, self.needed_km))
        without_new_paths = self.car_left
        self._share_out(moved_to_bike(known[0], full, city.cycle_path_km, self.needed_km))
        cars.km *= (self.car_left / before).astype(np.float32)[cars.district]
        self._known, self._built_km = known, city.cycle_path_km.copy()
        return cars.km * (without_new_paths / self.car_left - 1.0)[cars.district]

    def of_year(self, car_km: np.ndarray) -> TravelYear:
        """The year's kilometres; `car_km` by district and powertrain, as driven [km]."""
        return TravelYear(car_km, self._purpose_of_car, self._other_modes_km, self.occupancy)

    def _passenger_km(self, mode: int) -> np.ndarray:
        """By the survey: passenger-km of a mode by district and purpose, shape (districts, purposes) [km]."""
        return self.persons[:, None] * (self.modes[:, :, mode] @ self.trip_km.T)

    def _share_out(self, moved: np.ndarray) -> None:
        """Tables of the year when so much of short car trips has moved to the bike, shape (districts,)."""
        by_band = np.minimum(1.0, moved[:, None] * self.cyclable)
        gone = self.persons[:, None] * ((self.modes[:, :, CAR] * by_band) @ self.trip_km.T)
        driven = self._passenger_km(CAR)
        left, whole = driven - gone, driven.sum(axis=1)
        share = np.divide(left.sum(axis=1), whole, out=np.ones(len(whole)), where=whole > 0)
        self.car_left = np.maximum(LEAST_DRIVEN, share)
        total = left.sum(axis=1, keepdims=True)
        self._purpose_of_car = np.divide(left, total, out=np.full_like(left, 1.0 / len(PURPOSES)), where=total > 0)
        self._other_modes_km = np.zeros((len(whole), len(MODES), len(PURPOSES)))
        for mode in range(CAR + 1, len(MODES)):
            self._other_modes_km[:, mode] = self._passenger_km(mode)
        self._other_modes_km[:, BIKE] += gone * self.level[:, None]


def trips_of_a_person(book: Book, year: int) -> np.ndarray:
    """Trips of an inhabitant in a year by purpose and distance, shape (purposes, bands) [1/yr]."""
    a_day = _row(book.at("travel.trips_per_person_day", year), PURPOSES)
    shares = book.at("travel.trip_distance_shares", year)
    by_band = np.array([_row(shares[purpose], BANDS) for purpose in PURPOSES])
    counted = book.at("travel.persons_travelling_share", year) * DAYS_PER_YEAR
    return counted * a_day[:, None] * by_band / by_band.sum(axis=1, keepdims=True)


def modes_of_districts(city: City, book: Book, trips: np.ndarray, year: int) -> np.ndarray:
    """Shares of modes by district and distance, shape (districts, bands, modes).

    Args:
        city: districts with their kind
        book: all parameters
        trips: in each band, shape (bands,)
        year: whose values hold
    """
    table = book.at("travel.mode_shares_by_distance", year)
    by_distance = np.array([_row(table[band], MODES) for band in BANDS])
    by_distance /= by_distance.sum(axis=1, keepdims=True)
    other = float(trips @ by_distance[:, OTHER]) / float(trips.sum())
    recalled = book.at("travel.mode_shares_by_character", year)
    named = np.array([_row(recalled[character], MODES[:OTHER]) for character in CHARACTERS])
    wanted = np.column_stack([(1.0 - other) * named / named.sum(axis=1, keepdims=True), np.full(len(named), other)])
    fitted = fit_modes(by_distance, trips, wanted)
    characters = book.at("travel.character_of_district", year)
    weights = np.array([_row(characters[DISTRICT_KINDS[kind]], CHARACTERS) for kind in city.map.districts.kind])
    return np.einsum("dc,cbm->dbm", weights / weights.sum(axis=1, keepdims=True), fitted)


def _row(table: dict[str, float], names: tuple[str, ...]) -> np.ndarray:
    return np.array([table[name] for name in names], dtype=np.float64)
