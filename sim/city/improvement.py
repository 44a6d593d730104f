"""How many homes had a part of their envelope improved by a given year: the survey, and the works since.

Place in the flow: [city]. Asked by `sim.city.history` for the homes of a city, and by `sim.city.average_homes` for the
average home of a region.
"""

from __future__ import annotations

import numpy as np

from sim.parameter import Book


def improved_shares(
    element: str, year: int, survey_year: int, homes: float, old_homes: float, book: Book
) -> tuple[float, float]:
    """Shares of the old homes in which an element was improved before the survey, and between it and a year.

    The survey's share of insulated homes counts new homes as insulated; the older ones make up the rest. Works since
    then go on at the observed rate among those that still need them.

    Args:
        element: one of `sim.city.dwellings.ELEMENTS`
        year: up to which works count
        survey_year: year of the survey of insulation
        homes: all homes
        old_homes: those built before homes were insulated as a rule, at least 1

    Returns:
        improved by the time of the survey, and since [0 to 1]
    """
    survey = book.at("retrofit.insulated_share_2011", year)[element] * homes - (homes - old_homes)
    by_survey = np.clip(survey / old_homes, 0.0, 1.0)
    years = max(0, year - survey_year)
    works = book.at("retrofit.yearly_trigger_rates", year)[element] * years * homes
    since = (1.0 - by_survey) * -np.expm1(-works / max(1.0, old_homes * (1.0 - by_survey)))
    return by_survey, since
