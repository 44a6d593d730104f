"""Costly work is done once, and what nobody waits for gives way to what somebody does."""

from __future__ import annotations

import threading
import time

from dashboard.turns import Precedence, Shelf


def test_two_visitors_who_ask_the_same_wait_for_one_run():
    shelf, made, gate = Shelf(2), [], threading.Event()

    def make():
        gate.wait(2)
        made.append(1)
        return "city"

    threads = [threading.Thread(target=shelf.get, args=("key", make)) for _ in range(4)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_the_shelf_forgets_what_was_used_least():
    shelf = Shelf(2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key)
    assert list(shelf._things) == ["a", "c"]


def test_a_run_nobody_waits_for_stands_still_while_a_visitor_waits():
    precedence, went_on = Precedence(), threading.Event()

    def patient():
        precedence.give_way()
        went_on.set()

    with precedence.visit():
        thread = threading.Thread(target=patient)
        thread.start()
        assert not went_on.wait(0.05)
    assert went_on.wait(2)
    thread.join()


def test_it_waits_for_the_last_of_several_visitors():
    precedence, went_on = Precedence(), threading.Event()
    one, other = precedence.visit(), precedence.visit()
    one.__enter__()
    other.__enter__()
    threading.Thread(target=lambda: (precedence.give_way(), went_on.set()), daemon=True).start()
    one.__exit__(None, None, None)
    assert not went_on.wait(0.05)
    other.__exit__(None, None, None)
    assert went_on.wait(2)


def test_what_can_wait_longer_waits_until_the_visitors_hand_rests():
    precedence = Precedence()
    precedence.give_way(rest_s=60)  # nobody was here yet
    with precedence.visit():
        pass
    begun = time.monotonic()
    precedence.give_way()
    precedence.give_way(rest_s=0.1)
    assert 0.09 < time.monotonic() - begun < 5


def test_nobody_waits_for_a_visit_that_failed():
    precedence = Precedence()
    try:
        with precedence.visit():
            raise ValueError("a plan that cannot be carried out")
    except ValueError:
        precedence.give_way()
