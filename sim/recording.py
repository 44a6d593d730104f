"""What is written down while the city lives: year by year, to become the tables of `sim.results`.

Place in the flow: physics -> inventory -> [results]. The model calls `record` at the end of each year; whoever does
something that a summary must tell notes it here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sim.base_year import base_year_energy, inhabitants_then
from sim.behaviour.renovation import DEEP
from sim.city.dwellings import GAS, HEAT_PUMP
from sim.city.fleet import BUS, KINDS
from sim.city.heat_network import heat_factor_t_mwh
from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIER, COMPUTED_SECTORS, SECTOR, emission_factors, emissions_t
from sim.inventory.local_electricity import local_emission_factor
from sim.noticing import Noticing
from sim.population.cars import BATTERY, OWNERS, POWERTRAINS, count_cars
from sim.population.travelling import TravelYear
from sim.works.jobs import Gain
from sim.works.lamp_repairs import RepairYear
from sim.works.orders import WorkOrder

if TYPE_CHECKING:
    from sim.model import CityModel

KWH_PER_MWH = 1000.0
CAR_COUNTS = [f"cars_{owner}_{powertrain}" for owner in OWNERS for powertrain in POWERTRAINS]
"""Names of the yearly numbers of households' cars."""
VEHICLE_COUNTS = [
    f"{'buses' if kind == KINDS[BUS] else f'municipal_{kind}s'}_{energy}"
    for kind in KINDS
    for energy in ("fuel", "battery")
]
"""Names of the yearly numbers of buses and municipal vehicles."""


@njit(cache=True)
def counts_of_homes(occupied, heating, renovated, solar_kwp, heat_pump, gas):
    """Homes lived in with a heat pump, with gas, renovated; homes with panels, and their kWp, in one pass."""
    pumps, on_gas, better, with_panels, kwp = 0, 0, 0, 0, 0.0
    for home in range(occupied.size):
        pumps += occupied[home] & (heating[home] == heat_pump)
        on_gas += occupied[home] & (heating[home] == gas)
        better += occupied[home] & (renovated[home] > 0)
        with_panels += solar_kwp[home] > 0
        kwp += np.float64(solar_kwp[home])
    return pumps, on_gas, better, with_panels, kwp


@dataclass
class Touched:
    """What one measure touched over the run, summed."""

    uptake: float = 0.0
    capex_eur: float = 0.0
    before_kwh: float = 0.0
    after_kwh: float = 0.0
    first_year_saving_eur: float = 0.0
    jobs_capex_eur: float = 0.0


@dataclass(frozen=True)
class YearRecord:
    """One year's inventory and quantities."""

    year: int
    energy_mwh: np.ndarray
    """By district, sector, carrier [MWh]."""
    co2_t: np.ndarray
    """Same shape [t]."""
    solar_mwh: np.ndarray
    """By district: produced, used, fed in [MWh]."""
    electricity_factor: float
    quantities: dict[str, float]
    by_asset_mwh: float
    travel: TravelYear | None = None
    """Kilometres by district, purpose and mode; None for the base year, of which only energy is known."""
    heat_factor: float | None = None
    """Factor of heat from networks where waste heat flows [t/MWh]; None: that of the book."""
    green: dict[str, np.ndarray] = field(default_factory=dict)
    """Trees, rain storage and the like by district, by name with unit; empty while nothing was planted."""


class Recorder:
    """The notebook of one run."""

    def __init__(self, model: CityModel):
        self.model = model
        self.touched = [Touched() for _ in model.measures]
        self.entries_before = 0
        self.jobs_done: dict[str, int] = {}
        self.deep_retrofits = 0
        self.repairs = 0
        self.dark_lamp_days = 0.0
        self.charge_points = 0
        self.cars_by_owner = np.zeros((len(OWNERS), len(POWERTRAINS)))
        self.jobs = float(model.people.businesses.jobs.sum(dtype=np.int64))
        """People working in the city's businesses, which stay who they are."""
        account = base_year_energy(model)
        self.baseline = self._record(model.city.facts.base_year, account, {})
        self.baseline_inhabitants = inhabitants_then(model)
        self.years: list[YearRecord] = []
        self.noticing = Noticing(model)
        homes = model.city.dwellings
        self.start_labels, self.start_solar = homes.label.copy(), homes.solar_kwp.copy()
        self.start_heat_pumps, self.start_lamps = homes.heating == HEAT_PUMP, model.city.street_lights.type.copy()

    # --- notes during the year ---------------------------------------------------------------------------------------

    def note_works(
        self, measure: int, order: WorkOrder, items: int, paid_eur: float, list_price_eur: float, before_kwh: float,
        saved_kwh: float, price_eur_kwh: float, days: np.ndarray,
    ) -> None:  # fmt: skip
        """A tranche of the city's own works is done."""
        touched = self.touched[measure]
        touched.uptake += items
        touched.capex_eur += paid_eur
        if order.kind == "charge point":
            self.charge_points += items
        solar = order.trade == "solar"
        touched.before_kwh += saved_kwh if solar else before_kwh
        touched.after_kwh += 0.0 if solar else before_kwh - saved_kwh
        saving = saved_kwh * price_eur_kwh
        if order.layer == "lamps":
            regimes = self.model.city.regimes
            saving += items * (regimes.upkeep_eur_conventional - regimes.upkeep_eur_led)
        touched.first_year_saving_eur += saving

    def note_jobs(self, works: str, done: np.ndarray, gain: Gain) -> None:
        """Jobs in homes of a kind of WORKS_IN_HOMES are done."""
        self.jobs_done[works] = self.jobs_done.get(works, 0) + len(done)
        if works == "envelope":
            self.deep_retrofits += int(np.count_nonzero(done["option"] == DEEP))
        self.note_homes(done["measure"], gain)
        self._note_bought(done["measure"], done["price_eur"])

    def _note_bought(self, measure: np.ndarray, price_eur: np.ndarray) -> None:
        """Things bought with the help of measures."""
        if self.touched:
            uptake, capex_eur = self._by_measure(measure, None, price_eur)
            for number, touched in enumerate(self.touched):
                touched.uptake += float(uptake[number])
                touched.capex_eur += float(capex_eur[number])

    def note_homes(self, measure: np.ndarray, gain: Gain) -> None:
        """What jobs in homes or new cars changed, by the measure that helped (-1 for none)."""
        if not self.touched:
            return
        before, after, saved = self._by_measure(measure, gain.before_kwh, gain.after_kwh, gain.saved_eur)
        for number, touched in enumerate(self.touched):
            touched.before_kwh += float(before[number])
            touched.after_kwh += float(after[number])
            touched.first_year_saving_eur += float(saved[number])

    def _by_measure(self, measure: np.ndarray, *amounts: np.ndarray | None) -> list[np.ndarray]:
        """Sums by measure, those no measure helped (-1) left out, float64; None counts."""
        place, count = measure.astype(np.int64) + 1, len(self.touched) + 1
        return [np.bincount(place, weights=each, minlength=count)[1:] for each in amounts]

    def note_cars(self, measure: np.ndarray, extra_eur: np.ndarray, gain: Gain) -> None:
        """Battery cars bought by households."""
        self._note_bought(measure, extra_eur)
        self.note_homes(measure, gain)

    def note_repairs(self, repairs: RepairYear) -> None:
        """Lamps that failed and were mended."""
        self.noticing.repairs = repairs
        self.repairs += len(repairs.repaired_rows)
        self.dark_lamp_days += repairs.dark_lamp_days

    # --- the end of a year -------------------------------------------------------------------------------------------

    def record(self, year: int) -> None:
        """Write down the year that has just been lived."""
        people = self.model.people
        travel = people.travel.of_year(people.car_km)
        self.years.append(self._record(year, self.model.energy, self._quantities(year), travel))
        self.entries_before = len(self.model.market.payments.ledger.entries)
        self.noticing.note(year)

    def _record(
        self, year: int, account: EnergyAccount, quantities: dict[str, float], travel: TravelYear | None = None
    ) -> YearRecord:
        energy = account.kwh / KWH_PER_MWH
        solar = account.solar_kwh / KWH_PER_MWH
        used = float(energy[:, :, CARRIER["electricity"]].sum())
        grid = self.model.book.at("emission_factors.electricity", year)
        local = min(float(solar[:, 0].sum()), used)
        factor = local_emission_factor(used, local, 0.0, grid, 0.0, 0.0) if used else grid
        heat = heat_factor_t_mwh(self.model.city, account, factor, year)
        co2 = emissions_t(energy, emission_factors(self.model.book, year, factor, heat))
        return YearRecord(
            year, energy, co2, solar, factor, quantities, account.by_asset_kwh / KWH_PER_MWH, travel, heat,
            self.model.city.greening.by_district(self.model.book, year),
        )  # fmt: skip

    def _quantities(self, year: int) -> dict[str, float]:
        """City-wide numbers of the year."""
        city, cars = self.model.city, self.model.people.cars
        homes, lamps = city.dwellings, city.street_lights
        paid, got = (
            sum(
                self.model.market.payments.ledger.sum_of(side, own, self.entries_before)
                for own in ("city_hall", "region")
            )
            for side in ("payer", "payee")
        )
        count_cars(cars.company, cars.powertrain, self.cars_by_owner)
        counted = counts_of_homes(homes.occupied, homes.heating, homes.renovated, homes.solar_kwp, HEAT_PUMP, GAS)
        pumps, gas, renovated, with_panels, home_kwp = counted
        return {
            "led_share": np.count_nonzero(lamps.is_led) / len(lamps) if len(lamps) else 0.0,
            "light_left_share": float(city.light_left_share),
            "lighting_mwh": float(self.model.city.lamps_by_district.sums(lamps.energy_kwh).sum()) / KWH_PER_MWH,
            "solar_kwp": home_kwp + float(city.premises.solar_kwp.sum(dtype=np.float64)),
            "homes_with_solar": float(with_panels),
            "heat_pumps": float(pumps),
            "renovated_homes": float(renovated),
            "battery_cars": float(self.cars_by_owner[:, BATTERY].sum()),
            "jobs": self.jobs,
            "charge_points": float(city.fleet.charge_points),
            "public_cost_eur": float(paid - got),
            "lamp_repairs": float(self.repairs),
            "gas_connections": float(gas),
            "home_solar_used_mwh": float(self.model.home_solar_kwh[:, 1].sum()) / KWH_PER_MWH,
            "home_charging_mwh": float(self.model.home_charging_kwh.sum()) / KWH_PER_MWH,
            **dict(zip(CAR_COUNTS, self.cars_by_owner.ravel().tolist(), strict=True)),
            **dict(zip(VEHICLE_COUNTS, city.fleet.counts.ravel().tolist(), strict=True)),
            "cycle_path_km": float(city.cycle_path_km.sum()),
            **{name: float(amount.sum()) for name, amount in city.greening.by_district(self.model.book, year).items()},
        }

    def sector_co2(self, record: YearRecord) -> dict[str, float]:
        """Emissions by sector of one year [t]."""
        by_row = record.co2_t.sum(axis=(0, 2))[: len(COMPUTED_SECTORS)]
        return dict(zip(COMPUTED_SECTORS, by_row.tolist(), strict=True))


def residential_gas_mwh(record: YearRecord) -> float:
    """Natural gas of homes in one year, net calorific value [MWh]."""
    return float(record.energy_mwh[:, SECTOR["residential"], CARRIER["natural_gas"]].sum())
