"""The rules of the Open Contracting Data Standard 1.1 that our packages rely on, as a table in our own words.

Place in the flow: read by `scenarios.export.ocds_checking`. Each kind of thing lists the fields it may have; a field that
is not listed is refused, even where the standard would let it pass. Stricter than the standard, too: no nulls, no empty
words or lists, every id a text, and every reference to a party by id and name.
Source: release and release package schema 1.1.5, bid and lots extensions 1.1.5, Open Contracting Partnership (Apache-2.0).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

EXTENSIONS = {
    "bids": "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json",
    "lots": "https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/v1.1.5/extension.json",
}
"""Extensions that we use -> where each is described; a package declares those it uses."""


@dataclass(frozen=True)
class Rule:
    """What may stand in a field."""

    form: str
    """text, number, whole, moment, address, or the name of a kind of thing in KINDS."""
    many: bool = False
    """A list of them."""
    needed: bool = False
    codes: tuple[str, ...] = ()
    """What the codelist allows; empty for any text."""
    is_closed: bool = True
    """Whether codes of one's own are forbidden."""
    pattern: str = ""
    """Regular expression for the whole text."""
    extension: str = ""
    """Extension that brings the field in; empty for the standard itself."""
    longest: int = 0
    """Advice on the length [characters]; 0 for none."""


TEXT, NUMBER, WHOLE = Rule("text"), Rule("number"), Rule("whole")
MOMENT, ADDRESS = Rule("moment"), Rule("address")
ID = Rule("text", needed=True)
TITLE = replace(TEXT, longest=150)


def one(kind: str, needed: bool = False) -> Rule:
    """A thing of a kind."""
    return Rule(kind, needed=needed)


def many(kind: str, needed: bool = False) -> Rule:
    """A list of things of a kind, each with an id of its own."""
    return Rule(kind, many=True, needed=needed)


def code(*codes: str, is_closed: bool = True) -> Rule:
    """A word of a codelist."""
    return Rule("text", codes=codes, is_closed=is_closed)


def in_extension(extension: str, rule: Rule) -> Rule:
    """A field that an extension brings in."""
    return replace(rule, extension=extension)


TAGS = (
    "planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation", "award",
    "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment", "implementation",
    "implementationUpdate", "contractTermination", "compiled",
)  # fmt: skip
ROLES = (
    "buyer", "procuringEntity", "supplier", "tenderer", "funder", "enquirer", "payer", "payee", "reviewBody",
    "interestedParty",
)  # fmt: skip
STAND = ("planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn")
MILESTONE_TYPES = ("preProcurement", "approval", "engagement", "assessment", "delivery", "reporting", "financing")

KINDS: dict[str, dict[str, Rule]] = {
    "package": {
        "uri": replace(ADDRESS, needed=True), "version": replace(TEXT, needed=True, pattern=r"\d+\.\d+"),
        "extensions": replace(ADDRESS, many=True), "publishedDate": replace(MOMENT, needed=True),
        "publisher": one("publisher", needed=True), "releases": many("release", needed=True),
        "license": ADDRESS, "publicationPolicy": ADDRESS,
    },
    "publisher": {"name": ID, "scheme": TEXT, "uid": TEXT, "uri": ADDRESS},
    "release": {
        "ocid": replace(ID, pattern=r"ocds-[a-z0-9]+-.+"), "id": replace(ID, pattern=r"[^#]+"),
        "date": replace(MOMENT, needed=True), "tag": Rule("text", many=True, needed=True, codes=TAGS),
        "initiationType": Rule("text", needed=True, codes=("tender",)), "language": replace(TEXT, pattern="[a-z]{2}"),
        "parties": many("party", needed=True), "buyer": one("reference", needed=True), "planning": one("planning"),
        "tender": one("tender", needed=True), "bids": in_extension("bids", one("bids")), "awards": many("award"),
        "contracts": many("contract"), "relatedProcesses": many("related process"),
    },
    "party": {"id": ID, "name": ID, "roles": Rule("text", many=True, needed=True, codes=ROLES, is_closed=False)},
    "reference": {"id": ID, "name": ID},
    "planning": {"rationale": TEXT, "budget": one("budget"), "milestones": many("milestone")},
    "budget": {"id": TEXT, "description": TEXT, "amount": one("value"), "project": TEXT, "projectID": TEXT},
    "tender": {
        "id": ID, "title": TITLE, "description": TEXT, "status": code(*STAND), "procuringEntity": one("reference"),
        "items": many("item"), "value": one("value"), "minValue": one("value"),
        "procurementMethod": code("open", "selective", "limited", "direct"), "procurementMethodDetails": TEXT,
        "procurementMethodRationale": TEXT, "mainProcurementCategory": code("goods", "works", "services"),
        "awardCriteria": code("priceOnly", "costOnly", "qualityOnly", "ratedCriteria", is_closed=False),
        "awardCriteriaDetails": TEXT, "tenderPeriod": one("period"), "awardPeriod": one("period"),
        "contractPeriod": one("period"), "numberOfTenderers": WHOLE, "tenderers": many("reference"),
        "milestones": many("milestone"), "lots": in_extension("lots", many("lot")),
    },
    "lot": {"id": ID, "title": TITLE, "description": TEXT, "status": code(*STAND), "value": one("value")},
    "bids": {"details": many("bid", needed=True)},
    "bid": {
        "id": ID, "date": MOMENT, "status": code("invited", "pending", "valid", "disqualified", "withdrawn"),
        "tenderers": many("reference"), "value": one("value"),
        "relatedLots": in_extension("lots", replace(TEXT, many=True)),
    },
    "award": {
        "id": ID, "title": TITLE, "description": TEXT, "status": code("pending", "active", "cancelled", "unsuccessful"),
        "date": MOMENT, "value": one("value"), "suppliers": many("reference"), "items": many("item"),
        "contractPeriod": one("period"), "relatedLots": in_extension("lots", replace(TEXT, many=True)),
    },
    "contract": {
        "id": ID, "awardID": ID, "title": TITLE, "description": TEXT,
        "status": code("pending", "active", "cancelled", "terminated"), "period": one("period"), "value": one("value"),
        "items": many("item"), "dateSigned": MOMENT, "implementation": one("implementation"),
        "milestones": many("milestone"),
    },
    "implementation": {"transactions": many("transaction"), "milestones": many("milestone")},
    "transaction": {
        "id": ID, "date": MOMENT, "value": one("value"), "payer": one("reference"), "payee": one("reference"),
    },
    "milestone": {
        "id": ID, "title": TITLE, "type": code(*MILESTONE_TYPES, is_closed=False), "description": TEXT, "code": TEXT,
        "dueDate": MOMENT, "dateMet": MOMENT, "dateModified": MOMENT,
        "status": code("scheduled", "met", "notMet", "partiallyMet"),
    },
    "item": {
        "id": ID, "description": TEXT, "classification": one("classification"), "quantity": NUMBER, "unit": one("unit"),
        "relatedLot": in_extension("lots", TEXT),
    },
    "classification": {"scheme": TEXT, "id": TEXT, "description": TEXT, "uri": ADDRESS},
    "unit": {"scheme": TEXT, "id": TEXT, "name": TEXT, "value": one("value"), "uri": ADDRESS},
    "value": {"amount": replace(NUMBER, needed=True), "currency": Rule("text", needed=True, codes=("EUR",))},
    "period": {"startDate": MOMENT, "endDate": MOMENT, "maxExtentDate": MOMENT, "durationInDays": WHOLE},
    "related process": {
        "id": ID, "scheme": TEXT, "identifier": TEXT, "title": TITLE, "uri": ADDRESS,
        "relationship": Rule(
            "text", many=True, is_closed=False,
            codes=("framework", "planning", "parent", "prior", "unsuccessfulProcess", "subContract",
                   "replacementProcess", "renewalProcess"),
        ),
    },
}  # fmt: skip
"""Kind of thing -> its fields."""
ROLE_OF = {
    "buyer": "buyer", "procuringEntity": "procuringEntity", "tenderers": "tenderer", "suppliers": "supplier",
    "payer": "payer", "payee": "payee",
}  # fmt: skip
"""Field that points at a party -> role that the party must have."""
TAG_OF = {"planning": "planning", "tender": "tender", "awards": "award", "contracts": "contract"}
"""Section of a release -> tag that says it is there."""
