"""The loop over businesses decides on panels as the plain sums do, column by column."""

import numpy as np
import pytest

from sim.behaviour.choice import consideration
from sim.behaviour.yes_or_no import says_yes
from sim.finance import annuity_factor
from sim.physics.solar import self_consumption_share
from sim.population.businesses import panels_wanted


def plainly(firms, city, book, luck, year, index):
    """Rows, days and prices of premises that get panels, column by column."""
    at, premises = book.at, city.premises
    think = consideration(at("assembly.solar_attention_per_year", year), 0.0, 0.0, 0.0)
    mine = np.flatnonzero(luck.draw("business thinks of panels", year, firms.ids) < think)
    rows = firms.premises[mine].astype(np.int64)
    free = (premises.solar_kwp[rows] == 0) & ~premises.solar_ordered[rows]
    free &= premises.solar_room_kwp[rows] >= at("assembly.smallest_solar_kwp", year)
    mine, rows = mine[free], rows[free]
    kwp = premises.solar_room_kwp[rows].astype(np.float64)
    price, produced = kwp * at("solar_market.capex_public_eur_per_kwp", year), kwp * premises.solar_kwh_per_kwp[rows]
    half = at("solar.self_consumption_half_ratio", year)
    used = self_consumption_share(produced, premises.electricity_kwh[rows], half)
    worth = used * at("prices.electricity_business", year) + (1.0 - used) * at("prices.injection", year)
    gain = produced * worth - kwp * at("solar_market.upkeep_eur_per_kwp", year)
    lasting = annuity_factor(firms.discount_rate[mine], at("solar_market.life_years", year))
    yes = says_yes(
        (price - gain * lasting) / price, 0.0, at("assembly.firm_weight_of_loss_share", year), 0.0, 0.0, 0.0,
        luck.gumbel("panels of a business", year, mine, 2),
    )  # fmt: skip
    days = index * 365 + np.floor(luck.draw("panels of a business on day", year, mine) * 365).astype(np.int64)
    return rows[yes], days[yes], price[yes]


@pytest.mark.parametrize("index", range(0, 25, 3))
def test_the_loop_over_businesses_decides_as_the_plain_columns_do(untouched, index):
    year = 2025 + index
    given = untouched.people.businesses, untouched.city, untouched.book, untouched.luck, year, index
    for found, wanted in zip(panels_wanted(*given), plainly(*given), strict=True):
        assert np.array_equal(found, wanted)


def test_some_businesses_want_panels_within_the_years(untouched):
    given = untouched.people.businesses, untouched.city, untouched.book, untouched.luck
    assert sum(len(panels_wanted(*given, 2025 + index, index)[0]) for index in range(25)) > 0
