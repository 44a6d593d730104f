"""The energy suppliers: sell electricity, gas and fuels, and buy what is left of panels."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import PowerAnswer


class EnergySupplier(CityActor):
    """All sellers of energy together, the ledger's party `suppliers`."""

    name = "suppliers"
    title = {
        "en": "Energy suppliers",
        "nl": "Energieleveranciers",
        "fr": "Fournisseurs d'énergie",
        "de": "Energieversorger",
    }
    called = "energy supplier"
    role = "sell energy"
    rate_parameter = "finance.firm_discount_rate"
    goals = (said("customers who stay", "klanten die blijven"), said("power bought well", "goed ingekochte stroom"))
    powers = (
        said("sets what it pays for surplus power", "bepaalt wat ze voor overtollige stroom betaalt"),
        said("signs long contracts for power", "sluit lange stroomcontracten"),
    )
    assets = (said("contracts with customers and producers", "contracten met klanten en producenten"),)
    gives = ("energy", "risk")

    def answer_power(self, kwh: float, years: int, price_eur_kwh: float) -> PowerAnswer:
        """Whether it buys electricity at a price that stays for years.

        It pays the price of injected power of the present year, less a discount for every year it is bound.

        Args:
            kwh: offered each year [kWh/yr]
            years: term of the contract
            price_eur_kwh: asked [EUR/kWh]
        """
        if not self.present:
            return PowerAnswer(False, 0.0, self.absence)
        bound = max(0.0, 1.0 - years * self.number("supplier_discount_per_year_bound"))
        most = bound * self.book.at("prices.injection", self.model.year)
        if kwh <= 0 or price_eur_kwh > most:
            return PowerAnswer(False, most, f"pays {most:.3f} EUR/kWh for {years} years, asked {price_eur_kwh:.3f}")
        return PowerAnswer(True, price_eur_kwh, f"{price_eur_kwh:.3f} EUR/kWh for {years} years")
