"""Energy performance contract with maintenance: the ESCO also looks after what it put in, and what stood there."""

from __future__ import annotations

from sim.markets.contract import Contract, Deal
from sim.markets.contracts.energy_performance_contract import EnergyPerformanceContract
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan


class MaintenanceEnergyPerformanceContract(EnergyPerformanceContract):
    """As the energy performance contract, with upkeep of the installations for a yearly price.

    The ESCO does it for less than it is paid, since who runs the plant also loses when it runs badly. The model books no
    upkeep of public buildings elsewhere, so what the city saves on its own upkeep is told in `upkeep_saved_eur` (the
    off-balance checklist counts it) and is no flow.
    """

    name = "maintenance_energy_performance_contract"
    title = {
        "en": "Energy performance contract with maintenance", "nl": "Energieprestatiecontract met onderhoud",
        "fr": "Contrat de performance énergétique avec entretien", "de": "Energiespar-Contracting mit Wartung",
    }  # fmt: skip

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Upkeep on top."""
        saving = super().plan(market, deal)
        price = deal.capex_eur * market.at("contracts.maintenance_share_of_capex")
        cost = price * market.at("contracts.maintenance_cost_of_provider")
        upkeep = (
            Payment("city_hall", "esco", "maintenance fee", price, "fee"),
            Payment("esco", "contractors", "upkeep", cost, "operation"),
        )
        return Plan(
            saving.capex_eur, saving.term_years, saving.signing, saving.yearly + upkeep, loans=saving.loans,
            fee_eur=saving.fee_eur + price,
        )  # fmt: skip

    def upkeep_saved_eur(self, market: Market, deal: Deal) -> float:
        """What the same upkeep would cost the city itself."""
        return deal.capex_eur * market.at("contracts.maintenance_share_of_capex")

    def pay_services(self, market: Market, contract: Contract, year: int, share: float) -> None:
        """Fee and upkeep."""
        for p in contract.yearly:
            payer, payee = (contract.provider if name == "esco" else name for name in (p.payer, p.payee))
            market.payments.pay(year, payer, payee, p.account, share * p.amount_eur, contract.id)
