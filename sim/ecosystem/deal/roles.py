"""Who may sit at the table, by domain; the client comes first.

Place in the flow: beside `sim.ecosystem.deal.worth`. A role that is not in the city (actor left out) has no chair.
"""

from __future__ import annotations

from collections.abc import Callable

ROLES_OF_DOMAIN: dict[str, tuple[str, ...]] = {
    "lighting": ("lighting_company",),
    "public_buildings": ("esco",),
    "public_solar": ("esco", "cooperative"),
    "charging": ("esco",),
    "collective_homes": ("esco",),
    "heat": ("esco", "port_authority"),
    "greening": (),
}
"""Parties that can invest in the client's place, or bring what nobody else has."""
COMMON_ROLES = ("bank", "contractors", "manufacturer", "facilitator", "university", "neighbours")
"""Parties that are of use in every domain."""
INSTEAD_IN_FORM = {"grid_operator_lighting_service": ("grid_operator",)}
"""Forms whose provider does not sit at one table with its private competitors."""
MOST_ROLES = 12


def roles_of(
    domain: str, client: str, form: str = "", present: Callable[[str], bool] = lambda name: True
) -> tuple[str, ...]:
    """The parties of a deal, client first, 12 at most.

    >>> roles_of("greening", "city_hall", present=lambda name: name != "bank")
    ('city_hall', 'contractors', 'manufacturer', 'facilitator', 'university', 'neighbours')
    """
    others = (*INSTEAD_IN_FORM.get(form, ROLES_OF_DOMAIN.get(domain, ())), *COMMON_ROLES)
    return (client, *(name for name in others if name != client and present(name)))[:MOST_ROLES]
