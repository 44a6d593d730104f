"""The HTML file: one file, nothing fetched, nothing run, readable without eyes."""

import re
from html.parser import HTMLParser

import pytest

from scenarios.report.html import as_html


class Reader(HTMLParser):
    """Every tag with its attributes; the tags that were left open."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "col"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def read(report):
    reader = Reader()
    reader.feed(as_html(report).decode())
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def page(report):
    return read(report)


def test_nothing_is_fetched_or_run(report, page):
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object"}
    for name, attributes in page.tags:
        assert not any(key.startswith("on") for key in attributes)
        assert name != "a" or attributes["href"].startswith("#")
    addresses = set(re.findall(r"https?://[^\s\"'<]+", as_html(report).decode()))
    assert addresses <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in as_html(report).decode()


def test_pictures_have_words_tables_have_headings_and_the_page_its_language(page):
    assert ("html", {"lang": "nl"}) in page.tags
    assert all(attributes.get("aria-label") for name, attributes in page.tags if name in ("svg", "nav"))
    assert all(attributes.get("scope") for name, attributes in page.tags if name == "th")
    assert [name for name, _ in page.tags].count("h1") == 1
    anchors = {attributes["href"][1:] for name, attributes in page.tags if name == "a"}
    assert anchors <= {attributes.get("id") for _, attributes in page.tags}


def test_a_hostile_title_stays_text(hostile):
    reader = read(hostile)
    assert "script" not in {name for name, _ in reader.tags}
    assert any("<script>alert(1)</script>" in words for words in reader.words)


def test_the_same_report_gives_the_same_bytes(made, report):
    assert as_html(made.report("nl")) == as_html(report)
