"""Which part of the envelope is improved."""

import numpy as np

from sim.behaviour.renovation import DEEP, OPTIONS, renovation_choice


def one_home(cost=(0, 5, 5, 5, 5, 20), worth=(0,) * 6, feasible=(True,) * 6, constants=(0,) * 6, peers=0.0):
    row = [np.array([values], dtype=float) for values in (cost, worth, (0,) * 6)]
    nothing = np.zeros(1)
    return int(renovation_choice(*row, np.array([0.5]), np.array(constants, float), np.array([peers]), nothing,
                                 np.array([feasible]), np.zeros((1, 6)))[0])  # fmt: skip


def test_what_only_costs_is_left():
    assert OPTIONS[one_home()] == "leave_it"


def test_what_saves_most_over_its_price_is_done():
    assert OPTIONS[one_home(worth=(0, 6, 12, 6, 6, 20))] == "wall"
    assert one_home(worth=(0, 6, 6, 6, 6, 60)) == DEEP


def test_what_cannot_be_done_is_not_done_and_the_next_best_is():
    worth = (0, 6, 12, 7, 6, 20)
    assert OPTIONS[one_home(worth=worth, feasible=(True, True, False, True, True, True))] == "floor"
    assert OPTIONS[one_home(worth=worth, feasible=(True, False, False, False, False, False))] == "leave_it"


def test_neighbours_who_did_it_can_tip_the_scales_but_not_between_elements():
    worth = (0, 4, 4.5, 4, 4, 15)
    assert OPTIONS[one_home(worth=worth)] == "leave_it"
    assert OPTIONS[one_home(worth=worth, peers=1.0)] == "wall"
