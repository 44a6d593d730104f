"""Households with an occasion weigh works on roof, walls, floor, windows, or all at once.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but dates.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.choice import consideration
from sim.behaviour.renovation import DEEP, OPTIONS, renovation_choice
from sim.city.city import City
from sim.city.dwellings import ELEMENTS
from sim.city.history import has_cavity, next_due, u_after
from sim.finance import annuity_factor
from sim.lives import falls_in
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.population.households import Households
from sim.population.money import by_income, can_finance, income_class, to_borrow
from sim.population.prices import heat_prices_eur_kwh
from sim.works.jobs import Gain, jobs

TRADE_OF_ELEMENT = {"roof": "roof", "wall": "facade", "floor": "floor", "window": "glazing"}
TRADE_OF_OPTION = ("", "roof", "facade", "floor", "glazing", "facade")
"""A deep retrofit is led by the facade crew."""


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
    open_now = np.column_stack([falls_in(homes.due_of(element), index) for element in ELEMENTS])
    moved = falls_in(people.moves, index)
    rows = np.flatnonzero((open_now.any(axis=1) | moved | falls_in(people.duty, index)) & homes.occupied & ~busy)
    return rows, open_now[rows] | moved[rows, None] | falls_in(people.duty[rows], index)[:, None]


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
    forced = falls_in(people.duty[rows], index)
    draw = luck.draw("thinks of energy", year, rows)
    peers = near[homes.street[rows]]
    aware = consideration(
        book.at("behaviour.consideration_base", year),
        book.at("behaviour.consideration_peers", year) * peers,
        book.at("behaviour.consideration_campaign", year) * offer.at("campaign", rows),
        book.at("behaviour.consideration_advice", year) * offer.at("advice", rows),
    )
    _put_off(homes, rows, index, book, luck, year)
    thinks = (draw < aware) | forced
    rows, is_open, forced = rows[thinks], is_open[thinks], forced[thinks]
    if len(rows) == 0:
        return {}
    return _weigh(people, city, offer, near, wait_months, book, luck, year, index, rows, is_open, forced)


def _put_off(homes, rows: np.ndarray, index: int, book: Book, luck: Luck, year: int) -> None:
    """The roof is redone anyway, with or without insulation: the next occasion is a life away."""
    for element in ELEMENTS:
        due = homes.due_of(element)
        past = rows[falls_in(due[rows], index)]
        due[past] = next_due(element, (index + 1) * 365, past, book, luck, year)


def element_prices(city: City, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Price of works on each element of each home, shape (n, 4) [EUR]."""
    wall = book.at("retrofit.cost_wall_eur_per_m2", year)
    per_m2 = {
        "roof": book.at("retrofit.cost_roof_eur_per_m2", year),
        "wall": np.where(has_cavity(city.dwellings.period[rows]), wall["cavity"], wall["external"]),
        "floor": book.at("retrofit.cost_floor_eur_per_m2", year),
        "window": book.at("retrofit.cost_window_eur_per_m2", year),
    }
    areas = (city.dwellings.area_of(element)[rows].astype(np.float64) for element in ELEMENTS)
    return np.column_stack([area * per_m2[element] for element, area in zip(ELEMENTS, areas, strict=True)])


def measured_by_option(
    city: City, people: Households, rows: np.ndarray, poor: np.ndarray, book: Book, year: int
) -> np.ndarray:
    """Measured final energy under every option, shape (n, 6) [kWh/yr]."""
    homes, physics, kind = city.dwellings, city.homes, city.kind[rows]
    after = {
        element: np.minimum(u_after(element, homes, book, year, rows), homes.u_of(element)[rows])
        for element in ELEMENTS
    }
    u = {e: np.where(poor[:, number], after[e], homes.u_of(e)[rows]) for number, e in enumerate(ELEMENTS)}
    need = physics.need_by_state_kwh(homes, rows, kind, u)
    home = (column[rows][:, None] for column in (homes.floor_m2, people.persons, homes.heating, homes.efficiency))
    return physics.use(need, *home).measured_kwh


def _weigh(
    people, city, offer, near, wait_months, book, luck, year, index, rows, is_open, forced
) -> dict[str, np.ndarray]:
    homes = city.dwellings
    margin = book.at("assembly.worthwhile_u_gain", year)
    poor = np.column_stack([homes.u_of(e)[rows] > u_after(e, homes, book, year, rows) * margin for e in ELEMENTS])
    prices = element_prices(city, rows, book, year) * poor
    region, town = _grants(people, offer, rows, prices, book, year)
    use = measured_by_option(city, people, rows, poor, book, year)
    per_kwh = heat_prices_eur_kwh(book, year)[homes.heating[rows]]
    life = book.at("retrofit.life_insulation_years", year)
    saved_eur = (use[:, :1] - use) * per_kwh[:, None] * annuity_factor(people.discount_rate[rows], life)[:, None]
    saved_eur *= np.where(people.owns_home[rows], 1.0, book.at("behaviour.rent_pass_through", year))[:, None]
    price = np.column_stack([np.zeros(len(rows)), prices, prices.sum(axis=1)])
    grant = np.column_stack([np.zeros(len(rows)), region + town, (region + town).sum(axis=1)])
    option = renovation_choice(
        (price - grant) / 1000.0,
        saved_eur / 1000.0,
        _hassle(people, offer, rows, wait_months, book, year),
        people.weight_per_keur[rows],
        np.array(list(book.at("behaviour.asc_retrofit", year).values())),
        book.at("behaviour.peer_weight", year) * near[homes.street[rows]],
        people.care_for_climate[rows],
        _feasible(people, rows, poor & is_open, poor, price - grant, forced, book, luck, year),
        luck.gumbel("renovation", year, rows, len(OPTIONS)),
    )
    return _as_jobs(people, city, offer, rows, option, prices, region, town, poor, book, luck, year, index)


def _grants(people, offer: Offer, rows, prices, book: Book, year: int) -> tuple[np.ndarray, np.ndarray]:
    """The region's and the city's part of each element's price, shape (n, 4) each [EUR]; never more than the price."""
    classes = income_class(people, rows, book, year)
    caps = book.at("retrofit.grant_cap_eur", year)
    share = by_income(book.at("retrofit.grant_share_by_income", year), classes)[:, None]
    region = np.minimum(prices * share, np.array([caps[element] for element in ELEMENTS]))
    town_share = np.broadcast_to(offer.at("grant_share", rows), (len(rows),))[:, None]
    return region, np.minimum(prices * town_share, prices - region)


def _hassle(people, offer: Offer, rows, wait_months: float, book: Book, year: int) -> np.ndarray:
    """Trouble of every option as money; advice takes a part away, waiting adds, shape (n, 6) [kEUR]."""
    table = book.at("retrofit.hassle_keur", year)
    base = np.array([0.0] + [table[name] for name in OPTIONS[1:]])
    eased = 1.0 - book.at("assembly.hassle_taken_by_advice", year) * np.broadcast_to(
        offer.at("advice", rows), (len(rows),)
    )
    waiting = book.at("behaviour.hassle_per_month_wait_keur", year) * wait_months * (base > 0)
    return (base * eased[:, None] + waiting) * people.hassle[rows][:, None]


def _feasible(people, rows, open_and_poor, poor, own_part_eur, forced, book: Book, luck: Luck, year: int) -> np.ndarray:
    """Options each household has; a bought poor home whose deadline has come may no longer be left, if it complies."""
    deep = (poor.sum(axis=1) >= 2) & open_and_poor.any(axis=1)
    feasible = np.column_stack([np.ones(len(rows), dtype=bool), open_and_poor, deep])
    for option in range(1, len(OPTIONS)):
        feasible[:, option] &= can_finance(people, rows, own_part_eur[:, option], book, year)
    complies = luck.draw("complies with label duty", year, rows) < book.at(
        "behaviour.compliance_share_label_duty", year
    )
    feasible[:, 0] = ~(forced & complies & feasible[:, 1:].any(axis=1))
    return feasible


def _as_jobs(
    people, city, offer, rows, option, prices, region, town, poor, book, luck, year, index
) -> dict[str, np.ndarray]:
    days = book.at("retrofit.job_days_by_trade", year)
    asked = index * 365 + np.floor(luck.draw("asks for works", year, rows) * 365).astype(np.int64)
    every = {trade: [] for trade in TRADE_OF_ELEMENT.values()}
    for chosen_option in range(1, len(OPTIONS)):
        mine = np.flatnonzero(option == chosen_option)
        if len(mine) == 0:
            continue
        touched = poor[mine] if chosen_option == DEEP else np.eye(4, dtype=bool)[chosen_option - 1] & poor[mine]
        sums = [(table[mine] * touched).sum(axis=1) for table in (prices, region, town)]
        per_element = np.array([days[TRADE_OF_ELEMENT[element]] for element in ELEMENTS])
        table = jobs(
            rows[mine], option=chosen_option, asked=asked[mine], work_days=(touched * per_element).sum(axis=1),
            price_eur=sums[0], region_eur=sums[1], city_eur=sums[2],
            borrowed_eur=to_borrow(people, rows[mine], sums[0] - sums[1] - sums[2], book, year),
            measure=offer.measure_of(rows[mine]),
        )  # fmt: skip
        every[TRADE_OF_OPTION[chosen_option]].append(table)
    return {trade: np.concatenate(tables) for trade, tables in every.items() if tables}


def improve(
    city: City, people: Households, home: np.ndarray, option: np.ndarray, days: np.ndarray, book: Book, year: int
) -> Gain:
    """The works are done: better U values, less heat, a new label, entered in the diary."""
    homes = city.dwellings
    margin = book.at("assembly.worthwhile_u_gain", year)
    city.before_change(home)
    for number, element in enumerate(ELEMENTS):
        better = u_after(element, homes, book, year, home)
        u = homes.u_of(element)
        touched = ((option == number + 1) | (option == DEEP)) & (u[home] > better * margin)
        u[home[touched]] = better[touched]
        homes.renovated[home[touched]] |= np.uint8(1 << number)
    heating, before, after = city.after_change(home, people.persons, days, "renovated", homes.renovated[home] > 0)
    for number, element in enumerate(ELEMENTS):
        done = home[((option == number + 1) | (option == DEEP))]
        city.diary.event(f"{element} insulated" if element != "window" else "windows replaced", "dwellings", done,
                         days[((option == number + 1) | (option == DEEP))], "households")  # fmt: skip
    return Gain(before, after, (before - after) * heat_prices_eur_kwh(book, year)[heating])
