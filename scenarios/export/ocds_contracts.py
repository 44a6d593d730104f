"""Contracts of a tender, and what was paid and delivered under them.

Place in the flow: results folder -> [scenarios.export]. Payments are entries of the ledger. A firm is paid under the party
of its kind there; in the contract it won, that party is the firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenarios.export.ocds_awards import award_id
from scenarios.export.ocds_planning import AFTER_TENDER, milestones
from scenarios.export.ocds_tables import NOBODY, Tables
from scenarios.export.ocds_words import (
    CONTRACT_STATUS,
    category,
    item,
    number,
    part_of_id,
    party_of_firm,
    value,
    without_nothing,
)
from scenarios.export.parties import Parties, name_of_party
from scenarios.export.plain_text import LONGEST_TITLE, clean, headed, moment, new_year, sentence, spoken, year_end
from scenarios.export.run_tables import Row, Run

RISKS = ("price", "volume", "performance")
FUNDERS = ("grant", "subsidy")
"""An account with one of these words in its name is paid by a funder."""
LENDS = "loan paid out"
"""Account under which a lender pays."""


@dataclass(frozen=True)
class Won:
    """A tender that was won, with what its contracts are told from."""

    tender: Row
    awards: list[dict[str, Any]]
    tables: Tables
    parties: Parties
    first_year: int


def contract_list(run: Run, won: Won) -> list[dict[str, Any]]:
    """The contracts of a tender; those that fit no award are remarked and left out."""
    made = []
    for contract in won.tables.contracts.get(won.tender["id"], []):
        award = _award_of(contract, won)
        if award is None:
            found = f"contract {contract['id']} of tender {won.tender['id']}, which was awarded to nobody like that"
            run.remark("contracts.firm", found, "the firm that won")
        else:
            made.append(_contract(contract, award, won))
    stages = won.tables.stages.get(won.tender["project"], []) if won.tender["project"] != NOBODY else []
    steps = milestones(stages, AFTER_TENDER, won.first_year)
    if made and steps:
        made[0]["milestones"] = steps
    return made


def _award_of(contract: Row, won: Won) -> str | None:
    """The award that a contract is signed for: its firm's, or the only one there is."""
    firm = contract.get("firm", NOBODY)
    ids = [award["id"] for award in won.awards]
    if firm is None or firm == NOBODY:
        return ids[0] if len(ids) == 1 else None
    wanted = award_id(won.tender, firm)
    return wanted if wanted in ids else None


def _contract(contract: Row, award: str, won: Won) -> dict[str, Any]:
    supplier = _supplier(award, won)
    about = clean(f"{spoken(contract['measure'])}, {spoken(contract['form'])}", LONGEST_TITLE)
    return without_nothing(
        id=f"contract-{contract['id']}",
        awardID=award,
        title=headed(about),
        description=_conditions(contract),
        status=CONTRACT_STATUS.get(contract.get("state") or "running"),
        period={"startDate": _start(contract, won), "endDate": year_end(_last_year(contract))},
        value=value(_worth(contract, won)),
        items=[item(won.tender["domain"], contract["items"], about)],
        implementation=without_nothing(
            transactions=_transactions(contract, supplier, won),
            milestones=_deliveries(won.tables.performance.get(contract["id"], [])),
        ),
    )


def _supplier(award: str, won: Won) -> str:
    return next(each["suppliers"][0]["id"] for each in won.awards if each["id"] == award)


def _conditions(contract: Row) -> str:
    """Who owns, who bears which risk, and why it ended, as far as the table says."""
    said = []
    if contract.get("owner"):
        said.append(f"Owner of the things: {name_of_party(contract['owner'])}.")
    for risk in RISKS:
        if bearer := contract.get(f"{risk}_risk"):
            said.append(f"{risk.capitalize()} risk: {name_of_party(bearer)}.")
    if contract.get("end_reason"):
        said.append(f"Ended: {sentence(contract['end_reason'])}")
    return clean(" ".join(said))


def _start(contract: Row, won: Won) -> str:
    """The award's day when it lies in the first year of the contract, else the first day of that year."""
    begins = new_year(contract["begins"])
    awarded = moment(won.first_year, won.tender["awarded_day"])
    return awarded if awarded[:4] == begins[:4] else begins


def _last_year(contract: Row) -> int:
    ended = contract.get("ended_year")
    has_ended = contract.get("state") in ("ended", "broken") and ended is not None and ended >= contract["begins"]
    return max(ended if has_ended else contract["ends"], contract["begins"])


def _worth(contract: Row, won: Won) -> float:
    """Fees over the whole term for a service, what the works cost for a purchase [EUR]."""
    is_service = category(won.tables.trade_of(won.tender)) == "services"
    if is_service and contract["yearly_fee_eur"]:
        return contract["yearly_fee_eur"] * (contract["ends"] - contract["begins"] + 1)
    return contract["capex_eur"]


def _transactions(contract: Row, supplier: str, won: Won) -> list[dict[str, Any]]:
    """Entries of the ledger under the contract; the ledger is closed by the year, so each is dated at its end."""

    firm = party_of_firm(contract["provider"], won.tables.trade_of(won.tender))

    def party(name: str) -> str:
        return supplier if name == firm else won.parties.names.party(name)

    made = []
    for place, entry in enumerate(won.tables.ledger.get(contract["id"], []), 1):
        account = str(entry["account"])
        roles = ["payer"]
        if account == LENDS:
            roles += ["lender", "funder"]
        elif any(word in account for word in FUNDERS):
            roles.append("funder")
        made.append(
            without_nothing(
                id=f"{contract['id']}-{entry['year']}-{part_of_id(account)}-{place}",
                date=year_end(entry["year"]),
                value=value(entry["amount_eur"]),
                payer=won.parties.reference(party(entry["payer"]), *roles),
                payee=won.parties.reference(party(entry["payee"]), "payee"),
            )
        )
    return made


def _deliveries(rows: list[Row]) -> list[dict[str, Any]]:
    """What was delivered each year, against what was promised."""
    made = []
    for place, row in enumerate(rows, 1):
        promised, delivered = number(row["promised"]), number(row["delivered"])
        if promised is None or delivered is None:
            continue
        status = "met" if delivered >= promised else "partiallyMet" if delivered > 0 else "notMet"
        told = f"Delivered {delivered:,.0f} of {promised:,.0f} {spoken(row['unit'])} promised."
        if row["kind"] not in ("", "none"):
            told += f" {headed(spoken(row['kind']))}: {number(row['money_eur'], 0) or 0:,.0f} EUR."
        on = year_end(row["year"])
        made.append(
            without_nothing(
                id=f"delivery-{row['year']}-{place}", title=f"Delivery in {row['year']}", type="delivery",
                description=clean(told), dueDate=on, dateMet=on if status == "met" else None, dateModified=on,
                status=status,
            )
        )  # fmt: skip
    return made
