"""What loops over homes do, column by column: the plain twins that tests hold them against."""

import numpy as np

from sim.city.dwellings import ELEMENTS
from sim.city.history import has_cavity, u_after
from sim.population.money import by_income, income_class


def losses_after(city, rows, book, year):
    """Heat losses that works lead to, by element, shape (n, 4) [W/m2K]."""
    return np.column_stack([u_after(element, city.dwellings, book, year, rows) for element in ELEMENTS])


def poor(city, rows, book, year):
    """Elements that works would improve enough to be worth the trouble, bool, shape (n, 4)."""
    margin, homes = book.at("assembly.worthwhile_u_gain", year), city.dwellings
    return (homes.losses(rows) > losses_after(city, rows, book, year) * margin) & (homes.areas(rows) > 0)


def element_prices(city, rows, book, year):
    """Price of works on each element of each home, shape (n, 4) [EUR]."""
    cavity = has_cavity(city.dwellings.period[rows])
    wall = book.at("retrofit.cost_wall_eur_per_m2", year)
    per_m2 = np.column_stack(
        [
            np.where(cavity, wall["cavity"], wall["external"])
            if element == "wall"
            else np.full(len(rows), book.at(f"retrofit.cost_{element}_eur_per_m2", year))
            for element in ELEMENTS
        ]
    )
    return city.dwellings.areas(rows) * per_m2


def grants(people, town_share, rows, prices, book, year):
    """The region's and the city's part of each element's price, shape (n, 4) each [EUR]."""
    share = by_income(book.at("retrofit.grant_share_by_income", year), income_class(people, rows, book, year))
    caps = np.array([book.at("retrofit.grant_cap_eur", year)[element] for element in ELEMENTS])
    region = np.minimum(prices * share[:, None], caps)
    return region, np.minimum(prices * town_share, prices - region)
