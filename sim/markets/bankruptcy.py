"""A provider that cannot go on: its contracts end by rule, its lenders lose, the ledger still closes.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.

Owners put in a starting equity, and own means for every contract. Who has lost more than both is bankrupt. Each of its
running contracts goes to a successor, or the client takes the things over and the contract is broken off, both at a rule
price; the price goes to the lenders of that contract, and what they do not get is written off. The next year a new company
of the same kind is in business, with new equity and no past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.markets.performance import exit_price_eur
from sim.markets.plan import BROKEN, RUNNING

if TYPE_CHECKING:
    from sim.markets.contract import Contract
    from sim.markets.market import Market


def settle_bankruptcies(market: Market, year: int) -> list[str]:
    """Close down every provider that has lost its equity; returns their names."""
    failed = []
    for name, equity_eur in market.at("performance.starting_equity_eur").items():
        if name in market.pledged_eur and equity_left_eur(market, name, equity_eur) < 0.0:
            close_down(market, name, year, "its losses are larger than its equity")
            failed.append(name)
    return failed


def equity_left_eur(market: Market, name: str, starting_equity_eur: float) -> float:
    """What is left of the money of a provider's owners: equity, own means in contracts, and its purse [EUR]."""
    purse = market.payments.cash_eur(name) - market.cash_at_restart_eur.get(name, 0.0)
    return starting_equity_eur + market.pledged_eur.get(name, 0.0) + purse


def close_down(market: Market, name: str, year: int, reason: str) -> None:
    """A bankruptcy: contracts pass on or break off, loans are paid as far as it goes, a new company may begin.

    Args:
        market: of the run
        name: party that fails, as the ledger calls it
        year: at whose end
        reason: in plain words
    """
    market.happenings.append((year, "bankrupt", -1, name, reason))
    for contract in market.contracts:
        if contract.provider == name and contract.state == RUNNING and contract.form.who_invests == name:
            pass_on(market, contract, year, f"{name} is bankrupt: {reason}")
    market.loans.close(year, name, 0.0)
    market.cash_at_restart_eur[name] = market.payments.cash_eur(name)
    market.pledged_eur[name] = 0.0


def end_contracts_of_firm(market: Market, firm: int, trade_party: str, year: int, reason: str) -> int:
    """The contracts of one firm among those of its kind end by the same rule; returns how many.

    Args:
        market: of the run
        firm: row of the firm, as it stands in its contracts
        trade_party: party under which the ledger pays it, like `esco`
        year: at whose end
        reason: in plain words
    """
    ending = [
        contract for contract in market.contracts
        if contract.deal.firm == firm and contract.provider == trade_party and contract.state == RUNNING
        and contract.form.who_invests == trade_party
    ]  # fmt: skip
    for contract in ending:
        pass_on(market, contract, year, reason)
    return len(ending)


def pass_on(market: Market, contract: Contract, year: int, reason: str) -> None:
    """The things of a failed provider go to a successor or to the client at the rule price, which goes to its lenders."""
    failed, successor = contract.provider, contract.form.successor
    taken_over = bool(successor) and successor != failed and market.present(successor) and year < contract.last_year
    taker = successor if taken_over else contract.client
    price = market.at("performance.rule_price_share") * exit_price_eur(market, contract, year)[0]
    market.payments.pay(year, taker, failed, "assets taken over", float(price), contract.id)
    market.loans.close(year, failed, price, contract.id)
    if taken_over:
        contract.provider = successor
        market.pledged_eur[successor] = market.pledged_eur.get(successor, 0.0) + price
        market.happenings.append((year, "taken over", contract.id, successor, reason))
    else:
        market.happenings.append((year, "broken", contract.id, taker, reason))
        market.end(contract, year, BROKEN, reason)
