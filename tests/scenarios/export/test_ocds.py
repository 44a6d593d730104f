"""A release package by hand, and what holds for any run."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.export.ocds import release_package
from scenarios.export.ocds_checking import check_package, references
from scenarios.export.run_tables import Run
from scenarios.results_folder import as_table
from sim.luck import Luck
from sim.markets.firms import Firms
from sim.markets.tender_book import TenderBook
from tests.scenarios.export.made_up import LED, PROJECT, ROOFS, TENDERS, results, run
from tests.sim.markets.many_tenders import a_call
from tests.sim.works.pipeline.ideas import an_idea, an_office

SCHEMA_FOLDER = os.environ.get("STADSLAB_OCDS_SCHEMA", "")
"""Folder with release-package-schema.json and release-schema.json of the standard; they are not in this repository."""


def release(number, **more):
    return release_package(run(**more))["releases"][number]


def test_a_package_says_that_it_is_simulated_and_its_prefix_unregistered():
    package = release_package(run())
    assert package["version"] == "1.1" and package["uri"].startswith("urn:uuid:")
    assert "not registered" in package["publisher"]["name"] and "simulated" in package["publisher"]["name"]
    assert all(party["name"].startswith("simulated") for each in package["releases"] for party in each["parties"])


def test_a_tender_by_hand():
    told = release(1)
    assert told["ocid"].startswith("ocds-stadslab-") and told["ocid"].endswith("-1")
    assert told["tag"] == ["planning", "tender", "award", "contract", "implementation"]
    assert told["date"] == "2027-12-31T00:00:00Z" and told["language"] == "en"
    assert told["buyer"] == {"id": "city_hall", "name": "simulated city hall"}
    tender = told["tender"]
    assert (tender["status"], tender["procurementMethod"], tender["awardCriteria"]) == (
        "complete",
        "open",
        "ratedCriteria",
    )
    assert (tender["mainProcurementCategory"], tender["numberOfTenderers"]) == ("services", 2)
    assert tender["value"] == {"amount": 300000.0, "currency": "EUR"}
    assert tender["tenderPeriod"] == {"startDate": "2025-07-20T00:00:00Z"}
    assert tender["items"][0]["quantity"] == 600.0 and tender["items"][0]["unit"]["name"] == "lamp"


def test_a_failed_tender_ends_there_and_the_next_one_knows_it():
    failed, retried = release(0), release(1)
    assert failed["tag"] == ["planning", "tender"] and failed["tender"]["status"] == "unsuccessful"
    assert retried["relatedProcesses"] == [
        {"id": "1", "relationship": ["unsuccessfulProcess"], "scheme": "ocid", "identifier": failed["ocid"]}
    ]


def test_extensions_are_declared_when_they_are_used():
    assert len(release_package(run())["extensions"]) == 2
    assert "extensions" not in release_package(run(without=("bids",)))


def test_a_real_name_of_the_user_is_taken():
    package = release_package(run(), {"city_hall": "Stad Voorbeeld"})
    assert package["releases"][1]["buyer"]["name"] == "Stad Voorbeeld" and check_package(package) == []


def test_tenders_of_the_market_itself_give_a_sound_package(book):
    tenders, firms = TenderBook(), Firms.open(book, Luck(2), 2025)
    for k in range(30):
        size = 20_000.0 if k % 3 == 0 else 250_000.0
        tenders.hold(a_call(draw_id=k, estimate_eur=size, project=k, lots=1 + k % 2), firms, book, Luck(2), 2025)
    tables = {"tenders": tenders.tenders(), "bids": tenders.bids(firms), "firms": firms.table()}
    saved = results(contracts=[])
    saved.tables.update({name: as_table(columns) for name, columns in tables.items()})
    package = release_package(Run(saved))
    assert check_package(package) == []
    awards = [award for each in package["releases"] for award in each.get("awards", [])]
    assert sum(award["value"]["amount"] for award in awards) == pytest.approx(tables["tenders"]["price_eur"].sum())
    assert {each["tender"]["procurementMethod"] for each in package["releases"]} >= {"direct", "open"}


def test_transitions_of_the_project_office_itself_are_read(book):
    office = an_office(book)
    office.submit(an_idea(id=4))
    office.run_until(3 * 365)
    saved = results(tenders=[TENDERS[1]])
    saved.tables["projects"] = as_table(office.log.table())
    (each,) = release_package(Run(saved))["releases"]
    assert check_package(release_package(Run(saved))) == [] and "planning" in each


NAMES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ['"; DROP TABLE', "a\x00b", "\u202eevil", "<script>", "{{x}}", "Ωμέγα 市", "n" * 5000, "#", "  ", "simulated x"]
    ),
)
MONEY = st.floats(min_value=0.0, max_value=1e9)


@st.composite
def runs(draw):
    """Tenders with bids in lots, awards, contracts and payments, and hostile words everywhere."""
    tenders, bids, contracts, ledger = [], [], [], []
    for number in range(draw(st.integers(1, 5))):
        domain = draw(st.sampled_from([LED, ROOFS, ("m", "f", "wind")]))
        offers = draw(
            st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2), MONEY), max_size=6, unique_by=lambda o: o[:2])
        )
        status = draw(st.sampled_from(["awarded", "direct"])) if offers else "failed"
        lots = {}
        for firm, lot, price in offers:
            lots.setdefault(lot, (firm, price))
        opened, project = draw(st.integers(0, 900)), draw(st.sampled_from([-1, 4]))
        winner = next(iter(lots.values()))[0] if lots else -1
        price = sum(each for _, each in lots.values())
        tenders.append(
            (number, project, *domain, draw(NAMES), draw(st.sampled_from(["direct", "negotiated", "european", "odd"])),
             draw(NAMES), draw(MONEY), opened, opened + draw(st.integers(0, 400)), len(offers), winner, price, price, status,
             draw(NAMES))
        )  # fmt: skip
        bids += [
            (number, firm, draw(NAMES), draw(st.sampled_from(["solar", "lighting_service"])), lot, each, each, 0.0, each,
             draw(st.booleans()), lots[lot][0] == firm)
            for firm, lot, each in offers
        ]  # fmt: skip
        for _ in range(draw(st.integers(0, 2))):
            begins = draw(st.integers(2025, 2027))
            contract = len(contracts)
            contracts.append(
                (contract, domain[1], domain[0], draw(NAMES), "contractors", begins, begins + draw(st.integers(0, 20)),
                 draw(MONEY), draw(MONEY), draw(MONEY), project, number, draw(st.integers(-1, 6)), *[draw(NAMES)] * 4,
                 draw(st.sampled_from(["running", "ended", "broken"])), draw(st.integers(-1, 2030)), draw(NAMES), 0.0, 0.0)
            )  # fmt: skip
            ledger += [
                (
                    draw(st.integers(2025, 2027)),
                    draw(NAMES),
                    "contractors",
                    draw(NAMES),
                    contract,
                    draw(st.floats(-1e9, 1e9)),
                )
                for _ in range(draw(st.integers(0, 3)))
            ]
    projects = [(*PROJECT, 0, "idea", "entered", draw(NAMES), draw(NAMES), 1.0)]
    return run(tenders=tenders, bids=bids, contracts=contracts, ledger=ledger, projects=projects, performance=[])


@settings(max_examples=60, deadline=None)
@given(runs())
def test_any_run_gives_a_package_that_keeps_the_rules(ours):
    package = json.loads(json.dumps(release_package(ours), allow_nan=False).encode())
    assert check_package(package) == []
    ids = [each["id"] for each in package["releases"]]
    assert len(set(ids)) == len(ids) == len({each["ocid"] for each in package["releases"]})
    for each in package["releases"]:
        parties = {party["id"] for party in each["parties"]}
        assert all(pointed["id"] in parties for _, _, pointed in references(each, ""))
        awards = {award["id"] for award in each.get("awards", [])}
        assert all(contract["awardID"] in awards for contract in each.get("contracts", []))
        assert all(supplier["id"] in parties for award in each.get("awards", []) for supplier in award["suppliers"])


def complaints_of_the_standard(package):
    """What the schema of the Open Contracting Partnership itself says, one line each."""
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    draft4 = pytest.importorskip("referencing.jsonschema").DRAFT4
    if not SCHEMA_FOLDER:
        pytest.skip("STADSLAB_OCDS_SCHEMA names no folder with the schema of the standard")
    whole, inner = (
        json.loads((Path(SCHEMA_FOLDER) / f"{name}.json").read_text())
        for name in ("release-package-schema", "release-schema")
    )
    address = whole["properties"]["releases"]["items"]["$ref"]
    inner["id"] = address
    registry = referencing.Registry().with_resource(address, referencing.Resource(inner, draft4))
    judge = jsonschema.Draft4Validator(whole, registry=registry, format_checker=jsonschema.FormatChecker())
    return [f"{list(each.absolute_path)}: {each.message}" for each in judge.iter_errors(package)]


def test_the_standard_itself_finds_the_made_up_run_sound():
    assert complaints_of_the_standard(release_package(run())) == []


@settings(max_examples=30, deadline=None)
@given(runs())
def test_the_standard_itself_finds_any_run_sound(ours):
    assert complaints_of_the_standard(release_package(ours)) == []


def test_the_standard_itself_sees_a_broken_package():
    package = release_package(run())
    package["releases"][1]["tender"]["status"] = "awarded"
    assert complaints_of_the_standard(package)
