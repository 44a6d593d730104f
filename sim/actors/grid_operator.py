"""The grid operator: runs the network, and sells light to municipalities that bring their lamps in."""

from __future__ import annotations

from sim.actors.base import CityActor


class GridOperator(CityActor):
    """Regulated: invests at a low rate, buys in bulk, pays dividends on the shares that cities got for their lamps."""

    name = "grid_operator"
    title = {"en": "Grid operator", "nl": "Netbeheerder", "fr": "Gestionnaire de réseau", "de": "Netzbetreiber"}
    role = "offers light as a service at regulated cost"
    rate_parameter = "contracts.operator_rate"
