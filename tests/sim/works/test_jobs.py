"""Jobs as a table."""

import numpy as np

from sim.works.jobs import JOB, jobs


def test_a_job_keeps_its_money_apart_by_who_pays():
    table = jobs(np.array([7]), price_eur=100.0, region_eur=30.0, city_eur=20.0, borrowed_eur=10.0)
    assert table.dtype == JOB
    assert table[["home", "measure"]].tolist() == [(7, -1)]
    assert [float(table[name][0]) for name in ("price_eur", "region_eur", "city_eur", "borrowed_eur")] == [
        100,
        30,
        20,
        10,
    ]


def test_no_homes_no_jobs():
    assert len(jobs(np.empty(0, dtype=int), price_eur=5.0)) == 0
