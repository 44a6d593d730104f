"""Orders to the works yard."""

import numpy as np
import pytest

from sim.works.orders import WorkOrder


def an_order(**changes):
    told = {"kind": "swap", "rows": [5, 6, 7], "payer": "loan", "trade": "lighting", "work_days_per_item": 0.1}
    return WorkOrder(**{**told, **changes})


def test_the_first_of_an_order_keep_their_own_prices():
    order = an_order(price_eur=np.array([3.0, 2.0, 1.0])).first(2)
    assert order.rows.tolist() == [5, 6] and order.prices_eur.tolist() == [3, 2]
    assert an_order(price_eur=4.0).first(2).prices_eur.tolist() == [4, 4]


def test_the_list_of_an_order_cannot_be_changed_afterwards():
    with pytest.raises(ValueError, match="read-only"):
        an_order().rows[0] = 9


@pytest.mark.parametrize("days", [-1.0, float("nan"), float("inf")])
def test_works_that_take_no_possible_time_are_refused(days):
    with pytest.raises(ValueError, match="working days"):
        an_order(work_days_per_item=days)


def test_rows_must_be_a_plain_list():
    with pytest.raises(ValueError, match="plain list"):
        an_order(rows=np.zeros((2, 2)))
