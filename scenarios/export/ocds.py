"""Tenders of a run as a release package of the Open Contracting Data Standard 1.1.

Place in the flow: results folder -> [scenarios.export]. One release for each tender, tagged with the stages it went
through: planning from its project, tender, bids, awards, contracts with their payments. `ocds_checking` judges the package
before anybody gets it. Nothing of the clock is in it: the same run gives the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.export import ocds_words as words
from scenarios.export.ocds_awards import award_list, bid_list, lot_list
from scenarios.export.ocds_contracts import Won, contract_list
from scenarios.export.ocds_planning import planning
from scenarios.export.ocds_rules import EXTENSIONS
from scenarios.export.ocds_tables import NOBODY, Tables, tables_of
from scenarios.export.parties import Names, Parties
from scenarios.export.plain_text import LONGEST_TITLE, clean, headed, moment, sentence, spoken
from scenarios.export.run_tables import Row, Run, grouped

VERSION = "1.1"
LANGUAGE = "en"
HAPPENED = ("date", "dateMet", "dateModified")
"""Fields that say when something happened; `startDate` of the tender is one too."""


def release_package(run: Run, real_names: Mapping[str, str] | None = None) -> dict[str, Any] | None:
    """The package of a run; None, and a note, when no tender was held.

    Args:
        run: its results; remarks are added to it
        real_names: party or `firm-<number>` -> name, as the user gave them

    Raises:
        Unusable: tables or columns are missing
    """
    tables = tables_of(run)
    if not tables.tenders:
        run.notes.append("no tender was held in this run: there is no open contracting data")
        return None
    maker = _Maker(run, tables, Names(real_names))
    releases = [maker.release(tender) for tender in tables.tenders]
    used = [url for name, url in EXTENSIONS.items() if any(_uses(name, release) for release in releases)]
    return words.without_nothing(
        uri=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{words.PREFIX}-{run.number}')}",
        version=VERSION,
        extensions=used,
        publishedDate=max(release["date"] for release in releases),
        publisher={"name": clean(f"Stadslab, simulated city {run.city}. {words.PREFIX_NOTE}")},
        releases=releases,
    )


@dataclass
class _Maker:
    """Makes the releases of one run."""

    run: Run
    tables: Tables
    names: Names

    def __post_init__(self) -> None:
        self.first_year = self.run.years[0]
        self.of_project = grouped(self.tables.tenders, "project")

    def ocid(self, tender: Row) -> str:
        """Identifier of the process, unlike that of any other run."""
        return f"{words.PREFIX}-{self.run.number}-{tender['id']}"

    def release(self, tender: Row) -> dict[str, Any]:
        """All that is known of one tender."""
        parties = Parties(self.names)
        buyer = self.names.party(tender["buyer"])
        awards = award_list(tender, self.tables, parties, self.first_year)
        bids = bid_list(tender, self.tables, parties)
        won = Won(tender, awards, self.tables, parties, self.first_year)
        contracts = contract_list(self.run, won)
        stages = self.tables.stages.get(tender["project"], []) if tender["project"] != NOBODY else []
        sections = words.without_nothing(
            buyer=parties.reference(buyer, "buyer"),
            planning=planning(tender["project"], stages, self.first_year),
            tender=self.tender(tender, contracts, parties),
            bids={"details": bids} if bids else None,
            awards=awards,
            contracts=contracts,
            relatedProcesses=self.failed_before(tender),
        )
        ocid, last = self.ocid(tender), max(_dates(sections))
        return {
            "ocid": ocid, "id": f"{ocid}-{last[:10]}", "date": last, "tag": _tags(sections), "initiationType": "tender",
            "language": LANGUAGE, "parties": parties.listed(), **sections,
        }  # fmt: skip

    def tender(self, tender: Row, contracts: list[dict[str, Any]], parties: Parties) -> dict[str, Any]:
        """The section `tender`."""
        bids = self.tables.bids.get(tender["id"], [])
        tenderers = [self.names.firm(firm) for firm in dict.fromkeys(bid["firm"] for bid in bids)]
        method, local = words.METHODS.get(tender["procedure"], (None, spoken(tender["procedure"])))
        trade = self.tables.trade_of(tender)
        about = clean(f"{spoken(tender['measure'])}, {spoken(tender['form'])}", LONGEST_TITLE)
        source = f"Simulated by Stadslab: scenario {self.run.scenario}, city {self.run.city}, seed {self.run.seed}"
        awarded = moment(self.first_year, tender["awarded_day"]) if tender["awarded_day"] >= 0 else None
        return words.without_nothing(
            id=f"tender-{tender['id']}",
            title=headed(about),
            description=f"{sentence(source)} {sentence(tender['reason'])}".strip(),
            status=words.TENDER_STATUS.get(tender["status"]),
            procuringEntity=parties.reference(self.names.party(tender["buyer"]), "procuringEntity"),
            items=_together([contract["items"][0] for contract in contracts]),
            value=words.value(tender["estimate_eur"]),
            procurementMethod=method,
            procurementMethodDetails=local,
            mainProcurementCategory=words.category(trade) if trade else None,
            awardCriteria=words.criteria_code(tender["criteria"]),
            awardCriteriaDetails=clean(tender["criteria"]),
            tenderPeriod={"startDate": moment(self.first_year, tender["opened_day"])},
            awardPeriod={"endDate": awarded} if awarded else None,
            numberOfTenderers=len(tenderers),
            tenderers=[parties.reference(firm, "tenderer") for firm in tenderers],
            lots=lot_list(tender, self.tables),
        )

    def failed_before(self, tender: Row) -> list[dict[str, Any]]:
        """Earlier tenders of the same project that failed."""
        if tender["project"] == NOBODY:
            return []
        before = [
            other
            for other in self.of_project[tender["project"]]
            if other["status"] == "failed" and (other["opened_day"], other["id"]) < (tender["opened_day"], tender["id"])
        ]
        return [
            {
                "id": str(place),
                "relationship": ["unsuccessfulProcess"],
                "scheme": "ocid",
                "identifier": self.ocid(other),
            }
            for place, other in enumerate(before, 1)
        ]


def _together(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The things of all contracts of a tender as one item."""
    if not items:
        return []
    whole = dict(items[0])
    if all("quantity" in each for each in items):
        whole["quantity"] = round(sum(each["quantity"] for each in items), 6)
    return [whole]


def _tags(sections: Mapping[str, Any]) -> list[str]:
    """The stages that a release tells of."""
    paid = any("implementation" in contract for contract in sections.get("contracts", []))
    told = {
        "planning": "planning" in sections, "tender": True, "award": "awards" in sections,
        "contract": "contracts" in sections, "implementation": paid,
    }  # fmt: skip
    return [tag for tag, is_told in told.items() if is_told]


def _dates(part: Any, name: str = "") -> Iterator[str]:
    """Every moment at which something in a release happened."""
    if isinstance(part, dict):
        for key, each in part.items():
            if key in HAPPENED or (name == "tenderPeriod" and key == "startDate"):
                yield each
            else:
                yield from _dates(each, key)
    elif isinstance(part, list):
        for each in part:
            yield from _dates(each, name)


def _uses(extension: str, release: Mapping[str, Any]) -> bool:
    """Whether a release has fields of an extension."""
    return "bids" in release if extension == "bids" else "lots" in release["tender"]
