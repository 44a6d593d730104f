"""Who gives, who takes, who wins: the value map, partner matching and the deal.

Place in the flow: above actors and markets, below measures. The ledger already holds every euro with payer, payee, reason
and contract; the questions put to it (value map, coalitions, the terms in which nobody loses) come with the issue
"Everyone at the table" and live here.
"""
