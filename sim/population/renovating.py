"""Households with an occasion weigh works on roof, walls, floor, windows, or all at once.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but dates.
"""

from __future__ import annotations

import numpy as np

from geodata import PERIODS
from sim.behaviour.choice import consideration
from sim.behaviour.renovation import DEEP, OPTIONS
from sim.city.city import City
from sim.city.dwellings import ELEMENTS, NEVER
from sim.city.history import has_cavity, next_due
from sim.city.homes import HomePhysics
from sim.columns import picked
from sim.lives import falls_in
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.population.fitting import income_limits
from sim.population.households import Households
from sim.population.money import by_income, income_class, to_borrow
from sim.population.prices import heat_prices_eur_kwh
from sim.population.weighing import Heat, Homes, Minds, Values, Works, weigh_works
from sim.results import LABELS
from sim.works.jobs import Gain, jobs

TRADE_OF_ELEMENT = {"roof": "roof", "wall": "facade", "floor": "floor", "window": "glazing"}
TRADE_OF_OPTION = np.array([-1, 0, 1, 2, 3, 1])
"""Place in TRADE_OF_ELEMENT of who leads the works of each option: a deep retrofit is led by the facade crew."""
TOUCHED = np.array([[option == DEEP or option == number + 1 for number in range(4)] for option in range(len(OPTIONS))])
"""Elements that an option changes, shape (6, 4)."""


def occasions(people: Households, city: City, busy: np.ndarray, index: int) -> tuple[np.ndarray, np.ndarray]:
    """Who has an occasion this year, and for which elements.

    Args:
        people, city: as they are
        busy: homes that already wait for a trade or cannot decide, bool
        index: number of the year in the run

    Returns:
        rows, and whether each element is open to works, shape (n, 4); a mover opens all
    """
    homes = city.dwellings
    due = [falls_in(homes.due_of(element), index) for element in ELEMENTS]
    under_duty = falls_in(people.duty, index) & (homes.label >= LABELS.index("E"))
    every = falls_in(people.moves, index) | under_duty
    rows = np.flatnonzero((due[0] | due[1] | due[2] | due[3] | every) & homes.occupied & ~busy)
    return rows, np.stack([each[rows] for each in due], axis=1) | every[rows, None]


def wishes(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, busy: np.ndarray,
    book: Book, luck: Luck, year: int, index: int,
) -> dict[str, np.ndarray]:  # fmt: skip
    """Jobs that households ask for this year, by trade.

    Args:
        near: share of homes in sight already renovated, by street segment
        wait_months: how long customers of the trades had to wait last year
    """
    homes = city.dwellings
    rows, is_open = occasions(people, city, busy, index)
    forced = _must_improve(people, city, rows, book, luck, year, index)
    draw = luck.draw("thinks of energy", year, rows)
    peers = near[homes.street[rows]]
    aware = consideration(
        book.at("behaviour.consideration_base", year),
        book.at("behaviour.consideration_peers", year) * peers,
        book.at("behaviour.consideration_campaign", year) * offer.at("campaign", rows),
        book.at("behaviour.consideration_advice", year) * offer.at("advice", rows),
    )
    _put_off(homes, rows, index, book, luck, year)
    thinks = np.flatnonzero((draw < aware) | forced)
    rows, is_open, forced = rows[thinks], is_open[thinks], forced[thinks]
    if len(rows) == 0:
        return {}
    option = options_taken(people, city, offer, near, wait_months, book, luck, year, rows, is_open, forced)
    some = np.flatnonzero(option)
    return _as_jobs(people, city, offer, rows[some], option[some], book, luck, year, index)


def _must_improve(people, city: City, rows: np.ndarray, book: Book, luck: Luck, year: int, index: int) -> np.ndarray:
    """Whose deadline for a bought poor home has come, who is still poor and who complies; asked once, then it is over."""
    due = falls_in(people.duty[rows], index)
    people.duty[rows[due]] = NEVER
    complies = luck.draw("complies with label duty", year, rows) < book.at(
        "behaviour.compliance_share_label_duty", year
    )
    return due & complies & (city.dwellings.label[rows] >= LABELS.index("E"))


def _put_off(homes, rows: np.ndarray, index: int, book: Book, luck: Luck, year: int) -> None:
    """The roof is redone anyway, with or without insulation: the next occasion is a life away."""
    for element in ELEMENTS:
        due = homes.due_of(element)
        past = rows[falls_in(due[rows], index)]
        due[past] = next_due(element, (index + 1) * 365, past, book, luck, year)


def element_prices(city: City, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Price of works on each element of each home, shape (n, 4) [EUR]."""
    return city.dwellings.areas(rows) * _eur_per_m2(book, year)[has_cavity(city.dwellings.period[rows]).view(np.int8)]


def _eur_per_m2(book: Book, year: int) -> np.ndarray:
    """Price of works by (cavity wall, element), shape (2, 4) [EUR/m2]."""
    roof, wall, floor, window = (
        book.at(f"retrofit.cost_{name}_eur_per_m2", year) for name in ("roof", "wall", "floor", "window")
    )
    by_wall = [[roof, wall[kind], floor, window] for kind in ("external", "cavity")]
    return np.array(by_wall, dtype=np.float64)


def losses_after(city: City, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Heat losses that works lead to, by element, shape (n, 4) [W/m2K]; see `sim.city.history.u_after`."""
    return _u_after(book, year)[has_cavity(city.dwellings.period[rows]).view(np.int8)]


def _u_after(book: Book, year: int) -> np.ndarray:
    """The same by (cavity wall, element), shape (2, 4) [W/m2K]."""
    after = book.at("retrofit.u_after", year)
    by_wall = [
        [after["roof"], after[wall], after["floor"], after["window"]] for wall in ("wall_external", "wall_cavity")
    ]
    return np.array(by_wall, dtype=np.float64)


def _poor(city: City, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Elements that works would improve enough to be worth the trouble, bool, shape (n, 4)."""
    margin = book.at("assembly.worthwhile_u_gain", year)
    return (city.dwellings.losses(rows) > losses_after(city, rows, book, year) * margin) & (
        city.dwellings.areas(rows) > 0
    )


def options_taken(
    people: Households, city: City, offer: Offer, near: np.ndarray, wait_months: float, book: Book, luck: Luck,
    year: int, rows: np.ndarray, is_open: np.ndarray, forced: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """What each of these homes decides, index into OPTIONS, shape (n,).

    Args:
        near: share of homes in sight already renovated, by street segment
        wait_months: how long customers of the trades had to wait last year
        rows: homes that think of works, shape (n,)
        is_open: elements with an occasion, bool, shape (n, 4)
        forced: homes whose deadline has come, bool, shape (n,)
    """
    option = np.empty(len(rows), dtype=np.int64)
    town_share, advice = (
        np.full(len(rows), offer.at(name, rows), dtype=np.float64) for name in ("grant_share", "advice")
    )
    weigh_works(
        rows, is_open, forced, near[city.dwellings.street[rows]], town_share, advice, _homes(city), _minds(people),
        _works(book, year), _values(wait_months, book, year), _heat(city.homes), luck.key("renovation", year), option,
    )  # fmt: skip
    return option


def _homes(city: City) -> Homes:
    return Homes(city.kind, *(getattr(city.dwellings, name) for name in Homes._fields[1:]))


def _heat(physics: HomePhysics) -> Heat:
    tables = physics.tables
    return Heat(
        tables.by_period["window_g"], tables.by_period["infiltration_per_h"], tables.by_period["thermal_bridge_u"],
        tables.reduction_at_1, tables.reduction_at_4, physics.primary_factor, physics.hot_water_kwh_per_person,
        float(physics.half_kwh_m2), physics.same_for_all,
    )  # fmt: skip


def _minds(people: Households) -> Minds:
    return Minds(**{name: getattr(people, name) for name in Minds._fields})


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
    trouble = book.at("retrofit.hassle_keur", year)
    hassle = np.array([0.0] + [trouble[name] for name in OPTIONS[1:]])
    return Values(
        np.array(list(book.at("behaviour.asc_retrofit", year).values()), dtype=np.float64),
        hassle,
        book.at("behaviour.hassle_per_month_wait_keur", year) * wait_months * (hassle > 0),
        float(book.at("assembly.hassle_taken_by_advice", year)),
        np.float32(book.at("behaviour.peer_weight", year)),
        heat_prices_eur_kwh(book, year),
        float(book.at("retrofit.life_insulation_years", year)),
        float(book.at("behaviour.rent_pass_through", year)),
    )


def _sum_of(by_element: np.ndarray) -> np.ndarray:
    """Sum over the elements of each home; numpy reduces such short rows ten times as slowly."""
    return by_element[:, 0] + by_element[:, 1] + by_element[:, 2] + by_element[:, 3]


def _grants(people, offer: Offer, rows, prices, book: Book, year: int) -> tuple[np.ndarray, np.ndarray]:
    """The region's and the city's part of each element's price, shape (n, 4) each [EUR]; never more than the price."""
    classes = income_class(people, rows, book, year)
    caps = book.at("retrofit.grant_cap_eur", year)
    share = by_income(book.at("retrofit.grant_share_by_income", year), classes)[:, None]
    region = np.minimum(prices * share, np.array([caps[element] for element in ELEMENTS]))
    town_share = _beside_options(offer.at("grant_share", rows))
    return region, np.minimum(prices * town_share, prices - region)


def _beside_options(of_offer: float | np.ndarray) -> float | np.ndarray:
    """A number of an offer so that it can be multiplied with a table by option: alone, or shape (n, 1)."""
    return of_offer[:, None] if np.ndim(of_offer) else of_offer


def _as_jobs(people, city, offer, rows, option, book, luck, year, index) -> dict[str, np.ndarray]:
    """Jobs by trade, in the order of options: a trade takes in the jobs of one day in this order before it draws lots."""
    order = np.argsort(option.astype(np.int8), kind="stable")  # of one byte numpy sorts without comparing
    home, option = rows[order], option[order]
    poor = _poor(city, home, book, year)
    prices = element_prices(city, home, book, year) * (TOUCHED[option] & poor)
    region, town = _grants(people, offer, home, prices, book, year)
    price, region, town = _sum_of(prices), _sum_of(region), _sum_of(town)
    days = book.at("retrofit.job_days_by_trade", year)
    per_element = np.array([days[TRADE_OF_ELEMENT[element]] for element in ELEMENTS])
    table = jobs(
        home, option=option, asked=index * 365 + np.floor(luck.draw("asks for works", year, home) * 365).astype(np.int64),
        work_days=_sum_of((TOUCHED[option] & poor) * per_element), price_eur=price, region_eur=region, city_eur=town,
        borrowed_eur=to_borrow(people, home, price - region - town, book, year), measure=offer.measure_of(home),
    )  # fmt: skip
    trade = TRADE_OF_OPTION[option]
    return {name: picked(table, trade == number) for number, name in enumerate(TRADE_OF_ELEMENT.values())}


def improve(
    city: City, people: Households, home: np.ndarray, option: np.ndarray, days: np.ndarray, book: Book, year: int
) -> Gain:
    """The works are done: better U values, less heat, a new label, entered in the diary."""
    homes = city.dwellings
    better = losses_after(city, home, book, year)
    changed = TOUCHED[option] & (homes.losses(home) > better * book.at("assembly.worthwhile_u_gain", year))
    city.before_change(home)
    for number, element in enumerate(ELEMENTS):
        mine = np.flatnonzero(changed[:, number])
        homes.u_of(element)[home[mine]] = better[mine, number]
        homes.renovated[home[mine]] |= np.uint8(1 << number)
    heating, before, after = city.after_change(home, people.persons, days, "renovated", homes.renovated[home] > 0)
    for number, element in enumerate(ELEMENTS):
        done = np.flatnonzero(TOUCHED[option, number])
        name = f"{element} insulated" if element != "window" else "windows replaced"
        city.diary.event(name, "dwellings", home[done], days[done], "households")
    return Gain(before, after, (before - after) * heat_prices_eur_kwh(book, year)[heating])
