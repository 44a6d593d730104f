"""The city as things: homes, premises, lamps, vehicles, and what each uses.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
State lives here and changes only through the verbs below; every change is written in the diary with its day.
"""

from __future__ import annotations

import numpy as np

from geodata import CityMap
from sim.area import Area, inside
from sim.city.changes import Diary
from sim.city.collective import Blocks
from sim.city.dwellings import CARRIER_OF_HEATING, Dwellings, DwellingsThen
from sim.city.facts import CityFacts
from sim.city.fleet import Fleet
from sim.city.greening import Greening
from sim.city.heat_network import HeatNetwork
from sim.city.homes import HomePhysics
from sim.city.lighting import LightingRegimes, age_lamps
from sim.city.panels import BUSINESSES, CITY_HALL, OWNERS, panels_by_owner
from sim.city.premises import Premises
from sim.city.reworking import UNKNOWN, HomeColumns, UseColumns, relabel_homes, rework_homes
from sim.city.street_lights import LED, StreetLights
from sim.city.traffic import add_traffic
from sim.columns import in_parts
from sim.energy import EnergyAccount
from sim.grouping import Grouping
from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS
from sim.luck import Luck
from sim.parameter import Book
from sim.physics.solar import self_consumption_share

INDEX_OF_CARRIER = np.array([CARRIER[carrier] for carrier in CARRIER_OF_HEATING])
"""Index into CARRIERS of each heating."""
HEAT_UNKNOWN = np.array([UNKNOWN])
STRETCH_KM = 0.1
"""Length in which cycle paths are ordered and paid [km]."""
LAYER_OF = {"dwellings": "dwellings", "premises": "premises", "lamps": "street_lights"}


class City:
    """Everything that stands in the city, as columns.

    Made by `sim.city.assembly.settle`, which knows how to fill the columns from a map and the book.
    """

    def __init__(
        self, city_map: CityMap, facts: CityFacts, book: Book, homes: HomePhysics, dwellings: Dwellings,
        dwellings_then: DwellingsThen, kind: np.ndarray, premises: Premises, street_lights: StreetLights,
        regimes: LightingRegimes, fleet: Fleet, luck: Luck,
    ):  # fmt: skip
        self.map, self.facts, self.book, self.homes = city_map, facts, book, homes
        self.dwellings, self.kind = dwellings, kind
        self.dwellings_then: DwellingsThen | None = dwellings_then
        """As they stood in the base year; forgotten when the first year begins."""
        self.premises, self.street_lights, self.regimes, self.fleet = premises, street_lights, regimes, fleet
        self.luck = luck
        """Draws of this run, for what is decided where the city stands: votes of owners, who takes a connection."""
        self.home_columns = HomeColumns(kind, *(getattr(dwellings, name) for name in HomeColumns._fields[1:]))
        self._use_columns = UseColumns(*(getattr(dwellings, name) for name in UseColumns._fields))
        self.district_names: list[str] = [str(name) for name in city_map.districts.name]
        self.diary = Diary()
        self.charge_points = np.zeros(len(self.district_names), dtype=np.int32)
        self.cycle_path_km = np.zeros(len(self.district_names))
        """Separate cycle paths built since the first year, by district [km]."""
        self.solar_kwh = {owner: np.zeros((len(self.district_names), 3)) for owner in OWNERS}
        """Panels of the year by owner and district: produced, used on site, fed in [kWh]."""
        self.owner_of_roof = np.where(self.is_municipal, CITY_HALL, BUSINESSES)
        """Of each of the premises, index into OWNERS."""
        count = len(self.district_names)
        self.greening, self.heat_network = Greening(count), HeatNetwork()
        self.blocks = Blocks(dwellings, len(city_map.buildings))
        self.homes_by_district, self.lamps_by_district = (
            Grouping(crowd.district, count) for crowd in (dwellings, street_lights)
        )
        self.share_of_homes = self.homes_by_district.counts / max(1, len(dwellings))
        """By district, adding up to 1: what is known for the whole city only is spread by it."""

    @property
    def is_municipal(self) -> np.ndarray:
        """Premises of the city hall."""
        return self.premises.sector == SECTOR["municipal_buildings"]

    def within(self, area: Area | None, layer: str) -> np.ndarray:
        """Things of a layer (dwellings, premises, lamps) that lie in an area, bool.

        Args:
            area: districts or a polygon, None for everywhere
            layer: key of LAYER_OF
        """
        crowd = getattr(self, LAYER_OF[layer])
        if area is None:
            return np.ones(len(crowd), dtype=bool)
        if area.districts is not None:
            wanted = [self.district_names.index(name) for name in area.districts if name in self.district_names]
            return np.isin(crowd.district, wanted)
        places = self.map.lamps if layer == "lamps" else self.map.buildings
        rows = np.arange(len(crowd)) if layer == "lamps" else crowd.building
        return inside(area.polygon, places.x_m[rows], places.y_m[rows])

    # --- homes -----------------------------------------------------------------------------------------------------

    def take_stock(self, persons: np.ndarray) -> None:
        """Work out heat and label of every home anew; once at set-up, when it is known who lives where."""
        self.persons = persons
        """Living in each home: the households' own column, which goes on being theirs."""
        for rows in in_parts(self.dwellings.ids):
            self._rework(rows, persons)

    def after_change(
        self, rows: np.ndarray, persons: np.ndarray, days: np.ndarray, trait: str, value: np.ndarray,
        heating: np.ndarray, useful_kwh: np.ndarray | None = None,
    ) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
        """Work homes out anew whose state was changed, and enter the change in the diary.

        Args:
            rows: homes, shape (n,)
            persons: of all homes
            days: day of each change
            trait: what the map shows of it
            value: its new value, shape (n,)
            heating: before the change, index into HEATINGS
            useful_kwh: heat for rooms and hot water when the envelope stayed as it was [kWh/yr]

        Returns:
            measured energy before and after [kWh/yr], each of shape (n,)
        """
        homes = self.dwellings
        before_kwh, after_kwh, label = self._rework(rows, persons, useful_kwh)
        district, carriers = homes.district[rows], (INDEX_OF_CARRIER[heating], INDEX_OF_CARRIER[homes.heating[rows]])
        self.diary.energy("residential", carriers[0], district, before_kwh, 0.0, days)
        self.diary.energy("residential", carriers[1], district, 0.0, after_kwh, days)
        self.diary.trait("buildings", trait, homes.building[rows], days, value)
        self._show_labels(rows, days, label)
        return before_kwh, after_kwh

    def relabel(self, rows: np.ndarray, days: np.ndarray) -> None:
        """New labels after panels went up."""
        homes, label = self.dwellings, np.empty(len(rows), dtype=np.int8)
        relabel_homes(
            rows,
            homes.floor_m2,
            homes.heating,
            self.homes.primary_factor,
            self._use_columns,
            self.homes.certificate,
            label,
        )
        self._show_labels(rows, days, label)

    def _show_labels(self, rows: np.ndarray, days: np.ndarray, before: np.ndarray) -> None:
        homes = self.dwellings
        other = np.flatnonzero(homes.label[rows] != before)
        changed = rows[other]
        self.diary.trait("buildings", "label", homes.building[changed], days[other], homes.label[changed])

    def _rework(
        self, rows: np.ndarray, persons: np.ndarray, useful_kwh: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Heat and label anew; measured energy before and after, and the label before, each of shape (n,)."""
        before_kwh, after_kwh, label = np.empty(len(rows)), np.empty(len(rows)), np.empty(len(rows), dtype=np.int8)
        rework_homes(
            rows, HEAT_UNKNOWN if useful_kwh is None else useful_kwh, self.home_columns, self._use_columns, persons,
            self.homes.heat, self.homes.certificate, before_kwh, after_kwh, label,
        )  # fmt: skip
        return before_kwh, after_kwh, label

    def begin_year(self, year: int, index: int) -> None:
        """A new year: the diary turns a page, premises follow their trend; the past has been reckoned with."""
        self.dwellings_then = None
        self.diary.begin_year(index * 365)
        self.fleet.begin_year(year)
        self.heat_network.begin_year()
        if index:
            trend = self.book.at("tertiary.trend_per_year", year)
            self.premises.fuel_kwh *= np.float32(1.0 + trend["fuel"])
            self.premises.electricity_kwh *= np.float32(1.0 + trend["electricity"])

    # --- street lighting -------------------------------------------------------------------------------------------

    def lighting_regime(self, dimming: str, part_night_off: bool, smart_control: bool) -> float:
        """Share of full-power energy that a way of running LED lamps saves [0 to 1]."""
        return self.regimes.saved_share(dimming, part_night_off, smart_control)

    def swap_lamps(self, rows: np.ndarray, days: np.ndarray, regime: float, measure: str = "") -> float:
        """Put LED on these poles; returns what they will use less [kWh/yr].

        Args:
            rows: lamps
            days: day of each swap, counted from the first simulated day
            regime: share of full-power energy saved by dimming and the like
            measure: what brought it about, empty for an end of life
        """
        lamps = self.street_lights
        before = lamps.energy_kwh[rows].astype(np.float64)
        lamps.power_w[rows] *= np.float32(1.0 - self.regimes.led_swap_saving)
        lamps.type[rows] = LED
        lamps.year[rows] = self.regimes.first_year + days // 365
        lamps.saved_by_regime[rows] = regime
        lamps.upkeep_eur[rows] = self.regimes.upkeep_eur_led
        lamps.ordered[rows] = False
        lamps.luminaire_ends[rows] = np.int16(32_767)
        lamps.relight(rows, self.regimes.lit_hours)
        after = lamps.energy_kwh[rows].astype(np.float64)
        self.diary.energy("public_lighting", "electricity", lamps.district[rows], before, after, days)
        self.diary.trait("lamps", "lamp_type", rows, days, np.int8(LED))
        self.diary.event("lamp swapped for LED", "lamps", rows, days, "contractors", measure)
        return float((before - after).sum())

    def age_lamps(self, year: int) -> np.ndarray:
        """Every lamp's chance to fail this year, shape (lamps,) [0 to 1]; what light is left is noted."""
        lamps, regimes = self.street_lights, self.regimes
        hazard = np.empty(len(lamps), dtype=np.float32)
        light = age_lamps(lamps.type, lamps.year, year, regimes.hazard_by_age, regimes.light_by_age, hazard)
        self.light_left_share = light / max(1, len(lamps))
        """Light of all lamps over that of the same lamps new and clean [0 to 1]."""
        return hazard

    # --- premises --------------------------------------------------------------------------------------------------

    def public_saving_kwh(self, rows: np.ndarray, year: int) -> np.ndarray:
        """What an energy performance contract promises to save in these premises [kWh/yr]."""
        premises = self.premises
        use_kwh = premises.fuel_kwh[rows].astype(np.float64) + premises.electricity_kwh[rows]
        return use_kwh * self.book.at("contracts.epc_guaranteed_saving", year)

    def renovate_premises(self, rows: np.ndarray, days: np.ndarray, measure: str = "") -> float:
        """Energy works in public buildings are done; returns the saving as promised [kWh/yr]."""
        premises = self.premises
        year = self.regimes.first_year + int(days[0]) // 365
        left = np.float32(1.0 - self.book.at("contracts.epc_guaranteed_saving", year))
        saved = 0.0
        sectors, carriers = np.array(SECTORS)[premises.sector[rows]], np.array(CARRIERS)[premises.fuel_carrier[rows]]
        for name in ("fuel_kwh", "electricity_kwh"):
            column = getattr(premises, name)
            before = column[rows].astype(np.float64)
            column[rows] *= left
            after = column[rows].astype(np.float64)
            saved += float((before - after).sum())
            kinds = carriers if name == "fuel_kwh" else np.full(len(rows), "electricity")
            for sector, carrier in sorted(set(zip(sectors.tolist(), kinds.tolist(), strict=True))):
                own = (sectors == sector) & (kinds == carrier)
                self.diary.energy(sector, carrier, premises.district[rows][own], before[own], after[own], days[own])
        premises.renovated[rows], premises.ordered[rows] = True, False
        self.diary.trait("buildings", "renovated", premises.building[rows], days, np.int8(1))
        self.diary.event("public building renovated", "premises", rows, days, "contractors", measure)
        return saved

    def panels_on_premises(
        self, rows: np.ndarray, days: np.ndarray, measure: str = "", actor: str = "city_hall"
    ) -> float:
        """Panels on roofs of premises are up; returns what they produce [kWh/yr]."""
        premises = self.premises
        premises.solar_kwp[rows] = premises.solar_room_kwp[rows]
        premises.solar_ordered[rows] = False
        produced = premises.solar_kwp[rows].astype(np.float64) * premises.solar_kwh_per_kwp[rows]
        half = self.book.at("solar.self_consumption_half_ratio", self.regimes.first_year)
        premises.solar_used[rows] = self_consumption_share(produced, premises.electricity_kwh[rows], half)
        self.diary.solar(premises.district[rows], produced, premises.solar_used[rows], days, owner=actor)
        self.diary.trait("buildings", "solar_kwp", premises.building[rows], days, premises.solar_kwp[rows])
        kind = "panels on a public roof" if actor == "city_hall" else "panels on a business roof"
        self.diary.event(kind, "premises", rows, days, actor, measure)
        return float(produced.sum())

    # --- vehicles --------------------------------------------------------------------------------------------------

    def places_for_charge_points(self, count: int, area: Area | None) -> np.ndarray:
        """Districts for new charge points, those with most homes per point first, shape (count,)."""
        return self._places_by_homes(count, self.charge_points, area)

    def places_for_cycle_paths(self, count: int, area: Area | None) -> np.ndarray:
        """Districts for new stretches of cycle path, those with most homes per stretch first, shape (at most count,).

        Fewer than asked for when the networks of all districts are complete.
        """
        return self._places_by_homes(count, self.cycle_path_km / STRETCH_KM, area, self.cycle_network_km / STRETCH_KM)

    def places_for(self, count: int, there: np.ndarray, area: Area | None) -> np.ndarray:
        """Districts for new things, those with most homes per thing first, shape (count,).

        Args:
            count: how many things
            there: those that stand already, by district
            area: where they may come, None for everywhere
        """
        return self._places_by_homes(count, there, area)

    @property
    def cycle_network_km(self) -> np.ndarray:
        """Length of a complete network of cycle paths, by district [km]."""
        per_1000 = self.book.at("travel.cycle_network_km_per_1000_inhabitants", self.regimes.first_year)
        return self.share_of_homes * self.facts.inhabitants / 1000.0 * per_1000

    def _places_by_homes(
        self, count: int, there: np.ndarray, area: Area | None, most: np.ndarray | float = np.inf
    ) -> np.ndarray:
        """Districts in turn by homes per thing; `there` stand already, no district gets more than `most`."""
        homes = self.homes_by_district.counts
        if area is not None:
            mine = self.within(area, "dwellings")
            homes = np.bincount(self.dwellings.district[mine], minlength=len(self.district_names))
        next_point = np.arange(1, count + 1)[:, None] + there
        worth = np.where(next_point < most + 1.0, homes / next_point, -1.0)
        turns = np.argsort(-worth, axis=None, kind="stable")  # equal ones: the first district, as by argmax
        wanted = turns[:count]
        return wanted[worth.ravel()[wanted] >= 0.0] % len(self.district_names)

    def add_charge_points(self, districts: np.ndarray) -> float:
        """Charge points stand in these districts; they save nothing by themselves."""
        np.add.at(self.charge_points, districts, 1)
        self.fleet.charge_points += len(districts)
        return 0.0

    def electrify_fleet(self, vehicles: int, days: np.ndarray) -> float:
        """Vehicles of the city hall are electric now; the energy follows in `energy_use`."""
        self.fleet.electrify(vehicles, self.regimes.first_year + int(np.max(days, initial=0)) // 365)
        return 0.0

    def add_cycle_paths(self, districts: np.ndarray) -> float:
        """A stretch of path lies in each of these districts; people cycle on it from next year on."""
        np.add.at(self.cycle_path_km, districts, STRETCH_KM)
        return 0.0

    # --- energy ----------------------------------------------------------------------------------------------------

    def add_energy(self, account: EnergyAccount, year: int) -> None:
        """Everything that stands in the city and uses energy in a year, cars and appliances of people left out."""
        homes, lamps = self.dwellings, self.street_lights
        account.add_table("residential", CARRIER_OF_HEATING, homes.district, homes.heating, homes.heat_kwh)
        account.add("public_lighting", "electricity", self.lamps_by_district, lamps.energy_kwh)
        self._add_premises(account)
        add_traffic(self, self.fleet, account, year)
        self.solar_kwh = panels_by_owner(self)
        account.solar_kwh += sum(self.solar_kwh.values())
        for late in self.diary.put_backs:
            account.put_back(late.sector, late.carrier, late.district, late.more_kwh, late.day_of_year)

    def _add_premises(self, account: EnergyAccount) -> None:
        premises = self.premises
        account.add_many(premises.district, premises.sector, premises.fuel_carrier, premises.fuel_kwh)
        account.add_many(premises.district, premises.sector, "electricity", premises.electricity_kwh)
