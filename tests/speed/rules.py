"""The rules of one household for one year, in plain Python: what `sim.population` does with columns, one home at a time.

Written as a careful modeller writes a Mesa model: numbers of the year are read from the book once, formulas use `math`.
Used by `tests.speed.mesa_households` as the reference against which the columns are timed and checked.
"""

from __future__ import annotations

import math
import zlib
from statistics import NormalDist
from typing import Any

from numba import njit

from sim.behaviour.renovation import OPTIONS
from sim.city.dwellings import ELECTRIC, ELEMENTS, GAS, HEAT_PUMP, OIL
from sim.city.homes import HomePhysics, heating_efficiencies
from sim.lives import LONGEST
from sim.luck import U64, four_words, unit
from sim.offer import Offer
from sim.parameter import Book
from sim.physics.heat import AIR_WH_M3K, ALL_ROUND, KWH_PER_W_DAY, UTILISATION_A0, UTILISATION_TAU0_H
from sim.population.cars import BATTERY, PETROL
from sim.population.driving import kwh_per_km
from sim.population.fitting import AGE_BANDS, SIZES, income_limits
from sim.population.money import INCOME_CLASSES
from sim.population.prices import heat_prices_eur_kwh

normal_quantile = NormalDist().inv_cdf


@njit(cache=True)
def one_draw(seed, stream, row, year, number):
    """The same draw as `sim.luck`, for one row."""
    return unit(four_words(U64(seed), U64(stream), U64(row), U64(year), U64(number))[0])


class Dice:
    """`sim.luck.Luck` for single things: plain floats, the numbers of the streams looked up once."""

    def __init__(self, seed: int):
        self.seed, self._streams = seed, {}

    def draw(self, stream: str, year: int, row: int, number: int = 0) -> float:
        """One uniform draw."""
        known = self._streams.get(stream)
        if known is None:
            known = self._streams[stream] = zlib.crc32(stream.encode())
        return one_draw(self.seed, known, row, year, number)

    def gumbel(self, stream: str, year: int, row: int, option: int) -> float:
        """Taste of one option."""
        return -math.log(-math.log(self.draw(stream, year, row, option)))


def annuity_factor(rate: float, years: float) -> float:
    """Worth of one euro a year."""
    return -math.expm1(-math.log1p(rate) * years) / rate if rate else years


def waiting_days(luck: float, rate: float) -> float:
    """Days to an event without memory."""
    return -math.log(luck) / rate * 365.0


def as_day(day: float) -> int:
    """Whole days within the limits of the columns."""
    return int(max(-LONGEST, min(LONGEST, day)))


def self_consumption(produced: float, used: float, half: float) -> float:
    """Share of panels' production used on site."""
    total = produced + used * half
    return used * half / total if total > 0 else 0.0


class Rules:
    """Numbers that hold for everybody in one year.

    Args:
        book: all parameters
        year: calendar year
        index: its number in the run
        offers: by technology, the same for all homes
    """

    def __init__(self, book: Book, year: int, index: int, offers: dict[str, Offer]):
        def at(name: str) -> Any:
            return book.at(name, year)

        self.year, self.begins, self.ends, self.offers = year, index * 365, (index + 1) * 365, offers
        self.peer_weight, self.savings = at("behaviour.peer_weight"), at("people.savings_share_of_income")
        self.loan_limit, self.pass_through = at("retrofit.base_loan_max_eur"), at("behaviour.rent_pass_through")
        self.low, self.middle = income_limits(book, year)
        self.per_kwh, self.efficiency = (
            heat_prices_eur_kwh(book, year).tolist(),
            heating_efficiencies(book, year).tolist(),
        )
        self.told = at("behaviour.consideration_campaign")
        self._renovation(at)
        self._heating(at)
        self._solar(at)
        self._cars(at, book)
        self._people(at)

    def _renovation(self, at) -> None:
        offer = self.offers["renovation"]
        self.aware = at("behaviour.consideration_base") + self.told * offer.campaign
        self.aware += at("behaviour.consideration_advice") * offer.advice
        self.aware_peers, self.margin = at("behaviour.consideration_peers"), at("assembly.worthwhile_u_gain")
        life, window = at("retrofit.life_insulation_years"), at("retrofit.life_window_years")
        self.life, self.lives = life, [life, life, life, window]
        after, wall = at("retrofit.u_after"), at("retrofit.cost_wall_eur_per_m2")
        roof, floor, glass = (at(f"retrofit.cost_{name}_eur_per_m2") for name in ("roof", "floor", "window"))
        kinds = (("wall_external", "external"), ("wall_cavity", "cavity"))
        self.u_after = [[after["roof"], after[name], after["floor"], after["window"]] for name, _ in kinds]
        self.eur_m2 = [[roof, wall[name], floor, glass] for _, name in kinds]
        self.grant_share = [at("retrofit.grant_share_by_income")[name] for name in INCOME_CLASSES]
        self.caps = [at("retrofit.grant_cap_eur")[element] for element in ELEMENTS]
        self.asc = list(at("behaviour.asc_retrofit").values())
        hassle, eased = at("retrofit.hassle_keur"), 1.0 - at("assembly.hassle_taken_by_advice") * offer.advice
        self.hassle = [0.0] + [hassle[name] * eased for name in OPTIONS[1:]]
        self.complies = at("behaviour.compliance_share_label_duty")

    def _heating(self, at) -> None:
        pump = at("heating.heat_pump_cost_eur") * (1.0 + at("heating.heat_pump_cost_trend")) ** max(0, self.year - 2025)
        self.heating_eur = [at("heating.boiler_cost_eur")] * 6
        self.heating_eur[OIL], self.heating_eur[HEAT_PUMP] = at("heating.oil_boiler_cost_eur"), pump
        self.connection_eur = at("heating.gas_connection_cost_eur")
        self.emitters_eur = at("heating.emitters_cost_eur") * at("assembly.homes_needing_emitters_share")
        self.pump_grant = [at("heating.heat_pump_grant_eur")[name] for name in INCOME_CLASSES]
        self.oil_is_over = self.year >= at("heating.oil_ban_year")
        self.upkeep_saved = at("heating.boiler_upkeep_eur") - at("heating.heat_pump_upkeep_eur")
        self.pump_life, self.pump_hassle = at("heating.heat_pump_life_years"), at("behaviour.hassle_heat_pump_keur")
        self.pump_asc, self.most_need = (
            at("behaviour.asc_heating")["heat_pump"],
            at("heating.heat_pump_max_need_kwh_m2"),
        )

    def _solar(self, at) -> None:
        offer = self.offers["solar"]
        self.smallest_kwp, self.usual_kwp = at("assembly.smallest_solar_kwp"), at("solar_market.kwp_per_home")
        self.solar_aware = at("assembly.solar_attention_per_year")
        self.solar_aware += at("assembly.solar_attention_campaign") * offer.campaign
        self.solar_aware_peers = at("assembly.solar_attention_peers")
        self.eur_kwp, self.inverter = at("solar_market.capex_eur_per_kwp"), at("solar_market.inverter_cost_eur")
        self.premium, self.solar_life = at("solar_market.premium_eur"), at("solar_market.life_years")
        self.solar_hassle, self.solar_asc = at("behaviour.hassle_solar_keur"), at("behaviour.asc_solar")["panels"]
        self.half, self.injection = at("solar.self_consumption_half_ratio"), at("prices.injection")
        self.electricity, self.solar_upkeep = at("prices.electricity_household"), at("solar_market.upkeep_eur_per_kwp")
        self.base_kwh, self.person_kwh = (at(f"household_electricity.{n}") for n in ("base_kwh", "per_person_kwh"))

    def _cars(self, at, book: Book) -> None:
        self.fuel_cars_are_over = self.year >= at("mobility.fuel_car_sales_end_year")
        self.company_share, self.home_share = (
            at("mobility.company_battery_share_new"),
            at("mobility.home_charging_share"),
        )
        price, upkeep, per_km = (
            at("mobility.car_prices_eur"),
            at("mobility.car_upkeep_eur"),
            kwh_per_km(book, self.year),
        )
        self.car_extra, self.car_upkeep = price["battery"] - price["petrol"], upkeep["petrol"] - upkeep["battery"]
        self.petrol_eur_km, self.battery_kwh_km = float(per_km[PETROL]) * at("prices.petrol"), float(per_km[BATTERY])
        self.charger, self.car_years = at("mobility.home_charger_eur"), at("mobility.private_car_holding_years")
        self.public_eur, self.no_charger = at("prices.public_charging"), at("assembly.hassle_public_charging_keur")
        self.points_goal, self.car_asc = (
            at("city.charge_points_goal_per_100_inhabitants"),
            at("behaviour.asc_car")["battery"],
        )
        self.car_life = at("mobility.car_life_years"), at("mobility.company_car_life_years")

    def _people(self, at) -> None:
        self.income = [at("people.income_eur")[size] for size in SIZES]
        self.income_sigma, self.rate_sigma = at("people.income_sigma"), at("people.discount_rate_sigma")
        self.rates = [at(f"people.discount_rate_{name}") for name in ("low_income", "owner", "landlord")]
        self.weight, self.weight_sigma = at("people.cost_weight_per_keur"), at("people.cost_weight_sigma")
        self.climate, self.hassle_sigma = at("people.environment_weight"), at("behaviour.hassle_sigma")
        self.move_rates = at("people.move_rate_tenant"), at("people.move_rate")
        self.duty_year, self.duty_years = (
            at("behaviour.label_duty_year"),
            int(at("behaviour.label_duty_deadline_years")),
        )
        shares = [at("people.age_shares")[band] for band in AGE_BANDS]
        self.age_bands = [(share / sum(shares), *ends) for share, ends in zip(shares, AGE_BANDS.values(), strict=True)]

    def age(self, luck: float) -> int:
        """Age of the reference person: the band in which the draw falls, spread evenly within."""
        band = 0
        while band < len(self.age_bands) - 1 and luck >= self.age_bands[band][0]:
            luck -= self.age_bands[band][0]
            band += 1
        share, first, last = self.age_bands[band]
        return math.floor(first + min(luck / share, 1.0 - 1e-9) * (last + 1 - first))


class HouseHeat:
    """Heat of one home, in the order of the sums of `sim.physics.heat`; tables as nested lists."""

    def __init__(self, physics: HomePhysics):
        tables, climate = physics.tables, physics.climate
        self.window_g, self.infiltration, self.bridge = (
            tables.by_period[name].tolist() for name in ("window_g", "infiltration_per_h", "thermal_bridge_u")
        )
        self.at_1, self.at_4 = tables.reduction_at_1.tolist(), tables.reduction_at_4.tolist()
        self.ground_share, self.air_use, self.c_m = tables.ground_share, tables.air_use_per_h, tables.c_m
        self.air_w = AIR_WH_M3K * climate.room_height_m
        season = KWH_PER_W_DAY * climate.heating_days
        self.q_int = season * climate.internal_gains_w_m2
        self.cold = season * max(0.0, climate.internal_temperature_c - climate.outdoor_temperature_c)
        sun = float(climate.sun_behind_shade_kwh_m2()[ALL_ROUND])
        self.glass = climate.oblique_factor * (1 - climate.frame_share) * sun
        self.primary, self.half = physics.primary_factor.tolist(), physics.half_kwh_m2
        self.hot_water = physics.hot_water_kwh_per_person

    def measured_kwh(self, home: Any, u: list[float]) -> float:
        """Measured final energy of a home with these heat losses."""
        k, p, floor, (roof, wall, ground, window) = home.kind, home.period, home.floor_m2, home.areas
        loss = roof * u[0] + wall * u[1] + ground * u[2] * self.ground_share + window * u[3]
        h_tr = (loss + self.bridge[k][p] * (roof + wall + ground + window)) / floor
        h = h_tr + self.air_w * (self.air_use + self.infiltration[k][p])
        if h_tr < 1.0:
            reduction = 1.0 + (self.at_1[k] - 1.0) * (h_tr - 0.5) / 0.5
        else:
            reduction = self.at_1[k] + (self.at_4[k] - self.at_1[k]) * (min(h_tr, 4.0) - 1.0) / 3.0
        lost, gains = h * self.cold * reduction, window * self.window_g[k][p] * self.glass / floor + self.q_int
        exponent, ratio = UTILISATION_A0 + self.c_m / h / UTILISATION_TAU0_H, gains / lost
        used = (
            (1.0 - ratio**exponent) / (1.0 - ratio ** (exponent + 1.0)) if ratio != 1.0 else exponent / (exponent + 1)
        )
        need = max(0.0, lost - used * gains) * floor
        calculated = (need + home.persons * self.hot_water) / home.efficiency
        return calculated / (1.0 + max(0.0, calculated * self.primary[home.heating] / floor) / self.half)


def heats_with_electricity(heating: int) -> bool:
    """Electric heaters and heat pumps."""
    return heating == ELECTRIC or heating == HEAT_PUMP


def heating_eur(rules: Rules, new: int, old: int) -> float:
    """Price of a heating installed."""
    price = rules.heating_eur[new]
    if new == GAS and old != GAS:
        price += rules.connection_eur
    if new == HEAT_PUMP and old != HEAT_PUMP:
        price += rules.emitters_eur
    return price
