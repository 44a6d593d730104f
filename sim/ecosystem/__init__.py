"""Who gives, who takes, and which deal lets everybody win: questions put to the ledger and to cash flows.

Place in the flow: model > measures > [ecosystem] > actors > markets. Games and matching are pure sums (`games`,
`matching`), the deal values coalitions of partners (`deal`), the value map asks the ledger (`value_map`; what is given in
return stands in `given_in_return`), `reciprocity` says who gives without taking and `gains` who loses,
`partner_matching`, `consortia` and `team_finding` who fits, `bank_file` and `bundling` what a financier would ask.
"""
