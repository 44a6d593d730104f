"""Shared material of the map tests."""

from pathlib import Path

import pytest
import yaml

import geodata

STOCK = Path(__file__).parents[2] / "scenarios" / "parameters" / "stock.yaml"


@pytest.fixture(scope="session")
def norms():
    book = yaml.safe_load(STOCK.read_text(encoding="utf-8"))
    return geodata.StockNorms.from_tables({name: entry["values"][max(entry["values"])] for name, entry in book.items()})


@pytest.fixture(scope="session")
def ideal_city(norms):
    return geodata.draw_city(geodata.read_city_file("ideal_city").recipe, norms)
