"""The upkeep of green is paid by the city."""

import numpy as np
import pytest

from sim.markets.green_care import look_after_green
from tests.sim.worlds import paid


def test_what_was_made_is_looked_after(model, book):
    look_after_green(model, 2026)
    assert paid(model.market, "city_hall", "contractors", "upkeep") == 0
    model.city.greening.add("tree", np.zeros(10, dtype=np.int64), 2026)
    look_after_green(model, 2026)
    cost = paid(model.market, "city_hall", "contractors", "upkeep", 2026)
    assert cost == pytest.approx(10 * book.at("greening.upkeep_eur", 2026)["tree"])
