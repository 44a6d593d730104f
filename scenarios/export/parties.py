"""Who takes part in a process: one entry a party, its roles collected, its name marked as simulated.

Place in the flow: results folder -> [scenarios.export]. A party of a run is never a real body or firm. A user may give
real names in a file of his own (`--names`); nothing else brings one in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from scenarios.export.plain_text import LONGEST_NAME, clean, spoken

MARK = "simulated"
HOUSEHOLDS = "households:"
SAID_AS = {"suppliers": "energy suppliers", "eu": "European Union", "esco": "energy service company",
           "rest_of_world": "rest of the world"}  # fmt: skip
"""Parties of the ledger whose name says too little."""
FIRM = "firm-"


def marked(name: str) -> str:
    """A name that says that its bearer is simulated.

    >>> marked("electrician 7"), marked("simulated electrician 7")
    ('simulated electrician 7', 'simulated electrician 7')
    """
    name = clean(name, LONGEST_NAME - len(MARK) - 1)
    return name if name.lower().startswith(MARK) else f"{MARK} {name}".strip()


def name_of_party(party: str) -> str:
    """What an actor or a party of the ledger is called outside.

    >>> name_of_party("city_hall"), name_of_party("households:old_town"), name_of_party("eu")
    ('simulated city hall', 'simulated households of old town', 'simulated European Union')
    """
    if party.startswith(HOUSEHOLDS):
        return marked(f"households of {spoken(party.removeprefix(HOUSEHOLDS))}")
    return marked(SAID_AS.get(party, spoken(party)))


class Names:
    """Ids and names of parties, the same in all releases of a package."""

    def __init__(self, real: Mapping[str, str] | None = None):
        self.real = dict(real or {})
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.used: set[str] = set()

    def party(self, party: str) -> str:
        """Id of an actor or a party of the ledger."""
        return self._enter(party, clean(party), name_of_party(party))

    def firm(self, firm: int, name: str = "") -> str:
        """Id of a firm, by its number and its name in the table."""
        return self._enter(f"{FIRM}{firm}", f"{FIRM}{firm}", marked(name or f"firm {firm}"))

    def _enter(self, key: str, wish: str, name: str) -> str:
        if key not in self.ids:
            wish = re.sub(r"\s+", "_", clean(wish, LONGEST_NAME)) or "party"
            number, free = 2, wish
            while free in self.used:
                number, free = number + 1, f"{wish}-{number}"
            self.used.add(free)
            self.ids[key] = free
            self.names[free] = clean(self.real[key], LONGEST_NAME) if key in self.real else name
        return self.ids[key]


class Parties:
    """The parties of one release."""

    def __init__(self, names: Names):
        self.names = names
        self.roles: dict[str, list[str]] = {}

    def reference(self, party: str, *roles: str) -> dict[str, str]:
        """A pointer to a party by its id, with what it does here noted."""
        known = self.roles.setdefault(party, [])
        known.extend(role for role in roles if role not in known)
        return {"id": party, "name": self.names.names[party]}

    def listed(self) -> list[dict[str, Any]]:
        """The section `parties`, in the order in which they came in."""
        return [{"id": party, "name": self.names.names[party], "roles": roles} for party, roles in self.roles.items()]
