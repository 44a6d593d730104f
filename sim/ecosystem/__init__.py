"""Who gives, who takes, who wins: the value map, gains, partner matching, the bank file and the deal.

Place in the flow: above actors and markets, below measures. The ledger holds every euro with payer, payee, reason and
contract; here questions are put to it. What is given in return stands in `given_in_return`, the map in `value_map`, "who
gives without taking" in `reciprocity`, "who loses" in `gains`; `partner_matching` and `consortia` say who fits,
`bank_file` and `bundling` what a financier would ask.
"""
