"""The grid operator: runs the network, and sells light to municipalities that bring their lamps in."""

from __future__ import annotations

from sim.actors.base import CityActor, said


class GridOperator(CityActor):
    """Regulated: invests at a low rate, buys in bulk, pays dividends on the shares that cities got for their lamps.

    Joins a partnership when the investment earns its regulated rate (`answer_investment`).
    """

    name = "grid_operator"
    title = {"en": "Grid operator", "nl": "Netbeheerder", "fr": "Gestionnaire de réseau", "de": "Netzbetreiber"}
    role = "offers light as a service at regulated cost"
    rate_parameter = "contracts.operator_rate"
    goals = (
        said("a reliable network at the regulated cost", "een betrouwbaar net tegen de gereguleerde kost"),
        said("all lamps of the region LED", "alle lampen van het gewest led"),
    )
    powers = (
        said("connects or lets wait", "sluit aan of laat wachten"),
        said("takes lamps in against cash and shares", "neemt lampen over tegen geld en aandelen"),
    )
    assets = (said("the network and its transformers", "het net en zijn transformatoren"),)
    gives = ("service", "money", "data")
    needs = ("city_hall",)
