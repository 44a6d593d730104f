"""The loop over homes takes the options that the plain choice of `sim.behaviour.renovation` takes."""

import numpy as np
import pytest

from sim.behaviour.renovation import DEEP, OPTIONS, renovation_choice
from sim.finance import annuity_factor
from sim.luck import Luck
from sim.offer import Offer
from sim.population import renovating
from sim.population.money import can_finance
from sim.population.prices import heat_prices_eur_kwh
from tests.sim.population import plain

YEAR, WAIT_MONTHS = 2026, 3.0


def by_option(by_element):
    """Amounts by element as amounts by option: nothing, each element, all together."""
    return np.column_stack([np.zeros(len(by_element)), by_element, by_element.sum(axis=1)])


def plain_feasible(people, rows, is_open, poor, own_part, forced, book):
    """Options each household has."""
    feasible = np.ones((len(rows), len(OPTIONS)), dtype=bool)
    feasible[:, 1:DEEP] = is_open & poor
    feasible[:, DEEP] = (poor.sum(axis=1) >= 2) & (is_open & poor).any(axis=1)
    for option in range(1, len(OPTIONS)):
        feasible[:, option] &= can_finance(people, rows, own_part[:, option], book, YEAR)
    feasible[:, 0] = ~(forced & feasible[:, 1:].any(axis=1))
    return feasible


def plain_use(city, people, rows, poor, book):
    """Measured final energy under every option, column by column [kWh/yr]."""
    now = city.dwellings.losses(rows)
    then = np.where(poor, np.minimum(plain.losses_after(city, rows, book, YEAR), now), now)
    every = np.ones((len(rows), len(OPTIONS)), dtype=bool)
    need = city.homes.need_by_state_kwh(city.dwellings, rows, city.kind[rows], then, every)
    homes = city.dwellings
    home = (column[rows][:, None] for column in (homes.floor_m2, people.persons, homes.heating, homes.efficiency))
    return city.homes.use(need, *home).measured_kwh


def plain_hassle(people, rows, advice, book):
    """Trouble of every option as money [kEUR]."""
    table = book.at("retrofit.hassle_keur", YEAR)
    base = np.array([0.0] + [table[name] for name in OPTIONS[1:]])
    eased = 1.0 - book.at("assembly.hassle_taken_by_advice", YEAR) * advice
    waiting = book.at("behaviour.hassle_per_month_wait_keur", YEAR) * WAIT_MONTHS * (base > 0)
    return (base * eased + waiting) * people.hassle[rows][:, None]


def plainly(model, offer, near, rows, is_open, forced):
    """The option of each home, column by column."""
    city, people, book, luck = model.city, model.people.households, model.book, model.luck
    poor = plain.poor(city, rows, book, YEAR)
    prices = plain.element_prices(city, rows, book, YEAR) * poor
    region, town = plain.grants(people, offer.grant_share, rows, prices, book, YEAR)
    own_part = by_option(prices - region - town)
    feasible = plain_feasible(people, rows, is_open, poor, own_part, forced, book)
    use = plain_use(city, people, rows, poor, book)
    worth = heat_prices_eur_kwh(book, YEAR)[city.dwellings.heating[rows]]
    worth *= annuity_factor(people.discount_rate[rows], book.at("retrofit.life_insulation_years", YEAR))
    worth *= np.where(people.owns_home[rows], 1.0, book.at("behaviour.rent_pass_through", YEAR))
    return renovation_choice(
        own_part / 1000.0, (use[:, :1] - use) * worth[:, None] / 1000.0,
        plain_hassle(people, rows, offer.advice, book), people.weight_per_keur[rows],
        np.array(list(book.at("behaviour.asc_retrofit", YEAR).values())),
        book.at("behaviour.peer_weight", YEAR) * near[city.dwellings.street[rows]], people.care_for_climate[rows],
        feasible, luck.gumbel("renovation", YEAR, rows, len(OPTIONS)),
    )  # fmt: skip


@pytest.mark.parametrize(
    "offer",
    [Offer("renovation"), Offer("renovation", grant_share=0.4, campaign=1.0, advice=1.0)],
    ids=["plain", "helped"],
)
def test_every_home_takes_the_option_of_the_plain_choice(untouched, offer):
    city = untouched.city
    rows = np.flatnonzero(city.dwellings.occupied)
    luck, count = Luck(5), len(rows)
    is_open = np.column_stack([luck.draw("open", number, rows) < 0.7 for number in range(4)])
    forced = luck.draw("forced", 0, rows) < 0.2
    near = luck.draw("near", 0, np.arange(len(city.map.streets)))
    option = renovating.options_taken(
        untouched.people.households, city, offer, near, WAIT_MONTHS, untouched.book, untouched.luck, YEAR, rows,
        is_open, forced,
    )  # fmt: skip
    assert np.array_equal(option, plainly(untouched, offer, near, rows, is_open, forced))
    assert len(np.unique(option)) == len(OPTIONS), f"{count} homes should show every option"
