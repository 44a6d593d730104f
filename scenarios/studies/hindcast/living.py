"""One run through the past, told in the words of the observations.

Place in the flow: scenarios -> [studies]. Lives the years with `sim.model` and takes down every series that
`observed.csv` has figures for; what a town shows is scaled to Flanders or Belgium by the number of homes or cars.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from scenarios.studies.hindcast.councils import Series, live_through, payback_yr
from scenarios.studies.hindcast.stage import BASE_YEAR, FIRST_YEAR, LAST_YEAR, Past, share_of_houses
from sim.city.dwellings import HEAT_PUMP
from sim.inventory.covenant import CARRIER, SECTOR
from sim.luck import Luck
from sim.model import CityModel
from sim.parameter import Book
from sim.population.cars import BATTERY
from sim.recording import YearRecord
from sim.results import LABELS

MIDDLE = 0.5
METERS_RUN_BACK_UNTIL = 2020
"""Last year in which every home with panels has a meter that runs back."""


def live(past: Past, sample: Mapping[str, float], seed: int) -> Series:
    """Every series of one sample and one seed.

    Args:
        past: town and book
        sample: values of the fitted parameters by name; those left out stay as they are in the book
        seed: of all draws

    Returns:
        value by date (a year with a fraction; for what happens in a year, its middle), by quantity
    """
    book = past.book_with(sample)
    model = past.model(book, seed)
    series = _Series(model, book)
    while model.year <= LAST_YEAR:
        series.before_the_year()
        model.step()
        series.after_the_year()
    told = {**series.told, **live_through(book, Luck(seed), LAST_YEAR, past.control_saving)}
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    told["lighting_payback_yr"] = {year + MIDDLE: payback_yr(book, year, past.control_saving) for year in years}
    return _changes(told)


class _Series:
    """The notebook of one run."""

    def __init__(self, model: CityModel, book: Book):
        self.model, self.region = model, book.at("hindcast.scale_to_region", FIRST_YEAR)
        self.book, self.told, self.houses = book, {}, share_of_houses(model)
        self.fuel = book.at("heat.gas_net_over_gross", FIRST_YEAR)
        self._take_stock()
        self._note(FIRST_YEAR, "bev_cars", self._battery_cars())

    def before_the_year(self) -> None:
        """Who moves this year has a certificate made: an energy label is asked for when a home is sold or let."""
        model = self.model
        until = (model.index + 1) * 365
        self.certified = np.flatnonzero((model.people.households.moves < until) & model.city.dwellings.occupied)
        self._take_stock()

    def after_the_year(self) -> None:
        """Take down the year that has just been lived."""
        record = self.model.recorder.years[-1]
        year = record.year
        self._adoption(year)
        self._use(year, record)
        self._certificates(year)
        self._note(year + MIDDLE, "co2_t", float(record.co2_t.sum()))
        for name, sectors in {
            "residential": ["residential"],
            "transport": ["private_transport", "public_transport"],
        }.items():
            self._note(
                year + MIDDLE, f"{name}_co2_t", sum(float(record.co2_t[:, SECTOR[each]].sum()) for each in sectors)
            )

    def _take_stock(self) -> None:
        homes = self.model.city.dwellings
        self.had_panels, self.had_pump = homes.solar_kwp > 0, homes.heating == HEAT_PUMP

    def _adoption(self, year: int) -> None:
        homes, cars = self.model.city.dwellings, self.model.people.cars
        new_panels = np.count_nonzero((homes.solar_kwp > 0) & ~self.had_panels) / self.houses.sum()
        new_pumps = np.count_nonzero((homes.heating == HEAT_PUMP) & ~self.had_pump) / len(homes)
        self._note(year + MIDDLE, "pv_systems_per_year", new_panels * self.region["one_family_homes_flanders"])
        for where in ("flanders", "belgium"):
            self._note(year + MIDDLE, f"heat_pumps_{where}", new_pumps * self.region[f"dwellings_{where}"])
        self._note(year + 1.0, "bev_cars", self._battery_cars())
        battery = cars.powertrain == BATTERY
        self._note(year + 1.0, "bev_company_pct", 100.0 * float(cars.company[battery].mean()) if battery.any() else 0.0)

    def _battery_cars(self) -> float:
        cars = self.model.people.cars
        return np.count_nonzero(cars.powertrain == BATTERY) / len(cars) * self.region["cars_belgium"]

    def _use(self, year: int, record: YearRecord) -> None:
        """Gas of a connection, and electricity taken from the grid by a household."""
        residential = record.energy_mwh[:, SECTOR["residential"]].sum(axis=0) * 1000.0
        connections = max(1.0, record.quantities["gas_connections"])
        self._note(
            year + MIDDLE, "gas_kwh_per_connection", residential[CARRIER["natural_gas"]] / self.fuel / connections
        )
        produced, used, _ = self.model.home_solar_kwh.sum(axis=0)
        behind_meter = produced if year <= METERS_RUN_BACK_UNTIL else used
        charged = record.quantities["home_charging_mwh"] * 1000.0
        households = int(self.model.city.dwellings.occupied.sum())
        taken = (residential[CARRIER["electricity"]] + charged - behind_meter) / households
        self._note(year + MIDDLE, "electricity_offtake_kwh", taken)

    def _certificates(self, year: int) -> None:
        """Certificates of the year and of all homes, on the scale of the certificate."""
        homes, rows = self.model.city.dwellings, self.certified
        values, label, lived_in = certificate_kwh_m2(self.model), homes.label, homes.occupied
        self._note(year + MIDDLE, "epc_mean_kwh_m2", float(values[rows].mean()))
        self._note(year + MIDDLE, "epc_abc_pct", 100.0 * float((label[rows] <= LABELS.index("C")).mean()))
        poor = label == LABELS.index("F")
        self._note(year + MIDDLE, "house_f_pct", 100.0 * float(poor[self.houses].mean()))
        self._note(
            year + MIDDLE, "flat_f_pct", 100.0 * float(poor[~self.houses].mean()) if (~self.houses).any() else 0.0
        )
        measured, calculated = (
            each[poor & lived_in].sum(dtype=np.float64) for each in (homes.heat_kwh, homes.calculated_kwh)
        )
        self._note(year + MIDDLE, "f_measured_over_calculated", measured / max(1.0, calculated))

    def _note(self, date: float, quantity: str, value: float) -> None:
        self.told.setdefault(quantity, {})[float(date)] = float(value)


def certificate_kwh_m2(model: CityModel) -> np.ndarray:
    """What the energy certificate of each home would say now, panels taken off, shape (homes,) [kWh primary/m2]."""
    homes, physics = model.city.dwellings, model.city.homes
    primary = (
        homes.calculated_kwh.astype(np.float64)
        * physics.primary_factor[homes.heating]
        * physics.certificate_over_calculated
    )
    own = homes.solar_kwp.astype(np.float64) * homes.solar_kwh_per_kwp * physics.primary_electricity
    return (primary - own) / homes.floor_m2


def _changes(told: Series) -> Series:
    """Series that are told as a change: emissions since the base year, gas from one year to the next."""
    base = BASE_YEAR + MIDDLE
    for name in ("", "residential_", "transport_"):
        tonnes = told.pop(f"{name}co2_t")
        told[f"{name}co2_change_since_2011_pct"] = {d: 100.0 * (t / tonnes[base] - 1.0) for d, t in tonnes.items()}
    gas = told["gas_kwh_per_connection"]
    told["gas_change_2022_2023_pct"] = {2023.1: 100.0 * (gas[2023 + MIDDLE] / gas[2022 + MIDDLE] - 1.0)}
    return told
