"""The people of the city through the years: they decide, move, drive and use electricity.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.peers import Neighbourhood, count_adopters
from sim.city.city import City
from sim.city.dwellings import ELECTRIC, HEAT_PUMP, NEVER
from sim.columns import in_parts
from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR
from sim.lives import falls_in
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.physics.solar import self_consumption_share
from sim.population import driving, going_solar, heating, renovating
from sim.population.boiler_or_pump import WAITS_FOR_HEATING
from sim.population.businesses import settle_businesses
from sim.population.cars import BATTERY, CARRIER_OF_POWERTRAIN
from sim.population.fitting import cars_per_household, draw_traits, move_rates, settle_households
from sim.population.households import OWNER
from sim.population.renovating import WAITS_FOR_WORKS
from sim.population.thinking_of_panels import WAITS_FOR_PANELS
from sim.population.traits import settle_in
from sim.population.travelling import Travel
from sim.works.jobs import Gain

BIT_OF_WORKS = {"envelope": WAITS_FOR_WORKS, "heating": WAITS_FOR_HEATING, "solar": WAITS_FOR_PANELS}
"""Bit of `People.waits` for each kind of WORKS_IN_HOMES."""
LABEL_E = 5
"""First of the poor labels (E, F) in sim.results.LABELS."""


class People:
    """Households and their cars, and businesses.

    Args:
        city: with its dwellings
        book: all parameters
        luck: draws of this run
        first_year: first simulated year
    """

    def __init__(self, city: City, book: Book, luck: Luck, first_year: int):
        self.city, self.book, self.luck, self.first_year = city, book, luck, first_year
        self.households = settle_households(city, book, luck, first_year)
        self.households.cars = cars_per_household(self.households, book, luck, first_year)
        self.cars = driving.park_cars(self.households, city, book, luck, first_year)
        self.travel = Travel(self.households, self.cars, city, book, first_year)
        streets = city.map.streets
        reach = book.at("behaviour.peer_reach_m", first_year)
        self.neighbourhood = Neighbourhood(streets.x_m, streets.y_m, city.dwellings.street, reach)
        self._near_battery_cars = np.zeros(len(streets.x_m), dtype=np.float32)
        self.businesses = settle_businesses(city, book, luck, first_year)
        self.waits = np.zeros(len(self.households), dtype=np.uint8)
        """Bit per kind of wish (1 renovation, 2 heating, 4 panels) for which a home stands in a queue."""
        city.take_stock(self.households.persons)
        self._first_panels()

    def electricity_kwh(self, year: int, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Electricity of households in a year, heating by electricity taken in, float64 [kWh]."""
        homes = self.city.dwellings
        electric = (homes.heating[rows] == ELECTRIC) | (homes.heating[rows] == HEAT_PUMP)
        return self.appliances_kwh(year, rows) + homes.heat_kwh[rows] * electric

    def appliances_kwh(self, year: int, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Lights, cooking, appliances; 0 where nobody is registered, float64 [kWh]."""
        base, per_person = self._appliance_rule(year)
        persons = self.households.persons[rows].astype(np.float64)
        return (base + per_person * persons) * self.city.dwellings.occupied[rows]

    def _appliance_rule(self, year: int) -> tuple[float, float]:
        """Electricity of a household, and of each person in it [kWh/yr]."""
        return tuple(self.book.at(f"household_electricity.{name}_kwh", year) for name in ("base", "per_person"))

    def decide(
        self, offers: dict[str, Offer], waits_months: dict[str, float], year: int, index: int
    ) -> dict[str, np.ndarray]:
        """Jobs that households ask for this year, by trade, see `sim.works.jobs`; `waits` knows who asks.

        Args:
            offers: by technology
            waits_months: how long customers of each trade had to wait last year
            year, index: calendar year, and its number in the run
        """
        renovated, pumps, panels, self._near_battery_cars = self._adopters_in_sight()
        shared = (self.book, self.luck, year, index)
        wanted = renovating.wishes(
            self.households, self.city, offers["renovation"], renovated,
            waits_months.get("facade", 0.0), self.waits, *shared,
        )  # fmt: skip
        wanted["heating"] = heating.wishes(
            self.households, self.city, offers["heat_pump"], pumps,
            waits_months.get("heating", 0.0), self.waits, *shared,
        )  # fmt: skip
        wanted["solar"] = going_solar.wishes(
            self.households, self.city, offers["solar"], panels, waits_months.get("solar", 0.0),
            self.waits, self._appliance_rule(year), *shared,
        )  # fmt: skip
        return wanted

    def _adopters_in_sight(self) -> np.ndarray:
        """Share of homes in sight renovated, with a heat pump, panels, a battery car, shape (4, segments)."""
        homes, cars, counts = self.city.dwellings, self.cars, self.neighbourhood.no_adopters()
        count_adopters(
            homes.street, homes.renovated, homes.heating, homes.solar_kwp, HEAT_PUMP, cars.household, cars.powertrain,
            BATTERY, counts,
        )  # fmt: skip
        return self.neighbourhood.shares(counts)

    def receive(self, works: str, done: np.ndarray, days: np.ndarray, gave_up: np.ndarray, year: int) -> Gain:
        """Works are done in these homes, others gave up waiting; returns what the works changed.

        Args:
            works: a kind of `sim.works.trades.WORKS_IN_HOMES`
            done, gave_up: jobs, dtype JOB
            days: on which each was done
            year: calendar year
        """
        home, option = done["home"].astype(np.int64), done["option"].astype(np.int64)
        if works == "heating":
            gain = heating.install(self.city, self.households, home, option, days, self.book, self.luck, year)
        elif works == "solar":
            gain = going_solar.put_up(self.city, home, days, self.electricity_kwh(year, home), self.book, year)
        else:
            gain = renovating.improve(self.city, self.households, home, option, days, self.book, year)
        self.waits[home] &= np.uint8(255 - BIT_OF_WORKS[works])
        self.give_up(works, gave_up["home"])
        return gain

    def give_up(self, works: str, home: np.ndarray) -> None:
        """These homes wait no longer for works that were not done; an old heating is patched up for a year."""
        if len(home) == 0:
            return
        self.waits[home] &= np.uint8(255 - BIT_OF_WORKS[works])
        if works == "heating":
            self.city.dwellings.heating_ends[home] += np.int16(365)

    def drive(self, offer: Offer, year: int, index: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cars due are replaced; returns their rows, days and the city's grants."""
        near = self._near_battery_cars
        return driving.replace_cars(
            self.cars, self.households, self.city, offer, near, self.book, self.luck, year, index
        )

    def move(self, year: int, index: int) -> None:
        """Who moves this year leaves the home to others at the end of it; a poor home bought gets its deadline."""
        people, homes = self.households, self.city.dwellings
        rows = np.flatnonzero(falls_in(people.moves, index))  # never where nobody lives
        if len(rows) == 0:
            return
        people.moved_in[rows] += 1
        draw_traits(people, rows, self.book, self.luck, year)
        deadline = (index + 1 + int(self.book.at("behaviour.label_duty_deadline_years", year))) * 365
        if year < self.book.at("behaviour.label_duty_year", year):
            deadline = NEVER
        settle_in(
            rows, self.luck.draw("move", year, rows), people.tenure, OWNER, homes.label, LABEL_E, people.moves,
            people.duty, (index + 1) * 365, min(deadline, NEVER), *move_rates(self.book, year),
        )  # fmt: skip

    def add_energy(self, account: EnergyAccount, year: int) -> np.ndarray:
        """Appliances and cars; returns electricity households take at home for their cars, by district [kWh]."""
        cars = self.cars
        homes, (base, per_person) = self.city.dwellings, self._appliance_rule(year)
        account.add_per_head(
            "residential", "electricity", homes.district, self.households.persons, homes.occupied, base, per_person
        )
        per_km = driving.kwh_per_km(self.book, year)
        by_place = account.add_cars(
            "private_transport", CARRIER_OF_POWERTRAIN, cars.district, cars.powertrain, cars.km, per_km
        )
        self.car_km = by_place / per_km
        """Kilometres of households' cars by district and powertrain [vehicle-km]."""
        by_kind = by_place.sum(axis=0)
        self.car_kwh_by_carrier = np.zeros(len(CARRIERS))
        for kind, carrier in enumerate(CARRIER_OF_POWERTRAIN):
            self.car_kwh_by_carrier[CARRIER[carrier]] += by_kind[kind]
        return by_place[:, BATTERY] * self.book.at("mobility.home_charging_share", year)

    def blend_biofuel(self, account: EnergyAccount, year: int) -> None:
        """Part of what is tanked is biofuel: moved from diesel and gasoline to its own carrier."""
        share = self.book.at("emission_factors.road_biofuel_share", year)
        for sector in ("private_transport", "public_transport", "municipal_fleet"):
            for carrier in ("diesel", "gasoline"):
                moved = account.kwh[:, SECTOR[sector], CARRIER[carrier]] * share
                account.kwh[:, SECTOR[sector], CARRIER[carrier]] -= moved
                account.kwh[:, SECTOR[sector], CARRIER["biofuel"]] += moved

    def _first_panels(self) -> None:
        """Own use of the panels that were there before."""
        homes, half = self.city.dwellings, self.book.at("solar.self_consumption_half_ratio", self.first_year)
        for rows in in_parts(homes.ids):
            produced = homes.solar_kwp[rows].astype(np.float64) * homes.solar_kwh_per_kwp[rows]
            used_kwh = self.electricity_kwh(self.first_year, rows)
            homes.solar_used[rows] = self_consumption_share(produced, used_kwh, half)
