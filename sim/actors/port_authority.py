"""The port authority: lets land and quays, and can let the heat of its industry go to the city."""

from __future__ import annotations

import numpy as np

from geodata import DISTRICT_KINDS, USES
from sim.actors.base import CityActor, said
from sim.actors.decisions import HeatAnswer, HeatRequest

HARBOUR = DISTRICT_KINDS.index("harbour")
HOT = [USES.index("industry"), USES.index("port")]


class PortAuthority(CityActor):
    """Lives where a district is a harbour. Port industry itself stays outside the city's inventory."""

    name = "port_authority"
    title = {"en": "Port authority", "nl": "Havenbedrijf", "fr": "Autorité portuaire", "de": "Hafenbehörde"}
    role = "lets quays and waste heat"
    rate_parameter = "finance.municipal_discount_rate"
    goals = (
        said("quays in use and jobs in the port", "kaaien in gebruik en banen in de haven"),
        said("industry that finds a use for its heat", "industrie die een afnemer vindt voor haar warmte"),
    )
    powers = (
        said("offers waste heat or keeps it", "biedt restwarmte aan of houdt ze"),
        said("lets land", "verhuurt grond"),
    )
    assets = (said("land, quays, heat of its industry", "grond, kaaien, warmte van haar industrie"),)
    gives = ("energy", "jobs")
    settings = {"waste_heat_mwh": "heat its industry can spare in a year [MWh]"}

    @classmethod
    def lives_in(cls, city) -> bool:
        """Where a district is a harbour."""
        return bool(np.any(city.map.districts.kind == HARBOUR))

    @property
    def waste_heat_mwh(self) -> float:
        """Heat its industry can spare in a year, by the floor of sheds and works in harbours [MWh/yr]."""
        if "waste_heat_mwh" in self.chosen:
            return self.chosen["waste_heat_mwh"]
        city_map = self.model.city.map
        buildings, kinds = city_map.buildings, city_map.districts.kind
        hot = np.isin(buildings.use, HOT) & (kinds[buildings.district] == HARBOUR)
        per_m2 = self.number("port_waste_heat_kwh_per_m2")
        return float(np.sum(buildings.floor_m2[hot], dtype=np.float64)) * per_m2 / 1000.0

    def answer_heat(self, request: HeatRequest) -> HeatAnswer:
        """Heat it offers: what is asked, as far as it is there, near and paid for; `commit` the MWh when signed."""
        if not self.present:
            return HeatAnswer(False, 0.0, 0.0, self.absence)
        least, furthest = self.number("port_least_heat_price_eur_mwh"), self.number("port_furthest_heat_km")
        if request.distance_km > furthest:
            return HeatAnswer(False, 0.0, least, f"{request.distance_km:g} km away, further than {furthest:g}")
        if request.price_eur_mwh < least:
            return HeatAnswer(False, 0.0, least, f"{request.price_eur_mwh:g} EUR/MWh offered, asks {least:g}")
        left = self.waste_heat_mwh - sum(self.committed.values())
        given = max(0.0, min(request.mwh, left))
        if given <= 0:
            return HeatAnswer(False, 0.0, least, "no heat left to give")
        return HeatAnswer(True, given, request.price_eur_mwh, f"{given:,.0f} of {request.mwh:,.0f} MWh a year")
