"""The sun over the city."""

import numpy as np
import pandas as pd
import pytest

from sim.physics.sun import sun_position, sun_through_the_year


def test_the_short_formula_follows_the_long_one_of_pvlib():
    from pvlib.solarposition import get_solarposition

    times = pd.date_range("2025-01-01 00:30", periods=8760, freq="h", tz="Etc/GMT-1")
    long = get_solarposition(times, 50.8, 4.36)
    _, elevation, azimuth = sun_through_the_year(50.8, 4.36, 1.0)
    assert np.abs(long["elevation"].to_numpy() - elevation).max() < 0.5
    turned = (long["azimuth"].to_numpy() - azimuth + 180) % 360 - 180
    assert np.abs(turned)[elevation > 0].max() < 0.5


def test_the_sun_rises_in_the_east_and_sets_in_the_west():
    _, morning = sun_position(50.8, 4.36, 80, 7)
    _, evening = sun_position(50.8, 4.36, 80, 17)
    assert morning == pytest.approx(100, abs=15) and evening == pytest.approx(255, abs=15)
