"""The neighbouring municipalities: buy together when that is worth the meetings and the wait."""

from __future__ import annotations

import numpy as np

from sim.actors.base import CityActor, said
from sim.actors.decisions import JoinAnswer, JoinRequest


def gain_of_joining(items: np.ndarray, request: JoinRequest, joining_cost_eur: float) -> np.ndarray:
    """Present gain of each: n (p1 - p2) + tender alone - tender share - joining cost - delay n saving [EUR].

    >>> request = JoinRequest(0.1, 600.0, 570.0, 60_000.0, 15_000.0, delay_years=0.5, yearly_saving_per_item_eur=43.0)
    >>> gain_of_joining(np.array([1000.0]), request, joining_cost_eur=10_000.0).tolist()
    [43500.0]
    """
    cheaper = (
        request.price_alone_eur - request.price_together_eur - request.delay_years * request.yearly_saving_per_item_eur
    )
    return items * cheaper + request.tender_alone_eur - request.tender_share_eur - joining_cost_eur


class Neighbours(CityActor):
    """Some municipalities around the city, from half to one and a half times the mean size; each decides for itself."""

    name = "neighbours"
    title = {"en": "Neighbouring municipalities", "nl": "Buurgemeenten", "fr": "Communes voisines", "de": "Nachbargemeinden"}  # fmt: skip
    called = "neighbours who buy along"
    role = "buy together with the city"
    rate_parameter = "finance.municipal_discount_rate"
    goals = (
        said("own targets met with few staff", "eigen doelen halen met weinig personeel"),
        said("no council that feels steered by the city", "geen raad die zich door de stad gestuurd voelt"),
    )
    powers = (said("join a purchase or stay out", "doen mee met een aankoop of blijven erbuiten"),)
    assets = (said("street lights and public buildings of their own", "eigen straatverlichting en openbare gebouwen"),)
    gives = ("money", "data")
    needs = ("intermunicipal",)
    settings = {"municipalities": "how many municipalities could join"}
    limits = {"municipalities": (0.0, 600.0)}

    @property
    def inhabitants(self) -> np.ndarray:
        """Of each neighbour, shape (municipalities,)."""
        count = int(self.chosen_or("municipalities", "actors.neighbours_count"))
        mean = self.number("neighbours_inhabitants")
        low, high = (self.number("neighbours_size")[end] for end in ("smallest", "largest"))
        return mean * np.linspace(low, high, count) if count > 1 else np.full(count, mean)

    def answer_join(self, request: JoinRequest) -> JoinAnswer:
        """Which of them join: those that gain, on the prices they are told."""
        if not self.present:
            return JoinAnswer(0, 0.0, 0.0, self.absence)
        items = self.inhabitants * request.items_per_inhabitant
        gain = gain_of_joining(items, request, self.number("joining_cost_eur"))
        joins = (gain > 0) & (items > 0)
        count = int(joins.sum())
        why = f"{count} of {len(items)} gain by it" if count else "none gains by it"
        return JoinAnswer(count, float(items[joins].sum()), float(gain[joins].sum()), why)
