"""The deal in which nobody loses: what partners are worth together, how to share it, and the terms that do so.

Place in the flow: measures > [ecosystem] > actors > markets. `undertaking` says what is bought, `conditions` reads the
book, `worth` values every coalition, `sharing` splits it, `terms` turns the split into prices, `price_moves` says who
leaves when one of them moves, `gap` why a service differs from a purchase.
"""

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.from_contracts import undertaking_of
from sim.ecosystem.deal.gap import Gap, gap_of
from sim.ecosystem.deal.price_moves import Departure, Price, departure, moved, prices_of, quiet_range
from sim.ecosystem.deal.roles import roles_of
from sim.ecosystem.deal.sharing import Deal, share_out
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import worth_of_coalitions

__all__ = [
    "Conditions",
    "Deal",
    "Departure",
    "Gap",
    "Price",
    "Undertaking",
    "departure",
    "gap_of",
    "moved",
    "prices_of",
    "quiet_range",
    "roles_of",
    "share_out",
    "undertaking_of",
    "worth_of_coalitions",
]
