"""The page in docs says what the committed result says."""

import json
import re
from pathlib import Path

import pytest

from scenarios.studies.hindcast.observed import read_observed

ROOT = Path(__file__).parents[4]
RESULT = ROOT / "scenarios/studies/hindcast/result.json"


@pytest.fixture(scope="module")
def result():
    return json.loads(RESULT.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page():
    return (ROOT / "docs/hindcast.md").read_text(encoding="utf-8")


def test_the_result_was_made_from_the_figures_that_are_committed(result):
    made_from = {each["id"]: (each["observed"], each["use"]) for each in result["figures"]}
    assert made_from == {each.id: (each.value, each.use) for each in read_observed()}


def test_every_figure_stands_on_the_page_with_its_verdict(result, page):
    for each in result["figures"]:
        row = next(line for line in page.splitlines() if line.startswith(f"| {each['id']} ("))
        assert each["verdict"] in row and f"| {each['implausibility']:.1f} |" in row


def test_every_misfit_of_a_shape_is_told(result, page):
    told = [line for line in page.splitlines() if "**misfit**" in line]
    for shape in result["shapes"]:
        assert (any(shape["says"] in line for line in told)) == (shape["verdict"] == "misfit")


def test_the_pictures_of_the_page_are_there_and_small(page):
    pictures = [ROOT / "docs" / name for name in re.findall(r"\]\((images/hindcast_\w+\.svg)\)", page)]
    assert len(pictures) == 9
    assert sum(path.stat().st_size for path in pictures) < 200_000
