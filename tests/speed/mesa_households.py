"""The households of the city as plain Mesa agents, and how many times faster the columns decide the same.

Every front door is a `mesa.Agent` with attributes; once a year each thinks of renovation, heating, panels and cars, and
may move. Same rules, same draws, no crews: who decided to buy waits, which is the part of the year that
`sim.population.people.People` decides. `ratio()` is the row `mesa_ratio` of `stadslab bench`.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

import mesa
import numpy as np

from geodata import CityMap
from geodata.citymap import Layer
from sim.city.dwellings import GAS, HEAT_PUMP, OIL
from sim.city.history import has_cavity
from sim.model import CityModel
from sim.offer import Offer, add_up
from sim.population.cars import BATTERY, DIESEL, HYBRID, PETROL
from sim.population.households import OWNER
from sim.population.people import LABEL_E
from tests.speed.rules import (
    Dice,
    HouseHeat,
    Rules,
    annuity_factor,
    as_day,
    heating_eur,
    heats_with_electricity,
    normal_quantile,
    self_consumption,
    waiting_days,
)

NEVER = 32_767
DUE = ("roof due", "wall due", "floor due", "window due")


class Street:
    """A street segment: who lives near it, and how many have what."""

    def __init__(self) -> None:
        self.near: list[Street] = []
        self.homes = 0
        self.adopters = [0, 0, 0, 0]
        self.share = [0.0, 0.0, 0.0, 0.0]

    def look_around(self) -> None:
        """Share of homes in sight with a renovation, a heat pump, panels, a battery car."""
        near = max(1, sum(street.homes for street in self.near))
        self.share = [sum(street.adopters[what] for street in self.near) / near for what in range(4)]


@dataclass
class Car:
    """A car in the drive."""

    id: int
    company: bool
    powertrain: int
    km: float
    ends: int


class Household(mesa.Agent):
    """A front door and who lives behind it."""

    def __init__(self, model: Quarter, row: int, traits: dict, u: list[float], areas: list[float], due: list[int]):
        super().__init__(model)
        self.row, self.u, self.areas, self.due = row, u, areas, due
        self.cars: list[Car] = []
        self.waits_for_works = self.waits_for_heating = self.waits_for_panels = False
        self.__dict__.update(traits)

    def step(self) -> None:
        """What this household decides in a year."""
        self.think_of_works()
        self.think_of_heating()
        self.think_of_panels()
        for car in self.cars:
            if car.ends < self.model.rules.ends:
                self.replace_car(car)

    # --- money -------------------------------------------------------------------------------------------------------

    def income_class(self) -> int:
        """0 low, 1 middle, 2 high."""
        rules = self.model.rules
        return (self.income_eur >= rules.low) + (self.income_eur >= rules.middle)

    def can_finance(self, own_part_eur: float) -> bool:
        """Whether savings and a loan cover it."""
        rules = self.model.rules
        borrowed = max(0.0, own_part_eur - self.income_eur * rules.savings)
        return borrowed <= min(rules.loan_limit, self.income_eur)

    def says_yes(self, cost_keur: float, hassle: float, asc: float, peers: float, stream: str, row: int) -> bool:
        """One offer against leaving it."""
        dice, year = self.model.dice, self.model.rules.year
        value = asc - self.weight_per_keur * (cost_keur + hassle) + peers + self.care_for_climate
        return value + dice.gumbel(stream, year, row, 1) > dice.gumbel(stream, year, row, 0)

    # --- renovation --------------------------------------------------------------------------------------------------

    def think_of_works(self) -> None:
        """An occasion comes up, energy comes to mind, works are weighed."""
        rules, dice = self.model.rules, self.model.dice
        every = self.moves < rules.ends or self.duty < rules.ends
        is_open = [every or day < rules.ends for day in self.due]
        if not any(is_open) or not self.occupied or self.waits_for_works:
            return
        forced, peers = self.duty < rules.ends, self.street.share[0]
        aware = -math.expm1(-(rules.aware + rules.aware_peers * peers))
        thinks = dice.draw("thinks of energy", rules.year, self.row) < aware or forced
        for element in range(4):
            if self.due[element] < rules.ends:
                luck = dice.draw(DUE[element], rules.year, self.row)
                self.due[element] = as_day(rules.ends + waiting_days(luck, 1.0 / rules.lives[element]))
        if thinks:
            self.weigh_works(is_open, forced, peers)

    def weigh_works(self, is_open: list[bool], forced: bool, peers: float) -> None:
        """Take the option with the highest value plus taste."""
        rules, dice = self.model.rules, self.model.dice
        after = rules.u_after[self.has_cavity]
        poor = [self.u[e] > after[e] * rules.margin for e in range(4)]
        open_poor = [is_open[e] and poor[e] for e in range(4)]
        if not any(open_poor):
            return
        own_part, price = self.own_parts(poor)
        feasible = [True, *open_poor, sum(poor) >= 2]
        for option in range(1, 6):
            feasible[option] = feasible[option] and self.can_finance(own_part[option])
        complies = dice.draw("complies with label duty", rules.year, self.row) < rules.complies
        feasible[0] = not (forced and complies and any(feasible[1:]))
        worth = annuity_factor(self.discount_rate, rules.life) * rules.per_kwh[self.heating]
        worth *= 1.0 if self.tenure == OWNER else rules.pass_through
        used_now, best, chosen = self.model.heat.measured_kwh(self, self.u), -math.inf, 0
        for option in range(6):
            if not feasible[option]:
                continue
            value = rules.asc[option]
            if option:
                u = [after[e] if poor[e] and option in (e + 1, 5) else self.u[e] for e in range(4)]
                saved_keur = (used_now - self.model.heat.measured_kwh(self, u)) * worth / 1000.0
                cost = own_part[option] / 1000.0 - saved_keur + rules.hassle[option] * self.hassle
                value += rules.peer_weight * peers + self.care_for_climate - self.weight_per_keur * cost
            value += dice.gumbel("renovation", rules.year, self.row, option)
            if value > best:
                best, chosen = value, option
        if chosen:
            self.waits_for_works = True
            self.model.wanted["works"][self.row] = chosen

    def own_parts(self, poor: list[bool]) -> tuple[list[float], list[float]]:
        """Price less grants and price of every option."""
        rules = self.model.rules
        per_m2, share = rules.eur_m2[self.has_cavity], rules.grant_share[self.income_class()]
        price = [self.areas[e] * per_m2[e] * poor[e] for e in range(4)]
        own = []
        for e in range(4):
            region = min(price[e] * share, rules.caps[e])
            own.append(price[e] - region - min(price[e] * rules.offers["renovation"].grant_share, price[e] - region))
        return [0.0, *own, sum(own)], [0.0, *price, sum(price)]

    # --- heating and panels ------------------------------------------------------------------------------------------

    def think_of_heating(self) -> None:
        """The heating gives up: like for like, or a heat pump."""
        rules, old = self.model.rules, self.heating
        if self.heating_ends >= rules.ends or self.waits_for_heating:
            return
        new = GAS if rules.oil_is_over and old == OIL and self.on_gas_grid else old
        pump_eur, same_eur = heating_eur(rules, HEAT_PUMP, old), heating_eur(rules, new, old)
        region = min(rules.pump_grant[self.income_class()], pump_eur)
        own_part = pump_eur - region - min(rules.offers["heat_pump"].grant_eur, pump_eur - region)
        per_heat = [rules.per_kwh[which] / rules.efficiency[which] for which in (new, HEAT_PUMP)]
        saved = self.heat_kwh * self.efficiency * (per_heat[0] - per_heat[1]) + rules.upkeep_saved
        saved *= 1.0 if self.tenure == OWNER else rules.pass_through
        cost = (own_part - same_eur - saved * annuity_factor(self.discount_rate, rules.pump_life)) / 1000.0
        peers = rules.peer_weight * self.street.share[1] + rules.told * rules.offers["heat_pump"].campaign
        yes = self.says_yes(cost, rules.pump_hassle * self.hassle, rules.pump_asc, peers, "heat pump", self.row)
        fits = self.calculated_kwh * self.efficiency / self.floor_m2 <= rules.most_need
        self.waits_for_heating = True
        self.model.wanted["heating"][self.row] = HEAT_PUMP if yes and fits and self.can_finance(own_part) else new

    def think_of_panels(self) -> None:
        """Owners of a roof without panels."""
        rules, dice = self.model.rules, self.model.dice
        if self.type >= 3 or self.solar_kwp or self.solar_room_kwp < rules.smallest_kwp or self.tenure != OWNER:
            return
        if self.waits_for_panels or not self.occupied:
            return
        peers = self.street.share[2]
        aware = -math.expm1(-(rules.solar_aware + rules.solar_aware_peers * peers))
        if dice.draw("thinks of panels", rules.year, self.row) >= aware:
            return
        kwp = min(self.solar_room_kwp, rules.usual_kwp)
        price = kwp * rules.eur_kwp + rules.inverter
        region = min(rules.premium, price)
        own_part = price - region - min(rules.offers["solar"].grant_eur * kwp, price - region)
        produced = kwp * self.solar_kwh_per_kwp
        used = self.heat_kwh * heats_with_electricity(self.heating) + rules.base_kwh + rules.person_kwh * self.persons
        share = self_consumption(produced, used, rules.half)
        gain = produced * (share * rules.electricity + (1.0 - share) * rules.injection) - kwp * rules.solar_upkeep
        cost = (own_part - gain * annuity_factor(self.discount_rate, rules.solar_life)) / 1000.0
        hassle, peers = rules.solar_hassle * self.hassle, rules.peer_weight * peers
        if self.says_yes(cost, hassle, rules.solar_asc, peers, "panels", self.row) and self.can_finance(own_part):
            self.waits_for_panels = True
            self.model.wanted["panels"][self.row] = 1

    # --- cars and moves ----------------------------------------------------------------------------------------------

    def replace_car(self, car: Car) -> None:
        """A car is due: by the rule of the employer, or by choice."""
        rules, dice = self.model.rules, self.model.dice
        day = max(car.ends, rules.begins)
        if car.company:
            battery = dice.draw("new company car", rules.year, car.id) < rules.company_share
        else:
            battery = rules.fuel_cars_are_over or self.prefers_battery(car)
        before = car.powertrain == BATTERY
        if battery:
            car.powertrain = BATTERY
        elif car.powertrain not in (HYBRID, DIESEL):
            car.powertrain = PETROL
        car.ends = as_day(
            day + waiting_days(dice.draw("car due", rules.year, car.id), 1.0 / rules.car_life[car.company])
        )
        if before != battery:
            self.model.battery_cars += 1 if battery else -1

    def prefers_battery(self, car: Car) -> bool:
        """A private buyer weighs a battery car against a petrol one."""
        rules, offer = self.model.rules, self.model.rules.offers["battery_car"]
        at_home = self.model.dice.draw("charges at home", 0, self.row) < rules.home_share
        near_point = self.model.near_point
        public = rules.public_eur * (1.0 - near_point) + rules.electricity * near_point
        saved = car.km * (rules.petrol_eur_km - rules.battery_kwh_km * (rules.electricity if at_home else public))
        saved += rules.car_upkeep
        worth = annuity_factor(self.discount_rate, rules.car_years)
        cost = (rules.car_extra + (rules.charger if at_home else 0.0) - offer.grant_eur - saved * worth) / 1000.0
        hassle = 0.0 if at_home else rules.no_charger * (1.0 - near_point) * self.hassle
        peers = rules.peer_weight * self.street.share[3] + rules.told * offer.campaign
        return self.says_yes(cost, hassle, rules.car_asc, peers, "battery car", car.id)

    def move(self) -> None:
        """Others live here from the end of the year on; a poor home that was bought gets its deadline."""
        rules = self.model.rules
        if self.moves >= rules.ends or not self.occupied:
            return
        self.moved_in += 1
        self.become_others(self.row + (self.moved_in << 32))
        owns = self.tenure == OWNER
        wait = waiting_days(self.model.dice.draw("move", rules.year, self.row), rules.move_rates[owns])
        self.moves = as_day(rules.ends + wait)
        bought = owns and self.label >= LABEL_E and rules.year >= rules.duty_year
        self.duty = min(rules.ends + rules.duty_years * 365, NEVER - 1) if bought else NEVER

    def become_others(self, id: int) -> None:
        """Traits of whoever comes next."""
        rules, draw = self.model.rules, self.model.dice.draw
        normal = {
            name: normal_quantile(draw(name, 0, id))
            for name in ("income", "patience", "frugality", "climate", "hassle")
        }
        self.income_eur = rules.income[min(self.persons, 6) - 1] * math.exp(rules.income_sigma * normal["income"])
        self.age = rules.age(draw("age", 0, id))
        poor_rate, owner_rate, landlord_rate = rules.rates
        rate = landlord_rate if self.tenure != OWNER else poor_rate if self.income_eur < rules.low else owner_rate
        self.discount_rate = rate * math.exp(rules.rate_sigma * normal["patience"])
        self.weight_per_keur = rules.weight * math.exp(rules.weight_sigma * normal["frugality"])
        self.care_for_climate = rules.climate * normal["climate"]
        self.hassle = math.exp(rules.hassle_sigma * normal["hassle"] - rules.hassle_sigma**2 / 2.0)


class Quarter(mesa.Model):
    """The same front doors as in a `CityModel` on its first day."""

    def __init__(self, city_model: CityModel):
        super().__init__(seed=city_model.luck.seed)
        city, people = city_model.city, city_model.people
        self.book, self.dice, self.heat = city_model.book, Dice(city_model.luck.seed), HouseHeat(city.homes)
        self.first_year = city_model.first_year
        self.heads = max(1.0, city.facts.inhabitants / 100.0)
        self.charge_points = float(city.charge_points.sum())
        self.streets = streets_of(city_model)
        self.battery_cars = int((people.cars.powertrain == BATTERY).sum())
        self.wanted: dict[str, dict[int, int]] = {}
        self.households = households_of(self, city_model)
        for id, (home, company, powertrain, km, ends) in enumerate(
            zip(*(getattr(people.cars, name).tolist() for name in CAR_COLUMNS), strict=True)
        ):
            self.households[home].cars.append(Car(id, company, powertrain, km, ends))

    def decide(self, year: int, offers: dict[str, Offer]) -> None:
        """One year of decisions."""
        self.rules = Rules(self.book, year, year - self.first_year, offers)
        self.near_point = min(1.0, self.charge_points / self.heads / self.rules.points_goal)
        self.wanted = {"works": {}, "heating": {}, "panels": {}}
        for street in self.streets:
            street.adopters = [0, 0, 0, 0]
        for home in self.households:
            mine = home.street.adopters
            mine[0] += home.renovated > 0
            mine[1] += home.heating == HEAT_PUMP
            mine[2] += home.solar_kwp > 0
            mine[3] += any(car.powertrain == BATTERY for car in home.cars)
        for street in self.streets:
            street.look_around()
        self.agents.do("step")
        self.agents.do("move")


CAR_COLUMNS = ("household", "company", "powertrain", "km", "ends")
OF_HOME = (
    "type", "period", "occupied", "floor_m2", "solar_kwh_per_kwp", "solar_room_kwp", "renovated", "heating",
    "efficiency", "on_gas_grid", "solar_kwp", "heating_ends", "calculated_kwh", "heat_kwh", "label",
)  # fmt: skip
OF_PEOPLE = (
    "persons", "age", "income_eur", "tenure", "discount_rate", "weight_per_keur", "care_for_climate", "hassle",
    "moves", "moved_in", "duty",
)  # fmt: skip


def streets_of(city_model: CityModel) -> list[Street]:
    """Street segments with what lies in sight, as `sim.behaviour.peers` finds it."""
    from scipy.spatial import cKDTree

    plan, reach = city_model.city.map.streets, city_model.book.at("behaviour.peer_reach_m", city_model.first_year)
    places = np.column_stack([plan.x_m, plan.y_m])
    streets = [Street() for _ in range(len(places))]
    for row in city_model.city.dwellings.street.tolist():
        streets[row].homes += 1
    for street, near in zip(streets, cKDTree(places).query_ball_point(places, reach), strict=True):
        street.near = [streets[row] for row in near if streets[row].homes]
    return [street for street in streets]


def households_of(quarter: Quarter, city_model: CityModel) -> list[Household]:
    """One agent per front door, all numbers as plain Python ones."""
    homes, people = city_model.city.dwellings, city_model.people.households
    rows = np.arange(len(homes))
    due = np.column_stack([homes.due_of(name[: -len(" due")]) for name in DUE]).tolist()
    columns = {name: getattr(homes, name).tolist() for name in OF_HOME}
    columns |= {name: getattr(people, name).tolist() for name in OF_PEOPLE}
    columns["kind"] = city_model.city.kind.tolist()
    columns["has_cavity"] = has_cavity(homes.period).astype(int).tolist()
    columns["street"] = [quarter.streets[row] for row in homes.street.tolist()]
    tables = homes.losses(rows).tolist(), homes.areas(rows).tolist(), due
    every = zip(rows.tolist(), zip(*columns.values(), strict=True), *tables, strict=True)
    return [Household(quarter, row, dict(zip(columns, traits, strict=True)), *lists) for row, traits, *lists in every]


# --- the two next to each other ------------------------------------------------------------------------------------------


def columns_decide(model: CityModel, year: int, offers: dict[str, Offer]) -> dict[str, dict[int, int]]:
    """The same year in columns; what was wanted, by home."""
    index = year - model.first_year
    model.city.begin_year(year, index)
    wanted = model.people.decide(offers, dict.fromkeys(model.trades, 0.0), year, index)
    model.people.drive(offers["battery_car"], year, index)
    model.people.move(year, index)
    return wanted


def part_of(city_map: CityMap, facts, households: int) -> tuple[CityMap, object]:
    """The first homes of a city, so many that `households` fill them as the whole city is filled."""
    share = households / facts.households
    homes = city_map.buildings.dwellings.astype(np.int64)
    keep = np.cumsum(homes) <= math.ceil(share * homes.sum())
    buildings = Layer({name: column[keep] for name, column in city_map.buildings.columns.items()})
    few = min(households, int(homes[keep].sum()))
    return replace(city_map, buildings=buildings), replace(
        facts, households=few, inhabitants=round(few * facts.inhabitants / facts.households)
    )


def a_town(households: int, seed: int = 1) -> CityModel:
    """A part of the ideal city under the full plan, on its first day."""
    from scenarios.book import read_book
    from scenarios.cities import known_districts, open_city
    from scenarios.climate import sunshine_of
    from scenarios.loading import apply_to_book, load_scenario

    scenario, _ = load_scenario("full_plan", known_districts)
    book = apply_to_book(read_book(), scenario)
    city_map, facts = part_of(*open_city("ideal_city", book), households)
    sunshine = sunshine_of(city_map.latitude, city_map.longitude, book)
    return CityModel(scenario, city_map, facts, book, sunshine, seed)


def offers_of(model: CityModel, year: int) -> dict[str, Offer]:
    """What households are offered in a year."""
    supports = (
        support for n, (_, measure) in enumerate(model.measures) for support in measure.support(model.city, year, n)
    )
    return add_up(supports, len(model.city.dwellings))


def seconds(decide, model: CityModel, years: range) -> float:
    """Processor time of some years of decisions, which other work on the machine does not stretch [s]."""
    offers = {year: offers_of(model, year) for year in years}
    started = time.process_time()
    for year in years:
        decide(year, offers[year])
    return time.process_time() - started


def ratio(households: int = 10_000, years: int = 6) -> float:
    """How many times faster the columns decide than the agents, one thread, the same process, the best of each."""
    town = a_town(households)
    span = range(town.first_year, town.first_year + years)
    slow = min(seconds(Quarter(town).decide, town, span) for _ in range(2))
    fast = math.inf
    for _ in range(4):
        model = a_town(households)
        fast = min(fast, seconds(lambda year, offers, model=model: columns_decide(model, year, offers), model, span))
    return slow / fast
