"""The manufacturer: makes lamps and installations, cheaper by the thousand, and takes old ones back."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import QuoteAnswer


def price_at(list_price_eur: float, quantity: float, usual_quantity: float, exponent: float, floor: float) -> float:
    """Unit price by quantity: p = p0 max(f, (Q/Q0)^-b), the list price up to the usual quantity [EUR].

    >>> round(price_at(100.0, 4000, usual_quantity=1000, exponent=0.05, floor=0.7), 2)
    93.3
    """
    return list_price_eur * max(floor, max(1.0, quantity / usual_quantity) ** -exponent)


class Manufacturer(CityActor):
    """Quotes by quantity; pays a little for old luminaires when the contract says that they come back."""

    name = "manufacturer"
    title = {"en": "Manufacturer", "nl": "Fabrikant", "fr": "Fabricant", "de": "Hersteller"}
    role = "makes and takes back products"
    rate_parameter = "finance.firm_discount_rate"
    goals = (
        said("large and steady orders", "grote en gestage bestellingen"),
        said("material back for new products", "materiaal terug voor nieuwe producten"),
    )
    powers = (said("sets prices by quantity", "bepaalt prijzen naar hoeveelheid"),)
    assets = (said("a factory and a take-back line", "een fabriek en een terugnamelijn"),)
    gives = ("service", "know_how")
    needs = ("contractors",)

    def quote(
        self, list_price_eur: float, quantity: float, usual_quantity: float, taken_back: float = 0.0
    ) -> QuoteAnswer:
        """Price for each of so many, and what it pays for the old ones it gets back; the list price when it is absent.

        Args:
            list_price_eur: price of one at the usual quantity [EUR]
            quantity: how many are ordered
            usual_quantity: up to how many the list price holds
            taken_back: old ones that come back
        """
        if not self.present:
            return QuoteAnswer(list_price_eur, 0.0, self.absence)
        price = price_at(
            list_price_eur,
            quantity,
            usual_quantity,
            self.number("manufacturer_price_exponent"),
            self.number("manufacturer_price_floor"),
        )
        back = taken_back * self.number("manufacturer_take_back_eur")
        return QuoteAnswer(price, back, f"{price / list_price_eur - 1.0:+.1%} for {quantity:,.0f}")
