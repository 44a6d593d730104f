"""The city through the years.

Place in the flow: the top of `sim`: calls everything below in the order a year is lived. Whoever wants to know what the
model does reads `CityModel.step`.
"""

from __future__ import annotations

from dataclasses import replace

import mesa
import numpy as np

from geodata import CityMap
from sim.actors import ACTORS, presence
from sim.city.facts import CityFacts
from sim.city.grid import Grid
from sim.city.sunshine import Sunshine
from sim.columns import picked, stacked
from sim.energy import EnergyAccount
from sim.inventory.covenant import SECTOR
from sim.luck import Luck
from sim.markets.bankruptcy import end_contracts_of_firm
from sim.markets.billing import households_pay
from sim.markets.contracts import FORMS
from sim.markets.cycling import take_to_the_bike
from sim.markets.green_care import look_after_green
from sim.markets.lamp_care import dark_days_by_contract, replace_worn_out
from sim.markets.market import Market
from sim.markets.purchases import business_panels, pay_for_campaigns, pay_for_cars, pay_for_works
from sim.offer import Support, add_up
from sim.ordering import finished_lots, orders_of
from sim.parameter import Book
from sim.physics.hourly_electricity import HourlyElectricity
from sim.population.prices import business_prices
from sim.procuring import Procurement
from sim.recording import Recorder
from sim.scenario import Scenario
from sim.settled import SettledCity, settle_people
from sim.venturing import FROM_IDEA, Ventures
from sim.works.connections import TRANSFORMER_BINDS, Connections
from sim.works.jobs import NO_JOBS
from sim.works.lamp_repairs import LampRepairs
from sim.works.trades import WORKS_IN_HOMES, open_trades
from sim.works.yard import WorksYard

DAYS_PER_YEAR = 365
DAYS_PER_MONTH = 365.0 / 12.0


class CityModel(mesa.Model):
    """One run: one scenario, one seed.

    Args:
        scenario: what the city decides and what happens to it
        city_map: what stands where
        facts: counts and promises of the city
        book: all parameters, the scenario's changes in
        sunshine: yields of roofs
        seed: of every draw
        settled: first day of the same city, book, seed and first year, when it is known from an earlier run
        hours: shapes of electricity over the hours; without them transformers are left out
    """

    def __init__(
        self, scenario: Scenario, city_map: CityMap, facts: CityFacts, book: Book, sunshine: Sunshine, seed: int,
        settled: SettledCity | None = None, hours: HourlyElectricity | None = None,
    ):  # fmt: skip
        super().__init__(seed=seed)
        self.scenario, self.book, self.luck = scenario, book, Luck(seed)
        self.first_year, self.year = scenario.first_year, scenario.first_year
        if settled is not None:
            self.city, self.people = settled.first_day()
        else:
            self.city, self.people = settle_people(city_map, facts, book, sunshine, self.luck, self.first_year)
        self.market = Market(book, self.luck, self.city.district_names)
        self.trades = open_trades(book, len(self.city.dwellings), self.first_year)
        self.yard = self._open_yard()
        self.repairs = self._open_repairs()
        self.measures = list(scenario.measures.items())
        self.actors_by_name = {name: actor(self) for name, actor in ACTORS.items()}
        self.market.present = self.present = presence(self.actors_by_name)
        self.market.wishes = {
            name: replace(wish, payer=scenario.parties[wish.payer].role) if wish.payer in scenario.parties else wish
            for name, wish in scenario.contracts.items()
        }  # the ledger knows roles
        self.market.first_year, self.market.household_weights = self.first_year, self.city.share_of_homes
        self.procurement = Procurement(self)
        self.ventures = Ventures(self) if book.at(FROM_IDEA, self.first_year) > 0.5 else None
        for party in (*ACTORS, "suppliers", "businesses", "rest_of_world"):
            self.market.payments.party(party)
        self.energy = EnergyAccount(len(self.city.district_names))
        self.grid = Grid(self.city, hours, book, self.first_year) if hours is not None else None
        years = range(self.first_year, scenario.last_year + 1)
        binds = self.grid is not None and any(book.at(TRANSFORMER_BINDS, year) for year in years)
        self.connections = Connections(self.grid, book, self.people) if binds else None
        self.recorder = Recorder(self)

    @property
    def index(self) -> int:
        """Number of the present year in the run, 0 for the first."""
        return self.year - self.first_year

    def step(self) -> None:
        """One year of the city, in the order it is lived."""
        year, until = self.year, (self.index + 1) * DAYS_PER_YEAR
        self.city.begin_year(year, self.index)
        self.market.open_year(year)
        for actor in self.actors_by_name.values():
            actor.act(year)  # budgets, debt room, crews
        supports = self._supports(year)
        offers = add_up(supports, len(self.city.dwellings))
        take_to_the_bike(self, year)
        wanted = self.people.decide(offers, self._waits_months(), year, self.index)
        if self.connections:
            self.connections.begin_year(year, self.index * DAYS_PER_YEAR)
            wanted = self.connections.admit(wanted)
        orders = orders_of(self, year)
        self._work_in_homes(wanted, year, until)
        finished_lots(self, self.yard.carry_out(orders, until), year)
        business_panels(self, year)
        pay_for_campaigns(self, supports, year)
        pay_for_cars(self, *self.people.drive(offers["battery_car"], year, self.index), offers["battery_car"], year)
        FORMS["household_with_grant"].enter(self.market, year)
        late = self._keep_lamps_lit(year, until)
        self.energy = self.energy_use(year)
        if self.grid:
            self.grid.note(self.energy, self.people.households.persons, year)
        self._settle(late, year)
        self.people.move(year, self.index)
        self.recorder.record(year)
        self.year += 1

    def run(self) -> None:
        """All years of the scenario."""
        while self.year <= self.scenario.last_year:
            self.step()

    def energy_use(self, year: int) -> EnergyAccount:
        """What everybody used this year, by district, sector and carrier."""
        account = EnergyAccount(len(self.city.district_names))
        self.city.add_energy(account, year)
        self.home_charging_kwh = self.people.add_energy(account, year)
        self.people.blend_biofuel(account, year)
        return account

    # --- the parts of a year ----------------------------------------------------------------------------------------

    def _supports(self, year: int) -> list[Support]:
        """What every measure offers households this year."""
        return [s for number, (_, m) in enumerate(self.measures) for s in m.support(self.city, year, number)]

    def _waits_months(self) -> dict[str, float]:
        return {name: trade.wait_days / DAYS_PER_MONTH for name, trade in self.trades.items()}

    def _work_in_homes(self, wanted: dict[str, np.ndarray], year: int, until: int) -> None:
        """Each trade works through its queue; what is done changes homes and is paid for."""
        stretch = DAYS_PER_YEAR / self.book.at("yard.working_days_per_year", year)
        for works, trades in WORKS_IN_HOMES.items():
            year_of_trades = [
                self.trades[name].work_through(wanted.get(name, NO_JOBS), stretch, self.luck, year, until)
                for name in trades
            ]
            done, days, gave_up = year_of_trades[0]
            if len(trades) > 1:
                finished, finished_days, left = zip(*year_of_trades, strict=True)
                done, days, gave_up = stacked(*finished), np.concatenate(finished_days), stacked(*left)
            by_home = np.argsort(done["home"])  # a home has one job of a kind at a time; memory is read in order
            done, days = picked(done, by_home), days[by_home]
            gain = self.people.receive(works, done, days, gave_up, year)
            self.recorder.note_jobs(works, done, gain)
            pay_for_works(self, works, done, year)

    def _keep_lamps_lit(self, year: int, until: int) -> np.ndarray:
        """Lamps fail and are repaired, worn-out ones become LED; returns lamp-days dark beyond the grace, by contract."""
        replace_worn_out(self, year, self.index)
        hazard = self.city.age_lamps(year)
        repairs = self.repairs.carry_out(hazard, self.city.street_lights.ids, self.luck, year, until)
        self.recorder.note_repairs(repairs)
        return dark_days_by_contract(self, repairs)

    def _settle(self, late_lamp_days: np.ndarray, year: int) -> None:
        """Bills, contracts, loans, and what actors pay by themselves."""
        households_pay(self, year)
        look_after_green(self, year)
        self.market.settle(year, late_lamp_days)
        if self.ventures:
            self.ventures.note_contracts(self.index * DAYS_PER_YEAR + DAYS_PER_YEAR - 1)
        self._learn(year)
        for actor in self.actors_by_name.values():
            actor.settle(year)

    def _learn(self, year: int) -> None:
        """What was delivered is remembered by name; firms close their books, and who is bankrupt leaves its contracts."""
        day = self.index * DAYS_PER_YEAR + DAYS_PER_YEAR - 1
        contracts = self.market.contracts
        for contract, _, promised, delivered, *_ in self.market.performance.of_year(year):
            done = contracts[contract]
            if done.provider in self.actors_by_name and promised > 0.0:
                self.actors_by_name[done.provider].remember_delivery(day, done.deal.project, promised, delivered)
                self.procurement.remember(done.deal.firm, delivered / promised)
        for firm, party in self.procurement.end_year():
            end_contracts_of_firm(self.market, firm, party, year, "the firm is bankrupt")

    # --- what actors ask --------------------------------------------------------------------------------------------

    @property
    def contracts_without_upkeep(self) -> np.ndarray:
        """Ids of lighting contracts under which the city itself looks after its lamps."""
        own = [c.id for c in self.market.contracts if c.form.who_owns == "city_hall" or c.last_year < self.year]
        return np.array(own, dtype=np.int32)

    @property
    def public_solar_kwh(self) -> float:
        """Electricity of panels on the city's own roofs this year, used or sold [kWh]."""
        return float(self.city.solar_kwh["city_hall"][:, 0].sum())

    def business_prices_eur_kwh(self, year: int) -> np.ndarray:
        """What the city hall and businesses pay for each carrier, shape (carriers,) [EUR/kWh]."""
        return business_prices(self.book, year)

    @property
    def home_solar_kwh(self) -> np.ndarray:
        """Panels of homes by district: produced, used on site, fed in, shape (districts, 3) [kWh]."""
        return self.city.solar_kwh["homes"]

    def household_share_of_driving(self, year: int) -> np.ndarray:
        """Part of each carrier of private transport that households' cars use, shape (carriers,) [0 to 1]."""
        cars = self.people.car_kwh_by_carrier
        total = self.energy.total_kwh[SECTOR["private_transport"]]
        share = np.divide(cars, total, out=np.zeros_like(cars), where=total > 0)
        return np.minimum(np.maximum(share, 0.0), 1.0)

    def received_eur(self, party: str) -> float:
        """What a party was paid in the present year [EUR]."""
        return self.market.payments.ledger.sum_of("payee", party, since=self.recorder.entries_before)

    def _open_yard(self) -> WorksYard:
        book, year = self.book, self.first_year
        per_head = self.city.facts.inhabitants / 10_000.0
        crews = {trade: max(1, round(number * per_head)) for trade, number in book.at("yard.crews", year).items()}
        return WorksYard(
            crews, book.at("yard.working_days_per_year", year), book.at("yard.lot_work_days", year),
            int(book.at("yard.lots_per_order", year)),
        )  # fmt: skip

    def _open_repairs(self) -> LampRepairs:
        book, year = self.book, self.first_year
        crews = round(len(self.city.street_lights) / 1000.0 * book.at("lighting.repair_crews_per_1000_lamps", year))
        days = book.at("lighting.repair_workdays", year) * DAYS_PER_YEAR / book.at("lighting.workdays_per_year", year)
        return LampRepairs(max(1, crews), days, notice_days=int(book.at("lighting.notice_days", year)))
