"""Households with an occasion weigh works on roof, walls, floor, windows, or all at once.

Place in the flow: city -> [population] calls behaviour and physics -> markets. Makes jobs, changes nothing but dates.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.choice import consideration
from sim.behaviour.renovation import DEEP, OPTIONS, renovation_choice
from sim.city.city import City
from sim.city.dwellings import ELEMENTS, NEVER
from sim.city.history import has_cavity, next_due
from sim.columns import picked
from sim.finance import annuity_factor
from sim.lives import falls_in
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.population.households import Households
from sim.population.money import by_income, can_finance, income_class, to_borrow
from sim.population.prices import heat_prices_eur_kwh
from sim.results import LABELS
from sim.works.jobs import Gain, jobs

TRADE_OF_ELEMENT = {"roof": "roof", "wall": "facade", "floor": "floor", "window": "glazing"}
TRADE_OF_OPTION = ("", "roof", "facade", "floor", "glazing", "facade")
"""A deep retrofit is led by the facade crew."""
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
    thinks = (draw < aware) | forced
    rows, is_open, forced = rows[thinks], is_open[thinks], forced[thinks]
    if len(rows) == 0:
        return {}
    return _weigh(people, city, offer, near, wait_months, book, luck, year, index, rows, is_open, forced)


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
    roof, wall, floor, window = (
        book.at(f"retrofit.cost_{name}_eur_per_m2", year) for name in ("roof", "wall", "floor", "window")
    )
    per_m2 = np.array([[roof, wall["external"], floor, window], [roof, wall["cavity"], floor, window]])
    return city.dwellings.areas(rows) * per_m2[has_cavity(city.dwellings.period[rows]).view(np.int8)]


def losses_after(city: City, rows: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Heat losses that works lead to, by element, shape (n, 4) [W/m2K]; see `sim.city.history.u_after`."""
    after = book.at("retrofit.u_after", year)
    roof, floor, window = after["roof"], after["floor"], after["window"]
    by_wall = np.array([[roof, after["wall_external"], floor, window], [roof, after["wall_cavity"], floor, window]])
    return by_wall[has_cavity(city.dwellings.period[rows]).view(np.int8)]


def measured_by_option(
    city: City, people: Households, rows: np.ndarray, poor: np.ndarray, book: Book, year: int,
    wanted: np.ndarray | None = None,
) -> np.ndarray:  # fmt: skip
    """Measured final energy under every option, shape (n, 6) [kWh/yr].

    Args:
        rows: homes, shape (n,)
        poor: elements that works would improve, shape (n, 4)
        wanted: options that matter, shape (n, 6); the others get the energy of leaving it. None for all
    """
    homes, now = city.dwellings, city.dwellings.losses(rows)
    u = np.where(poor, np.minimum(losses_after(city, rows, book, year), now), now)
    if wanted is None:
        wanted = np.ones((len(rows), len(OPTIONS)), dtype=bool)
    need = city.homes.need_by_state_kwh(homes, rows, city.kind[rows], u, wanted)
    home = (column[rows][:, None] for column in (homes.floor_m2, people.persons, homes.heating, homes.efficiency))
    return city.homes.use(need, *home).measured_kwh


def _weigh(
    people, city, offer, near, wait_months, book, luck, year, index, rows, is_open, forced
) -> dict[str, np.ndarray]:
    homes = city.dwellings
    margin = book.at("assembly.worthwhile_u_gain", year)
    poor = homes.losses(rows) > losses_after(city, rows, book, year) * margin
    poor &= homes.areas(rows) > 0
    can = _any_of(poor & is_open)  # the others can only leave it
    rows, is_open, forced, poor = rows[can], is_open[can], forced[can], poor[can]
    prices = element_prices(city, rows, book, year) * poor
    region, town = _grants(people, offer, rows, prices, book, year)
    price, grant = _by_option(prices), _by_option(region + town)
    feasible = _feasible(people, rows, poor & is_open, poor, price - grant, forced, book, year)
    use = measured_by_option(city, people, rows, poor, book, year, feasible)
    per_kwh = heat_prices_eur_kwh(book, year)[homes.heating[rows]]
    life = book.at("retrofit.life_insulation_years", year)
    saved_eur = (use[:, :1] - use) * per_kwh[:, None] * annuity_factor(people.discount_rate[rows], life)[:, None]
    saved_eur *= np.where(people.owns_home[rows], 1.0, book.at("behaviour.rent_pass_through", year))[:, None]
    option = renovation_choice(
        (price - grant) / 1000.0,
        saved_eur / 1000.0,
        _hassle(people, offer, rows, wait_months, book, year),
        people.weight_per_keur[rows],
        np.array(list(book.at("behaviour.asc_retrofit", year).values())),
        book.at("behaviour.peer_weight", year) * near[homes.street[rows]],
        people.care_for_climate[rows],
        feasible,
        luck.gumbel("renovation", year, rows, len(OPTIONS)),
    )
    return _as_jobs(people, city, offer, rows, option, prices, region, town, poor, book, luck, year, index)


def _by_option(by_element: np.ndarray) -> np.ndarray:
    """Amounts by element as amounts by option: nothing, each element, all together; shape (n, 6)."""
    amounts = np.zeros((len(by_element), len(OPTIONS)))
    amounts[:, 1:DEEP], amounts[:, DEEP] = by_element, _sum_of(by_element)
    return amounts


def _sum_of(by_element: np.ndarray) -> np.ndarray:
    """Sum over the elements of each home; numpy reduces such short rows ten times as slowly."""
    return by_element[:, 0] + by_element[:, 1] + by_element[:, 2] + by_element[:, 3]


def _any_of(by_element: np.ndarray) -> np.ndarray:
    """Whether any element of each home is marked."""
    return by_element[:, 0] | by_element[:, 1] | by_element[:, 2] | by_element[:, 3]


def _grants(people, offer: Offer, rows, prices, book: Book, year: int) -> tuple[np.ndarray, np.ndarray]:
    """The region's and the city's part of each element's price, shape (n, 4) each [EUR]; never more than the price."""
    classes = income_class(people, rows, book, year)
    caps = book.at("retrofit.grant_cap_eur", year)
    share = by_income(book.at("retrofit.grant_share_by_income", year), classes)[:, None]
    region = np.minimum(prices * share, np.array([caps[element] for element in ELEMENTS]))
    town_share = _beside_options(offer.at("grant_share", rows))
    return region, np.minimum(prices * town_share, prices - region)


def _hassle(people, offer: Offer, rows, wait_months: float, book: Book, year: int) -> np.ndarray:
    """Trouble of every option as money; advice takes a part away, waiting adds, shape (n, 6) [kEUR]."""
    table = book.at("retrofit.hassle_keur", year)
    base = np.array([0.0] + [table[name] for name in OPTIONS[1:]])
    eased = 1.0 - book.at("assembly.hassle_taken_by_advice", year) * _beside_options(offer.at("advice", rows))
    waiting = book.at("behaviour.hassle_per_month_wait_keur", year) * wait_months * (base > 0)
    return (base * eased + waiting) * people.hassle[rows][:, None]


def _beside_options(of_offer: float | np.ndarray) -> float | np.ndarray:
    """A number of an offer so that it can be multiplied with a table by option: alone, or shape (n, 1)."""
    return of_offer[:, None] if np.ndim(of_offer) else of_offer


def _feasible(people, rows, open_and_poor, poor, own_part_eur, forced, book: Book, year: int) -> np.ndarray:
    """Options each household has; a bought poor home whose deadline has come may no longer be left."""
    deep = (_sum_of(poor.view(np.int8)) >= 2) & _any_of(open_and_poor)
    feasible = np.ones((len(rows), len(OPTIONS)), dtype=bool)
    feasible[:, 1:DEEP], feasible[:, DEEP] = open_and_poor, deep
    feasible[:, 1:] &= can_finance(people, rows, own_part_eur[:, 1:].T, book, year).T
    feasible[:, 0] = ~(forced & feasible[:, 1:].any(axis=1))
    return feasible


def _as_jobs(
    people, city, offer, rows, option, prices, region, town, poor, book, luck, year, index
) -> dict[str, np.ndarray]:
    """Jobs by trade, in the order of options: a trade takes in the jobs of one day in this order before it draws lots."""
    days = book.at("retrofit.job_days_by_trade", year)
    asked = index * 365 + np.floor(luck.draw("asks for works", year, rows) * 365).astype(np.int64)
    chosen = np.argsort(option, kind="stable")[np.count_nonzero(option == 0) :]
    home, option = rows[chosen], option[chosen]
    touched = TOUCHED[option] & poor[chosen]
    price, region, town = (_sum_of(table[chosen] * touched) for table in (prices, region, town))
    per_element = np.array([days[TRADE_OF_ELEMENT[element]] for element in ELEMENTS])
    table = jobs(
        home, option=option, asked=asked[chosen], work_days=_sum_of(touched * per_element),
        price_eur=price, region_eur=region, city_eur=town,
        borrowed_eur=to_borrow(people, home, price - region - town, book, year), measure=offer.measure_of(home),
    )  # fmt: skip
    trade = np.array(TRADE_OF_OPTION)[option]
    return {name: picked(table, trade == name) for name in TRADE_OF_ELEMENT.values()}


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
