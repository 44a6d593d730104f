"""Households with an occasion weigh works on roof, walls, floor, windows, or all at once.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but dates and who waits.
"""

from __future__ import annotations

import numpy as np

from geodata import PERIODS
from sim.behaviour.renovation import DEEP, OPTIONS
from sim.city.city import City
from sim.city.dwellings import ELEMENTS
from sim.city.history import element_life_years, has_cavity
from sim.city.reworking import insulate
from sim.finance import annuity_factor
from sim.luck import Luck, stream_number
from sim.offer import Offer
from sim.parameter import Book, yearly
from sim.population.asking import ask_for_works
from sim.population.fitting import income_limits
from sim.population.households import Households
from sim.population.money import by_income
from sim.population.occasions import Awareness, Dates, Rules, look_for_occasions
from sim.population.prices import heat_prices_eur_kwh
from sim.population.weighing import Minds, Values, Works, weigh_works
from sim.results import LABELS
from sim.works.jobs import JOB, Gain

TRADE_OF_ELEMENT = {"roof": "roof", "wall": "facade", "floor": "floor", "window": "glazing"}
PLACE_OF_OPTION = np.array([-1, 0, 1, 3, 4, 2])
"""Order of the options in a table of jobs: a deep retrofit is led by the facade crew, and stands behind works on walls."""
PLACES_OF_TRADE = ((0, 1), (1, 3), (3, 4), (4, 5))
"""First place of each trade of TRADE_OF_ELEMENT in that order, and the one behind its last."""
WAITS_FOR_WORKS = 1
"""Bit of `People.waits` of who waits for works on the envelope."""
DAYS_PER_YEAR = 365
STREAMS_OF_DUES = np.array([stream_number(f"{element} due") for element in ELEMENTS], dtype=np.uint64)
"""Luck of the next end of life of each element."""
TOUCHED = np.array([[option == DEEP or option == number + 1 for number in range(4)] for option in range(len(OPTIONS))])
"""Elements that an option changes, shape (6, 4)."""


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, waits: np.ndarray,
    book: Book, luck: Luck, year: int, index: int,
) -> dict[str, np.ndarray]:  # fmt: skip
    """Jobs that households ask for this year, by trade.

    Args:
        near: share of homes in sight already renovated, by street segment
        wait_months: how long customers of the trades had to wait last year
        waits: bits of `People.waits`; who waits for works thinks of no others
        index: number of the year in the run, 0 for the first
    """
    rows, is_open, forced = occasions(people, city, offer, near, waits, book, luck, year, index)
    if len(rows) == 0:
        return {}
    option = options_taken(people, city, offer, near, wait_months, book, luck, year, rows, is_open, forced)
    town_share = np.full(len(rows), offer.at("grant_share", rows), dtype=np.float64)
    table, begins = np.empty(len(rows), dtype=JOB), np.empty(len(OPTIONS) + 1, dtype=np.int64)
    ask_for_works(
        rows, option, PLACE_OF_OPTION, town_share, offer.measure_of(rows), city.home_columns, people.income_eur,
        _works(book, year), _work_days(book, year), index * DAYS_PER_YEAR, luck.key("asks for works", year), waits,
        np.uint8(WAITS_FOR_WORKS), begins, table,
    )  # fmt: skip
    return {
        trade: table[begins[first] : begins[last]]
        for trade, (first, last) in zip(TRADE_OF_ELEMENT.values(), PLACES_OF_TRADE, strict=True)
    }


def occasions(
    people: Households, city: City, offer: Offer, near: np.ndarray, waits: np.ndarray, book: Book, luck: Luck,
    year: int, index: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Who has an occasion this year and thinks of energy; days that have come are drawn anew.

    Returns:
        rows, whether each element is open to works, shape (n, 4), and whether a deadline forces them, shape (n,)
    """
    count, at = len(people), book.at
    rows = np.empty(count, dtype=np.int32)
    is_open, forced = np.empty((count, len(ELEMENTS)), dtype=bool), np.empty(count, dtype=bool)
    dates = city.dwellings.look(Dates, moves=people.moves, duty=people.duty, waits=waits)
    awareness = Awareness(
        np.float32(at("behaviour.consideration_base", year)), np.float32(at("behaviour.consideration_peers", year)), near,
        *(offer.weighted(name, at(f"behaviour.consideration_{name}", year)) for name in ("campaign", "advice")),
    )  # fmt: skip
    thinkers = look_for_occasions(
        dates, _rules(book, luck, year, index), awareness, rows, is_open, forced, np.empty(count, dtype=np.float32)
    )
    return rows[:thinkers], is_open[:thinkers], forced[:thinkers]


def _rules(book: Book, luck: Luck, year: int, index: int) -> Rules:
    """What holds for everybody in a year, as `look_for_occasions` wants it."""
    seed, thinks, this_year = luck.key("thinks of energy", year)
    return Rules(
        (index + 1) * DAYS_PER_YEAR, WAITS_FOR_WORKS, LABELS.index("E"),
        np.float32(book.at("behaviour.compliance_share_label_duty", year)), _lives_years(book, year),
        STREAMS_OF_DUES, thinks,
        luck.key("complies with label duty", year)[1], seed, this_year,
    )  # fmt: skip


@yearly
def _lives_years(book: Book, year: int) -> np.ndarray:
    """Mean life of each element, shape (4,) [yr]."""
    return np.array([element_life_years(element, book, year) for element in ELEMENTS], dtype=np.float64)


def _eur_per_m2(book: Book, year: int) -> np.ndarray:
    """Price of works by (cavity wall, element), shape (2, 4) [EUR/m2]."""
    roof, wall, floor, window = (
        book.at(f"retrofit.cost_{name}_eur_per_m2", year) for name in ("roof", "wall", "floor", "window")
    )
    by_wall = [[roof, wall[kind], floor, window] for kind in ("external", "cavity")]
    return np.array(by_wall, dtype=np.float64)


def _u_after(book: Book, year: int) -> np.ndarray:
    """Heat losses that works lead to by (cavity wall, element), shape (2, 4) [W/m2K]; see `sim.city.history.u_after`."""
    after = book.at("retrofit.u_after", year)
    by_wall = [
        [after["roof"], after[wall], after["floor"], after["window"]] for wall in ("wall_external", "wall_cavity")
    ]
    return np.array(by_wall, dtype=np.float64)


def options_taken(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, book: Book, luck: Luck,
    year: int, rows: np.ndarray, is_open: np.ndarray, forced: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """What each of these homes decides, index into OPTIONS, shape (n,).

    Args:
        near: share of homes in sight already renovated, by street segment
        wait_months: how long customers of the trades had to wait last year
        rows: homes that think of works, int32, shape (n,)
        is_open: elements with an occasion, bool, shape (n, 4)
        forced: homes whose deadline has come, bool, shape (n,)
    """
    option = np.empty(len(rows), dtype=np.int64)
    town_share, advice = (
        np.full(len(rows), offer.at(name, rows), dtype=np.float64) for name in ("grant_share", "advice")
    )
    weigh_works(
        rows, is_open, forced, near[city.dwellings.street[rows]], town_share, advice, city.home_columns,
        city.dwellings.heat_kwh, people.look(Minds),
        _works(book, year), _values(wait_months, book, year), city.homes.heat,
        annuity_factor(people.discount_rate[rows], book.at("retrofit.life_insulation_years", year)),
        luck.gumbel("renovation", year, rows, len(OPTIONS)), option,
    )  # fmt: skip
    return option


@yearly
def _works(book: Book, year: int) -> Works:
    """What works are like in a year, as `weigh_works` wants it."""
    cavity = has_cavity(np.arange(len(PERIODS)))
    caps = book.at("retrofit.grant_cap_eur", year)
    share = book.at("retrofit.grant_share_by_income", year)
    return Works(
        cavity, _u_after(book, year), float(book.at("assembly.worthwhile_u_gain", year)), _eur_per_m2(book, year),
        np.array(income_limits(book, year), dtype=np.float64), by_income(share, np.arange(3)),
        np.array([caps[element] for element in ELEMENTS], dtype=np.float64),
        np.float32(book.at("people.savings_share_of_income", year)),
        np.float32(book.at("retrofit.base_loan_max_eur", year)),
    )  # fmt: skip


def _values(wait_months: float, book: Book, year: int) -> Values:
    """How options are valued in a year, as `weigh_works` wants it."""
    values = _values_without_waiting(book, year)
    a_month = book.at("behaviour.hassle_per_month_wait_keur", year)
    return values._replace(hassle_of_waiting_keur=a_month * wait_months * (values.hassle_keur > 0))


@yearly
def _values_without_waiting(book: Book, year: int) -> Values:
    trouble = book.at("retrofit.hassle_keur", year)
    hassle = np.array([0.0] + [trouble[name] for name in OPTIONS[1:]])
    return Values(
        np.array(list(book.at("behaviour.asc_retrofit", year).values()), dtype=np.float64),
        hassle,
        np.zeros(len(hassle)),
        float(book.at("assembly.hassle_taken_by_advice", year)),
        np.float32(book.at("behaviour.peer_weight", year)),
        heat_prices_eur_kwh(book, year),
        float(book.at("behaviour.rent_pass_through", year)),
    )


@yearly
def _work_days(book: Book, year: int) -> np.ndarray:
    """Crew days for each element of one home, shape (4,)."""
    days = book.at("retrofit.job_days_by_trade", year)
    return np.array([days[TRADE_OF_ELEMENT[element]] for element in ELEMENTS], dtype=np.float64)


def improve(
    city: City, people: Households, home: np.ndarray, option: np.ndarray, days: np.ndarray, book: Book, year: int
) -> Gain:
    """The works are done: better U values, less heat, a new label, entered in the diary."""
    return improve_homes(city, people.persons, home, option, days, book, year, "households")


def improve_homes(
    city: City, persons: np.ndarray, home: np.ndarray, option: np.ndarray, days: np.ndarray, book: Book, year: int,
    actor: str,
) -> Gain:  # fmt: skip
    """The same by whoever had it done.

    Args:
        persons: of all homes
        home, option, days: what was done to which homes, and when, shape (n,)
        actor: ledger name of who had it done
    """
    works, renovated = _works(book, year), city.dwellings.renovated
    heating = city.dwellings.heating[home]
    insulate(home, option, city.home_columns, renovated, works.has_cavity, works.u_after, works.worthwhile_u_gain)
    before, after = city.after_change(home, persons, days, "renovated", renovated[home] > 0, heating)
    touched = TOUCHED[option]
    for number, element in enumerate(ELEMENTS):
        done = np.flatnonzero(touched[:, number])
        name = f"{element} insulated" if element != "window" else "windows replaced"
        city.diary.event(name, "dwellings", home[done], days[done], actor)
    return Gain(before, after, (before - after) * heat_prices_eur_kwh(book, year)[heating])


def deep_retrofit(city: City, rows: np.ndarray, book: Book, year: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What it takes to better every poor element of some homes, and what that would save; changes nothing.

    Args:
        rows: homes, shape (n,)

    Returns:
        price of the works [EUR], energy saved [kWh/yr], and money saved on bills at the prices of the year [EUR/yr],
        each of shape (n,)
    """
    homes, works, physics = city.dwellings, _works(book, year), city.homes
    cavity = works.has_cavity[homes.period[rows]].astype(np.int64)
    now, area, after = homes.losses(rows), homes.areas(rows), works.u_after[cavity]
    poor = (now > after * works.worthwhile_u_gain) & (area > 0)
    price_eur = np.sum(area * works.eur_per_m2[cavity], axis=1, where=poor)
    better = {element: np.where(poor, after, now)[:, number] for number, element in enumerate(ELEMENTS)}
    need_kwh = physics.need_kwh(homes, rows, city.kind[rows], better)
    heating = homes.heating[rows]
    use = physics.use(need_kwh, homes.floor_m2[rows], city.persons[rows], heating, homes.efficiency[rows])
    saved_kwh = homes.heat_kwh[rows] - use.measured_kwh * homes.occupied[rows]
    return price_eur, saved_kwh, saved_kwh * heat_prices_eur_kwh(book, year)[heating]
