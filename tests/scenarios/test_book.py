"""Every number brings its papers, and a number without them is sent back."""

import time

import pytest

from scenarios.book import book_hash, check_parameter_file, read_book
from scenarios.problems import Unusable, is_fatal

GOOD = """
gas_factor:
  label: Carbon dioxide from natural gas
  unit: t CO2/MWh
  values: {2006: 0.202}
  spread: [0.196, 0.210]
  evidence: standard
  source: {title: 2006 IPCC Guidelines, where: "vol. 2, table 1.4"}
  note: 56 100 kg/TJ turned into MWh.
sizes:
  label: Sizes by kind
  unit: m2
  values: {2025: {terraced: 120, detached: {small: 150, range: [180, 240]}}}
  spread: {terraced: [100, 140]}
  evidence: assumption
  note: A guess, for a test.
"""


@pytest.fixture
def papers(tmp_path):
    def write(text, name="topic.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def wrong(papers, **changes):
    """Keys and wishes when one entry of good papers is changed; None takes an entry away."""
    entries = {
        "label": "x", "unit": "x", "values": "{2020: 1.0}", "evidence": "measured", "source": "{title: x}",
    } | changes  # fmt: skip
    text = "number:\n" + "".join(f"  {key}: {value}\n" for key, value in entries.items() if value is not None)
    return {problem.key: problem for problem in check_parameter_file(papers(text))}


def test_a_book_knows_its_numbers_by_topic_and_name(papers):
    book = read_book(papers(GOOD).parent)
    assert book.at("topic.gas_factor", 2030) == 0.202
    assert book["topic.gas_factor"].spread == (0.196, 0.210)
    assert book["topic.gas_factor"].where[1] == 2
    assert book.at("topic.sizes", 2030)["detached"]["range"] == (180.0, 240.0)


def test_good_papers_have_no_problem(papers):
    assert wrong(papers) == {}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"label": None}, "number.label"),
        ({"unit": None}, "number.unit"),
        ({"values": None}, "number.values"),
        ({"values": "{}"}, "number.values"),
        ({"values": "{2020: lots}"}, "number.values.2020"),
        ({"values": "{2020: yes}"}, "number.values.2020"),
        ({"values": "{2020: true}"}, "number.values.2020"),
        ({"values": "{2020: .nan}"}, "number.values.2020"),
        ({"values": "{2020: {a: x}}"}, "number.values.2020.a"),
        ({"values": "{20200: 1}"}, "number.values.20200"),
        ({"values": "{soon: 1}"}, "number.values.soon"),
        ({"values": "3"}, "number.values"),
        ({"evidence": "gossip"}, "number.evidence"),
        ({"source": None}, "number.source"),
        ({"source": "{titel: x}"}, "number.source.titel"),
        ({"spread": "[2, 3]"}, "number.spread"),
        ({"spread": "[3, -1]"}, "number.spread"),
        ({"spread": "[0, 1, 2]"}, "number.spread"),
        ({"spread": "wide"}, "number.spread"),
        ({"values": "{2020: 5, 2030: 6}", "spread": "[4, 7]"}, "number.spread"),
        ({"values": "{2020: {a: 1}}", "spread": "{b: [0, 2]}"}, "number.spread.b"),
        ({"values": "{2020: {a: 1}}", "spread": "{a: [2, 3]}"}, "number.spread.a"),
        ({"values": "{2020: {a: 1}}", "interpolate": "true"}, "number.interpolate"),
        ({"interpolate": "sometimes"}, "number.interpolate"),
        ({"distribution": "unform"}, "number.distribution"),
        ({"evidence": "assumption", "source": None}, "number.note"),
        ({"colour": "red"}, "number.colour"),
    ],
)
def test_papers_with_a_gap_are_sent_back(papers, changes, key):
    told = wrong(papers, **changes)
    assert key in told
    assert is_fatal(told.values())


def test_an_assumption_that_only_names_its_source_is_warned_about(papers):
    assert wrong(papers, evidence="assumption")["number.note"].severity == "warning"


def test_all_files_are_judged_before_the_book_is_refused(papers):
    papers("a: {label: x}\n", "one.yaml")
    folder = papers("b: 5\nC d: {}\n", "two.yaml").parent
    with pytest.raises(Unusable) as unusable:
        read_book(folder)
    assert {problem.file.rsplit("/", 1)[-1] for problem in unusable.value.problems} == {"one.yaml", "two.yaml"}


def test_a_book_that_changed_is_read_again(papers):
    path = papers(GOOD)
    before = read_book(path.parent)
    assert read_book(path.parent) is before
    path.write_text(GOOD.replace("0.202", "0.2025"), encoding="utf-8")
    after = read_book(path.parent)
    assert after.at("topic.gas_factor", 2030) == 0.2025
    assert book_hash(after) != book_hash(before)


def test_the_same_numbers_elsewhere_have_the_same_fingerprint(papers, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("other")
    (elsewhere / "topic.yaml").write_text("# moved\n" + GOOD, encoding="utf-8")
    assert book_hash(read_book(papers(GOOD).parent)) == book_hash(read_book(elsewhere))


def test_the_city_s_own_book_can_be_used_and_is_read_quickly():
    began = time.perf_counter()
    book = read_book()
    assert len(book.parameters) > 100
    assert time.perf_counter() - began < 1.5
