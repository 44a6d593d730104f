"""What the payee gives in return for a payment: words only, declared once for all scenarios.

Place in the flow: actors -> [ecosystem]. The value map reads this table; a new account of the ledger gets a line here.
An account without a line stands in the reciprocity check as money for which nothing is known to come back.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("money", "energy", "co2", "data", "know_how", "comfort", "jobs", "risk", "service")
"""Kinds of value transfers; goods and works count as services."""
SOCIETY = "society"
"""Who takes public value: no party of the ledger; region, European Union and city hall act on its behalf."""
WORKERS = "rest_of_world"
"""Where wages go in the ledger, so where jobs go too."""


@dataclass(frozen=True)
class Return:
    """One thing given for a payment."""

    kind: str
    object: str
    unit: str = ""
    quantity: str = ""
    """How much: "" not known, "given" the records' total shared by euros, "items" of the contract, "jobs" by turnover."""
    taker: str = ""
    """A party's name when it is not the payer who takes it."""


def _energy(what: str) -> tuple[Return, ...]:
    return (Return("energy", what, "MWh", "given"),)


def _works(what: str) -> tuple[Return, ...]:
    return (Return("service", what), Return("jobs", "work", "full-time years", "jobs", WORKERS))


def _service(what: str) -> tuple[Return, ...]:
    return (Return("service", what, "things served", "items"),)


ANSWERS_ITSELF: tuple[Return, ...] = ()
"""Money that answers something given before: a repayment the loan, a penalty what was promised under the contract."""
PUBLIC_VALUE_ONLY: tuple[Return, ...] = ()
"""Nothing comes back to the payer but what society gets."""

GIVEN_FOR: dict[str, tuple[Return, ...]] = {
    # bills
    "energy": _energy("energy of buildings and vehicles"),
    "energy of homes": _energy("energy of homes"),
    "energy of cars": _energy("energy of cars"),
    "electricity for light": _energy("electricity for light"),
    "electricity fed in": _energy("electricity fed in"),
    "power from panels": _energy("solar electricity used on site"),
    "heat sold": _energy("heat from the network"),
    "waste heat": _energy("waste heat"),
    # works and things
    "investment": _works("works and equipment"),
    "works on homes": (*_works("renovation of homes"), Return("comfort", "warmer homes", "homes", "given")),
    "heating": _works("heating systems"),
    "solar panels": _works("solar panels"),
    "worn-out lamps": _works("new lamps"),
    "upkeep": _works("upkeep"),
    "battery cars, extra price": (Return("service", "battery cars"),),
    "asset transfer": (Return("service", "installations at their residual value"),),
    "lamps brought in": (Return("service", "lamps and poles"),),
    "wages and material": (Return("service", "labour and material"),),
    "tender": (Return("service", "tender papers"),),
    # contracts
    "service fee": _service("service under contract"),
    "availability fee": _service("installations kept available"),
    "maintenance fee": _service("maintenance"),
    "rent": _service("use of installations"),
    "connection fee": (Return("service", "connection to the network"),),
    "poles": (Return("service", "room on poles"),),
    "dispute": (Return("service", "experts and lawyers"),),
    "assets taken over": (Return("service", "installations taken over"),),
    "monitoring": (Return("data", "readings"),),
    "share of surplus": (Return("energy", "saving above the guarantee", "MWh"),),
    "penalty": ANSWERS_ITSELF,
    "shortfall of saving": ANSWERS_ITSELF,
    "break cost": ANSWERS_ITSELF,
    "early exit": ANSWERS_ITSELF,
    "loan written off": ANSWERS_ITSELF,
    # money and know-how
    "loan paid out": (Return("service", "promise to repay"),),
    "repayment": ANSWERS_ITSELF,
    "interest": (Return("service", "use of capital"), Return("risk", "risk of default carried")),
    "co-operative shares": (Return("service", "a share in the co-operative"),),
    "shares paid back": ANSWERS_ITSELF,
    "dividend": (Return("service", "capital in shares"),),
    "campaign and advice": (Return("know_how", "campaign and advice"),),
    "grant": PUBLIC_VALUE_ONLY,
}
"""Account of the ledger, or the head of its name before a colon -> what the payee gives the payer."""

GIVEN_BY: dict[str, Return] = {
    "facilitator": Return("know_how", "guidance to a contract"),
    "university": Return("know_how", "findings and measurements"),
}
"""Payee -> what it gives for any payment, whatever the account."""

READINGS_UNDER: dict[str, str] = {
    "private_lighting_service": "lit hours and faults",
    "energy_performance_contract": "metered savings",
}
"""End of the name of a form with sensors or meters -> what the provider lets the client read."""

RISKS: dict[str, str] = {
    "price_risk": "price risk carried",
    "volume_risk": "volume risk carried",
    "performance_risk": "performance risk carried",
}
"""Column of the contracts table that names who bears a risk -> what it gives the client by bearing it."""

USERS_OF_SECTOR: dict[str, str] = {
    "residential": "households",
    "tertiary": "businesses",
    "industry": "businesses",
    "agriculture": "businesses",
    "municipal_buildings": "city_hall",
    "public_lighting": "city_hall",
    "municipal_fleet": "city_hall",
    "public_transport": "businesses",
    "private_transport": "households",
}
"""Sector of the inventory -> who gives society its avoided emissions; vans and lorries go with the private cars."""


def returns_of(account: str) -> tuple[Return, ...] | None:
    """What is given for payments of an account; None when nothing is declared.

    `poles: cameras` is read as `poles`, `poles: cameras, upkeep` as `upkeep`.

    >>> [given.object for account in ("poles: cameras", "poles: cameras, upkeep") for given in returns_of(account)][:2]
    ['room on poles', 'upkeep']
    """
    head, tail = account.partition(":")[0], account.rpartition(", ")[2]
    return next((GIVEN_FOR[name] for name in (account, tail, head) if name in GIVEN_FOR), None)


def kind_of(party: str) -> str:
    """Households of any district are households.

    >>> kind_of("households:harbour"), kind_of("bank")
    ('households', 'bank')
    """
    return party.partition(":")[0]
