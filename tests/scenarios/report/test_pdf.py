"""The PDF: its own letters, real text, the same bytes, nothing read as markup."""

import re
import shutil
import subprocess

import pytest

from scenarios.report.pdf import as_data, as_pdf, breakable

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")


@pytest.fixture(scope="module")
def pdf(report):
    return as_pdf(report)


def text_of(content, tmp_path):
    (tmp_path / "it.pdf").write_bytes(content)
    run = subprocess.run(["pdftotext", "-layout", tmp_path / "it.pdf", "-"], capture_output=True, check=True)
    return run.stdout.decode()


@needs_pdftotext
def test_a_report_has_as_many_pages_as_a_council_reads(pdf, tmp_path):
    assert pdf.startswith(b"%PDF-") and len(pdf) < 2_000_000
    assert 5 <= text_of(pdf, tmp_path).count("\f") <= 10


def test_the_same_report_gives_the_same_bytes(report, pdf):
    assert as_pdf(report) == pdf


@needs_pdftotext
def test_its_text_can_be_read_out(pdf, made, tmp_path):
    text = text_of(pdf, tmp_path)
    assert "Het volledige plan vanaf het idee" in text and "Aannames" in text and "CO2" in text.replace("₂", "2")


@needs_pdftotext
def test_a_hostile_title_is_set_as_it_stands(hostile, tmp_path):
    text = text_of(as_pdf(hostile), tmp_path)
    assert '#panic("boom")' in text and "<script>alert(1)</script>" in text and "=HYPERLINK" in text


def test_long_words_may_break_and_data_is_plain(hostile):
    data = as_data(hostile)
    assert max(map(len, re.split("[ \u200b]", data["title"]))) <= 30
    assert breakable("short words only") == "short words only"
