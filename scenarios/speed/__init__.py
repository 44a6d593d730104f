"""How fast the city is: one row a promise, each measured by a function of this package.

Place in the flow: right of everything in `scenarios`; asked by `stadslab bench`. A module that declares rows in `ROWS` is
found by listing this folder. Seconds are for orientation: they depend on the machine and on what else it does.
"""

from scenarios.speed.row import NotMeasured, Row, all_rows, best_of

__all__ = ["NotMeasured", "Row", "all_rows", "best_of"]
