"""Whose turn it is: costly work is done once and kept, and what nobody waits for gives way.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Small tools of `dashboard.runs`; visitors come in threads.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Shelf:
    """Keeps the results of costly work by key, the least used leaves first; one thread works, the others wait."""

    def __init__(self, room: int):
        self.room = room
        self._things: OrderedDict[Any, Any] = OrderedDict()
        self._guard = threading.Lock()
        self._busy: dict[Any, threading.Lock] = {}

    def __contains__(self, key: Any) -> bool:
        with self._guard:
            return key in self._things

    def get(self, key: Any, make: Callable[[], Any]) -> Any:
        """What is kept under the key, made now if it is not there."""
        with self._guard:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
            turn = self._busy.setdefault(key, threading.Lock())
        with turn:
            with self._guard:
                if key in self._things:
                    return self._things[key]
            thing = make()
            with self._guard:
                self._things[key] = thing
                self._busy.pop(key, None)
                while len(self._things) > self.room:
                    self._things.popitem(last=False)
            return thing


class Precedence:
    """Visitors' runs go first: one that nobody waits for stands still between its years while a visitor's goes on."""

    def __init__(self) -> None:
        self._visitors, self._last_left, self._none_left = 0, float("-inf"), threading.Condition()

    @contextmanager
    def visit(self) -> Iterator[None]:
        """While a visitor waits for a run."""
        with self._none_left:
            self._visitors += 1
        try:
            yield
        finally:
            with self._none_left:
                self._visitors, self._last_left = self._visitors - 1, time.monotonic()
                self._none_left.notify_all()

    def give_way(self, rest_s: float = 0.0) -> None:
        """Return when no visitor waits.

        Args:
            rest_s: and none has waited for so long: who has just moved a slider is about to move it again [s]
        """
        with self._none_left:
            while self._visitors or (left_s := self._last_left + rest_s - time.monotonic()) > 0:
                self._none_left.wait(None if self._visitors else left_s)
