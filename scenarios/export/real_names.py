"""Real names of parties, from a file that the user wrote.

Place in the flow: a user's YAML -> [scenarios.export]. Without such a file every party is called simulated.
"""

from __future__ import annotations

import re
from pathlib import Path

from scenarios.export.parties import FIRM
from scenarios.problems import Problem, Unusable, shown
from scenarios.reading import read_yaml

PARTY = re.compile(rf"{FIRM}\d+|[a-z][a-z0-9_]*(:.+)?")


def read_real_names(path: Path) -> dict[str, str]:
    """Party of the run, or `firm-<number>`, and what it is to be called.

    Raises:
        Unusable: the file cannot be read, or holds something else than names
    """
    reading = read_yaml(path)
    problems = list(reading.problems)
    value = reading.value if reading.value is not None else {}
    if not problems and not isinstance(value, dict):
        problems.append(Problem(reading.file, None, "", shown(value), "lines such as  city_hall: City of Example"))
    for party, name in value.items() if isinstance(value, dict) else ():
        if not isinstance(party, str) or not PARTY.fullmatch(party):
            wanted = "a party of the ledger such as city_hall, or firm-7"
            problems.append(Problem(reading.file, None, str(party), shown(party), wanted))
        elif not isinstance(name, str) or not name.strip():
            problems.append(Problem(reading.file, None, party, shown(name), "a name"))
    if problems:
        raise Unusable(problems)
    return dict(value)
